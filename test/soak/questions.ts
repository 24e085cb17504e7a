import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sql } from 'kysely';
import type { Question } from '../../bot/api/contract-questions.ts';
import { readDemoFile } from '../../bot/domain/content/files.ts';
import type { DemoAccount } from '../../bot/domain/content/schema.ts';
import { keepConversation } from '../../bot/domain/members/conversations.ts';
import { findMember } from '../../bot/domain/members/members.ts';
import { setAnswersFor } from '../../bot/domain/questions/networks.ts';
import { changeSettings } from '../../bot/domain/settings.ts';
import { openStore } from '../../bot/ports/store/db.ts';
import { type Connector, startConnector } from '../connector.ts';
import { dataFolder, freePort, newDatabase, openDomain } from '../harness.ts';
import { call, generator, type RunningService, startService } from './process.ts';
import { type Fault, faultsOf, network, type Story } from './question-stories.ts';

/**
 * Kills the service in the middle of people asking, claiming, answering, closing, adding to what the bot knows and
 * answering for a network, with every step pressed until it is confirmed and some of them twice at once. Afterwards
 * each question is there once, as it was confirmed, and each message about it reached its person once or is shown as
 * unconfirmed.
 */
export type Outcome = {
  seed: number;
  kills: number;
  /** Kills that came while a step was under way. */
  killsInWork: number;
  questions: number;
  confirmed: number;
  sent: number;
  unconfirmed: number;
  faults: Fault[];
};

const askers = ['asha', 'ben', 'chidi', 'hana'];
const coordinators = ['efe', 'farah'];
const answerer = 'dana';

/** @param control runs a service that answers before it commits; this must lose steps */
export async function killWhileAnswering(input: {
  engine: 'pglite' | 'postgres';
  kills: number;
  seed: number;
  control?: boolean;
}): Promise<Outcome> {
  const random = generator(input.seed);
  const connector = await startConnector();
  connector.onPost = () => sleep(5 + random() * 40);
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const where: Where =
    input.engine === 'postgres'
      ? { url: await newDatabase('service') }
      : { folder: await dataFolder('service') };
  await prepare(where, connector);
  const env: Record<string, string> = {
    LIIA_LOCAL: '1',
    LIIA_LOG: 'silent',
    LIIA_PORT: String(port),
    LIIA_PLAYGROUND_PORT: String(connector.port),
    ...(input.control && { SOAK_CONTROL: 'answer before commit' }),
    ...('url' in where ? { DATABASE_URL: where.url } : { LIIA_DATA: where.folder }),
  };
  let up: Promise<RunningService> = startService(env);
  const stories: Story[] = [];
  let confirmed = 0;
  let underWay = 0;
  let over = false;
  let stepped = () => {};

  /** Presses until it is confirmed, whatever happens to the service meanwhile; now and then twice at once. */
  const press = async (story: Story, person: string, method: string, path: string, json?: unknown) => {
    for (;;) {
      const { tokens } = await up;
      underWay++;
      try {
        const once = () => call(url, tokens[person]!, method, path, json);
        const [response] = await Promise.all(!input.control && random() < 0.3 ? [once(), once()] : [once()]);
        const body = (await response!.json()) as unknown;
        if (response!.status >= 300) {
          story.faults.push(`${method} ${path}: ${response!.status} ${JSON.stringify(body)}`);
          return undefined;
        }
        confirmed++;
        stepped();
        return body;
      } catch {
        // Killed in the middle of it: whoever pressed does not know what came of it, and presses again.
        await sleep(20);
      } finally {
        underWay--;
      }
    }
  };
  const work = async (asker: string) => {
    while (!over) {
      const story: Story = { asker, marker: `w${asker[0]}${letters(stories.length)}`, faults: [], done: [] };
      stories.push(story);
      await tell(story, press, random);
    }
  };

  let kills = 0;
  let killsInWork = 0;
  try {
    await up;
    const workers = askers.map(work);
    for (; kills < input.kills; kills++) {
      let left = 3 + Math.floor(random() * 7);
      const moment = Promise.withResolvers<void>();
      stepped = () => {
        left--;
        if (left <= 0) moment.resolve();
      };
      await moment.promise;
      // Anywhere between two steps; of the control, while what it confirmed is not committed yet.
      if (!input.control) await sleep(random() * 40);
      const { child } = await up;
      const again = Promise.withResolvers<RunningService>();
      up = again.promise;
      const dies = once(child, 'exit');
      if (underWay > 0) killsInWork++;
      child.kill('SIGKILL');
      await dies;
      if ('url' in where) await endLeases(where);
      startService(env).then(again.resolve, again.reject);
      await up;
    }
    over = true;
    await Promise.all(workers);
    const { child, tokens } = await up;
    await nobodyWaits(url, tokens.farah!);
    // In good order: what is in flight is settled.
    const ends = once(child, 'exit');
    child.kill('SIGTERM');
    await ends;
  } finally {
    const { child } = await up;
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
    await connector.close();
  }
  const domain = await openDomain(where);
  try {
    const { rows } = await sql<{ state: string; count: number }>`
      select state, count(*)::int as count from message group by state`.execute(domain.ctx.db);
    const count = (state: string) => rows.find((row) => row.state === state)?.count ?? 0;
    return {
      ...{ seed: input.seed, kills, killsInWork, questions: stories.length, confirmed },
      ...{ sent: count('sent'), unconfirmed: count('unconfirmed') },
      faults: await faultsOf(domain, stories, connector),
    };
  } finally {
    await domain.close();
  }
}

type Press = (story: Story, person: string, method: string, path: string, json?: unknown) => Promise<unknown>;

/** One question from the first press to the last. What was confirmed stands in the story. */
async function tell(story: Story, press: Press, random: () => number): Promise<void> {
  const { asker, marker } = story;
  const text = `Adolescent safeguarding: who pays for ${marker}?`;
  const key = `key ${marker}`;
  const asked = (await press(story, asker, 'POST', '/api/questions', { key, text })) as Question | undefined;
  if (!asked) return;
  story.done.push({ did: 'asked' });
  const at = `/api/questions/${asked.id}`;
  const publish = { question: `Who pays for ${marker}?`, readers: 'members', confirmed: true };
  const [first = '', second = ''] = random() < 0.5 ? coordinators : coordinators.toReversed();
  switch (Math.floor(random() * 5)) {
    case 0:
      if (await press(story, asker, 'DELETE', at)) story.done.push({ did: 'taken back' });
      return;
    case 1:
      if (await press(story, first, 'POST', `${at}/close`, { reason: `No ${marker}` }))
        story.done.push({ did: 'closed', by: first });
      return;
    case 2: {
      const toNetwork = { key, text, network };
      const put = (await press(story, asker, 'POST', '/api/questions', toNetwork)) as Question | undefined;
      if (!put) return;
      story.done.push({ did: 'put to network' });
      const said = `The network pays for ${marker}.`;
      if (!(await press(story, answerer, 'POST', `/api/questions/${put.id}/reply`, { text: said }))) return;
      story.done.push({ did: 'network answered', by: answerer, text: said });
      if (await press(story, first, 'POST', `/api/questions/${put.id}/publish`, { text: said, publish }))
        story.done.push({ did: 'published' });
      return;
    }
    default: {
      for (const person of random() < 0.3 ? [first, second] : [first]) {
        if (!(await press(story, person, 'POST', `${at}/claim`))) return;
        story.done.push({ did: 'claimed', by: person });
      }
      const answer = { text: `The borough pays for ${marker}.`, ...(random() < 0.6 && { publish }) };
      if (!(await press(story, first, 'POST', `${at}/answer`, answer))) return;
      story.done.push({ did: 'answered', by: first, text: answer.text });
      if (random() < 0.4) await answerAgain(story, press, at, asker, second);
      if ('publish' in answer) story.done.push({ did: 'published' });
    }
  }
}

/** The asker says that the answer did not help, and another coordinator answers. */
async function answerAgain(story: Story, press: Press, at: string, asker: string, by: string): Promise<void> {
  const answered = (await press(story, asker, 'GET', at)) as Question | undefined;
  const reply = answered?.replies.at(-1)?.id;
  const rated = { rating: 'dislike', comment: `Why ${story.marker}?` };
  const open = (await press(story, asker, 'POST', `${at}/replies/${reply}/rating`, rated)) as
    | Question
    | undefined;
  if (open?.state !== 'claimed') return;
  story.done.push({ did: 'found unhelpful', by: story.done.at(-1)?.by });
  const text = `The grant pays for ${story.marker}.`;
  if (await press(story, by, 'POST', `${at}/answer`, { text }))
    story.done.push({ did: 'answered', by, text });
}

/** A word of letters only: what looks like a number or a name is kept out of questions. */
const letters = (n: number): string =>
  [...String(n).padStart(4, '0')].map((digit) => 'bdfghklmnp'[Number(digit)]).join('');

type Where = { url: string } | { folder: string };

/** The demo's people with chats that the bot can post to, a channel for questions, and one who answers for a network. */
async function prepare(where: Where, connector: Connector): Promise<void> {
  const domain = await openDomain(where);
  const { ctx } = domain;
  const demo = readDemoFile(join(import.meta.dirname, '../../bot/content'));
  const keep = (account: DemoAccount, kind: 'personal' | 'channel') => {
    const { tenantId, objectId } = account;
    const conversationId = kind === 'channel' ? 'a:channel' : `a:${account.id}`;
    return keepConversation(ctx, {
      ...{ tenantId, conversationId, kind, memberId: kind === 'channel' ? null : objectId },
      reference: {
        channelId: 'msteams',
        serviceUrl: `http://127.0.0.1:${connector.port}/`,
        bot: { id: '28:bot' },
        ...(kind === 'personal' && { user: { id: `29:${objectId}`, aadObjectId: objectId } }),
        conversation: { id: conversationId, conversationType: kind, tenantId },
      },
    });
  };
  const account = (id: string) => demo.accounts.find((each) => each.id === id)!;
  for (const id of [...askers, ...coordinators, answerer]) await keep(account(id), 'personal');
  await keep(account('efe'), 'channel');
  await setAnswersFor(ctx, await findMember(ctx, account(answerer)), network, true);
  await changeSettings(ctx.db, {
    ...{ postsPerSecond: 25, secondCoordinator: 'is told' },
    questionsChannel: { tenantId: account('efe').tenantId, conversationId: 'a:channel' },
  });
  await domain.close();
}

/** There is one service only: whatever it had claimed when it died is over, and waits for no lease. */
export async function endLeases(where: { url: string }): Promise<void> {
  const store = await openStore(where);
  await sql`update message set lease_until = now() where state = 'sending'`.execute(store.db);
  await store.close();
}

async function nobodyWaits(url: string, token: string): Promise<void> {
  for (;;) {
    const { waiting } = (await (await call(url, token, 'GET', '/api/sending')).json()) as { waiting: number };
    if (waiting === 0) return;
    await sleep(200);
  }
}
