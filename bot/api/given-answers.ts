import { z } from 'zod';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { rateAnswer } from '../domain/questions/given-answers.ts';
import { unanswered, unhelpful, unhelpfulReplies } from '../domain/questions/unanswered.ts';
import type { GivenAnswer, UnansweredGroup } from './contract-questions.ts';
import { givenAnswer, questionFor } from './present.ts';
import { guidIn, type Route, route, typedText } from './route.ts';

/** Whether an answer helped. */
export const rating = z.object({
  rating: z.enum(['like', 'dislike'], { error: 'Say whether this helped.' }),
  comment: typedText('what was missing', 2000).nullish(),
});

/** What people think of the bot's answers, and what it could not answer. */
export function givenAnswerRoutes(ctx: Context): Route[] {
  return [
    route(
      'post',
      '/api/given-answers/:id/rating',
      { needs: 'use', body: rating },
      async ({ member, params, body }) => {
        const { rating, comment = null } = body;
        if (!(await rateAnswer(ctx, member, guidIn(params), { rating, comment })))
          throw new AppError('not-found');
        return { body: {} };
      },
    ),
    route('get', '/api/questions/unanswered', { needs: 'answer' }, async ({ member }) => {
      const groups: UnansweredGroup[] = (await unanswered(ctx, member)).map((group) => ({
        ...group,
        latest: group.latest.toISOString(),
      }));
      return { body: { groups } };
    }),
    route('get', '/api/questions/unhelpful', { needs: 'answer' }, async ({ member }) => {
      const answers: GivenAnswer[] = (await unhelpful(ctx, member)).map(givenAnswer);
      const questions = (await unhelpfulReplies(ctx, member)).map((each) => questionFor(each, member));
      return { body: { answers, questions } };
    }),
  ];
}
