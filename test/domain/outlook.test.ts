import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { DateTime } from 'luxon';
import sinon from 'sinon';
import { type Context, inTransaction, type TxContext } from '../../bot/domain/context.ts';
import { book, cancel } from '../../bot/domain/events/bookings.ts';
import { closeDoor, openDoors } from '../../bot/domain/events/door.ts';
import { saveSession } from '../../bot/domain/events/editing.ts';
import type { SessionForm } from '../../bot/domain/events/forms.ts';
import {
  bringUpToDate,
  chooseInvitations,
  chooseOutlook,
  inviteInstead,
  outlookState,
} from '../../bot/domain/events/outlook.ts';
import { callOffSession } from '../../bot/domain/events/publishing.ts';
import { tellMoved } from '../../bot/domain/events/session-changes.ts';
import { writtenSession } from '../../bot/domain/events/written.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { changeSettings } from '../../bot/domain/settings.ts';
import { fault } from '../../bot/local/graph.ts';
import { aCoordinator, again, aMember } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';
import { organised } from '../organising.ts';
import { type PlayedOutlook, playOutlook } from '../outlook.ts';

describe('Bookings in a person’s own Outlook', () => {
  let domain: Domain;
  let ctx: Context;
  let cora: Member;
  let outlook: PlayedOutlook;
  before(async () => {
    domain = await openDomain();
    ({ ctx } = domain);
    outlook = await playOutlook();
    cora = await aCoordinator(ctx);
  });
  after(async () => {
    outlook.close();
    await domain.close();
  });
  beforeEach(async () => {
    domain.now.at = new Date('2026-03-02T09:00:00Z');
    await changeSettings(ctx.db, { outlookCalendar: true });
  });

  const page = (path: string) => `https://liia.example/${path}`;
  /** Somebody with an address. @param chooses they chose Outlook and allow it; else they only allow it */
  async function someone(chooses = true) {
    const made = await aMember(ctx);
    await ctx.db
      .updateTable('member')
      .set({ email: `${made.id}@council.example` })
      .where('id', '=', made.id)
      .execute();
    const member = await again(ctx, made);
    const { open } = await outlook.personOf(member);
    const choose = () => chooseOutlook(ctx, member, open, page);
    if (chooses) assert.equal(await choose(), 'up to date');
    return {
      member,
      choose,
      sync: () => bringUpToDate(ctx, member, open, page),
      calendar: () => outlook.graph.calendarOf(member.objectId),
      allow: (given: boolean) => outlook.entra.setCalendarConsent(member.objectId, given),
      state: () => outlookState(ctx, member),
      /** What was written to them, by purpose and way. */
      async told() {
        const rows = await ctx.db
          .selectFrom('message')
          .select(['purpose', 'only_by'])
          .where('member_id', '=', member.id)
          .orderBy('purpose')
          .orderBy('key')
          .execute();
        return rows.map(({ purpose, only_by }) => (only_by ? `${purpose} by ${only_by}` : purpose));
      },
    };
  }
  type Someone = Awaited<ReturnType<typeof someone>>;
  const aSession = async (session: Partial<SessionForm> = {}) =>
    `${(await organised(ctx, cora, { event: { title: 'Circle' }, session: { date: '2026-03-10', ...session } })).id}-1`;
  const bookedBy = async ({ member }: Someone, session?: string) =>
    (await book(ctx, member, session ?? (await aSession()))).bookingId!;
  const change = async (session: string, changes: Partial<SessionForm>) => {
    const { version: basedOn, form } = await writtenSession(ctx, session);
    await saveSession(ctx, cora, session, { basedOn, session: { ...form, ...changes } });
  };
  const later = (seconds: number) => {
    domain.now.at = new Date(domain.now.at.getTime() + seconds * 1000);
  };
  const lost = () => Promise.reject(new Error('the connection broke'));
  /** `begin`; then, before that is committed, `work` until it is done or waits for a lock; then `end`. */
  const meanwhile = async <T>(
    begin: (tx: TxContext) => Promise<unknown>,
    work: () => Promise<T>,
    end = async (_: TxContext) => {},
  ): Promise<T> => {
    const [begun, waits] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const other = inTransaction(ctx, async (tx) => {
      await begin(tx);
      begun.resolve();
      await waits.promise;
      await end(tx);
    });
    await Promise.race([begun.promise, other]);
    const working = work();
    let done = false;
    const finish = () => {
      done = true;
    };
    working.then(finish, finish);
    const locks = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
    while (!done && (await locks.execute(ctx.db)).rows.length === 0);
    waits.resolve();
    await other;
    return working;
  };
  const once = (who: Someone, what: object) => {
    const [entry, ...more] = who.calendar();
    assert.deepEqual(more, []);
    assert.ok(entry);
    for (const [name, value] of Object.entries(what)) assert.deepEqual(entry[name as never], value, name);
    return entry;
  };

  it('come in with their time, place and way back, once, and nobody is e-mailed an invitation', async () => {
    const ada = await someone();
    await bookedBy(ada);
    assert.deepEqual(await ada.told(), ['booking in Outlook']);
    assert.equal(await ada.sync(), 'up to date');
    const { body } = once(ada, {
      subject: 'Circle',
      location: { displayName: 'Room 1' },
      start: { dateTime: '2026-03-10T10:00:00', timeZone: 'UTC' },
      end: { dateTime: '2026-03-10T12:00:00', timeZone: 'UTC' },
      isAllDay: false,
    });
    assert.match(body.content, /^To see more, or to cancel: https:\/\/liia\.example\/events\/[\w-]+$/);
    const calls = outlook.graph.calls.length;
    assert.equal(await ada.sync(), 'up to date');
    assert.equal(outlook.graph.calls.length, calls, 'Outlook is asked nothing where nothing changed');
  });

  it('stand at the same instants as on London’s clocks, on both sides of both changes', async () => {
    for (const date of ['2026-03-28', '2026-03-30', '2026-10-24', '2026-10-26']) {
      const ada = await someone();
      await bookedBy(ada, await aSession({ date }));
      await ada.sync();
      const { start } = once(ada, {});
      const zone = start.timeZone;
      const at = DateTime.fromISO(start.dateTime, { zone }).setZone('Europe/London');
      assert.equal(at.toFormat('yyyy-MM-dd HH:mm'), `${date} 10:00`);
    }
  });

  it('take all of a day in London where they no longer have a time', async () => {
    const ada = await someone();
    const session = await aSession();
    await bookedBy(ada, session);
    await ada.sync();
    await change(session, { starts: null, ends: null });
    await ada.sync();
    once(ada, {
      isAllDay: true,
      start: { dateTime: '2026-03-10T00:00:00', timeZone: 'GMT Standard Time' },
      end: { dateTime: '2026-03-11T00:00:00', timeZone: 'GMT Standard Time' },
    });
  });

  it('change with their session, and stay one', async () => {
    const ada = await someone();
    const session = await aSession();
    await bookedBy(ada, session);
    await ada.sync();
    const { id } = once(ada, {});
    await change(session, { starts: { time: '14:00' }, ends: { time: '15:00' }, venue: 'Room 2' });
    assert.deepEqual(await ada.told(), ['booking in Outlook', 'booking in Outlook']);
    await ada.sync();
    const start = { dateTime: '2026-03-10T14:00:00', timeZone: 'UTC' };
    once(ada, { id, start, location: { displayName: 'Room 2' } });
  });

  it('go when they are cancelled, and when their session is called off', async () => {
    const ada = await someone();
    const booking = await bookedBy(ada);
    const session = await aSession();
    await bookedBy(ada, session);
    await ada.sync();
    assert.equal(ada.calendar().length, 2);
    await cancel(ctx, ada.member, booking);
    await callOffSession(ctx, cora, session, 'The room is flooded.');
    assert.equal(await ada.sync(), 'up to date');
    assert.deepEqual(ada.calendar(), []);
    assert.equal((await ada.state()).entries, 0);
  });

  it('never come in where they were cancelled before', async () => {
    const ada = await someone();
    await cancel(ctx, ada.member, await bookedBy(ada));
    const calls = outlook.graph.calls.length;
    assert.equal(await ada.sync(), 'up to date');
    assert.deepEqual([ada.calendar(), outlook.graph.calls.length], [[], calls]);
  });

  it('are changed where Outlook did not find them for a moment', async () => {
    for (const act of ['PATCH', 'DELETE']) {
      const ada = await someone();
      const session = await aSession();
      const booking = await bookedBy(ada, session);
      await ada.sync();
      const { id } = once(ada, {});
      outlook.graph.answerNext({ method: act, give: () => fault(404, 'ErrorItemNotFound', 'None.') });
      if (act === 'DELETE') await cancel(ctx, ada.member, booking);
      else await change(session, { venue: 'Room 9' });
      assert.equal(await ada.sync(), 'up to date');
      if (act === 'DELETE') assert.deepEqual(ada.calendar(), []);
      else once(ada, { id, location: { displayName: 'Room 9' } });
    }
  });

  it('are still theirs where the whole mailbox is gone for a while', async () => {
    const ada = await someone();
    const session = await aSession();
    await bookedBy(ada, session);
    await ada.sync();
    await change(session, { venue: 'Room 9' });
    const none = () => fault(404, 'MailboxNotEnabledForRESTAPI', 'None.');
    outlook.graph.answerNext({ method: 'PATCH', give: none });
    assert.equal(await ada.sync(), 'no calendar');
    assert.equal(await ada.choose(), 'up to date');
    once(ada, { location: { displayName: 'Room 9' } });
  });

  it('are known by ids that stay the same when they are moved', async () => {
    const asked = sinon.spy(outlook.graph, 'handle');
    const ada = await someone();
    await bookedBy(ada);
    await ada.sync();
    asked.restore();
    const calls = asked.args.filter(([{ path }]) => path.includes('/v1.0/me/'));
    assert.equal(calls.length, 2);
    for (const [{ headers }] of calls) assert.equal(headers.prefer, 'IdType="ImmutableId"');
  });

  it('come by e-mail where Outlook does not take one as it is, and those after it come in', async () => {
    for (const status of [400, 413, 422]) {
      const ada = await someone();
      await bookedBy(ada);
      await bookedBy(ada);
      outlook.graph.answerNext({ method: 'POST', give: () => fault(status, 'ErrorInvalidRequest', 'No.') });
      assert.equal(await ada.sync(), 'up to date');
      assert.equal(await ada.sync(), 'up to date');
      once(ada, {});
      assert.deepEqual(
        (await ada.told()).filter((each) => each === 'invitation by e-mail'),
        ['invitation by e-mail'],
      );
      assert.equal((await ada.state()).way, 'outlook');
    }
  });

  it('stay in, and those after them too, where Outlook does not take the change of one', async () => {
    const ada = await someone();
    const sessions = [await aSession(), await aSession({ date: '2026-03-11' })];
    for (const session of sessions) await bookedBy(ada, session);
    await ada.sync();
    for (const session of sessions) await change(session, { venue: 'Room 9' });
    outlook.graph.answerNext({ method: 'PATCH', give: () => fault(400, 'ErrorInvalidRequest', 'No.') });
    await ada.sync();
    const rooms = () => ada.calendar().map(({ location }) => location.displayName);
    assert.deepEqual(rooms(), ['Room 1', 'Room 9']);
    await ada.sync();
    assert.deepEqual(rooms(), ['Room 9', 'Room 9']);
    assert.ok(!(await ada.told()).includes('invitation by e-mail'));
  });

  it('stay out where the person took them out', async () => {
    const ada = await someone();
    const session = await aSession();
    await bookedBy(ada, session);
    await ada.sync();
    outlook.graph.takeOut(ada.member.objectId, once(ada, {}).id);
    await change(session, { venue: 'Room 3' });
    assert.equal(await ada.sync(), 'up to date');
    await change(session, { venue: 'Room 4' });
    assert.equal(await ada.sync(), 'up to date');
    assert.deepEqual(ada.calendar(), []);
  });

  it('come in once, however many ask at once', async () => {
    const ada = await someone();
    for (let n = 0; n < 3; n++) await bookedBy(ada);
    await Promise.all([ada.sync(), ada.sync(), ada.sync(), ada.sync()]);
    later(200);
    await ada.sync();
    assert.equal(ada.calendar().length, 3);
  });

  it('are left alone while somebody else is at them', async () => {
    const ada = await someone();
    await bookedBy(ada);
    await bookedBy(ada);
    const [arrived, finished] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    let other: Promise<unknown> | undefined;
    // While the first is at one entry, somebody else begins with the other, which the first comes to next.
    outlook.graph.answerNext({
      method: 'POST',
      after: true,
      give: async (answered) => {
        outlook.graph.answerNext({
          method: 'POST',
          after: true,
          give: async (answered) => {
            arrived.resolve();
            await finished.promise;
            return answered!;
          },
        });
        other = ada.sync();
        await arrived.promise;
        return answered!;
      },
    });
    const first = ada.sync();
    await arrived.promise;
    const calls = outlook.graph.calls.length;
    await first;
    assert.equal(outlook.graph.calls.length, calls);
    finished.resolve();
    await other;
    assert.equal(ada.calendar().length, 2);
  });

  it('come in once where Outlook did it and nobody lived to hear', async () => {
    const ada = await someone();
    const session = await aSession();
    await bookedBy(ada, session);
    outlook.graph.answerNext({ method: 'POST', after: true, give: lost });
    assert.equal(await ada.sync(), 'later');
    const { id } = once(ada, {});
    await change(session, { venue: 'Room 5' });
    assert.equal(await ada.sync(), 'up to date', 'it is left alone for a while');
    once(ada, { location: { displayName: 'Room 1' } });
    later(60);
    assert.equal(await ada.sync(), 'up to date');
    once(ada, { id, location: { displayName: 'Room 5' } });
  });

  it('come in once where we died between Outlook and our own table', async () => {
    const ada = await someone();
    await bookedBy(ada);
    await ada.sync();
    const { id } = once(ada, {});
    // As the row was before Outlook answered.
    await ctx.db
      .updateTable('outlook_entry')
      .set({ outlook_id: null, sequence: null, busy_until: domain.now.at })
      .where('member_id', '=', ada.member.id)
      .execute();
    await ada.sync();
    once(ada, { id });
    // And where the person has taken it out meanwhile.
    await ctx.db
      .updateTable('outlook_entry')
      .set({ outlook_id: null, sequence: null })
      .where('member_id', '=', ada.member.id)
      .execute();
    outlook.graph.takeOut(ada.member.objectId, id);
    assert.equal(await ada.sync(), 'up to date');
    assert.deepEqual(ada.calendar(), []);
  });

  it('wait as long as Outlook asks, and come in then', async () => {
    const ada = await someone();
    await bookedBy(ada);
    const busy = () => fault(429, 'ApplicationThrottled', 'Slow down.', { 'Retry-After': '90' });
    outlook.graph.answerNext({ method: 'POST', give: busy });
    assert.equal(await ada.sync(), 'later');
    later(89);
    assert.equal(await ada.sync(), 'up to date');
    assert.deepEqual(ada.calendar(), []);
    later(2);
    await ada.sync();
    once(ada, {});
  });

  it('are left to whoever is at them, however short Outlook asks another to wait', async () => {
    const ada = await someone();
    await bookedBy(ada);
    await bookedBy(ada);
    const [arrived, finished] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    outlook.graph.answerNext({
      method: 'POST',
      after: true,
      give: async (answered) => {
        arrived.resolve();
        await finished.promise;
        return answered!;
      },
    });
    const first = ada.sync();
    await arrived.promise;
    const busy = () => fault(429, 'ApplicationThrottled', 'Slow down.', { 'Retry-After': '5' });
    outlook.graph.answerNext({ method: 'POST', give: busy });
    assert.equal(await ada.sync(), 'later');
    later(6);
    const calls = outlook.graph.calls.length;
    await ada.sync();
    assert.equal(outlook.graph.calls.length, calls + 1, 'only the other one is asked for');
    finished.resolve();
    await first;
    assert.equal(ada.calendar().length, 2);
  });

  it('are tried again where Outlook is out of order, or does not take the token now', async () => {
    for (const status of [401, 500, 503]) {
      const ada = await someone();
      await bookedBy(ada);
      outlook.graph.answerNext({ method: 'POST', give: () => fault(status, 'Code', 'Words.') });
      assert.equal(await ada.sync(), 'later', String(status));
      later(60);
      await ada.sync();
      once(ada, {});
      assert.equal((await ada.state()).lost, null);
    }
  });

  describe('need a permission:', () => {
    it('nothing is chosen before it is given', async () => {
      const ada = await someone(false);
      ada.allow(false);
      assert.equal(await ada.choose(), 'consent');
      const none = { offered: true, way: 'e-mail', lost: null, entries: 0 };
      assert.deepEqual(await ada.state(), none);
      ada.allow(true);
      outlook.graph.answerNext({ method: 'GET', give: () => fault(404, 'MailboxNotFound', 'None.') });
      assert.equal(await ada.choose(), 'no calendar');
      outlook.graph.answerNext({ method: 'GET', give: () => fault(403, 'ErrorAccessDenied', 'No.') });
      assert.equal(await ada.choose(), 'not allowed');
      assert.deepEqual(await ada.state(), none);
      assert.equal(await ada.choose(), 'up to date');
      assert.equal((await ada.state()).way, 'outlook');
    });

    it('what Entra refuses for now changes nothing, and only what is for good says so', async () => {
      const ada = await someone(false);
      const entra = (number: number, error = 'invalid_grant', status = 400) => ({
        status,
        body: JSON.stringify({ error, error_description: `AADSTS${number}: Words.`, error_codes: [number] }),
      });
      for (const [{ status, body }, said] of [
        [{ status: 503, body: '<html>Service unavailable</html>' }, 'later'],
        [{ status: 502, body: '{}' }, 'later'],
        [entra(90055, 'temporarily_unavailable', 429), 'later'],
        [entra(90033, 'temporarily_unavailable', 503), 'later'],
        [entra(50013), 'later'],
        [entra(7000222, 'invalid_client', 401), 'later'],
        [entra(99999), 'later'],
        [entra(50076), 'consent'],
        [entra(50079, 'interaction_required'), 'consent'],
        [entra(50158, 'interaction_required'), 'consent'],
        [entra(65001), 'consent'],
        [entra(50105), 'not allowed'],
        [entra(53003, 'interaction_required'), 'not allowed'],
      ] as const) {
        const headers = { 'Content-Type': 'application/json' };
        const entra = sinon.stub(outlook.entra, 'handle').resolves({ status, headers, body });
        assert.equal(await ada.choose(), said, body);
        entra.restore();
      }
      assert.equal(await ada.choose(), 'up to date');
    });

    it('where it is taken back, what did not come in is e-mailed, and so is what is booked after', async () => {
      const ada = await someone();
      await bookedBy(ada);
      await ada.sync();
      const waiting = await bookedBy(ada);
      ada.allow(false);
      assert.equal(await ada.sync(), 'consent');
      assert.deepEqual(await ada.state(), { offered: true, way: 'e-mail', lost: 'consent', entries: 1 });
      await bookedBy(ada);
      const told = await ada.told();
      assert.equal(told.filter((each) => each === 'invitation by e-mail').length, 2);
      once(ada, {});
      // Allowed again, the e-mailed ones keep their way.
      ada.allow(true);
      await ada.choose();
      await cancel(ctx, ada.member, waiting);
      await ada.sync();
      once(ada, {});
      assert.equal((await ada.state()).lost, null);
    });

    it('what Outlook refused to take is e-mailed as well', async () => {
      const ada = await someone();
      await bookedBy(ada);
      outlook.graph.answerNext({ method: 'POST', give: () => fault(403, 'ErrorAccessDenied', 'No.') });
      assert.equal(await ada.sync(), 'not allowed');
      assert.deepEqual(await ada.told(), ['booking in Outlook', 'invitation by e-mail']);
      assert.deepEqual(ada.calendar(), []);
    });

    it('what Outlook may have taken is not', async () => {
      const ada = await someone();
      await bookedBy(ada);
      outlook.graph.answerNext({ method: 'POST', after: true, give: lost });
      assert.equal(await ada.sync(), 'later');
      ada.allow(false);
      later(60);
      assert.equal(await ada.sync(), 'consent');
      assert.deepEqual(await ada.told(), ['booking in Outlook']);
    });
  });

  it('are not what is booked for people who did not choose it, nor while the administrators do not allow it', async () => {
    await changeSettings(ctx.db, { outlookCalendar: false });
    const ada = await someone(false);
    assert.equal(await ada.choose(), 'off');
    await bookedBy(ada);
    assert.equal(await ada.sync(), 'off');
    await changeSettings(ctx.db, { outlookCalendar: true });
    await bookedBy(ada);
    await ada.sync();
    assert.deepEqual(await ada.told(), ['invitation by e-mail', 'invitation by e-mail']);
    assert.deepEqual(ada.calendar(), []);
  });

  it('leave what was e-mailed before to the e-mail, whatever becomes of it', async () => {
    const ada = await someone(false);
    const session = await aSession();
    await bookedBy(ada, session);
    await ada.choose();
    await change(session, { venue: 'Room 6' });
    await ada.sync();
    assert.deepEqual(await ada.told(), ['invitation by e-mail', 'invitation by e-mail']);
    assert.deepEqual(ada.calendar(), []);
  });

  it('bring in what no invitation was written for, because no address was known', async () => {
    const ada = await someone(false);
    await ctx.db.updateTable('member').set({ email: null }).where('id', '=', ada.member.id).execute();
    await bookedBy(ada);
    assert.deepEqual(await ada.told(), ['booking confirmed']);
    await ada.choose();
    once(ada, {});
  });

  it('keep those in Outlook up to date after the person chose e-mail again, and e-mail the others', async () => {
    const ada = await someone();
    const session = await aSession();
    await bookedBy(ada, session);
    await ada.sync();
    await bookedBy(ada);
    await chooseInvitations(ctx, ada.member);
    await change(session, { venue: 'Room 7' });
    await ada.sync();
    once(ada, { location: { displayName: 'Room 7' } });
    assert.equal((await ada.told()).filter((each) => each === 'invitation by e-mail').length, 1);
  });

  it('are e-mailed within a minute after the administrators have turned it off', async () => {
    const ada = await someone();
    await bookedBy(ada);
    await inviteInstead(ctx);
    assert.deepEqual(await ada.told(), ['booking in Outlook'], 'not while it is on');
    await changeSettings(ctx.db, { outlookCalendar: false });
    await Promise.all([inviteInstead(ctx), inviteInstead(ctx)]);
    assert.deepEqual(await ada.told(), ['booking in Outlook', 'invitation by e-mail']);
  });

  it('are e-mailed as a change leaves them that was in flight when they were turned off', async () => {
    const ada = await someone();
    const session = await aSession();
    const booking = await bookedBy(ada, session);
    await changeSettings(ctx.db, { outlookCalendar: false });
    await meanwhile(
      async (tx) => {
        const [door] = await openDoors(tx, [session]);
        await tellMoved(door!, { actor: cora, did: 'session changed' }, 1, () => true);
        await closeDoor(door!);
      },
      () => inviteInstead(ctx),
    );
    const keys = await ctx.db
      .selectFrom('message')
      .select('key')
      .where('purpose', '=', 'invitation')
      .where('member_id', '=', ada.member.id)
      .execute();
    assert.deepEqual(keys, [{ key: `${booking} 1` }]);
  });

  it('are adopted session by session, as everybody else goes through them', async () => {
    const ada = await someone(false);
    await ctx.db.updateTable('member').set({ email: null }).where('id', '=', ada.member.id).execute();
    const [first = '', second = ''] = [await aSession(), await aSession()].sort();
    const last = await bookedBy(ada, second);
    let booking = await bookedBy(ada, first);
    // By their own ids they stand the other way round.
    while (booking < last) {
      await cancel(ctx, ada.member, booking);
      booking = await bookedBy(ada, first);
    }
    const lock = (id: string) => async (tx: TxContext) =>
      sql`select from booking where id = ${id} for update nowait`.execute(tx.db);
    const chosen = await meanwhile(lock(booking), ada.choose, async (tx) => void (await lock(last)(tx)));
    assert.equal(chosen, 'up to date');
    assert.equal(ada.calendar().length, 2);
  });

  it('hold nothing of what people answered', async () => {
    const ada = await someone();
    await bookedBy(ada);
    await ada.sync();
    const text = JSON.stringify(once(ada, {}));
    assert.ok(!text.includes(ada.member.name) && !text.includes(ada.member.email!));
  });

  it('are forgotten with the person', async () => {
    const ada = await someone();
    await bookedBy(ada);
    await ctx.db.deleteFrom('message').where('member_id', '=', ada.member.id).execute();
    await ctx.db.deleteFrom('member').where('id', '=', ada.member.id).execute();
    const { rows } = await sql`select from outlook_entry where member_id = ${ada.member.id}`.execute(ctx.db);
    assert.equal(rows.length, 0);
  });
});
