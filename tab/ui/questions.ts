/** What a member asks people: from an answer of the bot, and in the list of one's own questions. */
import { queryOptions, useMutation, useQueryClient } from '@tanstack/react-query';
import type { Question } from '../../bot/api/contract-questions.ts';
import { call, get } from '../api.ts';
import { announce } from './announce.tsx';
import { fullDayOf } from './dates.ts';
import { describe } from './states.tsx';

/** One's own questions, and those that wait for one's answer for a network. */
export const myQuestionsQuery = queryOptions({
  queryKey: ['questions', 'mine'],
  queryFn: () => get<{ questions: Question[]; forMe: Question[] }>('/api/questions/mine'),
  // Answers come while the page is open elsewhere.
  staleTime: 0,
});

/** `key` says which question it is: the same again is the same question. `network` is whom to ask, if not the coordinators. */
export type NewQuestion = { key: string; text: string; givenAnswer?: string; network?: string };
export const askPeople = (asked: NewQuestion) => call<Question>('POST', '/api/questions', asked);

/**
 * One act on one's own questions: the list has what came of it at once.
 * @param says what is said of it to screen readers
 */
export function useQuestionChange<Input>(
  change: (input: Input) => Promise<Question>,
  says: (question: Question) => string,
) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: change,
    onSuccess: (changed) => {
      client.setQueryData(myQuestionsQuery.queryKey, (before) => ({
        questions: withChanged(before?.questions ?? [], changed),
        forMe: before?.forMe ?? [],
      }));
      announce(says(changed));
    },
    onError: (problem) => announce(describe(problem).message),
    onSettled: () => void client.invalidateQueries({ queryKey: myQuestionsQuery.queryKey }),
  });
}

const withChanged = (questions: Question[], changed: Question) =>
  questions.some(({ id }) => id === changed.id)
    ? questions.map((each) => (each.id === changed.id ? changed : each))
    : [changed, ...questions];

/** Whom a question was put to: "the coordinators", or a network. */
export const askedOf = ({ network }: Question): string =>
  network ? `the people of ${network.name} who answer` : 'the coordinators';

/** Where a question stands, for the person who asked it. */
export function standingOf({ state, claimedBy, answerBy, closedReason, network }: Question): string {
  if (state === 'answered') return 'Answered.';
  if (state === 'closed') return `Closed. ${closedReason ?? ''}`.trim();
  if (network) return 'You read here and in the chat what they say.';
  const who = state === 'claimed' && claimedBy ? claimedBy : 'Somebody';
  return `${who} will answer by ${fullDayOf(answerBy)}.`;
}
