import { networkQuestionCard, questionCard } from '../cards/answering.ts';
import { noticeCard } from '../cards/notices.ts';
import { answeredCard, answeredWords } from '../cards/questions.ts';
import { records } from '../domain/content/records.ts';
import type { Context } from '../domain/context.ts';
import { longDate } from '../domain/london.ts';
import { saidToAll, watchers } from '../domain/questions/coordinators.ts';
import {
  type QuestionView,
  questionOfReply,
  questionView,
  ratingText,
  stateText,
  takenBack,
} from '../domain/questions/views.ts';
import type { Link, Words } from './compose.ts';

/** What the messages about questions say, by purpose, as the question stands when they are sent. */
export const questionWords: Record<string, (ctx: Context, key: string, link: Link) => Promise<Words | null>> =
  {
    async question(ctx, key, link) {
      const question = await keyed(ctx, key);
      if (!question || takenBack(question)) return null;
      const { asker, text, answerBy } = question;
      const promised = `${asker.name}, ${asker.organisation.name}. An answer is promised by ${longDate(answerBy)}.`;
      return toCoordinators(
        ctx,
        question,
        { title: `A question from ${asker.name}`, says: [text, promised] },
        link,
      );
    },

    async 'question open again'(ctx, key, link) {
      const question = await keyed(ctx, key);
      const reply = question?.replies.find(({ id }) => id === key.split(' ')[1]);
      if (!reply || question?.state !== 'claimed') return null;
      const title = `${question.asker.name} asks you once more`;
      const says = [question.text, ratingText(question, reply)];
      return toCoordinators(ctx, question, { title, says, message: 'Your answer did not help yet.' }, link);
    },

    async 'question to network'(ctx, key, link) {
      const question = await keyed(ctx, key);
      if (!question?.network || question.state === 'closed') return null;
      const { asker, network, text } = question;
      const page = 'questions';
      return {
        title: `${asker.name} asks ${network.name}`,
        paragraphs: [
          text,
          `${asker.name}, ${asker.organisation.name}. To answer, open My questions, or say “questions for me” to me in Teams.`,
        ],
        ...{ page, link: link(page) },
        card: networkQuestionCard(question, { viewer: null }),
      };
    },

    async 'question claimed'(ctx, key, link) {
      const [id = '', claimer = ''] = key.split(' ');
      const question = await questionView(ctx.db, id);
      if (question?.state !== 'claimed' || question.claimedBy?.id !== claimer) return null;
      return told(question, `${question.claimedBy.name} is answering your question`, [], link);
    },

    async 'question given back'(ctx, key, link) {
      const question = await keyed(ctx, key);
      if (question?.state !== 'open') return null;
      const says =
        'Whoever was answering it has given it back, so it is open for the others again. You hear from me when one of them takes it.';
      return told(question, 'Your question is open again', [says], link);
    },

    async 'question answered'(ctx, replyId, link) {
      const question = await questionOfReply(ctx.db, replyId);
      const reply = question?.replies.find(({ id }) => id === replyId);
      if (!question || !reply) return null;
      const { title, by } = answeredWords(question, reply);
      const card = answeredCard(question, reply, { link: link('questions') });
      return { ...told(question, title, [...lines(reply.text), by], link), card };
    },

    async 'question closed'(ctx, id, link) {
      const question = await questionView(ctx.db, id);
      if (question?.state !== 'closed') return null;
      const again = 'To ask again, say “ask a coordinator:” and your question.';
      return told(question, 'Your question was closed', [stateText(question, null), again], link);
    },
  };

/**
 * The question that the key of a message begins with; undefined where there is none, or where a later message says
 * the same and what was missing.
 */
async function keyed(ctx: Context, key: string): Promise<QuestionView | undefined> {
  const [id = '', replyId, missing] = key.split(' ');
  const question = await questionView(ctx.db, id);
  const reply = question?.replies.find((each) => each.id === replyId);
  return reply?.comment && !missing ? undefined : question;
}

type Said = { title: string; says: string[]; message?: string };

async function toCoordinators(
  ctx: Context,
  question: QuestionView,
  { title, says, message }: Said,
  link: Link,
): Promise<Words> {
  const areas = await records(ctx.db, 'area');
  const page = 'coordinate/questions/open';
  const card = questionCard(question, {
    // Only what is one person's again is said to one person.
    viewer: message === undefined ? null : question.claimedBy,
    area: areas.find((area) => area.id === question.area)?.name ?? null,
    botSaid: await saidToAll(ctx, question),
    watchers: await watchers(ctx, question),
    link: link(page),
    ...(message !== undefined && { message }),
  });
  return { title, paragraphs: says, page, link: link(page), card };
}

function told({ text }: QuestionView, title: string, more: string[], link: Link): Words {
  const page = 'questions';
  const said = { title, paragraphs: [`You asked: “${text}”`, ...more], link: link(page) };
  return { ...said, page, card: noticeCard(said) };
}

const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
