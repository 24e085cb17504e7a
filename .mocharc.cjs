const { availableParallelism } = require('node:os');

module.exports = {
  require: ['./test/setup.ts'],
  timeout: 60_000,
  exit: true,
  // One more than there are processors: now and then each waits for a browser, a pace or a restart. Beyond eight the
  // services of all of them would want more connections than the tests' PostgreSQL gives.
  jobs: Math.min(availableParallelism() + 1, 8),
};
