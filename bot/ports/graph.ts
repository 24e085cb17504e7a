import type { Config } from '../config.ts';
import { onBehalfOf } from './entra.ts';

/** A person's own Outlook calendar, by Microsoft Graph, with their token (learn.microsoft.com/graph/api/resources/event). */

/** What stands in a calendar, at these instants or on all of this day (YYYY-MM-DD, in London). */
export type OutlookEntry = { title: string; place: string; text: string } & (
  | { start: Date; end: Date }
  | { day: string }
);

/** Why Outlook does nothing: the person or their organisation has to allow it first; their organisation does not;
 * they have no calendar there; not now. */
export type OutlookRefusal =
  | { refused: 'consent' | 'not allowed' | 'no calendar' }
  | {
      refused: 'later';
      seconds: number;
      /** It may have done it all the same: no answer came. */
      inDoubt: boolean;
    };

/** The same for one entry, which Outlook may also refuse to take as it is, for good. */
export type EntryRefusal = OutlookRefusal | { refused: 'this entry' };

export type Outlook = {
  /** Whether there is a calendar that we may write into. */
  reach(): Promise<'reached' | OutlookRefusal>;
  /** The entry of this booking; null where there is none. */
  find(bookingId: string): Promise<{ id: string | null } | EntryRefusal>;
  /**
   * Adds the entry of a booking. The same `attempt` again adds no second one: 'taken' where one was added and is another
   * by now, or is gone.
   */
  add(
    entry: OutlookEntry,
    bookingId: string,
    attempt: string,
  ): Promise<{ id: string } | 'taken' | EntryRefusal>;
  /** 'gone' where nothing has this id: the person took it out, or Outlook calls it otherwise now. */
  change(id: string, entry: OutlookEntry): Promise<'done' | 'gone' | EntryRefusal>;
  remove(id: string): Promise<'done' | 'gone' | EntryRefusal>;
};

/** Opens the calendar of whose token this is, as Teams gave it to the tab, and as it was verified. */
export type OpenOutlook = (tenantId: string, teamsToken: string) => Promise<Outlook | OutlookRefusal>;

/** By this Outlook finds an entry again: ours alone, whatever else stands there. */
const mark = 'String {6f5d7c1e-2a3b-4c4d-9e8f-7a1b2c3d4e5f} Name LiiaBooking';
const patience = 10_000;
/** Where Graph asks us to wait without saying for how long, in seconds. */
const pause = 30;
const most = 3600;

/** Makes the way to people's calendars. */
export function outlookAt(config: Config): OpenOutlook {
  const ask = onBehalfOf(config);
  return async (tenantId, teamsToken) => {
    const answer = await ask(tenantId, teamsToken);
    if ('token' in answer) return calendarOf(config.graphOrigin, answer.token);
    return answer.refused === 'later' ? later(pause, false) : { refused: answer.refused };
  };
}

type Answered = {
  status: number;
  body: { id?: string; value?: { id: string }[]; error?: { code?: string } };
};

function calendarOf(origin: string, token: string): Outlook {
  /** What was answered with one of `takes`; every other answer is a refusal. */
  async function call(
    method: string,
    path: string,
    takes: number[],
    body?: object,
  ): Promise<Answered | EntryRefusal> {
    const headers: Record<string, string> = {
      authorization: `Bearer ${token}`,
      prefer: 'IdType="ImmutableId"', // an id stays the same where the person moves the entry
    };
    if (body) headers['content-type'] = 'application/json';
    try {
      const response = await fetch(`${origin}/v1.0/me/${path}`, {
        method,
        headers,
        body: body ? JSON.stringify(body) : null,
        signal: AbortSignal.timeout(patience),
        redirect: 'error', // the token is for Graph alone
      });
      const text = await response.text();
      if (!takes.includes(response.status)) return refusalOf(response);
      return { status: response.status, body: text ? JSON.parse(text) : {} };
    } catch {
      return later(pause, true); // no answer, or none that can be read
    }
  }

  /** 'gone' only where Outlook says that it has no such entry: with the same status it says that it has no mailbox. */
  async function act(method: string, id: string, body?: object): Promise<'done' | 'gone' | EntryRefusal> {
    const answer = await call(method, `events/${encodeURIComponent(id)}`, [200, 204, 404], body);
    if ('refused' in answer) return answer;
    if (answer.status !== 404) return 'done';
    return answer.body.error?.code === 'ErrorItemNotFound' ? 'gone' : { refused: 'no calendar' };
  }

  return {
    async reach() {
      const answer = await call('GET', 'calendar?$select=id', [200]);
      if (!('refused' in answer)) return 'reached';
      return answer.refused === 'this entry' ? later(pause, false) : answer;
    },
    async find(bookingId) {
      const filter = `singleValueExtendedProperties/Any(ep: ep/id eq '${mark}' and ep/value eq '${bookingId}')`;
      const query = new URLSearchParams({ $filter: filter, $select: 'id' });
      const answer = await call('GET', `calendar/events?${query}`, [200]);
      return 'refused' in answer ? answer : { id: answer.body.value?.[0]?.id ?? null };
    },
    async add(entry, bookingId, attempt) {
      const marks = [{ id: mark, value: bookingId }];
      const event = { ...eventOf(entry), transactionId: attempt, singleValueExtendedProperties: marks };
      const answer = await call('POST', 'calendar/events', [200, 201, 409], event);
      if ('refused' in answer) return answer;
      if (answer.body.id) return { id: answer.body.id };
      return answer.body.error?.code === 'ErrorDuplicateTransactionId' ? 'taken' : later(pause, true);
    },
    change: (id, entry) => act('PATCH', id, eventOf(entry)),
    remove: (id) => act('DELETE', id),
  };
}

const later = (seconds: number, inDoubt: boolean): OutlookRefusal => ({ refused: 'later', seconds, inDoubt });

function refusalOf({ status, headers }: Response): EntryRefusal {
  if (status === 403) return { refused: 'not allowed' };
  if (status === 404 || status === 410) return { refused: 'no calendar' };
  if (status === 400 || status === 413 || status === 422) return { refused: 'this entry' };
  const asked = Number(headers.get('retry-after') ?? pause);
  return later(Math.min(Number.isFinite(asked) ? Math.max(asked, 1) : pause, most), status >= 500);
}

function eventOf(entry: OutlookEntry): object {
  return {
    subject: entry.title,
    body: { contentType: 'text', content: entry.text },
    location: { displayName: entry.place },
    showAs: 'busy',
    ...('day' in entry
      ? {
          isAllDay: true,
          start: inLondon(entry.day),
          end: inLondon(new Date(Date.parse(entry.day) + 86_400_000).toISOString().slice(0, 10)),
        }
      : { isAllDay: false, start: inUtc(entry.start), end: inUtc(entry.end) }),
  };
}

// Instants in UTC: right on both sides of a change of the clocks. A day is one of London's, from midnight to midnight.
const inUtc = (at: Date) => ({ dateTime: at.toISOString().slice(0, 19), timeZone: 'UTC' });
const inLondon = (day: string) => ({ dateTime: `${day}T00:00:00`, timeZone: 'GMT Standard Time' });
