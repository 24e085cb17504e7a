import assert from 'node:assert/strict';
import type { Context } from '../../bot/domain/context.ts';
import { changeSettings } from '../../bot/domain/settings.ts';
import { deliver } from '../../bot/jobs/deliveries.ts';
import type { Delivery } from '../../bot/ports/post.ts';
import { type Domain, openDomain } from '../harness.ts';
import { aTenant, mostWithin, type Played, playOutside, rowsOf, tell } from './people.ts';

describe('The pace of sending', () => {
  let domain: Domain;
  let ctx: Context;
  let outside: Played;
  const never = new AbortController().signal;
  before(async () => {
    domain = await openDomain();
    ({ ctx } = domain);
  });
  after(() => domain.close());
  beforeEach(() => {
    outside = playOutside();
    domain.now.at = undefined as never;
  });
  const states = async (key: string) => (await rowsOf(ctx, key)).map(({ state }) => state);
  const of = (tenantId: string) => outside.posts.filter((post) => post.tenantId === tenantId);

  it('is each tenant’s own: ten a second as set, evenly, at most twenty-five whatever is set', async () => {
    const usual = await aTenant(ctx, 25);
    const quick = await aTenant(ctx, 60);
    const slow = await aTenant(ctx, 3);
    await tell(ctx, [...usual.members, ...quick.members, ...slow.members]);
    for (const [{ tenantId }, per_second] of [
      [quick, 1000],
      [slow, 2],
    ] as const)
      await ctx.db.updateTable('tenant_rate').set({ per_second }).where('tenant_id', '=', tenantId).execute();
    await deliver(ctx, outside, never);
    for (const [{ tenantId, members }, rate] of [
      [usual, 10],
      [quick, 25],
      [slow, 2],
    ] as const) {
      const posts = of(tenantId);
      assert.equal(new Set(posts.map(({ to }) => to)).size, members.length, 'everyone has one');
      assert.equal(posts.length, members.length);
      // Two to catch up, and one because looking up what to post takes now more, now less time.
      assert.ok(mostWithin(posts, 1000) <= rate + 3, `${mostWithin(posts, 1000)} in a second of ${rate}`);
      assert.ok(mostWithin(posts, 500) <= rate / 2 + 3, `${mostWithin(posts, 500)} in half a second`);
    }
  });

  it('of the others is kept while the posts of one tenant hang', async () => {
    const hanging = await aTenant(ctx, 20);
    const others = await aTenant(ctx, 12);
    await tell(ctx, [...hanging.members, ...others.members]);
    const letGo = Promise.withResolvers<void>();
    const done = Promise.withResolvers<void>();
    outside.answer = async (_to, tenantId): Promise<Delivery> => {
      if (tenantId === hanging.tenantId) await letGo.promise;
      else if (of(others.tenantId).length === 12) done.resolve();
      return { kind: 'sent', activityId: 'a' };
    };
    const sending = deliver(ctx, outside, never);
    await done.promise;
    letGo.resolve();
    await sending;
    assert.equal(outside.posts.length, 32);
  });

  it('waits for the one tenant that asks for it', async () => {
    const throttled = await aTenant(ctx, 6);
    const others = await aTenant(ctx, 6);
    const key = await tell(ctx, [...throttled.members, ...others.members]);
    const retryAt = new Date(Date.now() + 120_000);
    outside.answer = (_to, tenantId) =>
      tenantId === throttled.tenantId
        ? { kind: 'deferred', retryAt, reason: 'Wait', tenant: true }
        : undefined;
    const wait = await deliver(ctx, outside, never);
    assert.ok(wait! > 110_000 && wait! <= 120_000, `it looks again in ${wait} ms`);
    assert.equal(of(others.tenantId).length, 6);
    assert.ok(of(throttled.tenantId).length <= 2, 'no more are tried once it asked');
    outside.answer = () => undefined;
    domain.now.at = new Date(Date.now() + 121_000);
    await deliver(ctx, outside, never);
    assert.deepEqual(new Set(await states(key)), new Set(['sent']));
  });

  it('backs off from a tenant that does not say how long: a few seconds, then twice as long, up to minutes', async () => {
    const { tenantId, members } = await aTenant(ctx, 3);
    const other = await aTenant(ctx, 2);
    const key = await tell(ctx, [...members, ...other.members]);
    domain.now.at = new Date();
    const pass = (milliseconds: number) => {
      domain.now.at = new Date(domain.now.at.getTime() + milliseconds);
    };
    outside.answer = (_to, tenant) =>
      tenant === tenantId ? { kind: 'deferred', retryAt: null, reason: 'Wait', tenant: true } : undefined;
    const pauses: number[] = [];
    for (let n = 0; n < 10; n++) {
      const before = of(tenantId).length;
      const wait = await deliver(ctx, outside, never);
      assert.ok(of(tenantId).length > before, 'it is tried again');
      assert.ok(of(tenantId).length <= before + 2, 'by what was in flight and no more');
      pauses.push(wait! / 1000);
      pass(wait! + 100);
    }
    for (const [n, pause] of pauses.entries()) {
      const longest = Math.min(2 * 2 ** n, 300);
      assert.ok(pause >= longest / 2 - 0.1 && pause <= longest + 0.1, `pause ${n} took ${pause} s`);
    }
    assert.equal(of(other.tenantId).length, 2, 'the others went on');
    // Long after, it begins with a few seconds again.
    pass(60 * 60_000);
    assert.ok((await deliver(ctx, outside, never))! <= 2100);
    outside.answer = () => undefined;
    pass(3000);
    await deliver(ctx, outside, never);
    assert.deepEqual(new Set(await states(key)), new Set(['sent']));
  });

  it('is one at a time for each person, a second apart', async () => {
    const { members } = await aTenant(ctx, 1);
    for (let n = 0; n < 3; n++) await tell(ctx, members);
    let open = 0;
    outside.answer = async (): Promise<Delivery> => {
      assert.equal(++open, 1);
      await new Promise((resolve) => setImmediate(resolve));
      open--;
      return { kind: 'sent', activityId: 'a' };
    };
    await deliver(ctx, outside, never);
    const [one, two, three] = outside.posts.map(({ at }) => at);
    assert.ok(two! - one! >= 1000 && three! - two! >= 1000);
    assert.equal(outside.posts.length, 3);
  });

  it('is nothing at all while sending is stopped, in the middle too, and nothing is lost', async () => {
    const { members } = await aTenant(ctx, 15);
    const key = await tell(ctx, members);
    outside.answer = async (): Promise<Delivery> => {
      if (outside.posts.length === 5) await changeSettings(ctx.db, { sendingStopped: true });
      return { kind: 'sent', activityId: 'a' };
    };
    assert.equal(await deliver(ctx, outside, never), null);
    const posted = outside.posts.length;
    assert.ok(posted >= 5 && posted <= 7, `${posted} posts`);
    await tell(ctx, members, { critical: true });
    assert.equal(await deliver(ctx, outside, never), null);
    assert.equal(outside.posts.length, posted, 'what is critical is stopped too');
    outside.answer = () => undefined;
    await changeSettings(ctx.db, { sendingStopped: false });
    await deliver(ctx, outside, never);
    assert.deepEqual(new Set(await states(key)), new Set(['sent']));
    assert.equal(outside.posts.length, 30);
  });
});
