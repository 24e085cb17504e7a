import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Context } from '../../bot/domain/context.ts';
import { AppError } from '../../bot/domain/errors.ts';
import { acceptOffer, book, cancel } from '../../bot/domain/events/bookings.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { checkLog, checkMessages, checkStep, type Standing, standing } from './booking-rules.ts';
import {
  aSession,
  atHome,
  type Command,
  command,
  run,
  type Setting,
  setting,
  start,
  together,
  type World,
} from './booking-world.ts';

/** One session through many steps, with every rule looked at after each. */

type Round = { atOnce: Command[]; after: Command };

/** Settings and steps, one at a time. */
export const steps = (least: number, most: number) =>
  fc.tuple(setting, fc.array(command(), { minLength: least, maxLength: most }));

/** Settings and rounds: what up to eight do at the same moment, and one thing after it. */
export const rounds = (least: number, most: number) =>
  fc.tuple(
    setting,
    fc.array(
      fc.record({ atOnce: fc.array(command(together), { minLength: 2, maxLength: 8 }), after: command() }),
      { minLength: least, maxLength: most },
    ),
  );

/** How often each thing came to pass: that a rule was put to the test at all. */
export type Tally = Map<string, number>;

export async function walk(
  world: World,
  made: Setting,
  taken: Command[],
  tally: Tally = new Map(),
): Promise<void> {
  const { domain } = world;
  const { id, look, done } = await begin(world, made, tally);
  for (const step of taken) {
    const came = await run(world, id, step);
    if (came && typeof came === 'object' && 'second' in came)
      assert.deepEqual(came, { first: came.second, second: came.second }, 'twice is not once');
    await look(domain.now.at);
  }
  await done();
}

/** @param ctx what those who act at once work with: without locks, in the control */
export async function walkTogether(
  world: World,
  made: Setting,
  taken: Round[],
  { tally = new Map() as Tally, ctx = world.domain.ctx } = {},
): Promise<void> {
  const { id, look, done } = await begin(world, made, tally);
  for (const { atOnce, after } of taken) {
    await Promise.all(atOnce.map((each) => run(world, id, each, ctx)));
    await look(world.domain.now.at);
    await run(world, id, after);
    await look(world.domain.now.at);
  }
  await done();
}

async function begin(world: World, made: Setting, tally: Tally) {
  const { domain } = world;
  domain.now.at = start;
  await atHome(world);
  const id = await aSession(domain, made);
  return { id, ...(await looking(domain.ctx, id, tally)) };
}

async function looking(ctx: Context, id: string, tally: Tally) {
  let before = await standing(ctx, id);
  return {
    async look(now: Date): Promise<Standing> {
      const after = await standing(ctx, id);
      checkStep(before, after, now);
      before = after;
      return after;
    },
    async done(): Promise<void> {
      checkLog(before);
      await checkMessages(ctx, before);
      for (const { did } of before.log) tally.set(did, (tally.get(did) ?? 0) + 1);
    },
  };
}

/**
 * Everybody at once wants one of 50 places, of which some are kept for boroughs and no borough may have many. Then many
 * cancel while the others book again and accept what they are offered.
 * @returns how many have a place or the offer of one in the end
 */
export async function rush(
  world: World,
  people: Member[],
  { waves = 1, ctx = world.domain.ctx } = {},
): Promise<number> {
  const { domain } = world;
  domain.now.at = start;
  const kept = ['camden', 'hackney', 'lewisham', 'barnet', 'brent'];
  const id = await aSession(domain, {
    pools: [{ capacity: 50, perBorough: 6 }],
    quotas: kept.map((borough, n) => ({
      ...{ borough, pool: 'in person' as const, reserved: 4 - (n % 3), max: n === 0 ? 4 : null },
      release: n === 4 ? 100 : null,
    })),
    ...{ starts: 200, closesBefore: 0, cutoffBefore: null, byApproval: false },
  });
  const { look, done } = await looking(domain.ctx, id, new Map());
  await Promise.all(people.map((person) => until(() => book(ctx, person, id, { wait: true }))));
  const boroughs = new Set(people.map(({ organisation }) => organisation.id)).size;
  let seen = await look(domain.now.at);
  for (let wave = 0; wave < waves; wave++) {
    const theirs = new Map(seen.bookings.map((each) => [each.member_id, each]));
    await Promise.all(
      people.map((person, n) => {
        const { id: booking, state } = theirs.get(person.id)!;
        // Of each borough a third: as many stay as have places kept for them.
        if (state === 'confirmed' && Math.floor(n / boroughs) % 3 === wave)
          return until(() => cancel(ctx, person, booking));
        if (state === 'offered' && n % 4 > 0) return until(() => acceptOffer(ctx, person, booking));
        return until(() => book(ctx, person, id, { wait: true }));
      }),
    );
    seen = await look(domain.now.at);
  }
  await done();
  return seen.bookings.filter(({ state }) => state === 'confirmed' || state === 'offered').length;
}

/** Presses again where too many were before them. */
async function until(press: () => Promise<unknown>): Promise<void> {
  for (;;)
    try {
      await press();
      return;
    } catch (error) {
      if (!(error instanceof AppError && error.code === 'conflict')) throw error;
    }
}

/** The control: the same with every `for update` taken out of what is sent. */
export function withoutRowLocks(ctx: Context): Context {
  return {
    ...ctx,
    transaction: (work) =>
      ctx.transaction((tx) =>
        work(
          tx.withPlugin({
            transformQuery: ({ node }) =>
              node.kind === 'SelectQueryNode' ? { ...node, endModifiers: undefined } : node,
            transformResult: async ({ result }) => result,
          }) as typeof tx,
        ),
      ),
  };
}
