import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Domain, freePort, newDatabase, openDomain } from '../harness.ts';
import { addPeople, type Tenant } from '../teams/people.ts';
import { allEnded, type Faults, faultsOf, rowsOf, sendTo, setRate } from '../teams/sending.ts';
import { type Post, startTeams, type Teams } from '../teams/teams.ts';
import { generator, type RunningService, startService } from './process.ts';

/**
 * Kills the service again and again while it sends to many, and compares afterwards what the ledger says with what
 * Teams met: nobody gets two, nobody is forgotten, and whatever is unconfirmed was in flight at a kill.
 */

export type Outcome = {
  seed: number;
  people: number;
  kills: number;
  /** Kills that came while something was claimed and not settled. */
  killsInWork: number;
  sent: number;
  failed: number;
  unconfirmed: number;
  /** The most that one kill left in doubt, and how many of these had not been posted yet. */
  mostInDoubt: number;
  mostUnposted: number;
  /** Unconfirmed and not in flight at any kill, or in flight and answered long before it. */
  unexplained: string[];
} & Faults;

const tenants = 8;
/** So many people of each tenant are added for each kill. */
const ofTenant = 25;
const part = (crowd: Tenant[], n: number): Tenant[] =>
  crowd.map(({ tenantId, people }) => ({ tenantId, people: people.slice(n * ofTenant, (n + 1) * ofTenant) }));
const rate = 25;
/** What is known of a post is in the ledger so soon after, in milliseconds, or the machine is hopeless. */
const settledWithin = 3000;

/**
 * @param kills how often a service is killed; the moments follow from `seed`
 * @param instances how many services share the database; one of them is killed at a time
 * @param hurry lets the leases of a service that was killed end at once; right where there is only one
 * @param control a database that makes what is in doubt pending again, as a careless sender would: people get two
 */
export async function killWhileSending(input: {
  kills: number;
  seed: number;
  instances?: number;
  hurry?: boolean;
  control?: boolean;
}): Promise<Outcome> {
  const random = generator(input.seed);
  const teams = await startTeams();
  const url = await newDatabase('service');
  const domain = await openDomain({ url });
  const services: (RunningService & { name: string })[] = [];
  try {
    await teams.behave({
      seed: input.seed,
      latency: [20, 250],
      shares: { throttled: 0.005, blocked: 0.02, 'conversation not found': 0.02 },
    });
    const crowd = await addPeople(domain, teams, Array(tenants).fill(ofTenant * input.kills));
    await setRate(domain, crowd, rate);
    if (input.control) await makePendingAgain(domain);
    const start = async () => {
      const port = await freePort();
      const name = `service-${port}`;
      const service = await startService({
        LIIA_LOCAL: '1',
        LIIA_LOG: 'silent',
        LIIA_PORT: String(port),
        LIIA_PLAYGROUND_PORT: String(teams.port),
        DATABASE_URL: `${url}?application_name=${name}`,
      });
      return { ...service, name };
    };
    for (let n = 0; n < (input.instances ?? 1); n++) services.push(await start());
    const key = randomUUID();
    const inDoubt: InDoubt[] = [];
    for (let kill = 0; kill < input.kills; kill++) {
      // Each kill has people of its own: another instance may be done with those before.
      await sendTo(domain, key, part(crowd, kill));
      await teams.arrived((await teams.count()) + 5 + Math.floor(random() * 35));
      await sleep(random() * 50); // anywhere between two posts
      const n = Math.floor(random() * services.length);
      const { child, name } = services[n]!;
      const at = Date.now();
      const dies = once(child, 'exit');
      child.kill('SIGKILL');
      await dies;
      const members = await lookAfterKill(domain, name, key, inDoubt);
      inDoubt.push({ at, members });
      if (input.hurry) await endLeases(domain, members);
      services[n] = await start();
    }
    await allEnded(domain, key);
    const faults = await faultsOf(domain, teams, { tenants: crowd, key, rate, killed: true });
    return {
      ...(await outcomeOf(domain, teams, key, inDoubt)),
      ...faults,
      seed: input.seed,
      kills: input.kills,
    };
  } finally {
    for (const { child } of services) child.kill('SIGKILL');
    await teams.close();
    await domain.close();
  }
}

/** What a kill left: the members whose message was claimed and not settled, and were not known to be before. */
type InDoubt = { at: number; members: string[] };

/** Looks once the dead process's last statements are over: the database may still carry out what it was sent. */
async function lookAfterKill(
  { ctx }: Domain,
  name: string,
  key: string,
  before: InDoubt[],
): Promise<string[]> {
  const ofServices = sql<{ left: number }>`
    select count(*)::int as left from pg_stat_activity where datname = current_database()
      and application_name = ${name}`;
  while ((await ofServices.execute(ctx.db)).rows[0]!.left > 0) await sleep(10);
  const known = new Set(before.flatMap(({ members }) => members));
  const { rows } = await sql<{ member_id: string }>`
    select member_id from message where key = ${key} and state = 'sending'`.execute(ctx.db);
  return rows.map((row) => row.member_id).filter((id) => !known.has(id));
}

async function endLeases({ ctx }: Domain, members: string[]): Promise<void> {
  await sql`
    update message set lease_until = now() where state = 'sending' and member_id = any(${members}::uuid[])`.execute(
    ctx.db,
  );
}

async function outcomeOf(domain: Domain, teams: Teams, key: string, inDoubt: InDoubt[]) {
  const rows = await rowsOf(domain, key);
  const posts = Map.groupBy(await teams.posts(), ({ conversationId }) => conversationId.slice('a:'.length));
  const killedAt = new Map(inDoubt.flatMap(({ at, members }) => members.map((id) => [id, at])));
  const unconfirmed = rows.filter(({ state }) => state === 'unconfirmed').map(({ memberId }) => memberId);
  const explained = (id: string) => {
    const at = killedAt.get(id);
    return at !== undefined && (posts.get(id) ?? []).every((post) => inFlight(post, at));
  };
  const unposted = inDoubt.map(({ members }) => members.filter((id) => !posts.has(id)).length);
  const count = (state: string) => rows.filter((row) => row.state === state).length;
  return {
    people: rows.length,
    killsInWork: inDoubt.filter(({ members }) => members.length > 0).length,
    sent: count('sent'),
    failed: count('failed'),
    unconfirmed: unconfirmed.length,
    mostInDoubt: Math.max(...inDoubt.map(({ members }) => members.length)),
    mostUnposted: Math.max(...unposted),
    unexplained: unconfirmed.filter((id) => !explained(id)),
  };
}

/** By Teams' record: the post came before the kill, and its answer, if any, a moment before it or after. */
const inFlight = ({ at, answeredAt }: Post, killedAt: number): boolean =>
  at <= killedAt + settledWithin && (answeredAt === null || answeredAt >= killedAt - settledWithin);

/** The control: what is in doubt after a kill becomes pending again. */
async function makePendingAgain({ ctx }: Domain): Promise<void> {
  await sql`
    create function careless() returns trigger language plpgsql as $$ begin
      new.state := 'pending'; new.finished_at := null; new.due_at := now(); return new;
    end $$`.execute(ctx.db);
  await sql`
    create trigger careless before update on message for each row
    when (old.state = 'sending' and new.state = 'unconfirmed') execute function careless()`.execute(ctx.db);
}
