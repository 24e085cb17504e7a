import assert from 'node:assert/strict';
import type { Me } from '../../bot/api/contract.ts';
import type { OutlookCalendar } from '../../bot/api/contract-people.ts';
import { startSession } from '../../bot/domain/members/web-sessions.ts';
import { fault } from '../../bot/local/graph.ts';
import { anEvent } from '../factories.ts';
import { startServer, type TestServer } from './server.ts';

describe('Bookings in Outlook over HTTP', () => {
  const logged: string[] = [];
  let server: TestServer;
  before(async () => {
    server = await startServer({ logged });
  });
  after(() => server.close());

  const path = '/api/outlook-calendar';
  const account = (id: string) => server.local.demo.accounts.find((each) => each.id === id)!;
  const call = async (who: string, method = 'GET', json?: unknown) => {
    const response = await server.as(who, path, { method, json });
    assert.equal(response.status, 200);
    return (await response.json()) as OutlookCalendar;
  };
  const turn = async (on: boolean) => {
    const { settings } = (await (await server.as('farah', '/api/sending')).json()) as { settings: object };
    const json = { ...settings, outlookCalendar: on };
    assert.equal((await server.as('farah', '/api/settings', { method: 'PUT', json })).status, 200);
  };
  const book = async (who: string) => {
    const event = await anEvent(server.domain.ctx);
    const made = await server.as(who, `/api/sessions/${event}-1/bookings`, { method: 'POST', json: {} });
    assert.equal(made.status, 201);
    return event;
  };
  const me = async (who: string) => ((await (await server.as(who, '/api/me')).json()) as Me).outlook;

  it('are off until an administrator turns them on, on the record', async () => {
    const { offered, way, entries } = await call('asha');
    assert.deepEqual([offered, way, entries], [false, 'e-mail', 0]);
    assert.equal((await call('asha', 'PUT', { way: 'outlook' })).outcome, 'off');
    await turn(true);
    assert.equal((await call('asha')).offered, true);
    const { entries: log } = (await (await server.as('farah', '/api/people/audit')).json()) as {
      entries: { text: string }[];
    };
    assert.match(log[0]!.text, /^Farah Demo.* changed settings/);
  });

  it('are chosen with a permission, and are then what the bookings are', async () => {
    const asked = await call('asha', 'PUT', { way: 'outlook' });
    assert.deepEqual([asked.outcome, asked.way], ['consent', 'e-mail']);
    assert.equal(asked.allow, `/sign-in/calendar?tenant=${account('asha').tenantId}`);
    assert.deepEqual(await me('asha'), { offered: true, toUpdate: false, lost: false });
    server.local.entra.setCalendarConsent(account('asha').objectId, true);
    assert.equal((await call('asha', 'PUT', { way: 'outlook' })).way, 'outlook');
    assert.deepEqual(await me('asha'), { offered: true, toUpdate: true, lost: false });
    const event = await book('asha');
    const { outcome, entries } = await call('asha', 'POST');
    assert.deepEqual([outcome, entries], ['up to date', 1]);
    const [entry] = server.local.graph.calendarOf(account('asha').objectId);
    assert.equal(entry!.subject, `Event ${event}`);
    assert.ok(entry!.body.content.endsWith(`${server.url}/events/${event}`));
    assert.equal((await call('asha', 'PUT', { way: 'e-mail' })).way, 'e-mail');
    assert.equal((await me('asha')).toUpdate, true, 'what stands there is kept up to date');
  });

  it('are not reached from a browser, which has no token of Teams, and can be turned back there', async () => {
    const secret = await startSession(server.domain.ctx, account('ben'));
    const from = (method: string, body?: object) =>
      fetch(server.url + path, {
        method,
        headers: { cookie: `liia_session=${secret}`, 'x-liia': 'tab', 'content-type': 'application/json' },
        ...(body && { body: JSON.stringify(body) }),
      }).then((response) => response.json() as Promise<OutlookCalendar>);
    server.local.entra.setCalendarConsent(account('ben').objectId, true);
    assert.equal((await from('PUT', { way: 'outlook' })).outcome, 'only in Teams');
    assert.equal((await from('POST')).outcome, 'only in Teams');
    assert.equal((await call('ben', 'PUT', { way: 'outlook' })).way, 'outlook');
    assert.equal((await from('PUT', { way: 'e-mail' })).way, 'e-mail');
  });

  it('that Outlook no longer lets us in is said until the person chooses again', async () => {
    assert.equal((await call('ben', 'PUT', { way: 'outlook' })).way, 'outlook');
    await book('ben');
    server.local.entra.setCalendarConsent(account('ben').objectId, false);
    assert.equal((await call('ben', 'POST')).lost, 'consent');
    const lost = { offered: true, toUpdate: false, lost: true };
    assert.deepEqual([await me('ben'), await me('ben')], [lost, lost]);
    await turn(false);
    assert.equal((await me('ben')).lost, false, 'nobody has the choice');
    await turn(true);
    assert.equal((await call('ben', 'PUT', { way: 'e-mail' })).lost, null);
    assert.equal((await me('ben')).lost, false);
  });

  it('are refused what cannot be', async () => {
    for (const json of [{ way: 'pigeon' }, {}, 'outlook'])
      assert.equal((await server.as('asha', path, { method: 'PUT', json })).status, 400);
  });

  it('leave no token in the log, whatever Outlook answers', async () => {
    server.local.entra.setCalendarConsent(account('dana').objectId, true);
    assert.equal((await call('dana', 'PUT', { way: 'outlook' })).way, 'outlook');
    await book('dana');
    server.local.graph.answerNext({ method: 'POST', give: () => fault(500, 'Code', 'Words.') });
    assert.equal((await call('dana', 'POST')).outcome, 'later');
    assert.ok(logged.length > 0);
    assert.doesNotMatch(logged.join('\n'), /eyJ|Bearer/);
  });

  describe('are allowed at Microsoft’s own pages:', () => {
    const visit = (at: string) => fetch(new URL(at, server.url), { redirect: 'manual' });

    it('a person’s leads back to a page that closes itself', async () => {
      const { tenantId } = account('chidi');
      const sent = new URL((await visit(`/sign-in/calendar?tenant=${tenantId}`)).headers.get('location')!);
      assert.ok(sent.pathname.endsWith(`/${tenantId}/oauth2/v2.0/authorize`));
      assert.ok(sent.searchParams.get('scope')!.includes('https://graph.microsoft.com/Calendars.ReadWrite'));
      const press = async (form: Record<string, string>) =>
        fetch(sent, { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' });
      assert.match(await (await press({ account: 'chidi' })).text(), /read and write the calendar of Chidi/);
      const back = (await press({ account: 'chidi', accept: '1' })).headers.get('location')!;
      assert.equal((await visit(back)).headers.get('location'), '/calendar-asked');
      assert.equal((await call('chidi', 'PUT', { way: 'outlook' })).way, 'outlook');
      assert.equal((await visit('/sign-in/calendar?tenant=nowhere')).status, 404);
    });

    it('an administrator’s is for everybody where they work', async () => {
      const { tenantId } = account('imran');
      server.local.entra.leaveToAdministrators(tenantId);
      assert.equal((await call('imran', 'PUT', { way: 'outlook' })).outcome, 'consent');
      const sent = (await visit('/sign-in/allow-calendars')).headers.get('location')!;
      const press = async (form: Record<string, string>) => {
        const options = { method: 'POST', body: new URLSearchParams(form), redirect: 'manual' } as const;
        return visit((await fetch(sent, options)).headers.get('location')!);
      };
      const refused = await press({ cancel: '1' });
      assert.equal(refused.status, 403);
      assert.match(await refused.text(), /not allowed yet[\s\S]*\/sign-in\/allow-calendars/);
      const allowed = await press({ account: 'imran' });
      assert.match(await allowed.text(), /Outlook calendars are now allowed/);
      assert.equal((await call('imran', 'PUT', { way: 'outlook' })).way, 'outlook');
    });
  });
});
