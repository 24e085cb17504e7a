import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Announcement } from '../../bot/api/contract.ts';
import { openStore } from '../../bot/ports/store/db.ts';
import { type Connector, startConnector } from '../connector.ts';
import { freePort, newDatabase, openDomain } from '../harness.ts';
import { addPeople } from '../teams/people.ts';
import { call, generator, startService } from './process.ts';
import { endLeases } from './questions.ts';

/**
 * Stops the service in the middle of sending an announcement, again and again, and looks afterwards who got
 * it: nobody twice, nobody forgotten, and unconfirmed only those whose post was in flight at a kill.
 */
export type Outcome = {
  people: number;
  stopsInWork: number;
  /** Whose message had no end yet after a stop in good order: it finishes what it began. */
  unfinished: string[];
  sent: number;
  unconfirmed: number;
  /** Unconfirmed although their post was answered long before the next kill. */
  unexplained: string[];
  failed: number;
  twice: string[];
  /** To how many the connector says that a message went. */
  reached: number;
};

/**
 * @param stops how the service is stopped, one after the other: SIGKILL in the middle of a post, or SIGTERM, which
 *   lets it finish; the moments follow from `seed`
 */
export async function stopWhileAnnouncing(input: {
  people: number;
  stops: ('SIGKILL' | 'SIGTERM')[];
  seed: number;
}): Promise<Outcome> {
  const random = generator(input.seed);
  const connector = await startConnector();
  const port = await freePort();
  const where = { url: await newDatabase('service') };
  await addFollowers(where, input.people, connector.port);
  const env: Record<string, string> = {
    LIIA_LOCAL: '1',
    LIIA_LOG: 'silent',
    LIIA_PORT: String(port),
    LIIA_PLAYGROUND_PORT: String(connector.port),
    DATABASE_URL: where.url,
  };
  let service = await startService(env);
  const end = async () => {
    service.child.kill('SIGKILL');
    if (service.child.exitCode === null && service.child.signalCode === null)
      await once(service.child, 'exit');
  };
  const answeredAt = new Map<string, number>();
  const stoppedAt: number[] = [];
  try {
    const url = `http://127.0.0.1:${port}`;
    let held = hold(connector, input, random, answeredAt);
    const sent = await call(url, service.tokens.efe!, 'POST', '/api/announcements', {
      key: randomUUID(),
      title: 'News',
      body: 'A text.',
      audience: { kind: 'area', area },
    });
    const { id } = (await sent.json()) as Announcement;
    let stopsInWork = 0;
    const unfinished: string[] = [];
    for (const [n, signal] of input.stops.entries()) {
      const dies = once(service.child, 'exit');
      await held.inTheMiddle;
      service.child.kill(signal);
      stoppedAt.push(Date.now());
      if (signal === 'SIGTERM') held.letGo();
      await dies;
      if (signal === 'SIGTERM') unfinished.push(...(await membersIn(where, ['sending', 'unconfirmed'])));
      await endLeases(where);
      if (held.posts() > 0) stopsInWork++;
      held.letGo();
      // It sends on as soon as it starts, and is asked to wait until the next stop is ready.
      connector.answer = () => ({ status: 429, retryAfter: 1 });
      connector.onPost = () => {};
      service = await startService(env);
      if (n + 1 < input.stops.length) held = hold(connector, input, random, answeredAt);
      else connector.onPost = (conversationId) => void answeredAt.set(conversationId, Date.now());
      connector.answer = () => undefined;
    }
    const announcement = await finished(url, service.tokens.efe!, id);
    await end();
    const accepted = connector.accepted();
    const { counts } = announcement;
    const unconfirmed = await membersIn(where, ['unconfirmed']);
    const explained = (conversationId: string) => {
      const at = answeredAt.get(conversationId);
      return at === undefined || stoppedAt.some((stop) => stop >= at && stop - at < settledWithin);
    };
    return {
      people: input.people,
      stopsInWork,
      unfinished,
      reached: accepted.size,
      sent: counts.sent,
      unconfirmed: counts.unconfirmed,
      unexplained: unconfirmed.filter((each) => !explained(each)),
      failed: counts.failed,
      twice: [...accepted].filter(([, times]) => times > 1).map(([each]) => each),
    };
  } finally {
    await end();
    await connector.close();
  }
}

/** What was answered is in the ledger so soon after, in milliseconds, or the machine is hopeless. */
const settledWithin = 3000;

/** The conversations of those whose message stands in one of these states in the ledger. */
async function membersIn(where: { url: string }, states: ('sending' | 'unconfirmed')[]): Promise<string[]> {
  const store = await openStore(where);
  const rows = await store.db
    .selectFrom('message')
    .select('member_id')
    .where('state', 'in', states)
    .execute();
  await store.close();
  return rows.map(({ member_id }) => `a:${member_id}`);
}

/** Lets some posts through; from then on, holds them so that the stop comes in the middle of a post. */
function hold(
  connector: Connector,
  input: { people: number; stops: unknown[] },
  random: () => number,
  answeredAt: Map<string, number>,
) {
  let left = 1 + Math.floor(random() * (input.people / (input.stops.length + 1)));
  let posts = 0;
  const inTheMiddle = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  connector.onPost = async (conversationId) => {
    if (--left === 0) inTheMiddle.resolve();
    if (left > 0) {
      answeredAt.set(conversationId, Date.now());
      return;
    }
    posts++;
    await letGo.promise;
  };
  return { inTheMiddle: inTheMiddle.promise, posts: () => posts, letGo: letGo.resolve };
}

/** That nobody but those people follows. */
const area = 'about';

/** Colleagues of two tenants, each posted to at its pace, so that a kill finds most of them still waiting. */
async function addFollowers(where: { url: string }, people: number, port: number) {
  const domain = await openDomain(where);
  const teams = { serviceUrl: `http://127.0.0.1:${port}/`, know: async () => {} };
  const crowd = await addPeople(domain, teams, [Math.ceil(people / 2), Math.floor(people / 2)]);
  const followers = crowd.flatMap((tenant) => tenant.people);
  await domain.ctx.db
    .insertInto('follow')
    .values(followers.map(({ memberId }) => ({ member_id: memberId, area_id: area })))
    .execute();
  await domain.close();
}

/** The announcement once nobody waits any more. */
async function finished(url: string, token: string, id: string): Promise<Announcement> {
  for (;;) {
    const announcement = (await (
      await call(url, token, 'GET', `/api/announcements/${id}`)
    ).json()) as Announcement;
    if (announcement.counts.waiting === 0) return announcement;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
