/** Starts Agents Playground as the service does, says so, and waits to be killed. Arguments: configuration, folder. */
import { fileURLToPath } from 'node:url';
import { readDemoFile } from '../../bot/domain/content/files.ts';
import { startPlayground } from '../../bot/local/playground.ts';

const [config, folder] = process.argv.slice(2);
const demo = readDemoFile(fileURLToPath(import.meta.resolve('../../bot/content')));
const playground = await startPlayground(JSON.parse(config!), demo, folder!, 'member');
await playground.answers;
process.send!('started');
