import { z } from 'zod';
import type { Context } from '../domain/context.ts';
import type { Member } from '../domain/members/members.ts';
import { listNetworks } from '../domain/members/networks.ts';
import { rateReply } from '../domain/questions/helped.ts';
import { setAnswersFor } from '../domain/questions/networks.ts';
import {
  askPeople,
  listQuestions,
  mayAsk,
  myQuestions,
  openQuestion,
  takeBack,
} from '../domain/questions/questions.ts';
import {
  answerQuestion,
  claimQuestion,
  closeQuestion,
  publishAnswer,
  questionsFor,
  releaseQuestion,
  replyForNetwork,
} from '../domain/questions/replies.ts';
import type { QuestionView } from '../domain/questions/views.ts';
import { rating } from './given-answers.ts';
import { questionFor } from './present.ts';
import { contentId, guid, guidIn, idIn, type Route, route, searchText, typedText } from './route.ts';

const asked = z.object({
  key: z
    .string('Give the question a key.')
    .regex(/^[\x21-\x7e ]{1,100}$/, 'Give the question a key of 1 to 100 plain characters.'),
  text: typedText('your question', 2000),
  givenAnswer: guid.optional(),
  network: contentId.optional(),
});
const answer = typedText('an answer', 4000);
const publish = z.object({
  question: typedText('the question', 2000),
  readers: z.enum(['members', 'library', 'coordinators'], { error: 'Say who may read it.' }),
  confirmed: z.boolean().optional(),
});
const filter = z.object({
  state: z
    .enum(['waiting', 'answered', 'closed'], { error: 'That is not a state of ours.' })
    .default('waiting'),
  search: searchText,
});

/** Questions that members put to people: the asker's side and the coordinators'. */
export function questionRoutes(ctx: Context): Route[] {
  return [...askerRoutes(ctx), ...answererRoutes(ctx), ...networkRoutes(ctx)];
}

const base = '/api/questions';
const one = `${base}/:id`;

function askerRoutes(ctx: Context): Route[] {
  const own = async (member: Member, question: QuestionView) => ({
    body: questionFor(question, member, (await mayAsk(ctx, member, [question])).get(question.id)),
  });
  return [
    route('post', base, { needs: 'use', body: asked }, async ({ member, body }) =>
      own(member, await askPeople(ctx, member, body)),
    ),
    route('get', `${base}/mine`, { needs: 'use' }, async ({ member }) => {
      const questions = await myQuestions(ctx, member);
      const networks = await mayAsk(ctx, member, questions);
      const forMe = await questionsFor(ctx, member);
      return {
        body: {
          questions: questions.map((each) => questionFor(each, member, networks.get(each.id))),
          forMe: forMe.map((each) => questionFor(each, member)),
        },
      };
    }),
    route(
      'post',
      `${one}/replies/:reply/rating`,
      { needs: 'use', body: rating },
      async ({ member, params, body }) => {
        const { rating, comment = null } = body;
        const said = { reply: guidIn(params, 'reply'), rating, comment };
        return own(member, await rateReply(ctx, member, guidIn(params), said));
      },
    ),
    route('get', one, { needs: 'use' }, async ({ member, params }) => {
      const question = await openQuestion(ctx, member, guidIn(params));
      return question.asker.id === member.id
        ? own(member, question)
        : { body: questionFor(question, member) };
    }),
    route('del', one, { needs: 'use' }, async ({ member, params }) =>
      own(member, await takeBack(ctx, member, guidIn(params))),
    ),
  ];
}

function answererRoutes(ctx: Context): Route[] {
  return [
    route('get', base, { needs: 'answer', query: filter }, async ({ member, query }) => {
      const { questions, total } = await listQuestions(ctx, member, query);
      return { body: { questions: questions.map((each) => questionFor(each, member)), total } };
    }),
    route('post', `${one}/claim`, { needs: 'answer' }, async ({ member, params }) => ({
      body: questionFor(await claimQuestion(ctx, member, guidIn(params)), member),
    })),
    route('del', `${one}/claim`, { needs: 'answer' }, async ({ member, params }) => ({
      body: questionFor(await releaseQuestion(ctx, member, guidIn(params)), member),
    })),
    route(
      'post',
      `${one}/answer`,
      { needs: 'answer', body: z.object({ text: answer, publish: publish.optional() }) },
      async ({ member, params, body }) => {
        const { question, faq } = await answerQuestion(ctx, member, guidIn(params), body);
        return { body: { question: questionFor(question, member), faq } };
      },
    ),
    route(
      'post',
      `${one}/publish`,
      { needs: 'answer', body: z.object({ text: answer, publish }) },
      async ({ member, params, body }) => {
        const { question, faq } = await publishAnswer(ctx, member, guidIn(params), body);
        return { body: { question: questionFor(question, member), faq } };
      },
    ),
    route(
      'post',
      `${one}/close`,
      { needs: 'answer', body: z.object({ reason: typedText('a reason', 300).optional() }) },
      async ({ member, params, body }) => ({
        body: questionFor(await closeQuestion(ctx, member, guidIn(params), body.reason ?? null), member),
      }),
    ),
  ];
}

/** What people of a network do: say that they answer, and answer. */
function networkRoutes(ctx: Context): Route[] {
  const answers = '/api/networks/:id/answers';
  const setAnswers = (on: boolean) =>
    route(on ? 'put' : 'del', answers, { needs: 'use' }, async ({ member, params }) => {
      await setAnswersFor(ctx, member, idIn(params), on);
      return { body: { networks: await listNetworks(ctx, member) } };
    });
  return [
    setAnswers(true),
    setAnswers(false),
    route(
      'post',
      `${one}/reply`,
      { needs: 'use', body: z.object({ text: answer }) },
      async ({ member, params, body }) => ({
        body: questionFor(await replyForNetwork(ctx, member, guidIn(params), body.text), member),
      }),
    ),
  ];
}
