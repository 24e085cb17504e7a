import { noticeCard } from '../cards/notices.ts';
import { answeredCard, networkQuestionCard, questionCard } from '../cards/questions.ts';
import { records } from '../domain/content/records.ts';
import type { Context } from '../domain/context.ts';
import { dateAndTime, longDate } from '../domain/london.ts';
import { saidToAll, watchers } from '../domain/questions/coordinators.ts';
import {
  type QuestionView,
  questionOfReply,
  questionView,
  stateText,
  takenBack,
} from '../domain/questions/views.ts';
import type { Link, Words } from './compose.ts';

/** What the messages about questions say, by purpose, as the question stands when they are sent. */
export const questionWords: Record<string, (ctx: Context, key: string, link: Link) => Promise<Words | null>> =
  {
    async question(ctx, id, link) {
      const question = await questionView(ctx.db, id);
      if (!question || takenBack(question)) return null;
      const areas = await records(ctx.db, 'area');
      const page = 'coordinate/questions/open';
      const card = questionCard(question, {
        viewer: null,
        area: areas.find((area) => area.id === question.area)?.name ?? null,
        botSaid: await saidToAll(ctx, question),
        watchers: await watchers(ctx, question),
        link: link(page),
      });
      const { asker, text, answerBy } = question;
      const promised = `${asker.name}, ${asker.organisation.name}. An answer is promised by ${longDate(answerBy)}.`;
      return {
        title: `A question from ${asker.name}`,
        paragraphs: [text, promised],
        page,
        link: link(page),
        card,
      };
    },

    async 'question to network'(ctx, id) {
      const question = await questionView(ctx.db, id);
      if (!question?.network || question.state === 'closed') return null;
      const { asker, network, text } = question;
      return {
        title: `${asker.name} asks ${network.name}`,
        paragraphs: [
          text,
          `${asker.name}, ${asker.organisation.name}. To answer, say “questions for me” to me in Teams.`,
        ],
        card: networkQuestionCard(question, { viewer: null }),
      };
    },

    async 'question claimed'(ctx, key, link) {
      const [id = '', claimer = ''] = key.split(' ');
      const question = await questionView(ctx.db, id);
      if (question?.state !== 'claimed' || question.claimedBy?.id !== claimer) return null;
      return told(question, `${question.claimedBy.name} is answering your question`, [], link);
    },

    async 'question answered'(ctx, replyId, link) {
      const question = await questionOfReply(ctx.db, replyId);
      const reply = question?.replies.find(({ id }) => id === replyId);
      if (!question || !reply) return null;
      const name = reply.author?.name ?? 'Somebody who is no longer here';
      const title = `${name} answered your question`;
      const of = question.network ? ` (${question.network.name})` : '';
      const by = `${name}${of}, ${dateAndTime(reply.at)}`;
      const page = link('questions');
      const card = answeredCard({ title, question: question.text, answer: reply.text, by }, page);
      return { ...told(question, title, [...lines(reply.text), by], link), card };
    },

    async 'question closed'(ctx, id, link) {
      const question = await questionView(ctx.db, id);
      if (question?.state !== 'closed') return null;
      const again = 'To ask again, say “ask a coordinator:” and your question.';
      return told(question, 'Your question was closed', [stateText(question, null), again], link);
    },
  };

function told({ text }: QuestionView, title: string, more: string[], link: Link): Words {
  const page = 'questions';
  const said = { title, paragraphs: [`You asked: “${text}”`, ...more], link: link(page) };
  return { ...said, page, card: noticeCard(said) };
}

const lines = (text: string) => text.split('\n').filter((line) => line.trim() !== '');
