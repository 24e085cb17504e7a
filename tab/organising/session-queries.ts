/** What these pages ask of the service about the people of a session, its day and after. */
import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query';
import type * as People from '../../bot/api/contract-attendees.ts';
import type * as Day from '../../bot/api/contract-day.ts';
import type { PoolMode } from '../../bot/api/contract-events.ts';
import { call, get, segment, withQuery } from '../api.ts';
import { sendFile } from './queries.ts';

export type AttendeeFilter = { search: string; state: string; borough: string };

const base = '/api/organising';
const session = (id: string) => `${base}/sessions/${segment(id)}`;
const booking = (id: string) => `${base}/bookings/${segment(id)}`;
// People book, and colleagues change things, at the same time.
const asksEachTime = { staleTime: 0 };
const atOnce = 100;

/** @param needs with their dietary and access needs: that somebody looked at them is written down */
export const attendeesQuery = (id: string, filter: AttendeeFilter, needs: boolean) =>
  infiniteQueryOptions({
    queryKey: ['organising', 'attendees', id, filter, needs],
    queryFn: ({ pageParam }) =>
      get<People.Attendees>(
        withQuery(`${session(id)}/attendees`, {
          ...filter,
          needs: needs ? '1' : '',
          page: pageParam ? String(pageParam) : '',
        }),
      ),
    initialPageParam: 0,
    getNextPageParam: ({ total }, _, page) => ((page + 1) * atOnce < total ? page + 1 : undefined),
    placeholderData: (before, query) => (query?.queryKey[2] === id ? before : undefined),
    ...asksEachTime,
  });

export type Added = {
  key: string;
  memberIds: string[];
  pool?: PoolMode | undefined;
  wait?: boolean;
  reason?: string | undefined;
};
export const addPeople = (id: string, added: Added) =>
  call<People.Done>('POST', `${session(id)}/people`, added);

export const givePlace = (id: string, reason: string) =>
  call<People.Done>('POST', `${booking(id)}/place`, { reason });

export const takeOff = (id: string, reason: string) =>
  call<People.Done>('POST', `${booking(id)}/removal`, { reason });

export const unreachedQuery = (id: string) =>
  queryOptions({
    queryKey: ['organising', 'unreached', id],
    queryFn: () => get<{ people: People.Unreached[] }>(`${session(id)}/unreached`),
    ...asksEachTime,
  });

const messages = (event: string) => `${base}/events/${segment(event)}/messages`;

export const messagesQuery = (event: string) =>
  queryOptions({
    queryKey: ['organising', 'messages', event],
    queryFn: () => get<{ messages: People.SentEventMessage[] }>(messages(event)),
    ...asksEachTime,
  });

/** @param sessionId empty for all coming sessions */
export const messageSizeQuery = (event: string, sessionId: string, to: People.MessageTo) =>
  queryOptions({
    queryKey: ['organising', 'message size', event, sessionId, to],
    queryFn: () => get<{ people: number }>(withQuery(`${messages(event)}/size`, { sessionId, to })),
    placeholderData: keepPreviousData,
    ...asksEachTime,
  });

export type NewMessage = { key: string; title: string; body: string };
export const sendMessage = (
  event: string,
  message: NewMessage & { sessionId: string | null; to: People.MessageTo },
) => call<People.SentEventMessage>('POST', messages(event), message);

export const nominationsQuery = (id: string) =>
  queryOptions({
    queryKey: ['organising', 'nominations', id],
    queryFn: () => get<People.Nominations>(`${session(id)}/nominations`),
    ...asksEachTime,
  });

export const choose = (bookingId: string, chosen: boolean, reason: string | undefined) =>
  call<People.Nominations>('PUT', `${booking(bookingId)}/choice`, { chosen, reason });

export const chase = (id: string, message: NewMessage) =>
  call<People.SentEventMessage>('POST', `${session(id)}/nominations/chase`, message);

export const logQuery = (id: string) =>
  infiniteQueryOptions({
    queryKey: ['organising', 'log', id],
    queryFn: ({ pageParam }) =>
      get<{ lines: People.LogLine[] }>(withQuery(`${session(id)}/log`, { before: pageParam })),
    initialPageParam: '',
    getNextPageParam: ({ lines }) => (lines.length < atOnce ? undefined : String(lines.at(-1)?.id)),
    ...asksEachTime,
  });

export const arrivalsQuery = (id: string) =>
  queryOptions({
    queryKey: ['organising', 'arrivals', id],
    queryFn: () => get<Day.Arrivals>(`${session(id)}/arrivals`),
    ...asksEachTime,
  });

export const walkIn = (id: string, memberId: string, nonce: string) =>
  call<Day.Arrived>('POST', `${session(id)}/walk-ins`, { memberId, nonce, at: new Date().toISOString() });

export const scannedQuery = (code: string) =>
  queryOptions({
    queryKey: ['organising', 'code', code],
    queryFn: () => get<Day.ScannedCode>(`${base}/check-in/${segment(code)}`),
  });

/** Reads the file that Teams gives, or only checks it. */
export const readReport = (id: string, file: File, check: boolean) =>
  sendFile<Day.AttendanceReport>(`${session(id)}/attendance-report${check ? '?check=1' : ''}`, file);

export const reportQuery = (id: string) =>
  queryOptions({
    queryKey: ['organising', 'report', id],
    queryFn: () => get<Day.EventReport>(`${session(id)}/report`),
    ...asksEachTime,
  });

export const needsQuery = (id: string) =>
  queryOptions({
    queryKey: ['organising', 'needs', id],
    queryFn: () => get<Day.Needs>(`${session(id)}/needs`),
    ...asksEachTime,
  });

export const afterwardsQuery = (id: string) =>
  queryOptions({
    queryKey: ['organising', 'afterwards', id],
    queryFn: () => get<Day.Afterwards>(`${session(id)}/afterwards`),
    ...asksEachTime,
  });

export const saveMaterials = (id: string, given: Pick<Day.Afterwards, 'materials' | 'recordingUrl'>) =>
  call<Day.Afterwards>('PUT', `${session(id)}/afterwards`, given);

export const thank = (id: string) => call<Day.Afterwards>('POST', `${session(id)}/thanks`);
