import assert from 'node:assert/strict';
import { book } from '../../bot/domain/events/bookings.ts';
import { isInterested, setInterest } from '../../bot/domain/events/interest.ts';
import { callOffEvent } from '../../bot/domain/events/publishing.ts';
import { settleDue } from '../../bot/domain/events/reminders.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { purge } from '../../bot/domain/retention.ts';
import { aCoordinator, aMember } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';
import { organised } from '../organising.ts';

describe('What nobody decided or said', () => {
  let domain: Domain;
  let coordinator: Member;
  before(async () => {
    domain = await openDomain();
    coordinator = await aCoordinator(domain.ctx);
  });
  after(() => domain.close());
  beforeEach(() => {
    domain.now.at = new Date('2030-03-01T09:00:00Z');
  });

  const nominated = async () => {
    const { ctx } = domain;
    const { id, sessions } = await organised(ctx, coordinator, { session: { byApproval: true } });
    const member = await aMember(ctx);
    const { outcome, bookingId } = await book(ctx, member, sessions[0]!.id);
    assert.equal(outcome, 'requested');
    const stands = async () => {
      const { state } = await ctx.db
        .selectFrom('booking')
        .select('state')
        .where('id', '=', bookingId)
        .executeTakeFirstOrThrow();
      const told = await ctx.db
        .selectFrom('message')
        .select('purpose')
        .where('member_id', '=', member.id)
        .execute();
      return [state, ...told.map(({ purpose }) => purpose)];
    };
    return { eventId: id, stands };
  };

  it('is a no to who was put forward, once the session begins, and they hear of it', async () => {
    const { stands } = await nominated();
    domain.now.at = new Date('2030-03-05T09:59:00Z');
    await settleDue(domain.ctx);
    assert.deepEqual(await stands(), ['requested']);
    domain.now.at = new Date('2030-03-05T10:00:00Z');
    for (let minute = 0; minute < 2; minute++) await settleDue(domain.ctx);
    assert.deepEqual(await stands(), ['declined', 'nomination declined']);
  });

  it('is not said again to who was told that the session is called off', async () => {
    const { eventId, stands } = await nominated();
    await callOffEvent(domain.ctx, coordinator, eventId, 'The speaker is ill');
    domain.now.at = new Date('2030-03-05T10:00:00Z');
    await settleDue(domain.ctx);
    assert.deepEqual(await stands(), ['declined', 'session called off']);
    const due = await domain.ctx.db
      .selectFrom('session')
      .select('id')
      .where('settle_at', '<=', domain.now.at)
      .execute();
    assert.deepEqual(due, [], 'nothing falls due again and again');
  });

  it('of a date is asked for no longer, a year after it was or once the event is called off', async () => {
    const { ctx } = domain;
    const [member, other] = [await aMember(ctx), await aMember(ctx)];
    const { id } = await organised(ctx, coordinator, { session: { date: null, starts: null, ends: null } });
    await setInterest(ctx, member, id, true);
    const asked = domain.now.at;
    domain.now.at = new Date('2030-06-01T09:00:00Z');
    await setInterest(ctx, other, id, true);
    domain.now.at = new Date(asked.getTime() + 366 * 86_400_000);
    await purge(ctx);
    assert.deepEqual(
      [await isInterested(ctx, member, id), await isInterested(ctx, other, id)],
      [false, true],
    );
    await callOffEvent(ctx, coordinator, id, 'It does not come about');
    await purge(ctx);
    assert.equal(await isInterested(ctx, other, id), false);
  });
});
