import { z } from 'zod';
import { networkQuestionCard, type QuestionCardView, questionCard, type Typed } from '../cards/answering.ts';
import { records } from '../domain/content/records.ts';
import { AppError } from '../domain/errors.ts';
import { requireRight } from '../domain/members/access.ts';
import { saidToAll, watchers } from '../domain/questions/coordinators.ts';
import { openQuestion, withoutGaps } from '../domain/questions/questions.ts';
import {
  answerQuestion,
  claimQuestion,
  closeQuestion,
  networkQuestion,
  type Publish,
  publishAnswer,
  questionsFor,
  releaseQuestion,
  replyForNetwork,
} from '../domain/questions/replies.ts';
import { type QuestionView, stateText } from '../domain/questions/views.ts';
import type { Reply, Turn } from './turn.ts';

/** Coordinators, and people of a network, answer on the card that a question reached them with. */

const typed = z.string().max(20_000).default('');
const flag = z.enum(['true', 'false']).default('false');
const pressed = z.object({
  question: z.guid().transform((id) => id.toLowerCase()),
  answer: typed,
  wording: typed,
  reason: typed,
  reply: z.guid().optional(),
  publish: flag,
  confirmed: flag,
  sure: z.literal('yes').optional(),
});
type Pressed = z.output<typeof pressed>;

const unreadable: Reply = { text: 'I cannot read that button. Open the question in the tab.' };

/** A handler of a coordinator's button: the card as it stands afterwards, with what came of it said at the top. */
const press =
  (work: (turn: Turn, input: Pressed) => Promise<Shown>) =>
  async (turn: Turn, data: unknown): Promise<Reply> => {
    requireRight(turn.member, 'answer');
    const input = pressed.safeParse(data);
    if (!input.success) return unreadable;
    try {
      return await shownCard(turn, await work(turn, input.data));
    } catch (error) {
      if (!(error instanceof AppError) || !['conflict', 'invalid'].includes(error.code)) throw error;
      const question = await openQuestion(turn.ctx, turn.member, input.data.question);
      // Nothing that was typed is lost. Where somebody else was quicker the card shows how the question stands.
      if (error.code === 'conflict')
        return shownCard(turn, { question, message: error.message, typed: typedOn(input.data) });
      return shownCard(turn, again(question, input.data, error.message));
    }
  };

type Shown = { question: QuestionView } & Pick<QuestionCardView, 'message' | 'asks' | 'typed'>;

const typedOn = ({ answer, wording, reason, reply, publish }: Pressed): Typed => ({
  ...{ answer, wording, reason, reply },
  publish: publish === 'true',
});

async function shownCard(turn: Turn, { question, message, asks, typed }: Shown): Promise<Reply> {
  const areas = await records(turn.ctx.db, 'area');
  const card = questionCard(question, {
    viewer: turn.member,
    area: areas.find(({ id }) => id === question.area)?.name ?? null,
    botSaid: await saidToAll(turn.ctx, question),
    watchers: await watchers(turn.ctx, question),
    link: turn.link('coordinate/questions/open'),
    ...(message && { message }),
    ...(asks && { asks }),
    ...(typed && { typed }),
  });
  return { card, summary: message ?? stateText(question, turn.member) };
}

/** Shows a question as it stands: what Teams asks for by itself, and the way back from what a card had asked. */
export const showQuestion = press(async ({ ctx, member }, input) => ({
  question: await openQuestion(ctx, member, input.question),
  typed: typedOn(input),
}));

export const pressClaim = press(async ({ ctx, member }, input) => ({
  question: await claimQuestion(ctx, member, input.question),
  typed: typedOn(input),
}));

export const pressRelease = press(async ({ ctx, member }, input) => ({
  question: await releaseQuestion(ctx, member, input.question),
  typed: typedOn(input),
}));

/** The card's fields once more, with what has to be looked at. */
const again = (question: QuestionView, input: Pressed, says: string): Shown => ({
  question,
  asks: { kind: 'check', says },
  typed: {
    ...typedOn(input),
    publish: input.publish === 'true' || input.reply !== undefined,
    wording: input.wording || withoutGaps(question.text),
  },
});

export const pressAnswer = press(async ({ ctx, member }, input) => {
  const { question: id, publish, answer } = input;
  const before = await openQuestion(ctx, member, id);
  const { question, faq } = await answerQuestion(ctx, member, id, {
    text: answer,
    publish: publish === 'true' ? publishing(before, input) : undefined,
  });
  return { question, message: `${question.asker.name} gets your answer.${learned(faq)}` };
});

/** Adds what was answered, by LIIA or by a network, to what the bot knows. */
export const pressPublish = press(async ({ ctx, member }, input) => {
  const before = await openQuestion(ctx, member, input.question);
  const reply = before.replies.find(({ id }) => id === input.reply) ?? before.replies.at(-1);
  // As the press that answers with this text: what the check of it finds is looked at on the next card.
  if (input.answer === '') input.answer = reply?.text ?? '';
  const { question, faq } = await publishAnswer(ctx, member, input.question, {
    text: input.answer,
    publish: publishing(before, input),
  });
  return { question, message: learned(faq).trim() };
});

const publishing = (question: QuestionView, { wording, confirmed }: Pressed): Publish => ({
  question: wording || withoutGaps(question.text),
  readers: 'members',
  confirmed: confirmed === 'true',
});

const learned = (faq: { state: 'draft' | 'live' } | null): string =>
  !faq
    ? ''
    : faq.state === 'live'
      ? ' I answer with it from now on.'
      : ' I answer with it as soon as another coordinator approves it.';

/** The first press asks why; the second closes. */
export const pressClose = press(async ({ ctx, member }, input) => {
  const { question: id, sure, reason } = input;
  if (sure) return { question: await closeQuestion(ctx, member, id, reason) };
  return { question: await openQuestion(ctx, member, id), asks: { kind: 'reason' }, typed: typedOn(input) };
});

/** "questions for me": the one that has waited longest, for who got none as a card, by e-mail or in a digest. */
export async function showQuestionsForMe(turn: Turn): Promise<Reply> {
  if (turn.shared)
    return { text: 'I can only show these in our own chat. Message me there and say it again.' };
  const [first, ...more] = await questionsFor(turn.ctx, turn.member);
  if (!first) return { text: 'No question waits for your answer.' };
  const message =
    more.length > 0
      ? `${more.length + 1} questions wait for you. This one has waited longest.`
      : 'One question waits for you.';
  return networkReply(turn, first, message);
}

/** Somebody of a network answers. Only in their own chat: the question came to them alone. */
export async function pressNetworkAnswer(turn: Turn, data: unknown): Promise<Reply> {
  if (turn.shared) return { text: 'I can only take your answer in our own chat.' };
  const input = pressed.safeParse(data);
  if (!input.success) return unreadable;
  const { question: id, answer } = input.data;
  try {
    const question = await replyForNetwork(turn.ctx, turn.member, id, answer);
    return networkReply(turn, question, `Thank you. ${question.asker.name} gets your answer.`);
  } catch (error) {
    if (!(error instanceof AppError) || !['conflict', 'invalid'].includes(error.code)) throw error;
    return networkReply(turn, await networkQuestion(turn.ctx, turn.member, id), error.message, answer);
  }
}

function networkReply({ member }: Turn, question: QuestionView, message: string, answer = ''): Reply {
  return { card: networkQuestionCard(question, { viewer: member, message, answer }), summary: message };
}
