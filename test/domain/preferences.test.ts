import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { DateTime } from 'luxon';
import { AppError } from '../../bot/domain/errors.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { changePreferences, preferences } from '../../bot/domain/messages/choices.ts';
import {
  type Category,
  categoryIds,
  plan,
  preferMail,
  stillWanted,
} from '../../bot/domain/messages/preferences.ts';
import { changeSettings } from '../../bot/domain/settings.ts';
import { aMember } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';

const london = (text: string) => DateTime.fromISO(text, { zone: 'Europe/London' }).toJSDate();
const wednesday = london('2026-01-14T12:00');

describe('What people prefer', () => {
  let domain: Domain;
  let ada: Member;
  before(async () => {
    domain = await openDomain();
  });
  after(() => domain.close());
  beforeEach(async () => {
    domain.now.at = wednesday;
    ada = await aMember(domain.ctx);
  });

  const planFor = async (category: Category, critical = false) =>
    (await plan(domain.ctx, [ada.id], category, critical)).get(ada.id);
  const wanted = async (category: Category, critical = false) =>
    (await stillWanted(domain.ctx, [{ memberId: ada.id, category, critical }]))[0]!;
  const choose = (id: Category, timing: 'at once' | 'daily' | 'weekly' | 'off') =>
    changePreferences(domain.ctx, ada, { timings: [{ id, timing }] });
  const refusedWith = (sentence: RegExp) => (error: unknown) =>
    error instanceof AppError && error.code === 'invalid' && sentence.test(error.message);

  /** A message that Ada was sent before. */
  async function sent(
    category: Category,
    parts: { at?: Date; partOf?: string; state?: 'sent' | 'failed' } = {},
  ) {
    const { at = wednesday, partOf = null, state = 'sent' } = parts;
    const id = randomUUID();
    await domain.ctx.db
      .insertInto('message')
      .values({
        id,
        purpose: 'test',
        key: id,
        category,
        member_id: ada.id,
        tenant_id: ada.tenantId,
        part_of: partOf,
        state,
        due_at: at,
        created_at: at,
        finished_at: at,
      })
      .execute();
    return id;
  }

  it('is everything at once, by Teams, at any hour, until they choose', async () => {
    const { categories, way, quiet, reachable } = await preferences(domain.ctx, ada);
    assert.deepEqual(
      categories.map(({ id, timing }) => [id, timing]),
      categoryIds.map((id) => [id, 'at once']),
    );
    assert.deepEqual([way, quiet, reachable], ['teams', null, false]);
    for (const category of categoryIds) {
      assert.deepEqual(await planFor(category), { dueAt: wednesday, digest: false });
      assert.deepEqual(await wanted(category), { send: true });
    }
  });

  it('is kept person by person and category by category', async () => {
    const other = await aMember(domain.ctx);
    await choose('announcements', 'daily');
    await choose('events', 'weekly');
    await choose('answers', 'off');
    assert.deepEqual(await planFor('announcements'), { dueAt: london('2026-01-15T09:00'), digest: true });
    assert.deepEqual(await planFor('events'), { dueAt: london('2026-01-19T09:00'), digest: true });
    assert.equal((await planFor('answers'))?.refusal, 'They have turned answers off');
    assert.deepEqual(await planFor('access'), { dueAt: wednesday, digest: false });
    const both = await plan(domain.ctx, [ada.id, other.id], 'announcements', false);
    assert.deepEqual(both.get(other.id), { dueAt: wednesday, digest: false });
    await choose('answers', 'at once');
    assert.equal((await planFor('answers'))?.refusal, undefined);
  });

  it('is asked again right before the post, so that who opts out meanwhile gets nothing', async () => {
    for (const category of categoryIds) {
      assert.deepEqual(await wanted(category), { send: true });
      await choose(category, 'off');
      assert.ok('refusal' in (await wanted(category)));
    }
  });

  it('makes what comes in quiet hours wait for their end', async () => {
    await changePreferences(domain.ctx, ada, { quiet: { from: '19:00', to: '07:30' } });
    assert.deepEqual(await planFor('reminders'), { dueAt: wednesday, digest: false });
    domain.now.at = london('2026-03-28T23:00'); // the night in which the clocks go forward
    const end = london('2026-03-29T07:30');
    assert.deepEqual(await planFor('reminders'), { dueAt: end, digest: false });
    const now = await wanted('reminders');
    assert.deepEqual('deferTo' in now && now.deferTo, end);
    domain.now.at = end;
    assert.deepEqual(await wanted('reminders'), { send: true });
  });

  it('lets as many messages that nobody asked for through in a day as the setting says, the rest together next morning', async () => {
    await sent('announcements');
    await sent('events', { at: london('2026-01-13T23:59') }); // yesterday
    await sent('events', { state: 'failed' });
    await sent('reminders');
    assert.deepEqual(await wanted('announcements'), { send: true });
    await sent('events');
    const later = await wanted('announcements');
    assert.ok('deferTo' in later && later.digest);
    assert.deepEqual(later.deferTo, london('2026-01-15T09:00'));
    assert.ok('deferTo' in (await wanted('events')));
    for (const category of ['reminders', 'answers', 'access'] as const)
      assert.deepEqual(await wanted(category), { send: true }, category);
    domain.now.at = later.deferTo;
    assert.deepEqual(await wanted('announcements'), { send: true });
    domain.now.at = wednesday;
    await changeSettings(domain.ctx.db, { unaskedPerDay: 3 });
    assert.deepEqual(await wanted('announcements'), { send: true });
    await changeSettings(domain.ctx.db, { unaskedPerDay: 2 });
  });

  it('counts a digest as one message, however much is in it', async () => {
    const lead = await sent('announcements');
    await sent('announcements', { partOf: lead });
    await sent('events', { partOf: lead });
    assert.deepEqual(await wanted('events'), { send: true });
  });

  it('does not stand in the way of what is critical', async () => {
    await changePreferences(domain.ctx, ada, {
      timings: [{ id: 'announcements', timing: 'off' }],
      quiet: { from: '08:00', to: '18:00' },
    });
    for (let n = 0; n < 5; n++) await sent('announcements');
    assert.deepEqual(await planFor('announcements', true), { dueAt: wednesday, digest: false });
    assert.deepEqual(await wanted('announcements', true), { send: true });
  });

  it('can be e-mail, for people whose address is known', async () => {
    assert.deepEqual([...(await preferMail(domain.ctx, [ada.id]))], []);
    await assert.rejects(
      changePreferences(domain.ctx, { ...ada, email: null }, { way: 'e-mail' }),
      refusedWith(/do not know your e-mail address/),
    );
    await changePreferences(domain.ctx, { ...ada, email: 'ada@council.example' }, { way: 'e-mail' });
    assert.deepEqual([...(await preferMail(domain.ctx, [ada.id]))], [ada.id]);
    await changePreferences(domain.ctx, ada, { quiet: { from: '19:00', to: '07:30' } });
    const { way, quiet } = await preferences(domain.ctx, ada);
    assert.deepEqual([way, quiet], ['e-mail', { from: '19:00', to: '07:30' }]);
    await changePreferences(domain.ctx, ada, { quiet: null });
    assert.equal((await preferences(domain.ctx, ada)).quiet, null);
  });

  it('is refused where it cannot be: reminders in a digest, hours that leave no time', async () => {
    await assert.rejects(choose('reminders', 'weekly'), refusedWith(/Reminders cannot be put into a digest/));
    for (const quiet of [
      { from: '09:00', to: '09:00' },
      { from: '09:00', to: '08:00' },
    ])
      await assert.rejects(changePreferences(domain.ctx, ada, { quiet }), refusedWith(/hours/));
    assert.equal((await preferences(domain.ctx, ada)).quiet, null);
  });
});
