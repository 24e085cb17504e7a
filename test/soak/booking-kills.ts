import assert from 'node:assert/strict';
import { AppError } from '../../bot/domain/errors.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { checkLog, checkMessages, checkStep } from '../domain/booking-rules.ts';
import { aCoordinator } from '../factories.ts';
import { type Domain, newDatabase, openDomain } from '../harness.ts';
import { type Look, look, prepare } from './booking-scenes.ts';
import { bookingWorks, perform } from './booking-works.ts';
import { generator, shuffled } from './process.ts';
import { onStatement, stopped } from './stops.ts';

/**
 * Kills a process at each statement of what gives or takes places and of an import, before it is sent and right after.
 * What it did is what it does where nobody kills it, or nothing; the rules of booking hold; and done again by another
 * process it is done once, with each message once.
 */

export type Kills = { kills: number; wholly: number; notAtAll: number; faults: string[] };
type Name = (typeof bookingWorks)[number];

/**
 * @param of so many kills of each kind, chosen by `seed`; at every statement where it is left out
 * @param control without transactions; this must show a fault
 */
export async function killAtEachStep(
  of?: { each: number; seed: number },
  { works = bookingWorks as readonly Name[], control = false } = {},
): Promise<Kills> {
  const url = await newDatabase();
  const domain = await openDomain({ url });
  const outcome: Kills = { kills: 0, wholly: 0, notAtAll: 0, faults: [] };
  const random = generator(of?.seed ?? 1);
  try {
    const coordinator = await aCoordinator(domain.ctx);
    for (const name of works) {
      const { done, statements } = await unharmed(domain, coordinator, name);
      // Another process may need a few more.
      const stops = Array.from({ length: 2 * (statements + 3) }, (_, n) => ({
        at: 1 + (n >> 1),
        sent: n % 2 > 0,
      }));
      let left = of?.each ?? stops.length;
      for (const { at, sent } of of ? shuffled(stops, random) : stops) {
        if (left === 0) break;
        const scene = await prepare(domain, coordinator, name);
        const before = await look(domain.ctx, scene);
        const { asked: work } = scene;
        const stop = { url, now: domain.now.at.toISOString(), work, at, sent, careless: control };
        if (!(await stopped(domain, stop))) continue;
        left--;
        outcome.kills++;
        try {
          const after = await look(domain.ctx, scene);
          const isDone = after.seen === done;
          outcome[isDone ? 'wholly' : 'notAtAll']++;
          if (isDone) await check(domain, before, after);
          else assert.equal(after.seen, before.seen, 'half done');
          await perform(domain.ctx, scene.by, work).catch((error: unknown) => {
            if (!(isDone && error instanceof AppError)) throw error;
          });
          const again = await look(domain.ctx, scene);
          assert.equal(again.seen, done, 'done again');
          await check(domain, before, again);
        } catch (error) {
          outcome.faults.push(`${name} at ${at}${sent ? ', sent' : ''}: ${error}`);
          if (control) return outcome;
        }
      }
    }
    return outcome;
  } finally {
    await domain.close();
  }
}

/** What it looks like where nobody kills it, and how many statements that takes. */
async function unharmed(domain: Domain, coordinator: Member, name: Name) {
  const scene = await prepare(domain, coordinator, name);
  let statements = 0;
  const stop = onStatement((args) => {
    statements++;
    return args;
  });
  await perform(domain.ctx, scene.by, scene.asked).finally(stop);
  return { done: (await look(domain.ctx, scene)).seen, statements };
}

async function check({ ctx, now }: Domain, before: Look, after: Look): Promise<void> {
  for (const [n, session] of after.standings.entries()) {
    checkStep(before.standings[n]!, session, now.at);
    checkLog(session);
    await checkMessages(ctx, session);
  }
}
