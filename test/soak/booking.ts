import fc from 'fast-check';
import type { Member } from '../../bot/domain/members/members.ts';
import {
  rounds,
  rush,
  steps,
  type Tally,
  walk,
  walkTogether,
  withoutRowLocks,
} from '../domain/booking-walks.ts';
import { aWorld, type World } from '../domain/booking-world.ts';
import { aMember } from '../factories.ts';
import { type Domain, dataFolder, newDatabase, openDomain } from '../harness.ts';

/** The rules of booking through long walks: one step at a time, many at once, and everybody at once. */

export type Walked = { runs: number; fault: string | null; came: Record<string, number> };

/** Any steps by anybody, on the embedded database. */
export async function walkAlone(input: { runs: number; steps: number; seed: number }): Promise<Walked> {
  const domain = await openDomain({ folder: await dataFolder() });
  const tally: Tally = new Map();
  try {
    const world = await aWorld(domain);
    const walks = fc.asyncProperty(steps(input.steps, input.steps), ([made, taken]) =>
      walk(world, made, taken, tally),
    );
    return outcome(
      await fc.check(walks, { numRuns: input.runs, seed: input.seed, endOnFailure: true }),
      tally,
    );
  } finally {
    await domain.close();
  }
}

/** Rounds of several at the same moment, on PostgreSQL. @param control without the lock; this must break a rule */
export async function walkInRounds(input: {
  runs: number;
  rounds: number;
  seed: number;
  control?: boolean;
}): Promise<Walked> {
  const tally: Tally = new Map();
  return onPostgres(async (domain, world) => {
    const ctx = input.control ? withoutRowLocks(domain.ctx) : domain.ctx;
    const walks = fc.asyncProperty(rounds(input.rounds, input.rounds), ([made, taken]) =>
      walkTogether(world, made, taken, { tally, ctx }),
    );
    const setting = { numRuns: input.runs, seed: input.seed, endOnFailure: true };
    return outcome(await fc.check(walks, setting), tally);
  });
}

/** 200 people of all authorities at one session of 50 places. @param control without the lock; this must break a rule */
export async function rushIn(input: { runs: number; control?: boolean }): Promise<Walked> {
  return onPostgres(async (domain, world) => {
    const authorities = await domain.ctx.db
      .selectFrom('organisation')
      .select('id')
      .where('signed', '=', true)
      .execute();
    const people: Member[] = [];
    for (let n = 0; n < 200; n++)
      people.push(await aMember(domain.ctx, authorities[n % authorities.length]!.id));
    const ctx = input.control ? withoutRowLocks(domain.ctx) : domain.ctx;
    let runs = 0;
    try {
      for (; runs < input.runs; runs++) {
        const taken = await rush(world, people, { waves: 2, ctx });
        if (taken !== 50) return { runs, fault: `${taken} of 50 places`, came: {} };
      }
      return { runs, fault: null, came: {} };
    } catch (error) {
      return { runs, fault: String(error), came: {} };
    }
  });
}

async function onPostgres<T>(work: (domain: Domain, world: World) => Promise<T>): Promise<T> {
  const domain = await openDomain({ url: await newDatabase(), connections: 200 });
  try {
    return await work(domain, await aWorld(domain));
  } finally {
    await domain.close();
  }
}

function outcome<T>(details: fc.RunDetails<T>, tally: Tally): Walked {
  const { failed, numRuns } = details;
  return {
    runs: numRuns,
    fault: failed ? `${details.errorInstance}\n${fc.defaultReportMessage(details)}` : null,
    came: Object.fromEntries([...tally].sort(([a], [b]) => (a < b ? -1 : 1))),
  };
}
