import { createHash, randomUUID } from 'node:crypto';
import { z } from 'zod';
import { answeredCard, askCard, askedCard, askNetworkCard } from '../cards/questions.ts';
import { alliance, records } from '../domain/content/records.ts';
import type { Network } from '../domain/content/schema.ts';
import { inTransaction } from '../domain/context.ts';
import { londonDay } from '../domain/london.ts';
import { requireRight } from '../domain/members/access.ts';
import { saidAtOnce } from '../domain/questions/ask.ts';
import { sendQuestionsTo } from '../domain/questions/coordinators.ts';
import { lastGiven } from '../domain/questions/given-answers.ts';
import { rateReply } from '../domain/questions/helped.ts';
import { setAnswersFor } from '../domain/questions/networks.ts';
import { askPeople, hasGaps, mayAsk, ownQuestion, takeBack } from '../domain/questions/questions.ts';
import { type QuestionView, stateText } from '../domain/questions/views.ts';
import { plainPhrase, type Reply, type Turn } from './turn.ts';

/** Members put their questions to people, and people say that they answer for a network. */

const whom = '(?:an? |the |your |liias? )*(?:co-?ordinators?|person|people|human|somebody|someone|colleague)';
const asks = `(?:please |can i |could i |i want to |i would like to )*(?:ask|talk to|speak to|contact) ${whom}`;
/** What stands behind it in the person's own letters. */
const ownWords = new RegExp(`^${asks}(?:\\s*[:,]\\s*|\\s+(?=about\\b))(\\S.*)$`, 'is');
export const questionPhrases = {
  ask: new RegExp(`^${asks}(?:(?: ?[:,] ?| about ).*)?$`, 's'),
  here: /^send (?:the |all |members )*questions here$/,
  forMe: /^(?:show )?(?:me )?(?:the )?questions for me$/,
  notHere: /^stop sending (?:the |all |members )*questions here$/,
  answerFor:
    /^(?:i (?:can |will |want to |would like to )?)?answer questions (?:for|of|to) (?:the )?(.{1,200})$/,
  notAnswerFor:
    /^(?:please )?(?:i )?(?:stop answering|no longer answer|do not answer) questions (?:for|of|to) (?:the )?(.{1,200})$/,
};

const ownChatOnly: Reply = {
  text: 'I can only pass questions on in our own chat. Message me there and say “ask a coordinator”.',
};
const unreadable: Reply = { text: 'I cannot read that button. Say “ask a coordinator” for a fresh card.' };

/**
 * "ask a coordinator": the question that the member asked last, in one tap; the words behind a colon, where there are
 * some; else a card to write them on.
 */
export async function askCoordinator(turn: Turn, _named: string, text: string): Promise<Reply> {
  if (turn.shared) return ownChatOnly;
  const own = ownWords.exec(text)?.[1];
  if (own) return askAnew(turn, { key: keyOf(turn, own), text: own });
  const given = await lastGiven(turn.ctx, turn.member, turn.conversationId);
  if (given) return askAnew(turn, { key: given.id, text: given.question, givenAnswer: given.id });
  const { shortName } = await alliance(turn.ctx.db);
  return { card: askCard(shortName, randomUUID()), summary: 'Ask a coordinator' };
}

/** The same words on the same day are the same question: Teams may bring a message twice. */
const keyOf = ({ ctx }: Turn, text: string): string =>
  createHash('sha256')
    .update(`${londonDay(ctx.clock.now())} ${plainPhrase(text)}`)
    .digest('base64url');

const typedQuestion = z.object({ key: z.guid(), text: z.string().max(20_000).default('') });

/** The button of the card that a question is written on. */
export async function pressAskPeople(turn: Turn, data: unknown): Promise<Reply> {
  if (turn.shared) return ownChatOnly;
  const asked = typedQuestion.safeParse(data);
  if (!asked.success) return unreadable;
  return askedReply(turn, await askPeople(turn.ctx, turn.member, asked.data), { words: asked.data.text });
}

/** Asks what was said. Said again once that question was taken back or closed, it is a new one. */
async function askAnew(
  turn: Turn,
  asked: { key: string; text: string; givenAnswer?: string },
): Promise<Reply> {
  let question = await askPeople(turn.ctx, turn.member, asked);
  while (question.state === 'closed')
    question = await askPeople(turn.ctx, turn.member, { ...asked, key: `${asked.key}/${question.id}` });
  return askedReply(turn, question, asked.givenAnswer ? {} : { words: asked.text });
}

const questionIds = z.object({
  question: z.guid().transform((id) => id.toLowerCase()),
  network: z
    .string()
    .regex(/^[a-z0-9-]{1,80}$/)
    .optional(),
  sure: z.literal('yes').optional(),
});

export async function pressTakeBack(turn: Turn, data: unknown): Promise<Reply> {
  if (turn.shared) return ownChatOnly;
  const ids = questionIds.safeParse(data);
  if (!ids.success) return unreadable;
  const question = await takeBack(turn.ctx, turn.member, ids.data.question);
  return askedReply(turn, question);
}

const ratedReply = z.object({
  question: questionIds.shape.question,
  reply: questionIds.shape.question,
  rating: z.enum(['like', 'dislike']),
  comment: z.string().max(20_000).default(''),
});

/** "This helped", or not: then the question is with people again. */
export async function pressRate(turn: Turn, data: unknown): Promise<Reply> {
  if (turn.shared) return ownChatOnly;
  const said = ratedReply.safeParse(data);
  if (!said.success) return unreadable;
  const { question: id, rating } = said.data;
  const question = await rateReply(turn.ctx, turn.member, id, said.data);
  const reply = question.replies.find((each) => each.id === said.data.reply);
  const message = 'Thank you. The coordinators see what you said.';
  if (!reply || (rating === 'dislike' && (question.state === 'open' || question.state === 'claimed')))
    return askedReply(turn, question, reply ? { message } : {});
  return { card: answeredCard(question, reply, { link: turn.link('questions'), message }), summary: message };
}

/** "Ask the network": says first to how many people name and question go; the second press sends it. */
export async function pressAskNetwork(turn: Turn, data: unknown): Promise<Reply> {
  if (turn.shared) return ownChatOnly;
  const ids = questionIds.safeParse(data);
  if (!ids.success) return unreadable;
  const before = await ownQuestion(turn.ctx, turn.member, ids.data.question);
  const { key, text, given } = before;
  const network = (await mayAsk(turn.ctx, turn.member, [before])).get(before.id);
  const link = turn.link('questions');
  if (!ids.data.sure && network?.id === ids.data.network && network)
    return { card: askNetworkCard(before, network, link), summary: `Ask ${network.name}?` };
  if (!ids.data.sure || !ids.data.network)
    return askedReply(turn, before, { message: 'This question can be put to no network now.' });
  const question = await askPeople(turn.ctx, turn.member, {
    ...{ key, text, network: ids.data.network },
    ...(given && { givenAnswer: given.id }),
  });
  return askedReply(turn, question);
}

/** @param said `words` are what was typed, where the bot has not answered that before */
async function askedReply(
  turn: Turn,
  question: QuestionView,
  { message, words }: { message?: string; words?: string } = {},
): Promise<Reply> {
  const { shortName } = await alliance(turn.ctx.db);
  const first = words && (await saidAtOnce(turn.ctx, turn.member, words));
  const network = (await mayAsk(turn.ctx, turn.member, [question])).get(question.id);
  const view = {
    ...{ shortName, leftOut: hasGaps(question.text), mayAsk: network, link: turn.link('questions') },
    ...(message && { message }),
    ...(first && { first }),
  };
  return { card: askedCard(question, view), summary: stateText(question, turn.member) };
}

/** "send questions here": a channel or group chat that questions are posted to from now on. */
export const sendHere = (turn: Turn): Promise<Reply> => sendTo(turn, true);
/** "stop sending questions here": each coordinator gets them again. */
export const stopSendingHere = (turn: Turn): Promise<Reply> => sendTo(turn, false);

async function sendTo(turn: Turn, here: boolean): Promise<Reply> {
  const { ctx, member, shared, conversationId } = turn;
  requireRight(member, 'answer');
  if (!shared)
    return {
      text: 'Say this in the channel where questions are to go, with me in it: “send questions here”.',
    };
  // A thread of a channel is that channel, as it was kept.
  const channel = { tenantId: member.tenantId, conversationId: conversationId.replace(/;messageid=.*$/, '') };
  const were = await inTransaction(ctx, (tx) => sendQuestionsTo(tx, member, channel, here));
  if (here)
    return {
      text: 'What members ask is posted here from now on, with their names. Say “stop sending questions here” to end that.',
    };
  return {
    text: were
      ? 'Questions are no longer posted here. Each coordinator gets them from me.'
      : 'Questions are not posted here, so nothing has changed.',
  };
}

/** "answer questions for the Your Choice clinical leads". */
export const answerFor = (turn: Turn, named: string): Promise<Reply> => setFor(turn, named, true);
export const stopAnsweringFor = (turn: Turn, named: string): Promise<Reply> => setFor(turn, named, false);

async function setFor(turn: Turn, named: string, answers: boolean): Promise<Reply> {
  if (turn.shared)
    return { text: 'I can only change this in our own chat. Message me there and say it again.' };
  const found = networksNamed(await records(turn.ctx.db, 'network'), named);
  const [network] = found;
  if (!network) return { text: 'I know no network of that name. You see them all on the app’s Home page.' };
  if (found.length > 1)
    return {
      text: `Which one do you mean? ${found.map(({ name }) => `“${name}”`).join(', ')}`,
      suggestions: found.map(({ name }) => ({
        title: name,
        says: `${answers ? 'answer' : 'stop answering'} questions for ${name}`,
      })),
    };
  await setAnswersFor(turn.ctx, turn.member, network.id, answers);
  return answers
    ? {
        text: `Thank you. When somebody asks ${network.name}, I bring you their question. Say “questions for me” to see what waits, and “stop answering questions for ${network.name}” to end that.`,
      }
    : { text: `I bring you no more questions to ${network.name}.` };
}

/** Networks whose name or short name is this, else those whose name holds it; at most three. */
function networksNamed(networks: Network[], named: string): Network[] {
  const plain = (text: string) =>
    ` ${plainPhrase(text)
      .replace(/[^a-z0-9]+/g, ' ')
      .replace(/^the | network$/g, '')
      .trim()} `;
  const wanted = plain(named);
  if (wanted.trim() === '') return [];
  const same = networks.filter(({ name, short }) =>
    [name, short ?? ''].some((each) => plain(each) === wanted),
  );
  return same.length > 0 ? same : networks.filter(({ name }) => plain(name).includes(wanted)).slice(0, 3);
}
