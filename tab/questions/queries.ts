/** What these pages ask of the service. */
import { queryOptions } from '@tanstack/react-query';
import type { Answer } from '../../bot/api/contract.ts';
import type {
  ContentChange,
  ContentKind,
  ContentRecord,
  Faq,
  GivenAnswer,
  Publish,
  Question,
  Readers,
  UnansweredGroup,
} from '../../bot/api/contract-questions.ts';
import { call, get, segment, withQuery } from '../api.ts';

export type QuestionState = 'waiting' | 'answered' | 'closed';
export type Fields = ContentRecord['record'];
export type Kind = { kind: ContentKind };

const questions = '/api/questions';
const content = ({ kind, id }: Kind & { id: string }) => `/api/content/${kind}/${segment(id)}`;
// Colleagues answer and change the same things at the same time.
const asksEachTime = { staleTime: 0 };

export const questionsQuery = (state: QuestionState, search: string) =>
  queryOptions({
    queryKey: ['questions', state, search],
    queryFn: () => get<{ questions: Question[]; total: number }>(withQuery(questions, { state, search })),
    placeholderData: (before, query) => (query?.queryKey[1] === state ? before : undefined),
    ...asksEachTime,
  });

export const unansweredQuery = queryOptions({
  queryKey: ['questions', 'unanswered'],
  queryFn: () => get<{ groups: UnansweredGroup[] }>(`${questions}/unanswered`),
  ...asksEachTime,
});

export const unhelpfulQuery = queryOptions({
  queryKey: ['questions', 'unhelpful'],
  queryFn: () => get<{ answers: GivenAnswer[]; questions: Question[] }>(`${questions}/unhelpful`),
  ...asksEachTime,
});

export type Rated = { rating: 'like' | 'dislike'; comment?: string };
export const rateReply = (id: string, reply: string, rated: Rated) =>
  call<Question>('POST', `${questions}/${segment(id)}/replies/${segment(reply)}/rating`, rated);

/** What somebody answers for their network. */
export const replyForNetwork = (id: string, text: string) =>
  call<Question>('POST', `${questions}/${segment(id)}/reply`, { text });

export const takeBack = (id: string) => call<Question>('DELETE', `${questions}/${segment(id)}`);

export const claim = (id: string, mine: boolean) =>
  call<Question>(mine ? 'POST' : 'DELETE', `${questions}/${segment(id)}/claim`);

/** @param learn where the bot is to learn it */
export const answer = (id: string, text: string, learn: Publish | undefined) =>
  call<{ question: Question; faq: Faq | null }>('POST', `${questions}/${segment(id)}/answer`, {
    text,
    publish: learn,
  });

/** What was answered already, for the bot to learn. */
export const learn = (id: string, text: string, learn: Publish) =>
  call<{ question: Question; faq: Faq }>('POST', `${questions}/${segment(id)}/publish`, {
    text,
    publish: learn,
  });

export const close = (id: string, reason: string) =>
  call<Question>('POST', `${questions}/${segment(id)}/close`, { reason: reason || undefined });

/** @param takenAway what was taken away, instead of what there is */
export const recordsQuery = (kind: ContentKind, search: string, takenAway = false) =>
  queryOptions({
    queryKey: ['records', kind, takenAway, search],
    queryFn: () =>
      get<{ records: ContentRecord[] }>(
        withQuery(`/api/content/${kind}`, { search, takenAway: takenAway ? 'yes' : '' }),
      ),
    placeholderData: (before, query) =>
      query?.queryKey[1] === kind && query.queryKey[2] === takenAway ? before : undefined,
    ...asksEachTime,
  });

export const recordQuery = (kind: ContentKind, id: string) =>
  queryOptions({
    queryKey: ['record', kind, id],
    queryFn: () => get<ContentRecord>(content({ kind, id })),
    ...asksEachTime,
  });

export const historyQuery = (kind: ContentKind, id: string) =>
  queryOptions({
    queryKey: ['history', kind, id],
    queryFn: () => get<{ changes: ContentChange[] }>(`${content({ kind, id })}/history`),
    ...asksEachTime,
  });

export const addRecord = (kind: ContentKind, record: Fields) =>
  call<ContentRecord>('POST', `/api/content/${kind}`, { record });

/** @param was the record that the change was made on: of two changes at once the later one is refused */
export const changeRecord = (was: ContentRecord, record: Fields) =>
  call<ContentRecord>('PUT', content(was), { record, basedOn: was.change });

/** Further ways to ask for a record. Others may change it at the same time, and its day of review stays. */
export const addWordings = (record: ContentRecord, wordings: string[]) =>
  call<ContentRecord>('POST', `${content(record)}/wordings`, { wordings });

export const takeAway = (was: ContentRecord) => call('DELETE', content(was), { basedOn: was.change });

export const publish = (was: ContentRecord) =>
  call<ContentRecord>('POST', `${content(was)}/publish`, { basedOn: was.change });

/** What is left of the record: null where it was not there before the change. */
export const undo = (was: ContentRecord, change: number) =>
  call<ContentRecord | null>('POST', `${content(was)}/undo`, { change, basedOn: was.change });

/** Brings back what was taken away: as it was before its latest change. */
export async function bringBack(was: ContentRecord): Promise<ContentRecord> {
  const { changes } = await get<{ changes: ContentChange[] }>(`${content(was)}/history`);
  const latest = changes[0]?.id;
  return call('POST', `${content(was)}/undo`, { change: latest, basedOn: latest });
}

export type Preview = { question: string; readers: Readers; record: Kind & { record: Fields } };

export const previewQuery = (preview: Preview) =>
  queryOptions({
    queryKey: ['preview', preview],
    queryFn: () => call<Answer>('POST', '/api/content/preview', preview),
    ...asksEachTime,
  });
