import assert from 'node:assert/strict';
import type { Context } from '../../bot/domain/context.ts';
import { book, cancel } from '../../bot/domain/events/bookings.ts';
import { saveSession } from '../../bot/domain/events/editing.ts';
import { bringUpToDate, chooseOutlook } from '../../bot/domain/events/outlook.ts';
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

  it('says nothing of Outlook to who took the entry out of it', async () => {
    await book(ctx, ada, session);
    const sync = () => bringUpToDate(ctx, ada, open, (page) => page);
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
