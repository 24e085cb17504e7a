import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Announcement } from '../../bot/api/contract.ts';
import { keepConversation } from '../../bot/domain/members/conversations.ts';
import { type Connector, startConnector } from '../connector.ts';
import { aMember } from '../factories.ts';
import { dataFolder, freePort, openDomain } from '../harness.ts';
import { emptyDatabase } from '../postgres.ts';
import { call, generator, startService } from './process.ts';

/**
 * Stops the service in the middle of sending an announcement, again and again, and looks afterwards who got
 * it: nobody twice, nobody forgotten, and unconfirmed only those whose post was in flight at a kill.
 */
export type Outcome = {
  people: number;
  stops: number;
  stopsInWork: number;
  /** Posts that were open at a kill, in all. */
  open: number;
  sent: number;
  unconfirmed: number;
  failed: number;
  twice: string[];
  /** To how many the connector says that a message went. */
  reached: number;
};

/**
 * @param signal how the service is stopped: SIGKILL in the middle of a post, or SIGTERM, which lets it finish
 * @param stops how often; the moments follow from `seed`
 */
export async function stopWhileAnnouncing(input: {
  engine: 'pglite' | 'postgres';
  signal: 'SIGKILL' | 'SIGTERM';
  people: number;
  stops: number;
  seed: number;
}): Promise<Outcome> {
  const random = generator(input.seed);
  const connector = await startConnector();
  const port = await freePort();
  const where: { url: string } | { folder: string } =
    input.engine === 'postgres' ? { url: await emptyDatabase() } : { folder: await dataFolder() };
  const conversations = await addPeople(where, input.people, connector.port);
  const env: Record<string, string> = {
    LIIA_LOCAL: '1',
    LIIA_LOG: 'silent',
    LIIA_PORT: String(port),
    LIIA_PLAYGROUND_PORT: String(connector.port),
    ...('url' in where ? { DATABASE_URL: where.url } : { LIIA_DATA: where.folder }),
  };
  let service = await startService(env);
  try {
    const url = `http://127.0.0.1:${port}`;
    let held = hold(connector, input, random);
    const sent = await call(url, service.tokens.efe!, 'POST', '/api/announcements', {
      key: randomUUID(),
      title: 'News',
      body: 'A text.',
      audience: { kind: 'area', area },
    });
    const { id } = (await sent.json()) as Announcement;
    let stopsInWork = 0;
    let open = 0;
    for (let stop = 1; stop <= input.stops; stop++) {
      const dies = once(service.child, 'exit');
      await held.inTheMiddle;
      service.child.kill(input.signal);
      if (input.signal === 'SIGTERM') held.letGo();
      await dies;
      if (held.posts() > 0) stopsInWork++;
      open += held.posts();
      held.letGo();
      // It sends on as soon as it starts, and is asked to wait until the next stop is ready.
      connector.answer = () => ({ status: 429, retryAfter: 1 });
      connector.onPost = () => {};
      service = await startService(env);
      if (stop < input.stops) held = hold(connector, input, random);
      connector.answer = () => undefined;
    }
    const announcement = await finished(url, service.tokens.efe!, id);
    const accepted = connector.accepted();
    const { counts } = announcement;
    return {
      people: conversations.length,
      stops: input.stops,
      stopsInWork,
      open,
      reached: accepted.size,
      sent: counts.sent,
      unconfirmed: counts.unconfirmed,
      failed: counts.failed,
      twice: [...accepted].filter(([, times]) => times > 1).map(([each]) => each),
    };
  } finally {
    service.child.kill('SIGKILL');
    if (service.child.exitCode === null && service.child.signalCode === null)
      await once(service.child, 'exit');
    await connector.close();
  }
}

/** Lets some posts through; from then on, holds them so that the stop comes in the middle of a post. */
function hold(connector: Connector, input: { people: number; stops: number }, random: () => number) {
  let left = 1 + Math.floor(random() * (input.people / (input.stops + 1)));
  let posts = 0;
  const inTheMiddle = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  connector.onPost = async () => {
    if (--left === 0) inTheMiddle.resolve();
    if (left > 0) return;
    posts++;
    await letGo.promise;
  };
  return { inTheMiddle: inTheMiddle.promise, posts: () => posts, letGo: letGo.resolve };
}

/** That nobody but those people follows. */
const area = 'about';

async function addPeople(where: { url: string } | { folder: string }, people: number, connectorPort: number) {
  const domain = await openDomain(where);
  const conversations: string[] = [];
  const tenants: string[] = [];
  for (let n = 0; n < people; n++) {
    const member = await aMember(domain.ctx, n % 2 ? 'camden' : 'hackney');
    // Colleagues of two tenants, each posted to at its pace, so that a kill finds most of them still waiting.
    tenants[n % 2] ??= member.tenantId;
    const tenantId = tenants[n % 2]!;
    await domain.ctx.db
      .updateTable('member')
      .set({ tenant_id: tenantId })
      .where('id', '=', member.id)
      .execute();
    await domain.ctx.db.insertInto('follow').values({ member_id: member.id, area_id: area }).execute();
    const conversationId = `a:${member.id}`;
    conversations.push(conversationId);
    await keepConversation(domain.ctx, {
      tenantId,
      conversationId,
      kind: 'personal',
      memberId: member.id,
      reference: {
        channelId: 'msteams',
        serviceUrl: `http://127.0.0.1:${connectorPort}/`,
        bot: { id: '28:bot', name: 'LIIA' },
        user: { id: `29:${member.id}`, aadObjectId: member.objectId },
        conversation: { id: conversationId, conversationType: 'personal', tenantId },
      },
    });
  }
  await domain.close();
  return conversations;
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
