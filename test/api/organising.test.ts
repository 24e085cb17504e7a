import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Attendees, Nominations, SentEventMessage } from '../../bot/api/contract-attendees.ts';
import type { EventImport, EventToEdit, OrganisedEvent, Saved } from '../../bot/api/contract-organising.ts';
import { eventForm, sessionForm } from '../organising.ts';
import { startServer, type TestServer } from './server.ts';

describe('Organising events over HTTP', () => {
  let server: TestServer;
  let who: string;
  before(async () => {
    server = await startServer();
    who = server.local.demo.accounts.find(({ role }) => role === 'administrator')!.id;
  });
  after(() => server.close());

  const call = async <T>(method: string, path: string, json?: unknown, status = 200): Promise<T> => {
    const reply = await server.as(who, path, { method, ...(json !== undefined && { json }) });
    const body = (await reply.json()) as T;
    assert.equal(reply.status, status, JSON.stringify(body));
    return body;
  };
  const all = '/api/organising/events';
  const made = (more: object = {}, session: Parameters<typeof sessionForm>[0] = {}) =>
    call<Saved>(
      'POST',
      all,
      { key: randomUUID(), event: eventForm(), session: sessionForm(session), ...more },
      201,
    );

  it('makes six sessions in one go, publishes them, changes one and calls one off', async () => {
    const { dates } = await call<{ dates: { date: string; text: string; note: string | null }[] }>(
      'GET',
      '/api/organising/dates?from=2030-03-05&every=two%20weeks&times=6',
    );
    assert.deepEqual([dates.length, dates[0]!.text], [6, 'Tuesday 5 March 2030']);
    const input = {
      key: randomUUID(),
      event: eventForm({ title: 'Six' }),
      session: sessionForm(),
      dates: dates.map(({ date }) => date),
    };
    const { event } = await call<Saved>('POST', all, input, 201);
    assert.equal((await call<Saved>('POST', all, input)).event.id, event.id);
    assert.equal(event.sessions.length, 6);
    const drafts = await call<{ events: OrganisedEvent[] }>('GET', `${all}?show=drafts`);
    assert.equal(drafts.events[0]!.when.text, 'Tuesday 5 March 2030, 10am to midday');
    assert.match((await call<Saved>('POST', `${all}/${event.id}/publish`)).message, /^Published/);
    const [first, second] = event.sessions;
    await call('POST', `/api/sessions/${first!.id}/bookings`, {}, 201);
    const change = { basedOn: first!.version, session: { ...first!.session, starts: { time: '09:00' } } };
    const saved = await call<Saved>('PUT', `/api/organising/sessions/${first!.id}`, change);
    assert.equal(saved.message, 'Saved. 1 person is told what changed.');
    const stale = { ...change, session: { ...first!.session, venue: 'Room 9' } };
    const conflict = await call<{ error: { code: string; message: string } }>(
      'PUT',
      `/api/organising/sessions/${first!.id}`,
      stale,
      409,
    );
    assert.match(conflict.error.message, /changed this since you opened it/);
    const off = await call<Saved>('POST', `/api/organising/sessions/${second!.id}/call-off`, {
      reason: 'No room.',
    });
    assert.deepEqual([off.message, off.event.sessions[1]!.cancelled], ['Called off.', true]);
    const again = await call<EventToEdit>('GET', `${all}/${event.id}`);
    assert.deepEqual(again, off.event);
  });

  it('keeps what a tab of the version before does not know of: the last day, and whether people are thanked', async () => {
    const residential = sessionForm({ date: '2030-03-05', endDate: '2030-03-06' });
    const { event } = await made({ event: eventForm({ thanks: false }), session: residential });
    const { thanks: _, ...form } = event.event;
    const changed = { basedOn: event.version, event: { ...form, summary: 'Two days.' } };
    const saved = await call<Saved>('PUT', `${all}/${event.id}`, changed);
    assert.deepEqual([saved.event.event.summary, saved.event.event.thanks], ['Two days.', false]);
    const [{ id, version, session }] = event.sessions as [EventToEdit['sessions'][number]];
    const { endDate: __, ...before } = session;
    const moved = { basedOn: version, session: { ...before, date: '2030-03-12' } };
    const { sessions } = (await call<Saved>('PUT', `/api/organising/sessions/${id}`, moved)).event;
    assert.equal(sessions[0]!.session.endDate, '2030-03-13');
  });

  it('says in a sentence what cannot be', async () => {
    const refusal = async (session: object, event: object = eventForm()) =>
      (await call<{ error: { message: string } }>('POST', all, { key: randomUUID(), event, session }, 400))
        .error.message;
    assert.match(
      await refusal(sessionForm({ date: '2026-03-29', starts: { time: '01:30' } })),
      /^There is no 1:30am/,
    );
    assert.match(await refusal(sessionForm({ ends: { time: '09:00' } })), /^The end must be after the start/);
    assert.match(await refusal(sessionForm(), eventForm({ title: '' })), /^Write a title/);
    const many = [{ mode: 'in person', capacity: 10_001, perBorough: null, quotas: [] }];
    assert.match(await refusal({ ...sessionForm(), pools: many }), /whole number from 0 to 10,000/);
    assert.match(await refusal({ ...sessionForm(), joinUrl: 'javascript:alert(1)' }), /begins with https/);
  });

  it('refuses to search for what no database can hold', async () => {
    const { event } = await made();
    for (const path of [
      all,
      `/api/organising/sessions/${event.sessions[0]!.id}/attendees`,
      '/api/colleagues',
    ])
      await call('GET', `${path}?search=%00`, undefined, 400);
    await call('GET', '/api/colleagues?search=a');
  });

  it('looks at a file before it comes in, and names each fault', async () => {
    const send = async (query: string, body: string, status: number) => {
      const path = `/api/organising/import?${query}`;
      const reply = await server.as(who, path, {
        method: 'POST',
        body,
        headers: { 'content-type': 'text/csv' },
      });
      assert.equal(reply.status, status);
      return (await reply.json()) as EventImport;
    };
    const heading = 'Title,Summary,Area,Date,Starts,Ends,Place';
    const good = `${heading}\nFrom a file,Fine.,SEND,2030-03-05,10:00,11:00,Room 1`;
    assert.equal((await send('check=1', good, 200)).added, 0);
    const key = randomUUID();
    assert.equal((await send(`key=${key}`, good, 200)).added, 1);
    assert.equal((await send(`key=${key}`, good, 200)).added, 0);
    const bad = await send(`key=${randomUUID()}`, `${good}\n,Fine.,SEND,2030-03-05,10:00,11:00,Room 1`, 400);
    assert.deepEqual(bad.faults, [{ row: 3, column: 'Title', message: 'Write a title.' }]);
    await send('', good, 400);
  });

  it('shows who comes, adds and takes off people, writes to them and keeps a log', async () => {
    const { event } = await made();
    await call('POST', `${all}/${event.id}/publish`);
    const session = `/api/organising/sessions/${event.sessions[0]!.id}`;
    const { members } = await call<{ members: { id: string; name: string }[] }>('GET', '/api/people/members');
    const person = members.find(
      ({ name }) => name !== server.local.demo.accounts.find(({ id }) => id === who)!.name,
    )!;
    const added = await call<{ message: string }>('POST', `${session}/people`, {
      key: randomUUID(),
      memberIds: [person.id],
      reason: 'Speaks on the day',
    });
    assert.equal(added.message, `${person.name} has a place now.`);
    const list = await call<Attendees>('GET', `${session}/attendees?state=confirmed`);
    assert.deepEqual([list.total, list.people[0]!.name], [1, person.name]);
    const message = {
      key: randomUUID(),
      sessionId: null,
      to: 'confirmed',
      title: 'Hello',
      body: 'Bring a pen.',
    };
    const path = `${all}/${event.id}/messages`;
    assert.deepEqual(await call('GET', `${path}/size?to=confirmed`), { people: 1 });
    const sent = await call<SentEventMessage>('POST', path, message, 201);
    assert.deepEqual([sent.to, sent.counts.people], ['Who has a place', 1]);
    assert.deepEqual((await call<{ messages: unknown[] }>('GET', path)).messages, [
      await call<SentEventMessage>('POST', path, message),
    ]);
    const booking = `/api/organising/bookings/${list.people[0]!.bookingId}`;
    const off = await call<{ message: string }>('POST', `${booking}/removal`, { reason: 'Asked by phone' });
    assert.equal(off.message, `${person.name} is taken off.`);
    const { lines } = await call<{ lines: { text: string }[] }>('GET', `${session}/log`);
    assert.match(lines[0]!.text, /“Asked by phone”\.$/);
    assert.deepEqual(await call('GET', `${session}/unreached`), { people: [] });
    const nominations = await call<Nominations>('GET', `${session}/nominations`);
    assert.ok(nominations.boroughs.some(({ name }) => name === 'Camden'));
  });
});
