import { randomUUID } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Demo, DemoAccount } from '../domain/content/schema.ts';
import { graphAudience, type Issuer, type LocalRequest, type LocalResponse } from './issuer.ts';
import { asText, page } from './page.ts';

/**
 * Microsoft Graph in local mode: each demo person's Outlook calendar, kept in memory, as far as our own port uses it,
 * with Graph's addresses, checks and errors (learn.microsoft.com/graph/api/calendar-post-events, resources/event,
 * singlevaluelegacyextendedproperty-get, errors).
 */
export type Graph = {
  /** Answers the paths of graph.microsoft.com below `config.graphOrigin`, and /local/calendar; undefined for every other. */
  handle(request: LocalRequest): Promise<LocalResponse | undefined>;
  /** What stands in a person's calendar. */
  calendarOf(objectId: string): Entry[];
  /** The person takes an entry out themselves. */
  takeOut(objectId: string, id: string): void;
  /** Answers the next call of this method in place of the calendar, or after it has done its work. */
  answerNext(answer: {
    method: string;
    after?: boolean;
    give: (answered: LocalResponse | undefined) => LocalResponse | Promise<LocalResponse>;
  }): void;
  /** Calls so far, as "POST calendar/events". */
  calls: string[];
};

type Moment = { dateTime: string; timeZone: string };
export type Entry = {
  id: string;
  subject: string;
  body: { contentType: string; content: string };
  location: { displayName: string };
  isAllDay: boolean;
  showAs: string;
  start: Moment;
  end: Moment;
  transactionId?: string;
  singleValueExtendedProperties?: { id: string; value: string }[];
};

const zones = ['UTC', 'GMT Standard Time'];
const reading = /^calendar\/events$/;
const oneEvent = /^events\/([^/]+)$/;
const byProperty =
  /^singleValueExtendedProperties\/Any\(ep: ep\/id eq '([^']+)' and ep\/value eq '([^']+)'\)$/;

/** Makes the local Graph. */
export function createGraph(config: Config, demo: Demo, issuer: Pick<Issuer, 'read'>): Graph {
  const place = new URL(`${config.graphOrigin}/v1.0/me/`).pathname;
  const calendars = new Map<string, Map<string, Entry>>();
  const added = new Map<string, { id: string; sent: string }>(); // by owner and transaction, also of what is gone
  const answers: Parameters<Graph['answerNext']>[0][] = [];
  const calls: string[] = [];
  const calendarOf = (objectId: string) => {
    const calendar = calendars.get(objectId) ?? new Map<string, Entry>();
    calendars.set(objectId, calendar);
    return calendar;
  };

  function add(owner: string, sent: string): LocalResponse {
    const event = read(sent);
    if (!event) return fault(400, 'ErrorInvalidRequest', 'Property values are invalid.');
    const key = `${owner} ${event.transactionId ?? randomUUID()}`;
    const before = added.get(key);
    const same = before?.sent === sent && calendarOf(owner).get(before.id);
    if (same) return json(201, same);
    if (before) return fault(409, 'ErrorDuplicateTransactionId', 'The TransactionId was used before.');
    const entry = { ...event, id: `AAMk${randomUUID()}=` };
    calendarOf(owner).set(entry.id, entry);
    added.set(key, { id: entry.id, sent });
    return json(201, entry);
  }

  function find(owner: string, query: string): LocalResponse {
    const [, id, value] = byProperty.exec(new URLSearchParams(query).get('$filter') ?? '') ?? [];
    if (!id) return fault(400, 'ErrorInvalidUrlQueryFilter', 'The filter is not valid.');
    const found = [...calendarOf(owner).values()].filter((entry) =>
      entry.singleValueExtendedProperties?.some((each) => each.id === id && each.value === value),
    );
    return json(200, { value: found.map((entry) => ({ id: entry.id })) });
  }

  function change(owner: string, id: string, sent: string): LocalResponse {
    const before = calendarOf(owner).get(id);
    if (!before) return notFound();
    const entry = read(JSON.stringify({ ...before, ...JSON.parse(sent) }));
    if (!entry) return fault(400, 'ErrorInvalidRequest', 'Property values are invalid.');
    calendarOf(owner).set(id, { ...entry, id });
    return json(200, entry);
  }

  function answer(owner: string, path: string, { method, query, body }: LocalRequest): LocalResponse {
    const id = oneEvent.exec(path)?.[1];
    if (method === 'GET' && path === 'calendar') return json(200, { id: `calendar-of-${owner}` });
    if (method === 'GET' && reading.test(path)) return find(owner, query);
    if (method === 'POST' && reading.test(path)) return add(owner, body);
    if (method === 'PATCH' && id) return change(owner, decodeURIComponent(id), body);
    if (method === 'DELETE' && id)
      return calendarOf(owner).delete(decodeURIComponent(id)) ? json(204, undefined) : notFound();
    return fault(400, 'BadRequest', 'Resource not found for the segment.');
  }

  return {
    calls,
    calendarOf: (objectId) => [...calendarOf(objectId).values()],
    takeOut: (objectId, id) => void calendarOf(objectId).delete(id),
    answerNext: (next) => void answers.push(next),
    async handle(request) {
      if (request.method === 'GET' && request.path === '/local/calendar')
        return page(
          200,
          'Calendars',
          list(demo.accounts, (id) => [...calendarOf(id).values()]),
        );
      if (!request.path.startsWith(place)) return undefined;
      const path = request.path.slice(place.length);
      calls.push(`${request.method} ${path}`);
      const token = /^Bearer (\S+)$/.exec(String(request.headers.authorization ?? ''))?.[1];
      const claims = token && (await issuer.read(token, graphAudience));
      if (!claims) return fault(401, 'InvalidAuthenticationToken', 'Access token validation failure.');
      if (!String(claims.scp).split(' ').includes('Calendars.ReadWrite'))
        return fault(403, 'ErrorAccessDenied', 'Access is denied. Check credentials and try again.');
      const at = answers.findIndex(({ method }) => method === request.method);
      const [next] = at < 0 ? [] : answers.splice(at, 1);
      if (next && !next.after) return next.give(undefined);
      const answered = answer(String(claims.oid), path, request);
      return next ? next.give(answered) : answered;
    },
  };
}

/** An event as it is kept, where its times can be. */
function read(sent: string): Entry | undefined {
  const event = JSON.parse(sent) as Entry;
  const times = [event.start, event.end];
  const usable = times.every(
    (each) => zones.includes(each?.timeZone) && !Number.isNaN(Date.parse(each.dateTime)),
  );
  const whole = times.every(({ dateTime }) => dateTime.endsWith('T00:00:00'));
  return usable && (!event.isAllDay || whole) && event.start.dateTime < event.end.dateTime
    ? event
    : undefined;
}

const list = (accounts: DemoAccount[], entriesOf: (objectId: string) => Entry[]): string => {
  const people = accounts.filter(({ objectId }) => entriesOf(objectId).length > 0);
  return `
<h1>Calendars</h1>
<p>What stands in the demo people’s Outlook calendars, which are kept here until the service stops.</p>
${people.map((account) => `<h2>${asText(account.name)}</h2><ul>${entriesOf(account.objectId).map(item).join('')}</ul>`).join('') || '<p>There is nothing yet.</p>'}`;
};

const item = ({ subject, start, end, location, body }: Entry): string => `
<li>
<h3>${asText(subject)}</h3>
<p>${asText(`${start.dateTime} to ${end.dateTime}, ${start.timeZone}`)}</p>
<p>${asText(location.displayName)}</p>
<p>${asText(body.content)}</p>
</li>`;

const notFound = () => fault(404, 'ErrorItemNotFound', 'The specified object was not found in the store.');

/** A refusal in Graph's shape. */
export const fault = (status: number, code: string, message: string, headers = {}): LocalResponse => {
  const answer = json(status, { error: { code, message, innerError: { 'request-id': randomUUID() } } });
  return { ...answer, headers: { ...answer.headers, ...headers } };
};

const json = (status: number, value: unknown): LocalResponse => ({
  status,
  headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
  body: value === undefined ? '' : JSON.stringify(value),
});
