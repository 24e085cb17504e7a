import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Announcement } from '../../bot/api/contract.ts';
import { keepConversation } from '../../bot/domain/members/conversations.ts';
import { startConnector } from '../connector.ts';
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
    const sent = await call(url, service.tokens.efe!, 'POST', '/api/announcements', {
      key: randomUUID(),
      title: 'News',
      body: 'A text.',
      audience: { kind: 'everyone' },
    });
    const { id } = (await sent.json()) as Announcement;
    let stopsInWork = 0;
    for (let stop = 0; stop < input.stops; stop++) {
      let left = 1 + Math.floor(random() * (input.people / (input.stops + 1)));
      const inTheMiddle = Promise.withResolvers<void>();
      const dies = once(service.child, 'exit');
      let open = 0;
      connector.onPost = async () => {
        if (--left === 0) inTheMiddle.resolve();
        if (left > 0 || input.signal === 'SIGTERM') return;
        open++;
        await dies; // held, so that the kill comes in the middle of a post
      };
      await inTheMiddle.promise;
      service.child.kill(input.signal);
      await dies;
      if (open > 0) stopsInWork++;
      connector.onPost = () => {};
      service = await startService(env);
    }
    const announcement = await finished(url, service.tokens.efe!, id);
    const accepted = connector.accepted();
    const { counts } = announcement;
    return {
      people: conversations.length,
      stops: input.stops,
      stopsInWork,
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

async function addPeople(where: { url: string } | { folder: string }, people: number, connectorPort: number) {
  const domain = await openDomain(where);
  const conversations: string[] = [];
  for (let n = 0; n < people; n++) {
    const member = await aMember(domain.ctx, n % 2 ? 'camden' : 'hackney');
    const conversationId = `a:${member.id}`;
    conversations.push(conversationId);
    await keepConversation(domain.ctx, {
      tenantId: member.tenantId,
      conversationId,
      kind: 'personal',
      memberId: member.id,
      reference: {
        channelId: 'msteams',
        serviceUrl: `http://127.0.0.1:${connectorPort}/`,
        bot: { id: '28:bot', name: 'LIIA' },
        user: { id: `29:${member.id}`, aadObjectId: member.objectId },
        conversation: { id: conversationId, conversationType: 'personal', tenantId: member.tenantId },
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
