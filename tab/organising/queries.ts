/** What these pages ask of the service about events and their sessions. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type * as Contract from '../../bot/api/contract-organising.ts';
import { call, get, Problem, segment, withQuery } from '../api.ts';

export type Show = 'coming' | 'drafts' | 'past';
export type Every = 'week' | 'two weeks' | 'month';
export type NewEvent = {
  key: string;
  event: Contract.EventForm;
  session: Contract.SessionForm;
  dates?: string[];
};

const base = '/api/organising';
const event = (id: string) => `${base}/events/${segment(id)}`;
const session = (id: string) => `${base}/sessions/${segment(id)}`;
// People book, and colleagues change things, at the same time.
const asksEachTime = { staleTime: 0 };

export const organisedQuery = (show: Show, search: string) =>
  queryOptions({
    queryKey: ['organising', 'events', show, search],
    queryFn: () =>
      get<{ events: Contract.OrganisedEvent[]; total: number }>(
        withQuery(`${base}/events`, { show, search }),
      ),
    placeholderData: (before, query) => (query?.queryKey[2] === show ? before : undefined),
    ...asksEachTime,
  });

export const toEditQuery = (id: string) =>
  queryOptions({
    queryKey: ['organising', 'event', id],
    queryFn: () => get<Contract.EventToEdit>(event(id)),
    ...asksEachTime,
  });

export const boroughsQuery = queryOptions({
  queryKey: ['organising', 'boroughs'],
  queryFn: () => get<{ boroughs: { id: string; name: string }[] }>(`${base}/boroughs`),
});

export const datesQuery = (from: string, every: Every, times: number) =>
  queryOptions({
    queryKey: ['organising', 'dates', from, every, times],
    queryFn: () =>
      get<{ dates: Contract.SeriesDate[] }>(
        withQuery(`${base}/dates`, { from, every, times: String(times) }),
      ),
    placeholderData: keepPreviousData,
  });

export const createEvent = (made: NewEvent) => call<Contract.Saved>('POST', `${base}/events`, made);

export const addSessions = (id: string, added: Omit<NewEvent, 'event'>) =>
  call<Contract.Saved>('POST', `${event(id)}/sessions`, added);

/** @param date of the first session; null: to be confirmed */
export const copyEvent = (id: string, key: string, date: string | null) =>
  call<Contract.Saved>('POST', `${event(id)}/copy`, { key, date });

export const saveEvent = (was: Contract.EventToEdit, form: Contract.EventForm) =>
  call<Contract.Saved>('PUT', event(was.id), { basedOn: was.version, event: form });

export const saveSession = (was: Contract.SessionToEdit, form: Contract.SessionForm) =>
  call<Contract.Saved>('PUT', session(was.id), { basedOn: was.version, session: form });

export const publishEvent = (id: string) => call<Contract.Saved>('POST', `${event(id)}/publish`);

export const callOffEvent = (id: string, reason: string) =>
  call<Contract.Saved>('POST', `${event(id)}/call-off`, { reason });

export const callOffSession = (id: string, reason: string) =>
  call<Contract.Saved>('POST', `${session(id)}/call-off`, { reason });

export const deleteDraft = (id: string) => call<{ message: string }>('DELETE', event(id));

export const deleteSession = (id: string) => call<Contract.Saved>('DELETE', session(id));

/** Imports a file of events, or only checks it. A file with faults is an answer like any other. */
export const importEvents = (file: File, key: string | undefined) =>
  sendFile<Contract.EventImport>(`${base}/import?${key ? `key=${key}` : 'check=1'}`, file);

/** Sends a file. Its faults come with a refusal, and are an answer like any other. */
export function sendFile<Answer extends { faults: unknown[] }>(path: string, file: File): Promise<Answer> {
  return call<Answer>('POST', path, file).catch((problem) => {
    if (problem instanceof Problem && hasFaults<Answer>(problem.answer)) return problem.answer;
    throw problem;
  });
}

const hasFaults = <Answer>(answer: unknown): answer is Answer =>
  typeof answer === 'object' && answer !== null && 'faults' in answer;
