import { end } from '../end.ts';

/** The benchmarks, by name: `npm run bench -- NAME`. Each prints one JSON line. */
const benches: Record<string, () => Promise<object>> = {
  answers: async () => (await import('./answers.ts')).answers(),
  booking: async () => (await import('./booking.ts')).booking(),
  bot: async () => (await import('./bot.ts')).bot(),
  fanout: async () => (await import('./fanout.ts')).fanout(),
  tab: async () => (await import('./tab.ts')).tab(),
  start: async () => (await import('./start.ts')).start(),
};

const [name = ''] = process.argv.slice(2);
const bench = benches[name];
if (!bench) {
  console.error(`Name a benchmark: ${Object.keys(benches).join(', ')}.`);
  process.exit(2);
}
try {
  console.log(JSON.stringify({ bench: name, ...(await bench()) }));
} finally {
  await end();
}
process.exit();
