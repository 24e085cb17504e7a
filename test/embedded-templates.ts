import { makeEmbeddedTemplates } from './harness.ts';

// A process of its own, for `makeTemplates`: says where they are, and leaves them to who asked.
console.log(JSON.stringify(await makeEmbeddedTemplates()));
process.exit();
