import { membersById } from '../../bot/domain/members/members.ts';
import { openDomain } from '../harness.ts';
import { perform } from './booking-works.ts';
import { onStatement, type Stop } from './stops.ts';

/** A process that does one thing and is killed at one of the statements that it takes, or by who started it. */

const { url, now, work, at, sent, careless } = JSON.parse(process.argv[2]!) as Stop;
const domain = await openDomain({ url, connections: 2 });
domain.now.at = new Date(now);
const actor = (await membersById(domain.ctx, [work.by])).get(work.by)!;
let statements = 0;
onStatement((args) => {
  statements++;
  if (statements === at && !sent) process.kill(process.pid, 'SIGKILL');
  // It is on its way: whether the database gets to see it is open.
  if (statements === at) setImmediate(() => process.kill(process.pid, 'SIGKILL'));
  // The control: each statement by itself, in no transaction.
  const [text, ...rest] = args;
  return careless && /^(begin|start transaction|commit)/.test(String(text)) ? ['select', ...rest] : args;
});
await perform(domain.ctx, actor, work, careless);
process.exit();
