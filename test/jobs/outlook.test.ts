import assert from 'node:assert/strict';
import type { Context } from '../../bot/domain/context.ts';
import { book, cancel } from '../../bot/domain/events/bookings.ts';
import { saveSession } from '../../bot/domain/events/editing.ts';
import { bringUpToDate, chooseInvitations, chooseOutlook } from '../../bot/domain/events/outlook.ts';
import { givePlace } from '../../bot/domain/events/overrides.ts';
import { writtenSession } from '../../bot/domain/events/written.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { changeSettings } from '../../bot/domain/settings.ts';
import { deliver } from '../../bot/jobs/deliveries.ts';
import { aCoordinator, aMember } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';
import { organised } from '../organising.ts';
import { type PlayedOutlook, playOutlook } from '../outlook.ts';
import { letReach, type Played, playOutside } from './people.ts';

describe('What people are told of bookings in their Outlook', () => {
  let domain: Domain;
  let ctx: Context;
  let outlook: PlayedOutlook;
  let outside: Played;
  let cora: Member;
  let ada: Member;
  let open: Awaited<ReturnType<PlayedOutlook['personOf']>>['open'];
  let session: string;
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
    outside = playOutside();
    await changeSettings(ctx.db, { outlookCalendar: true });
    ada = await aMember(ctx);
    const email = `${ada.id}@council.example`;
    await ctx.db.updateTable('member').set({ email }).where('id', '=', ada.id).execute();
    await letReach(ctx, ada);
    ({ open } = await outlook.personOf(ada));
    await chooseOutlook(ctx, ada, open, (page) => page);
    session = `${(await organised(ctx, cora, { event: { title: 'Circle' }, session: { date: '2026-03-10' } })).id}-1`;
  });

  const told = async () => {
    await deliver(ctx, outside, new AbortController().signal);
    assert.deepEqual(outside.mails, [], 'an invitation would come a second time into the calendar');
    return outside.posts.map(({ activity }) => activity as { summary: string });
  };
  const later = (seconds: number) => {
    domain.now.at = new Date(domain.now.at.getTime() + seconds * 1000);
  };
  const move = async (venue: string) => {
    const { version: basedOn, form } = await writtenSession(ctx, session);
    await saveSession(ctx, cora, session, { basedOn, session: { ...form, venue } });
  };

  it('is each thing once, in Teams, and when Outlook is brought up to date', async () => {
    const { bookingId } = await book(ctx, ada, session);
    assert.deepEqual(
      (await told()).map(({ summary }) => summary),
      ['You have a place: Circle'],
    );
    await move('Room 2');
    await told();
    await cancel(ctx, ada, bookingId!);
    const all = await told();
    const summaries = all.map(({ summary }) => summary);
    assert.deepEqual(summaries, ['You have a place: Circle', 'Changed: Circle', 'Cancelled: Circle']);
    for (const each of all)
      assert.ok(
        JSON.stringify(each).includes(
          'Your Outlook calendar is brought up to date when you open LIIA in Teams.',
        ),
      );
  });

  it('is the latest alone where more happened before it was sent', async () => {
    const { bookingId } = await book(ctx, ada, session);
    await move('Room 3');
    await cancel(ctx, ada, bookingId!);
    assert.deepEqual(
      (await told()).map(({ summary }) => summary),
      ['Cancelled: Circle'],
    );
  });

  const sync = () => bringUpToDate(ctx, ada, open, (page) => page);
  const ofOutlook = (message: object | undefined) =>
    /Your Outlook calendar is brought|We cannot change your Outlook/.exec(JSON.stringify(message))?.[0];

  it('says nothing of Outlook where it is up to date already', async () => {
    await book(ctx, ada, session);
    await sync();
    const [confirmed] = await told();
    assert.equal(ofOutlook(confirmed), undefined);
  });

  it('leaves to the person what stands there, where Outlook is shut to us', async () => {
    for (const [venue, shut] of [
      [
        'Room 5',
        async () => {
          outlook.entra.setCalendarConsent(ada.objectId, false);
          assert.equal(await sync(), 'consent');
          outlook.entra.setCalendarConsent(ada.objectId, true);
        },
      ],
      ['Room 8', () => changeSettings(ctx.db, { outlookCalendar: false })],
    ] as const) {
      await chooseOutlook(ctx, ada, open, (page) => page);
      const { bookingId } = await book(ctx, ada, session);
      await sync();
      await move(venue);
      const before = await told();
      assert.equal(ofOutlook(before.at(-1)), 'Your Outlook calendar is brought');
      await shut();
      await cancel(ctx, ada, bookingId!);
      const after = await told();
      assert.equal(after.at(-1)?.summary, 'Cancelled: Circle');
      assert.equal(ofOutlook(after.at(-1)), 'We cannot change your Outlook');
    }
  });

  it('is a change to who was told in words of a place that came into Outlook later', async () => {
    const { email } = ada;
    const setEmail = (to: string | null) =>
      ctx.db.updateTable('member').set({ email: to }).where('id', '=', ada.id).execute();
    await chooseInvitations(ctx, ada);
    await setEmail(null);
    await book(ctx, ada, session);
    await told();
    await setEmail(email);
    later(60);
    await chooseOutlook(ctx, ada, open, (page) => page);
    await move('Room 6');
    assert.deepEqual(
      (await told()).map(({ summary }) => summary),
      ['You have a place: Circle', 'Changed: Circle'],
    );
  });

  it('is a new place to who waited while the session changed, in their words and in the invitation beside them', async () => {
    await chooseInvitations(ctx, ada);
    const one = [{ mode: 'in person' as const, capacity: 1, perBorough: null, quotas: [] }];
    session = `${(await organised(ctx, cora, { event: { title: 'Circle' }, session: { date: '2026-03-10', pools: one } })).id}-1`;
    await book(ctx, await aMember(ctx), session);
    const { bookingId } = await book(ctx, ada, session, { wait: true });
    await move('Room 9');
    await givePlace(ctx, cora, bookingId!, 'There is a chair more.');
    const send = () => deliver(ctx, outside, new AbortController().signal);
    const invitation = ctx.db.updateTable('message').where('purpose', '=', 'invitation');
    await invitation
      .set({ due_at: new Date(domain.now.at.getTime() + 60_000) })
      .where('member_id', '=', ada.id)
      .execute();
    await send();
    const words = outside.posts.map(({ activity }) => activity.summary);
    assert.deepEqual(words.sort(), ['Changed: Circle', 'You have a place: Circle']);
    assert.deepEqual(outside.mails, []);
    later(60);
    await send();
    assert.deepEqual(
      outside.mails.map(({ subject }) => subject),
      ['You have a place: Circle'],
    );
  });

  it('is a change to who saw the place in Outlook, whatever words came of it', async () => {
    await book(ctx, ada, session);
    await sync();
    await move('Room 7');
    assert.deepEqual(
      (await told()).map(({ summary }) => summary),
      ['Changed: Circle'],
    );
  });

  it('says nothing of Outlook to who took the entry out of it', async () => {
    await book(ctx, ada, session);
    await sync();
    await told();
    outlook.graph.takeOut(ada.objectId, outlook.graph.calendarOf(ada.objectId)[0]!.id);
    await move('Room 4');
    await sync();
    const [, changed] = await told();
    assert.equal(changed!.summary, 'Changed: Circle');
    assert.ok(!JSON.stringify(changed).includes('Outlook'));
  });
});
