/** One typed function for each endpoint of the service; reads come as queries with their cache keys. */
import { keepPreviousData, queryOptions } from '@tanstack/react-query';
import type * as Contract from '../bot/api/contract.ts';
import type * as Events from '../bot/api/contract-events.ts';
import type { NetworkRow, PersonRow } from '../bot/api/contract-people.ts';
import { hostToken, inTeams } from './host.ts';

export type EventFilter = { area: string; from: string; to: string; mode: string; networks: string };
export type MemberFilter = { search: string; organisation: string; role: string; library: string };
export type ResourceFilter = { search: string; area: string; type: string };
export type NewAnnouncement = Pick<Contract.Announcement, 'title' | 'body' | 'audience' | 'critical'> & {
  key: string;
};

/** Why a call failed. `status` is 0 where the service was not reached; `message` is for the person. */
export class Problem extends Error {
  readonly status: number;
  readonly code: string;
  readonly help: string | undefined;
  /** Everything that the service said, where it is more than a refusal: the faults of a file. */
  readonly answer: unknown;
  constructor(status: number, code: string, message: string, help?: string, answer?: unknown) {
    super(message);
    this.status = status;
    this.code = code;
    this.help = help;
    this.answer = answer;
  }
}

const nothingHeld = 'Nothing is held about you any more. To begin again, load this page again.';

/** Whether nothing may be sent any more: a promise while `callLast` is on its way. */
let ended: boolean | Promise<boolean> = false;
const underWay = new Set<Promise<Response>>();

async function send(method: string, path: string, body?: unknown): Promise<Response> {
  if (ended && (await ended)) throw new Problem(0, 'ended', nothingHeld);
  const response = request(method, path, body);
  underWay.add(response);
  return response.finally(() => underWay.delete(response));
}

async function request(method: string, path: string, body?: unknown): Promise<Response> {
  const headers = new Headers({ Accept: 'application/json' });
  const file = body instanceof File;
  const token = await hostToken();
  if (token) headers.set('Authorization', `Bearer ${token}`);
  if (method !== 'GET') headers.set('X-LIIA', 'tab');
  if (body !== undefined) headers.set('Content-Type', file ? body.type : 'application/json');
  const response = await fetch(path, {
    method,
    headers,
    body: body === undefined ? undefined : file ? body : JSON.stringify(body),
    credentials: inTeams ? 'omit' : 'same-origin',
  }).catch(() => {
    throw new Problem(
      0,
      'unreachable',
      'We could not reach the service. Check your connection and try again.',
    );
  });
  if (!response.ok) throw await problemOf(response);
  return response;
}

async function problemOf(response: Response): Promise<Problem> {
  const refusal: Contract.Refusal | undefined = await response.json().catch(() => undefined);
  const { code = 'failed', message = 'Something went wrong at our end.', help } = refusal?.error ?? {};
  return new Problem(response.status, code, message, help, refusal);
}

export async function call<T>(method: string, path: string, body?: unknown): Promise<T> {
  return (await send(method, path, body)).json();
}

/**
 * Waits for what was sent before, ten seconds at most, and lets nothing be sent beside it; nor after it, until the
 * page is loaded again, unless it fails. Who is deleted and calls the service once more is taken for somebody new,
 * and written down again.
 */
export async function callLast<T>(method: string, path: string, body: unknown): Promise<T> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const before = ended;
  ended = promise;
  try {
    if (await before) throw new Problem(0, 'ended', nothingHeld);
    const patience = new Promise((done) => setTimeout(done, 10_000));
    await Promise.race([Promise.allSettled(underWay), patience]);
    const answer: T = await (await request(method, path, body)).json();
    resolve(true);
    return answer;
  } catch (error) {
    resolve(await before);
    throw error;
  }
}

export const get = <T>(path: string) => call<T>('GET', path);

/** `path` with the values that are set as its query string. */
export function withQuery(path: string, values: Record<string, string>): string {
  const query = new URLSearchParams(Object.entries(values).filter(([, value]) => value)).toString();
  return query ? `${path}?${query}` : path;
}

export const segment = encodeURIComponent;

/** `text` where it is a date of a year of four digits, else nothing. The service takes no other. */
export const dateOf = (text: string | null): string => (text && /^\d{4}-\d{2}-\d{2}$/.test(text) ? text : '');

/** The filter that stands in the address of the events page. */
export const eventFilterOf = (query: URLSearchParams): EventFilter => ({
  area: query.get('area') ?? '',
  from: dateOf(query.get('from')),
  to: dateOf(query.get('to')),
  mode: oneOf(['in person', 'online'], query.get('mode')),
  networks: oneOf(['mine'], query.get('networks')),
});

const oneOf = (known: string[], text: string | null): string => (text && known.includes(text) ? text : '');

export const meQuery = queryOptions({
  queryKey: ['me'],
  queryFn: () => get<Contract.Me>('/api/me'),
  staleTime: 5 * 60_000,
});

// A place may be booked or cancelled in the chat as well, so what is kept is shown only until the answer comes.
const asksEachTime = { staleTime: 0 };

export const eventsQuery = (filter: Partial<EventFilter>) =>
  queryOptions({
    queryKey: ['events', filter],
    queryFn: () => get<{ events: Events.EventSummary[] }>(withQuery('/api/events', filter)),
    ...asksEachTime,
    placeholderData: keepPreviousData,
  });

export const eventQuery = (id: string) =>
  queryOptions({
    queryKey: ['event', id],
    queryFn: () => get<Events.EventDetail>(`/api/events/${segment(id)}`),
    ...asksEachTime,
  });

export const nominationsQuery = queryOptions({
  queryKey: ['nominations'],
  queryFn: () => get<{ sessions: Events.NominationSession[] }>('/api/nominations'),
  ...asksEachTime,
});

export const bookingsQuery = queryOptions({
  queryKey: ['bookings'],
  queryFn: () => get<Events.MyBookings>('/api/bookings'),
  ...asksEachTime,
});

/** One booking in full: what was answered, and the place on the waiting list. */
export const bookingQuery = (id: string) =>
  queryOptions({
    queryKey: ['booking', id],
    queryFn: () => get<Events.BookingDetail>(`/api/bookings/${segment(id)}`),
    ...asksEachTime,
  });

/** People of the person's own authority. */
export const colleaguesQuery = (search: string) =>
  queryOptions({
    queryKey: ['colleagues', search],
    queryFn: () => get<{ colleagues: Events.Colleague[] }>(withQuery('/api/colleagues', { search })),
    placeholderData: keepPreviousData,
  });

/** Members in one's charge. */
export const membersQuery = (filter: Partial<MemberFilter>) =>
  queryOptions({
    queryKey: ['people', 'members', filter],
    queryFn: () => get<{ members: PersonRow[]; total: number }>(withQuery('/api/people/members', filter)),
    placeholderData: keepPreviousData,
    ...asksEachTime,
  });

export const networksQuery = queryOptions({
  queryKey: ['networks'],
  queryFn: () => get<{ networks: NetworkRow[] }>('/api/networks'),
});

export const itemsQuery = queryOptions({
  queryKey: ['items'],
  queryFn: () => get<{ items: Contract.ItemSummary[] }>('/api/items'),
});

export const itemQuery = (id: string) =>
  queryOptions({
    queryKey: ['item', id],
    queryFn: () => get<Contract.ItemDetail>(`/api/items/${segment(id)}`),
  });

/** @param earlier the questions before this one, oldest first, at most five. */
export const answerQuery = (question: string, earlier: string[]) =>
  queryOptions({
    queryKey: ['answer', question, earlier],
    queryFn: () => call<Contract.Answer>('POST', '/api/ask', { question, earlier }),
    staleTime: Number.POSITIVE_INFINITY,
  });

export const resourcesQuery = (filter: ResourceFilter) =>
  queryOptions({
    queryKey: ['resources', filter],
    queryFn: () => get<{ resources: Contract.ResourceSummary[] }>(withQuery('/api/resources', filter)),
    placeholderData: keepPreviousData,
  });

export const resourceQuery = (id: string) =>
  queryOptions({
    queryKey: ['resource', id],
    queryFn: () => get<Contract.ResourceDetail>(`/api/resources/${segment(id)}`),
  });

export const announcementsQuery = queryOptions({
  queryKey: ['announcements'],
  queryFn: () => get<{ announcements: Contract.Announcement[] }>('/api/announcements'),
});

/** Whom an announcement would reach. @param audience `area` and `audience` are ids; neither is everyone */
export const reachQuery = (audience: { area?: string; audience?: string }) =>
  queryOptions({
    queryKey: ['reach', audience],
    queryFn: () => get<Contract.Reach>(withQuery('/api/announcements/audience', audience)),
    ...asksEachTime,
  });

export const bookPlace = (sessionId: string, wish: Events.Wish = {}) =>
  call<Events.BookingResult>('POST', `/api/sessions/${segment(sessionId)}/bookings`, wish);

export const cancelBooking = (bookingId: string) =>
  call<Events.BookingResult>('DELETE', `/api/bookings/${segment(bookingId)}`);

/** `answers` only where they were asked for. */
export const acceptOffer = (bookingId: string, answers?: Record<string, string>) =>
  call<Events.BookingResult>(
    'POST',
    `/api/bookings/${segment(bookingId)}/acceptance`,
    answers && { answers },
  );

export const changeAnswers = (bookingId: string, answers: Record<string, string>) =>
  call<Events.BookingResult>('PUT', `/api/bookings/${segment(bookingId)}/answers`, { answers });

/** Whether a place is taken at once that comes free too late to be offered. */
export const setAutomatic = (bookingId: string, automatic: boolean) =>
  call<Events.BookingResult>('PUT', `/api/bookings/${segment(bookingId)}/automatic`, { automatic });

export const transferBooking = (bookingId: string, memberId: string) =>
  call<Events.BookingResult>('POST', `/api/bookings/${segment(bookingId)}/transfer`, { memberId });

/** Whether the person is told when the date of an event is known. */
export const setInterest = (eventId: string, on: boolean) =>
  call<{ interested: boolean }>(on ? 'PUT' : 'DELETE', `/api/events/${segment(eventId)}/interest`);

export const followArea = (areaId: string, follow: boolean) =>
  call<{ follows: string[] }>(follow ? 'PUT' : 'DELETE', `/api/areas/${segment(areaId)}/follow`);

export const sendAnnouncement = (announcement: NewAnnouncement) =>
  call<Contract.Announcement>('POST', '/api/announcements', announcement);

/** Also after the last call: it writes nobody down. */
export const signOut = () => request('POST', '/sign-out');

export const downloadFile = (resourceId: string) =>
  saveFile(`/api/resources/${segment(resourceId)}/file`, resourceId);

/** An entry for the calendar on the person's device. */
export const downloadCalendar = (bookingId: string) =>
  saveFile(`/api/bookings/${segment(bookingId)}/calendar`, 'event.ics');

/** Saves a file on the person's device. Fetched, because a plain link carries no Teams token. */
export async function saveFile(path: string, otherwise: string): Promise<void> {
  const response = await send('GET', path);
  const named = /filename="?([^";]+)"?/.exec(response.headers.get('Content-Disposition') ?? '');
  const url = URL.createObjectURL(await response.blob());
  const link = document.createElement('a');
  link.href = url;
  link.download = named?.[1] ?? otherwise;
  link.click();
  // Some browsers read it only after the press is over.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}
