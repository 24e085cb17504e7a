import assert from 'node:assert/strict';
import type { Context } from '../../bot/domain/context.ts';
import { cancel } from '../../bot/domain/events/bookings.ts';
import { proposedColleagues, putForward, setEndorsed } from '../../bot/domain/events/endorsing.ts';
import { choose } from '../../bot/domain/events/nominations.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { aMember, aMemberWith, anEvent, bookAt } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';
import { onStatement } from '../soak/stops.ts';

describe('Borough contacts and who is put forward', () => {
  let domain: Domain;
  let ctx: Context;
  let contact: Member;
  let event: string;
  before(async () => {
    domain = await openDomain();
    ctx = domain.ctx;
    contact = await aMemberWith(ctx, 'contact', { organisation: 'camden', name: 'Carl Contact' });
  });
  after(() => domain.close());
  beforeEach(async () => {
    event = await anEvent(ctx, { places: 10, inDays: 30 });
    await ctx.db.updateTable('session').set({ by_approval: true }).where('event_id', '=', event).execute();
    await ctx.db.updateTable('pool').set({ per_borough: 1 }).where('session_id', '=', `${event}-1`).execute();
  });
  afterEach(() => {
    domain.now.at = undefined as never;
  });

  const nominate = async (member: Member, statement = 'I lead the team.') => {
    const { outcome, bookingId } = await bookAt(ctx, member, event, { statement });
    assert.equal(outcome, 'requested');
    return bookingId!;
  };
  const seen = async (who = contact) =>
    (await proposedColleagues(ctx, who)).find((each) => each.event.id === event);
  const refused = async (work: Promise<void>) => {
    const { code, message } = (await work.then(
      () => assert.fail('was not refused'),
      (error) => error,
    )) as { code: string; message: string };
    return [code, message];
  };

  it('and who is put forward see how it stands, until they have a place or the session is over', async () => {
    const cora = await aMemberWith(ctx, 'coordinator');
    const ada = await aMember(ctx, 'camden', 'Ada Test');
    const stands = async (who: Member) =>
      (await putForward(ctx, who)).filter((each) => each.event.id === event).map((each) => each.standing);
    const hers = await nominate(ada);
    assert.match((await stands(ada))[0]!, /^Waiting for the support of the borough contact, until /);
    assert.deepEqual(await stands(contact), []);
    await setEndorsed(ctx, contact, hers, true);
    assert.deepEqual(await stands(ada), ['Supported by the borough contact. A coordinator chooses.']);
    await choose(ctx, cora, hers, { chosen: false });
    assert.deepEqual(await stands(ada), ['Not chosen this time.']);
    const again = await nominate(ada);
    assert.equal((await stands(ada)).length, 1, 'the last time counts');
    await choose(ctx, cora, again, { chosen: true, reason: 'They lead it.' });
    assert.deepEqual(await stands(ada), [], 'it is a place now');
    const bea = await aMember(ctx, 'camden', 'Bea Test');
    await bookAt(ctx, ada, event, { memberId: bea.id, statement: 'She does.' });
    const [made] = await putForward(ctx, ada);
    assert.deepEqual([made?.name, (await stands(bea)).length], ['Bea Test', 1]);
    domain.now.at = new Date(Date.now() + 60 * 86_400_000);
    assert.deepEqual(await stands(bea), []);
  });

  it('support colleagues of their own authority, as many as may come, and take it back', async () => {
    const ada = await nominate(await aMember(ctx, 'camden', 'Ada Test'));
    const bea = await nominate(await aMember(ctx, 'camden', 'Bea Test'));
    await nominate(await aMember(ctx, 'hackney', 'Eve Test'));
    const before = await seen();
    assert.deepEqual(
      before?.people.map(({ name, statement, endorsed }) => [name, statement, endorsed]),
      [
        ['Ada Test', 'I lead the team.', false],
        ['Bea Test', 'I lead the team.', false],
      ],
    );
    assert.deepEqual([before?.most, before?.endorsed], [1, 0]);
    await setEndorsed(ctx, contact, ada, true);
    await setEndorsed(ctx, contact, ada, true);
    assert.deepEqual(await refused(setEndorsed(ctx, contact, bea, true)), [
      'invalid',
      'Your authority can support at most 1. Take one back first.',
    ]);
    assert.equal((await seen())?.endorsed, 1);
    await setEndorsed(ctx, contact, ada, false);
    await setEndorsed(ctx, contact, bea, true);
    assert.deepEqual(
      (await seen())?.people.map(({ endorsed }) => endorsed),
      [false, true],
    );
    const log = await ctx.db.selectFrom('booking_log').select('did').where('booking_id', '=', ada).execute();
    assert.deepEqual(
      log.map(({ did }) => did),
      ['nominated', 'endorsed', 'no longer endorsed'],
    );
  });

  it('do so neither for others’ people nor for themselves, nor without being one', async () => {
    const eve = await nominate(await aMember(ctx, 'hackney', 'Eve Test'));
    assert.equal((await refused(setEndorsed(ctx, contact, eve, true)))[0], 'not-found');
    const own = await nominate(contact);
    assert.equal((await refused(setEndorsed(ctx, contact, own, true)))[0], 'not-allowed');
    assert.equal(await seen(), undefined, 'nobody else of theirs is put forward');
    const dan = await aMember(ctx, 'camden', 'Dan Test');
    assert.equal((await refused(setEndorsed(ctx, dan, own, true)))[0], 'not-allowed');
    await assert.rejects(proposedColleagues(ctx, dan), { code: 'not-allowed' });
  });

  it('do so until nominations close, and only while nothing is decided', async () => {
    const gus = await aMember(ctx, 'camden', 'Gus Test');
    const first = await nominate(gus);
    await cancel(ctx, gus, first);
    assert.equal((await refused(setEndorsed(ctx, contact, first, true)))[0], 'invalid');
    const second = await nominate(gus);
    domain.now.at = (await seen())!.closesAt;
    assert.equal(await seen(), undefined);
    assert.match((await refused(setEndorsed(ctx, contact, second, true))).join(), /Nominations have closed/);
  });

  it('are found in as many statements, however many sessions there are', async () => {
    const takes = async () => {
      let statements = 0;
      const stop = onStatement((args) => {
        statements++;
        return args;
      });
      const { length } = await proposedColleagues(ctx, contact).finally(stop);
      return { statements, length };
    };
    await nominate(await aMember(ctx));
    const before = await takes();
    const other = await anEvent(ctx, { places: 10, inDays: 31 });
    await ctx.db.updateTable('session').set({ by_approval: true }).where('event_id', '=', other).execute();
    await bookAt(ctx, await aMember(ctx), other, { statement: 'I lead the team.' });
    const { statements, length } = await takes();
    assert.deepEqual([statements, length], [before.statements, before.length + 1]);
  });
});
