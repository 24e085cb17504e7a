import type { Context } from '../domain/context.ts';
import type { Organiser } from '../domain/events/calendar.ts';
import { may } from '../domain/members/access.ts';
import {
  channelReference,
  markUnreachable,
  personalReferences,
  type Reach,
} from '../domain/members/conversations.ts';
import { type Member, membersById } from '../domain/members/members.ts';
import type { Claimed } from '../domain/messages/claims.ts';
import { preferMail, stillWanted, type Wanted, type Way } from '../domain/messages/preferences.ts';
import { pauseTenant } from '../domain/messages/rates.ts';
import { failRest, overtaken, type Settlement } from '../domain/messages/settlements.ts';
import type { Mailer } from '../ports/mail.ts';
import type { Delivery, Messenger } from '../ports/messenger.ts';
import { asActivity, asMail, hasWordsFor, type Link, sameWords, type Words, wordsOf } from './compose.ts';

/** What messages go out through, and whom invitations are from. `link` leads to a page of the tab in Teams, `webLink` in a browser. */
export type Outside = {
  messenger: Pick<Messenger, 'send'>;
  mailer: Mailer;
  link: Link;
  webLink: Link;
  organiser: Organiser;
};

/** A claim that is older was held up somewhere: its lease might run out before the post ends. */
const fresh = 30_000;

/**
 * Sends claimed posts, none waiting for another. Trouble before a post is no doubt about it: such a message is tried
 * again.
 * @param posts what is one post each: a message, or those of a digest
 * @param landed told of each post, when it is known what came of it
 */
export async function sendPosts(
  ctx: Context,
  outside: Outside,
  posts: Claimed[][],
  landed: (post: Claimed[], settlements: Settlement[]) => void,
): Promise<void> {
  const claimedAt = performance.now();
  const looking = lookUp(ctx, outside, posts.flat());
  await Promise.all(
    posts.map(async (post) => {
      let ready: Ready;
      try {
        ready = await prepare(ctx, outside, await looking, post);
        if (performance.now() - claimedAt > fresh) throw new Error('Too late to post safely');
      } catch {
        landed(post, all(post, null, deferred(ctx, 'The message could not be prepared')));
        return;
      }
      const { go, without } = ready;
      landed(post, [...without, ...(go ? await sendOne(ctx, go) : [])]);
    }),
  );
}

const all = (messages: Claimed[], way: Way | null, delivery: Settlement['delivery']): Settlement[] =>
  messages.map((message) => ({ message, way, delivery }));
/** What could not go yet: tried again in a minute. */
const deferred = (ctx: Context, reason: string): Delivery => ({
  kind: 'deferred',
  retryAt: new Date(ctx.clock.now().getTime() + 60_000),
  reason,
});
const failed = (reason: string): Delivery => ({ kind: 'failed', reason, unreachable: false });

/** What the database knows of all that was claimed together. */
type Known = {
  members: Map<string, Member>;
  reaches: Map<string, Reach>;
  preferMail: Set<string>;
  words: Map<string, Words>;
  wanted: Map<Claimed, Wanted>;
};

async function lookUp(ctx: Context, outside: Outside, messages: Claimed[]): Promise<Known> {
  const asked = messages.flatMap((message) =>
    'memberId' in message.to ? [{ ...message, memberId: message.to.memberId, message }] : [],
  );
  const ids = [...new Set(asked.map(({ memberId }) => memberId))];
  const [members, reaches, mail, words, answers] = await Promise.all([
    membersById(ctx, ids),
    personalReferences(ctx, ids),
    preferMail(ctx, ids),
    wordsOf(ctx, messages, outside),
    stillWanted(ctx, asked),
  ]);
  const wanted = new Map(asked.map(({ message }, n) => [message, answers[n]!]));
  return { members, reaches, preferMail: mail, words, wanted };
}

/** A post that is ready to go: the messages in it, how to send it, and whether e-mail could do instead. */
type Go = {
  messages: Claimed[];
  way: Way;
  send(): Promise<Delivery>;
  /** The conversation, where it goes by Teams. */
  conversationId: string | null;
  otherwiseByMail: boolean;
};
/** `without` says what became of those that do not go. */
type Ready = { go: Go | null; without: Settlement[] };

async function prepare(ctx: Context, outside: Outside, known: Known, post: Claimed[]): Promise<Ready> {
  const without: Settlement[] = [];
  const messages: Claimed[] = [];
  for (const message of post) {
    const unwanted = !hasWordsFor(message)
      ? deferred(ctx, 'Another version of the service has its words')
      : known.words.has(sameWords(message))
        ? unwantedNow(known, message)
        : failed(overtaken);
    if (unwanted) without.push({ message, way: null, delivery: unwanted });
    else messages.push(message);
  }
  const [first] = messages;
  if (!first) return { go: null, without };
  const words = messages.map((message) => known.words.get(sameWords(message))!);
  const reached = await wayTo(ctx, outside, known, first, words);
  return 'kind' in reached
    ? { go: null, without: [...without, ...all(messages, null, reached)] }
    : { go: { messages, ...reached }, without };
}

/** Why the person does not want the message at this moment; null where they do. */
function unwantedNow(known: Known, message: Claimed): Settlement['delivery'] | null {
  const answer = known.wanted.get(message);
  if (!answer || 'send' in answer) return null; // a channel has no preferences
  if ('refusal' in answer) return failed(answer.refusal);
  const digest = answer.digest ?? message.digest;
  return { kind: 'later', dueAt: answer.deferTo, digest, reason: answer.reason };
}

/** By Teams, unless the person would rather have e-mail or the bot cannot reach them; by e-mail where we have an address. */
async function wayTo(
  ctx: Context,
  { messenger, mailer, webLink }: Outside,
  known: Known,
  { to, tenantId, onlyBy }: Claimed,
  words: Words[],
): Promise<Omit<Go, 'messages'> | Delivery> {
  const byTeams = ({ conversationId, reference }: Reach, otherwiseByMail: boolean): Omit<Go, 'messages'> => ({
    way: 'teams',
    send: () => messenger.send(reference, asActivity(words)),
    conversationId,
    otherwiseByMail,
  });
  if ('conversationId' in to) {
    const reach = await channelReference(ctx, tenantId, to.conversationId);
    return reach ? byTeams(reach, false) : failed('The bot is not in this channel any more');
  }
  const member = known.members.get(to.memberId);
  if (!member) return failed('They are not a member any more');
  if (member.blocked) return failed('Their access has been taken away');
  if (!may(member, 'use')) return failed('Their authority has not signed the Data Sharing Protocol');
  const { email } = member;
  const reach = onlyBy === 'e-mail' ? undefined : known.reaches.get(member.id);
  if (reach && onlyBy === 'teams') return byTeams(reach, false);
  if (reach && !(email && known.preferMail.has(member.id))) return byTeams(reach, Boolean(email));
  if (onlyBy === 'teams' || (!email && !onlyBy)) return failed('They have not opened the chat in Teams yet');
  if (!email) return failed('We do not know their e-mail address');
  return {
    way: 'e-mail',
    send: () => mailer.send(asMail(email, words, webLink)),
    conversationId: null,
    otherwiseByMail: false,
  };
}

/** Sends one post; one time, whatever comes of it. */
async function sendOne(ctx: Context, go: Go): Promise<Settlement[]> {
  const { messages, way, conversationId } = go;
  const [first] = messages;
  const { tenantId } = first!;
  let delivery: Delivery;
  try {
    delivery = await go.send();
  } catch {
    delivery = { kind: 'unconfirmed', reason: 'It is not known whether the message arrived' };
  }
  try {
    if (delivery.kind === 'deferred' && delivery.tenant) {
      const { retryAt, reason } = delivery;
      delivery = { ...delivery, retryAt: await pauseTenant(ctx, tenantId, retryAt, reason) };
    }
    // A digest is too large, or wrong, as a whole: that says nothing of the messages in it.
    if (delivery.kind === 'failed' && delivery.forAll && messages.length === 1)
      await failRest(ctx, first!, delivery.reason);
    if (delivery.kind === 'failed' && delivery.unreachable && conversationId) {
      await markUnreachable(ctx, tenantId, conversationId);
      // Clearly not delivered: the next claim finds no chat, and takes the other way.
      if (go.otherwiseByMail)
        return all(messages, way, { kind: 'deferred', retryAt: ctx.clock.now(), reason: delivery.reason });
    }
  } catch {
    // What came of the post stands all the same; the next post finds the rest out again.
  }
  return all(messages, way, delivery);
}
