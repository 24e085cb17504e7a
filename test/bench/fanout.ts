import { randomUUID } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import { type Domain, freePort, openDomain } from '../harness.ts';
import { emptyDatabase } from '../postgres.ts';
import { type RunningService, startService } from '../soak/process.ts';
import { addPeople, type Tenant, unevenly } from '../teams/people.ts';
import { allEnded, faultsOf, rowsOf, sendTo, setRate } from '../teams/sending.ts';
import { type Post, startTeams, type Teams } from '../teams/teams.ts';
import { startChild } from './child.ts';
import type { PeerSettings } from './fanout-peer.ts';
import { rounded, say } from './figures.ts';

/** Teams as it is met here: what takes how long, and what part of people it cannot or will not reach. */
const latency: [number, number] = [20, 150];
const shares = {
  blocked: 0.01,
  'not in roster': 0.01,
  'conversation not found': 0.01,
  'service error': 0.002,
  'bad gateway': 0.002,
  'gateway timeout': 0.002,
  'taken, then reset': 0.002,
  'reset unread': 0.001,
} as const;
const seed = 3;
const heapMb = 256;
/** As the sender has it: so many posts in flight at once, in one process. */
const atOnce = 500;

/**
 * What a send to many takes: beside the least time that the rate of ten a second to a tenant allows; beside a
 * bare loop of botbuilder, where no rate holds either back; in memory; and what one throttled tenant does to others.
 */
export async function fanout(): Promise<object> {
  const whole = await paced(unevenly(10_000, 33), 10);
  say(`10,000 people: ${JSON.stringify(whole)}`);
  const free = await lifted();
  say(`no limits: ${JSON.stringify(free)}`);
  const calm = await lateness(false);
  const throttled = await lateness(true);
  say(`late: ${JSON.stringify({ calm, throttled })}`);
  return {
    ...whole,
    goalOverFloor: 1.1,
    ...free,
    lateMsP99: calm,
    lateMsP99OneThrottled: throttled,
    seed,
  };
}

type Ground = { teams: Teams; domain: Domain; crowd: Tenant[]; service: RunningService };

/** Teams, a database full of people, and the service, for as long as `work` takes. */
async function on<T>(sizes: number[], work: (ground: Ground) => Promise<T>): Promise<T> {
  const teams = await startTeams();
  const url = await emptyDatabase();
  const domain = await openDomain({ url });
  const crowd = await addPeople(domain, teams, sizes);
  await sql`analyze`.execute(domain.ctx.db);
  const service = await startService({
    LIIA_LOCAL: '1',
    LIIA_LOG: 'silent',
    LIIA_PORT: String(await freePort()),
    LIIA_PLAYGROUND_PORT: String(teams.port),
    DATABASE_URL: url,
    // Resident memory then says what the service needs, not what the machine offers.
    NODE_OPTIONS: `--max-old-space-size=${heapMb}`,
  });
  try {
    return await work({ teams, domain, crowd, service });
  } finally {
    service.child.kill('SIGKILL');
    await teams.close();
    await domain.close();
  }
}

/** A whole send at a rate for each tenant, with Teams' limits and troubles. */
function paced(sizes: number[], rate: number) {
  return on(sizes, async ({ teams, domain, crowd }) => {
    await teams.behave({ seed, latency, shares });
    await setRate(domain, crowd, rate);
    const key = randomUUID();
    const committed = await sendTo(domain, key, crowd);
    await allEnded(domain, key);
    const rows = await rowsOf(domain, key);
    const last = Math.max(...rows.map(({ finishedAt }) => finishedAt!.getTime()));
    const { twice, forgotten, untrue, overLimit } = await faultsOf(domain, teams, {
      tenants: crowd,
      key,
      rate,
    });
    for (const fault of [...untrue, ...overLimit].slice(0, 20)) say(fault);
    const seconds = (last - committed) / 1000;
    const leastSeconds = Math.max(...sizes) / rate;
    const count = (state: string) => rows.filter((row) => row.state === state).length;
    return {
      overFloor: rounded(seconds / leastSeconds, 3),
      seconds: rounded(seconds),
      leastSeconds: rounded(leastSeconds),
      people: rows.length,
      tenants: sizes.length,
      sent: count('sent'),
      failed: count('failed'),
      unconfirmed: count('unconfirmed'),
      twice: twice.length,
      forgotten: forgotten.length,
      untrue: untrue.length,
      overLimit: overLimit.length,
    };
  });
}

/**
 * So many tenants that their rates hold nothing back, and no limits in Teams: the service, then a bare loop, to the
 * same people; and what the service holds in memory while it sends to few and to many.
 */
async function lifted() {
  const many = Array(1000).fill(50) as number[];
  const few = many.map(() => 1);
  const behaviour = { seed, latency, limits: false };
  const send = (sizes: number[], peer: boolean) =>
    on(sizes, async ({ teams, domain, crowd, service }) => {
      await teams.behave(behaviour);
      await setRate(domain, crowd, 25);
      const key = randomUUID();
      let rssMb = 0;
      const sampled = setInterval(() => {
        rssMb = Math.max(rssMb, residentMb(service.child.pid!));
      }, 100);
      await sendTo(domain, key, crowd);
      await allEnded(domain, key);
      clearInterval(sampled);
      const ours = perSecond(await teams.posts());
      return { rssMb, ours, peer: peer ? await bare(teams, crowd) : 0 };
    });
  const small = await send(few, false);
  const large = await send(many, true);
  return {
    postsPerS: rounded(large.ours, 0),
    peerPostsPerS: rounded(large.peer, 0),
    ratio: rounded(large.ours / large.peer),
    rssMb1k: small.rssMb,
    rssMb50k: large.rssMb,
  };
}

/** Posts a second of a bare botbuilder loop to these people. */
async function bare(teams: Teams, crowd: Tenant[]): Promise<number> {
  const before = await teams.count();
  const settings: PeerSettings = {
    serviceUrl: teams.serviceUrl,
    atOnce,
    conversations: crowd.flatMap(({ tenantId, people }) =>
      people.slice(0, 10).map(({ conversationId }) => ({ conversationId, tenantId })),
    ),
  };
  const child = await startChild('fanout-peer.ts', {});
  await child.ask(JSON.stringify(settings));
  await child.stop();
  return perSecond((await teams.posts()).slice(before));
}

/** Over the middle of a run: neither its start nor its end. */
function perSecond(posts: Post[]): number {
  const from = Math.floor(posts.length * 0.1);
  const to = Math.floor(posts.length * 0.9);
  return ((to - from) * 1000) / (posts[to]!.at - posts[from]!.at);
}

/** How late posts come, in milliseconds, behind the schedule of their tenant's rate: 99 of 100 are sooner. */
function lateness(oneThrottled: boolean): Promise<number> {
  const rate = 10;
  return on(Array(33).fill(200), async ({ teams, domain, crowd }) => {
    await teams.behave({ seed, latency, throttled: oneThrottled ? { [crowd[0]!.tenantId]: 2 } : {} });
    await setRate(domain, crowd, rate);
    const key = randomUUID();
    await sendTo(domain, key, crowd);
    const others = crowd.slice(1);
    const expected = others.reduce((sum, { people }) => sum + people.length, 0);
    const of = async () => (await teams.posts()).filter(({ tenantId }) => tenantId !== crowd[0]!.tenantId);
    while ((await of()).length < expected) await sleep(500);
    const posts = await of();
    const begun = Math.min(...posts.map(({ at }) => at));
    const late = [...Map.groupBy(posts, ({ tenantId }) => tenantId).values()].flatMap((theirs) =>
      theirs.map(({ at }, n) => at - begun - (n * 1000) / rate),
    );
    return rounded(late.toSorted((a, b) => a - b)[Math.floor(late.length * 0.99)]!, 0);
  });
}

const residentMb = (pid: number): number =>
  rounded(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024, 0);
