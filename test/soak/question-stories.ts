import { sql } from 'kysely';
import type { Connector } from '../connector.ts';
import type { Domain } from '../harness.ts';

/** What was done with one question, as far as the service confirmed it, and what is there of it afterwards. */

export const network = 'lasob';

export type Step = {
  did:
    | 'asked'
    | 'taken back'
    | 'claimed'
    | 'answered'
    | 'found unhelpful'
    | 'closed'
    | 'put to network'
    | 'network answered'
    | 'published';
  by?: string | undefined;
  text?: string;
};
export type Story = {
  asker: string;
  /** A word that stands in everything that is said of it. */
  marker: string;
  /** Every step in order. */
  done: Step[];
  /** Steps that were refused, although they were right. */
  faults: string[];
};
export type Fault = string;

type Row = { id: string; network_id: string | null; state: string; replies: string[]; faq_id: string | null };
type Told = { purpose: string; state: string; reason: string | null; to: string; marker: string };

/** Everything that is not as it was confirmed: lost, there twice, told twice or not at all. */
export async function faultsOf({ ctx }: Domain, stories: Story[], connector: Connector): Promise<Fault[]> {
  const posts = new Map<string, number>();
  for (const { conversationId, activity, accepted } of connector.posts) {
    const text = JSON.stringify(activity);
    const marker = /\bw[abch][bdfghklmnp]{4}\b/.exec(text)?.[0];
    if (!accepted || !marker) continue;
    const label = `${conversationId} ${purposeOf(text)} ${marker}`;
    posts.set(label, (posts.get(label) ?? 0) + 1);
  }
  const told = await messages(ctx.db);
  const faults = [...posts].filter(([, times]) => times > 1).map(([label]) => `told twice: ${label}`);
  for (const story of stories) {
    const { rows } = await sql<Row>`
      select id, network_id, state, faq_id,
        array(select r.text from question_reply as r where r.question_id = question.id) as replies
      from question where text like ${`%${story.marker}%`} order by network_id nulls first`.execute(ctx.db);
    const learned = await sql<{ count: number }>`
      select count(*)::int as count from content_record
      where kind = 'faq' and edited::text like ${`%${story.marker}%`}`.execute(ctx.db);
    const say = (fault: string) => faults.push(`${story.marker}: ${fault} (${JSON.stringify(story.done)})`);
    for (const fault of story.faults) say(fault);
    compare(story, rows, learned.rows[0]!.count, say);
    for (const [purpose, to] of expected(story)) {
      const rows = told.filter(
        (row) => row.purpose === purpose && row.marker.includes(story.marker) && row.to === to,
      );
      if (rows.length !== 1) say(`${rows.length} messages “${purpose}” to ${to}`);
      for (const { state, reason } of rows) {
        const times = posts.get(`${to} ${purpose} ${story.marker}`) ?? 0;
        const stale = state === 'failed' && reason === 'What it was about is no longer there';
        if (stale ? times > 0 : state === 'sent' ? times !== 1 : state !== 'unconfirmed')
          say(`“${purpose}” to ${to} is ${state} (${reason}), and was posted ${times} times`);
      }
    }
  }
  return faults;
}

/** Holds what there is against what was confirmed. */
function compare({ done }: Story, rows: Row[], learned: number, say: (fault: string) => void): void {
  const did = (step: Step['did']) => done.find((each) => each.did === step);
  const [own, toNetwork, ...more] = rows;
  if (!own && did('asked')) {
    say('the question is lost');
    return;
  }
  if (more.length > 0 || own?.network_id || (toNetwork && !toNetwork.network_id))
    say(`${rows.length} questions`);
  const state =
    did('taken back') || did('closed')
      ? 'closed'
      : did('answered')
        ? 'answered'
        : did('claimed')
          ? 'claimed'
          : 'open';
  if (own && own.state !== state) say(`it is ${own.state}, and should be ${state}`);
  const same = (row: Row | undefined, step: Step['did']) =>
    (row?.replies ?? []).toSorted().join('|') ===
    done
      .flatMap((each) => (each.did === step ? (each.text ?? '') : []))
      .toSorted()
      .join('|');
  if (!same(own, 'answered')) say(`it has the answers ${own?.replies.join('|')}`);
  if (!same(toNetwork, 'network answered')) say(`the network answered ${toNetwork?.replies.join('|')}`);
  if (did('put to network') && !toNetwork) say('the question to the network is lost');
  if (learned !== (did('published') ? 1 : 0)) say(`the bot learned ${learned} times`);
}

/** Which messages there must be, one of each, and to whom. */
function expected({ asker, done }: Story): [purpose: string, to: string][] {
  return done.flatMap(({ did, by }): [string, string][] => {
    switch (did) {
      case 'asked':
        return [['question', 'a:channel']];
      case 'claimed':
        return [[`question claimed ${by}`, `a:${asker}`]];
      case 'answered':
        return [[`question answered ${by}`, `a:${asker}`]];
      case 'found unhelpful':
        return [['question open again', `a:${by}`]];
      case 'closed':
        return [['question closed', `a:${asker}`]];
      case 'put to network':
        return [['question to network', 'a:dana']];
      case 'network answered':
        return [
          [`question answered ${by}`, `a:${asker}`],
          ['network question', 'a:channel'],
        ];
      default:
        return [];
    }
  });
}

/** What a post was about, by its heading: as `expected` calls it. */
function purposeOf(activity: string): string {
  const who = /"text":"(\w+) Demo[^"]* (answered|is answering) your question"/.exec(activity);
  if (who) return `question ${who[2] === 'answered' ? 'answered' : 'claimed'} ${who[1]!.toLowerCase()}`;
  if (activity.includes('"Your answer did not help yet."')) return 'question open again';
  if (activity.includes('"Your question was closed"')) return 'question closed';
  if (activity.includes('"A question from a member"')) return 'question';
  return activity.includes('"network-answer"') ? 'question to network' : 'network question';
}

async function messages(db: Domain['ctx']['db']): Promise<Told[]> {
  const { rows } = await sql<Told>`
    select case
        when purpose = 'question claimed' then 'question claimed ' || split_part(lower(claimer.name), ' ', 1)
        when purpose = 'question answered' then 'question answered ' || split_part(lower(author.name), ' ', 1)
        when purpose = 'question' and question.network_id is not null then 'network question'
        else purpose end as purpose,
      message.state, message.reason, question.text as marker,
      coalesce('a:' || split_part(lower(receiver.name), ' ', 1), message.conversation_id) as to
    from message
      left join question_reply as reply on reply.id::text = message.key
      left join member as author on author.id = reply.author_id
      left join member as claimer on claimer.id::text = split_part(message.key, ' ', 2)
      left join member as receiver on receiver.id = message.member_id
      join question on question.id::text = split_part(message.key, ' ', 1) or question.id = reply.question_id
    where purpose like 'question%'`.execute(db);
  return rows;
}
