import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Context } from '../../bot/domain/context.ts';
import { acceptOffer, book, cancel } from '../../bot/domain/events/bookings.ts';
import { atSession } from '../../bot/domain/events/door.ts';
import { importEvents } from '../../bot/domain/events/imports.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { checkLog, checkMessages, checkStep, standing } from '../domain/booking-rules.ts';
import { aSession, start } from '../domain/booking-world.ts';
import { aCoordinator, aMember } from '../factories.ts';
import { newDatabase, openDomain } from '../harness.ts';
import type { Stop, Work } from './stopper.ts';

/**
 * Kills a process at each statement of what gives places and of an import, before it is sent and right after: what it
 * did is all there or not at all, and done again by another process it is there once, with each message once.
 */

export type Kills = { kills: number; wholly: number; notAtAll: number; faults: string[] };
const works = ['cancel', 'accept', 'settle', 'import'] as const;

/** @param every so many statements */
export async function killAtEachStep({ every = 1 } = {}): Promise<Kills> {
  const url = await newDatabase();
  const domain = await openDomain({ url });
  const outcome: Kills = { kills: 0, wholly: 0, notAtAll: 0, faults: [] };
  try {
    const { ctx } = domain;
    const people = await Promise.all(Array.from({ length: 3 }, () => aMember(ctx)));
    const coordinator = await aCoordinator(ctx);
    for (const work of works)
      for (let at = every, killed = true; killed; at += every)
        for (const sent of [false, true]) {
          domain.now.at = start;
          const scene = await prepare(ctx, work, people, coordinator, domain.now);
          const { by, ...rest } = scene.asked;
          const stop: Stop = { ...rest, url, at, sent, memberId: by.id, now: domain.now.at.toISOString() };
          killed = (await signalOf(stop)) === 'SIGKILL';
          if (!killed) break;
          outcome.kills++;
          try {
            outcome[(await scene.isDone()) ? 'wholly' : 'notAtAll']++;
            await scene.again();
            assert.ok(await scene.isDone());
          } catch (error) {
            outcome.faults.push(`${work} at ${at}${sent ? ', sent' : ''}: ${error}`);
          }
        }
    return outcome;
  } finally {
    await domain.close();
  }
}

async function signalOf(stop: Stop): Promise<NodeJS.Signals | null> {
  const child = fork(new URL('./stopper.ts', import.meta.url), [JSON.stringify(stop)]);
  const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
  if (code) throw new Error(`The process ended with ${code}`);
  return signal;
}

type Scene = {
  asked: Work & { by: Member };
  /** Whether it has been done: all of it. @throws where it is half done */
  isDone(): Promise<boolean>;
  /** Does it in this process, as who pressed again would. */
  again(): Promise<unknown>;
};

async function prepare(
  ctx: Context,
  work: Work['work'],
  people: Member[],
  coordinator: Member,
  now: { at: Date },
): Promise<Scene> {
  if (work === 'import') return prepareImport(ctx, coordinator);
  const sessionId = await aSession({ ctx } as never, {
    pools: [{ capacity: 1, perBorough: null }],
    quotas: [],
    ...{ starts: 400, closesBefore: 0, cutoffBefore: null, byApproval: false },
  });
  const [holder, first] = people as [Member, Member, Member];
  const bookings: string[] = [];
  for (const person of people) bookings.push((await book(ctx, person, sessionId, { wait: true })).bookingId!);
  const [held, offered] = bookings as [string, string, string];
  if (work !== 'cancel') await cancel(ctx, holder, held);
  if (work === 'settle') now.at = new Date(start.getTime() + 150 * 3_600_000);
  const done = {
    cancel: ['cancelled', 'offered', 'waiting'],
    accept: ['cancelled', 'confirmed', 'waiting'],
    settle: ['cancelled', 'lapsed', 'offered'],
  }[work];
  const undone =
    work === 'cancel' ? ['confirmed', 'waiting', 'waiting'] : ['cancelled', 'offered', 'waiting'];
  return {
    asked:
      work === 'settle'
        ? { work, sessionId, by: holder }
        : { work, bookingId: work === 'cancel' ? held : offered, by: work === 'cancel' ? holder : first },
    async isDone() {
      const after = await standing(ctx, sessionId);
      checkLog(after);
      await checkMessages(ctx, after);
      const states = bookings.map((id) => after.bookings.find((each) => each.id === id)!.state);
      const isDone = states.join() === done.join();
      assert.ok(isDone || states.join() === undone.join(), states.join());
      if (isDone) checkStep({ ...after, log: after.log.slice(0, -1) }, after, now.at);
      return isDone;
    },
    again: () =>
      work === 'cancel'
        ? cancel(ctx, holder, held)
        : work === 'accept'
          ? acceptOffer(ctx, first, offered)
          : atSession(ctx, sessionId, async () => {}),
  };
}

async function prepareImport(ctx: Context, by: Member): Promise<Scene> {
  const [key, mark] = [randomUUID(), randomUUID().slice(0, 8)];
  const rows = Array.from(
    { length: 5 },
    (_, n) => `Import ${mark} ${n},A summary.,2027-05-0${n + 3},10:00,12:00,send,Town Hall`,
  );
  const file = ['Title,Summary,Date,Starts,Ends,Area,Place', ...rows].join('\n');
  const options = { check: false as const, key, area: 'send' };
  return {
    asked: { work: 'import', key, file, by },
    async isDone() {
      const events = await ctx.db
        .selectFrom('event')
        .innerJoin('session', 'session.event_id', 'event.id')
        .select('event.id')
        .where('event.title', 'like', `Import ${mark} %`)
        .execute();
      assert.ok(events.length === 0 || events.length === rows.length, `${events.length} of the file`);
      return events.length > 0;
    },
    async again() {
      const { faults } = await importEvents(ctx, by, Buffer.from(file), options);
      assert.deepEqual(faults, []);
    },
  };
}
