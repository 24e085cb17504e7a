import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import pg from 'pg';
import { book } from '../../bot/domain/events/bookings.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { aMember } from '../factories.ts';
import { type Domain, newDatabase, openDomain } from '../harness.ts';
import { median, rounded, say } from './figures.ts';

const workers = 4;
const people = 40;
const turns = 9;

/**
 * Bookings a second, each with its confirmation in the ledger, beside the same statements sent by hand with bare pg:
 * four at once at one session that has so many bookings already, and at 1,000 sessions.
 */
export async function booking(): Promise<object> {
  const url = await newDatabase();
  const domain = await openDomain({ url, connections: workers });
  try {
    const members = await Promise.all(Array.from({ length: people }, () => aMember(domain.ctx)));
    const one: Record<string, object> = {};
    for (const bookings of [10, 1000, 10_000]) {
      one[bookings] = await measure(domain, url, members, [await aFullSession(domain, bookings)]);
      say(`${bookings} bookings: ${JSON.stringify(one[bookings])}`);
    }
    const sessions = [];
    for (let n = 0; n < 1000; n++) sessions.push(await aFullSession(domain, 10));
    const many = await measure(domain, url, members, sessions);
    const { ratio } = one[10] as { ratio: number };
    return { ratio, bookingsOnTheSession: one, sessionsOpen1000: many, workers };
  } finally {
    await domain.close();
  }
}

/** A session with places for many, of which so many are taken by people of all authorities. */
async function aFullSession({ ctx }: Domain, bookings: number): Promise<string> {
  const event = `bench-${randomUUID()}`;
  const id = `${event}-1`;
  await ctx.transaction(async (tx) => {
    await sql`insert into event (id, title, summary, area, details, sample)
      values (${event}, 'Bench', 'A session of a benchmark.', 'send', '{}', false)`.execute(tx);
    await sql`insert into session (id, event_id, day, starts_at, ends_at, closes_at)
      select ${id}, ${event}, day::date, day, day + interval '2 hours', day
      from (select now() + interval '30 days' as day) as soon`.execute(tx);
    await sql`insert into pool (session_id, mode, capacity, per_borough)
      values (${id}, 'online', 20000, 10000)`.execute(tx);
    await sql`insert into quota (session_id, pool, borough, reserved) values (${id}, 'online', 'barnet', 5)`.execute(
      tx,
    );
    await sql`insert into booking (id, session_id, organisation_id, pool, borough, state, created_at)
      select gen_random_uuid(), ${id}, authority.id, 'online', authority.id, 'confirmed', now()
      from generate_series(1, ${bookings}::int) as n
      join (select id, row_number() over (order by id) - 1 as place, count(*) over () as all from organisation
        where kind = 'authority') as authority on authority.place = n % authority.all`.execute(tx);
  });
  if (bookings > 10) await sql`vacuum analyze booking`.execute(ctx.db);
  return id;
}

/** Ours and bare pg in turns, so that both have the same machine. */
async function measure(domain: Domain, url: string, members: Member[], sessions: string[]): Promise<object> {
  const at = (n: number) => sessions[n % sessions.length]!;
  const statements = await statementsOf(() => book(domain.ctx, members[0]!, at(0)));
  await clear(domain, members);
  const clients = await Promise.all(
    Array.from({ length: workers }, async () => {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      return client;
    }),
  );
  const rates: { ours: number[]; bare: number[] } = { ours: [], bare: [] };
  for (let turn = 0; turn < turns; turn++) {
    const ours = await together(members, async (member, n) => {
      const { outcome } = await book(domain.ctx, member, at(n));
      if (outcome !== 'booked') throw new Error(outcome);
    });
    await clear(domain, members);
    const bare = await together(members, (member, n, worker) =>
      send(clients[worker]!, statements, { [members[0]!.id]: member.id, [at(0)]: at(n) }),
    );
    await clear(domain, members);
    if (turn < 2) continue; // compiled and cached on the way
    rates.ours.push(ours);
    rates.bare.push(bare);
  }
  await Promise.all(clients.map((client) => client.end()));
  const [perSecond, bare] = [median(rates.ours), median(rates.bare)];
  return {
    ratio: rounded(median(rates.ours.map((rate, n) => rate / rates.bare[n]!))),
    ...{ perSecond: rounded(perSecond, 0), barePerSecond: rounded(bare, 0), statements: statements.length },
  };
}

/** @returns how many a second */
async function together(
  members: Member[],
  each: (member: Member, n: number, worker: number) => Promise<void>,
): Promise<number> {
  const started = performance.now();
  await Promise.all(
    Array.from({ length: workers }, async (_, worker) => {
      for (let n = worker; n < members.length; n += workers) await each(members[n]!, n, worker);
    }),
  );
  return members.length / ((performance.now() - started) / 1000);
}

async function clear({ ctx }: Domain, members: Member[]): Promise<void> {
  const ids = members.map(({ id }) => id);
  await sql`delete from message where member_id = any(${ids}::uuid[])`.execute(ctx.db);
  await sql`delete from booking_log using booking
    where booking_id = booking.id and member_id = any(${ids}::uuid[])`.execute(ctx.db);
  await sql`delete from booking where member_id = any(${ids}::uuid[])`.execute(ctx.db);
  await sql`delete from pgboss.job where name = 'deliver'`.execute(ctx.db);
}

type Statement = { text: string; values: unknown[] };

/** What one piece of work sends to the database. */
async function statementsOf(work: () => Promise<unknown>): Promise<Statement[]> {
  const sent: Statement[] = [];
  const { query } = pg.Client.prototype;
  pg.Client.prototype.query = function (this: pg.Client, ...args: unknown[]) {
    const [asked, values] = args as [string | Statement, unknown[] | undefined];
    sent.push(
      typeof asked === 'string'
        ? { text: asked, values: values ?? [] }
        : { ...asked, values: asked.values ?? values ?? [] },
    );
    return (query as (...all: unknown[]) => unknown).apply(this, args);
  } as typeof query;
  try {
    await work();
  } finally {
    pg.Client.prototype.query = query;
  }
  return sent.map(({ text, values }) => ({ text, values }));
}

const guid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

/** The same statements for somebody else: what was new then has a name of its own again. */
async function send(
  client: pg.Client,
  statements: Statement[],
  names: Record<string, string>,
): Promise<void> {
  const renamed: Record<string, string> = { ...names };
  const [session] = Object.entries(names).find(([before]) => before.startsWith('bench-'))!;
  const rename = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(rename);
    if (typeof value !== 'string') return value;
    if (value.includes(session)) return value.replaceAll(session, names[session]!);
    return value.replace(guid, (id) => {
      renamed[id] ??= randomUUID();
      return renamed[id];
    });
  };
  for (const { text, values } of statements) await client.query(text, values.map(rename));
}
