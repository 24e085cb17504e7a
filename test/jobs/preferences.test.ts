import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { inTransaction } from '../../bot/domain/context.ts';
import { londonDay } from '../../bot/domain/london.ts';
import { keepConversation } from '../../bot/domain/members/conversations.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { changePreferences } from '../../bot/domain/messages/choices.ts';
import { type Claimed, claimMessages } from '../../bot/domain/messages/claims.ts';
import { addMessages } from '../../bot/domain/messages/ledger.ts';
import {
  type Category,
  categories,
  categoryIds,
  type Timing,
} from '../../bot/domain/messages/preferences.ts';
import { isQuiet, nextDigest, type Quiet } from '../../bot/domain/messages/quiet-hours.ts';
import { type Settlement, settleMessages } from '../../bot/domain/messages/settlements.ts';
import { changeSettings } from '../../bot/domain/settings.ts';
import { sendPosts } from '../../bot/jobs/posts.ts';
import { aMember } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';

const hour = 60 * 60 * 1000;

type Said = { at: Date; category: Category; critical: boolean };
type Wishes = { timings: { id: Category; timing: Timing }[]; quiet: Quiet | null };
/** A post, with the keys of what is in it. */
type Post = { at: Date; keys: string[] };

const wishes: fc.Arbitrary<Wishes> = fc.record({
  timings: fc.tuple(
    ...categoryIds.map((id) =>
      fc.constantFrom<Timing>(...categories[id].choices).map((timing) => ({ id, timing })),
    ),
  ),
  quiet: fc.constantFrom(
    null,
    { from: '22:00', to: '07:00' },
    { from: '14:00', to: '10:00' },
    { from: '23:00', to: '01:30' },
  ),
});
/** What is sent to one person in two days around a night in which London's clocks change, or do not. */
const said: fc.Arbitrary<Said[]> = fc
  .tuple(
    fc.constantFrom('2026-03-28T00:00:00Z', '2026-10-24T00:00:00Z', '2026-07-01T00:00:00Z'),
    fc.array(
      fc.record({
        minutes: fc.nat({ max: 2 * 24 * 60 }),
        category: fc.constantFrom(...categoryIds),
        critical: fc.constantFrom(false, false, false, true),
      }),
      { minLength: 1, maxLength: 10 },
    ),
  )
  .map(([start, all]) =>
    all
      .map(({ minutes, ...each }) => ({ ...each, at: new Date(Date.parse(start) + minutes * 60_000) }))
      .sort((a, b) => a.at.getTime() - b.at.getTime()),
  );

describe('Sending as people prefer', () => {
  let domain: Domain;
  before(async () => {
    domain = await openDomain();
  });
  after(() => domain.close());

  async function aReachableMember(): Promise<Member> {
    const member = await aMember(domain.ctx);
    await keepConversation(domain.ctx, {
      tenantId: member.tenantId,
      conversationId: `a:${member.id}`,
      kind: 'personal',
      memberId: member.id,
      reference: {},
    });
    return member;
  }

  /** Sends all that is due now. */
  async function sendDue(posts: Post[]): Promise<void> {
    const { ctx } = domain;
    const link = (page: string) => page;
    for (;;) {
      // The pace by the second is another test's.
      await ctx.db
        .updateTable('tenant_rate')
        .set({ next_at: new Date(0) })
        .execute();
      const claimed = await claimMessages(ctx, 64, { tenants: [], targets: [] });
      if (claimed.length === 0) return;
      const settled: Settlement[] = [];
      const groups = claimed
        .filter(({ partOf }) => !partOf)
        .map((lead) => [lead, ...claimed.filter(({ partOf }) => partOf === lead.id)]);
      const sent = async () => ({ kind: 'sent' as const, activityId: randomUUID() });
      await sendPosts(
        ctx,
        {
          messenger: { send: sent },
          mailer: { send: sent },
          ...{ link, webLink: link, organiser: { name: '', address: 'liia@alliance.example' } },
        },
        groups,
        (_post: Claimed[], settlements: Settlement[]) => {
          settled.push(...settlements);
          const gone = settlements.filter(({ delivery }) => delivery.kind === 'sent');
          if (gone.length > 0)
            posts.push({ at: ctx.clock.now(), keys: gone.map(({ message }) => message.key) });
        },
      );
      await settleMessages(ctx, settled);
    }
  }

  const nothingChosen: Wishes = {
    timings: (Object.keys(categories) as Category[]).map((id) => ({ id, timing: 'at once' })),
    quiet: null,
  };
  const oneADayAndMore: Said[] = ['28T00:00', '28T00:00', '29T00:00', '29T23:00', '30T23:00', '31T23:00'].map(
    (at) => ({ category: 'announcements', critical: false, at: new Date(`2026-03-${at}:00.000Z`) }),
  );

  it('keeps to what each chose, loses nothing, and sends nothing twice, through both clock changes', async () => {
    const { ctx } = domain;
    await fc.assert(
      fc.asyncProperty(wishes, said, fc.integer({ min: 1, max: 3 }), async (wishes, said, most) => {
        await ctx.db.deleteFrom('message').execute();
        await changeSettings(ctx.db, { unaskedPerDay: most });
        domain.now.at = said[0]!.at;
        const member = await aReachableMember();
        await changePreferences(ctx, member, wishes);
        const posts: Post[] = [];
        const byKey = new Map(said.map((each, n) => [String(n), each]));
        for (const [key, { at, category, critical }] of byKey) {
          for (let due = await nextDue(at); due; due = await nextDue(at)) {
            domain.now.at = due;
            await sendDue(posts);
          }
          domain.now.at = at;
          const notice = { title: `Message ${key}`, text: ['Words.'] };
          await inTransaction(ctx, (tx) =>
            addMessages(tx, { purpose: 'test', key, category, critical, notice }, { members: [member.id] }),
          );
          await sendDue(posts);
        }
        for (let rounds = 0, due = await nextDue(); due; due = await nextDue()) {
          assert.ok(++rounds < 50, 'it comes to an end');
          domain.now.at = due;
          await sendDue(posts);
        }
        await check(posts, byKey, wishes, most);
      }),
      {
        numRuns: 50,
        // Seen once to put a message off for ever: each day's first message took the place that it waited for.
        examples: [[nothingChosen, oneADayAndMore, 1]],
      },
    );
    await changeSettings(ctx.db, { unaskedPerDay: 2 });
  }).timeout(180_000);

  async function nextDue(until = new Date('2100-01-01')): Promise<Date | undefined> {
    const row = await domain.ctx.db
      .selectFrom('message')
      .select('due_at')
      .where('state', 'in', ['pending', 'deferred'])
      .where('due_at', '<', until)
      .orderBy('due_at')
      .limit(1)
      .executeTakeFirst();
    return row?.due_at;
  }

  async function check(posts: Post[], said: Map<string, Said>, { timings, quiet }: Wishes, most: number) {
    const times = new Map(timings.map(({ id, timing }) => [id, timing]));
    const wentOut = posts.flatMap(({ keys }) => keys);
    assert.equal(new Set(wentOut).size, wentOut.length, 'nothing twice');
    const rows = await domain.ctx.db.selectFrom('message').select(['key', 'state', 'reason']).execute();
    assert.equal(rows.length, said.size);
    for (const { key, state, reason } of rows) {
      const { category, critical } = said.get(key)!;
      const off = times.get(category) === 'off' && !critical;
      assert.equal(state, off ? 'failed' : 'sent', `${category}: ${reason}`);
      assert.equal(wentOut.includes(key), !off, 'who opted out is not posted to; everybody else is');
      if (off) assert.match(reason ?? '', /turned .* off/);
    }
    const today = new Map<string, number>();
    for (const { at, keys } of posts) {
      const all = keys.map((key) => said.get(key)!);
      const day = londonDay(at);
      const before = today.get(day) ?? 0;
      if (all.some(({ category }) => categories[category].unasked)) today.set(day, before + 1);
      for (const { category, critical, at: since } of all) {
        if (critical) {
          assert.deepEqual(at, since, 'critical at once');
          continue;
        }
        if (quiet) assert.ok(!isQuiet(at, quiet), 'never in quiet hours');
        const { unasked } = categories[category];
        if (unasked) assert.ok(before < most, `${before + 1} on ${day}`);
        const timing = times.get(category)!;
        const waits = timing === 'weekly' ? 7 * 24 + 1 : 25;
        const put = unasked ? 50 : 0; // over the day's most
        assert.ok(
          at.getTime() - since.getTime() <= (waits + put) * hour,
          `${timing} after ${since.toISOString()}`,
        );
        if (!unasked && (timing === 'daily' || timing === 'weekly'))
          assert.deepEqual(at, nextDigest(since, timing, quiet));
      }
    }
  }
});
