import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isClear, type Trouble, type TroubleName, troubles } from './answers.ts';
import { createLimiter, mostWithin, threadLimits } from './limits.ts';
import { type Post, startTeams, type Teams } from './teams.ts';

const momentsOf = (posts: Post[]) => posts.map(({ at }) => at);

describe('Teams as the tests play it', () => {
  let teams: Teams;
  let people = 0;
  before(async () => {
    teams = await startTeams();
  });
  after(() => teams.close());
  beforeEach(() =>
    teams.behave({ seed: 1, latency: [0, 0], shares: {}, always: {}, throttled: {}, limits: true }),
  );

  const conversation = async (tenantId = 'tenant') => {
    const conversationId = `a:${++people}`;
    await teams.know([{ conversationId, tenantId }]);
    return conversationId;
  };
  const post = (
    path: string,
    body: unknown,
    headers: Record<string, string> = { authorization: 'Bearer x' },
  ) => fetch(new URL(path, teams.serviceUrl), { method: 'POST', headers, body: JSON.stringify(body) });
  const send = (id: string, body: unknown = { type: 'message', summary: 'News' }) =>
    post(`v3/conversations/${encodeURIComponent(id)}/activities`, body);
  const lastPost = async () => (await teams.posts()).at(-1)!;

  it('takes a post that carries a token, gives it an id and writes it down', async () => {
    const id = await conversation();
    const response = await send(id);
    assert.equal(response.status, 201);
    assert.match(((await response.json()) as { id: string }).id, /^\d+$/);
    const { at, answeredAt, ...rest } = await lastPost();
    assert.ok(answeredAt! >= at);
    assert.deepEqual(rest, {
      kind: 'send',
      sender: 'Bearer x',
      tenantId: 'tenant',
      conversationId: id,
      summary: 'News',
      status: 201,
      code: 'ok',
      overLimit: null,
      delivered: true,
      clear: true,
    });
  });

  it('has everybody on the roster of a conversation that it knows, as its tenant’s own', async () => {
    const id = await conversation();
    const entry = (of: string) =>
      fetch(new URL(`v3/conversations/${encodeURIComponent(of)}/members/29%3Aada`, teams.serviceUrl), {
        headers: { authorization: 'Bearer x' },
      });
    const posts = await teams.posts();
    assert.deepEqual(await (await entry(id)).json(), { id: '29:ada', tenantId: 'tenant', userRole: 'user' });
    assert.equal((await entry('a:nobody')).status, 404);
    assert.equal((await teams.posts()).length, posts.length);
  });

  it('refuses a post without a token, to an unknown conversation, too large, or no JSON', async () => {
    const id = await conversation();
    assert.equal((await post(`v3/conversations/${id}/activities`, {}, {})).status, 401);
    assert.equal((await send('a:nobody')).status, 404);
    assert.equal((await send(id, { text: 'x'.repeat(52_000) })).status, 413);
    assert.equal((await send(id, { text: 'x'.repeat(50_000) })).status, 201);
    const headers = { authorization: 'Bearer x' };
    const broken = { method: 'POST', headers, body: '{' };
    assert.equal(
      (await fetch(new URL(`v3/conversations/${id}/activities`, teams.serviceUrl), broken)).status,
      400,
    );
  });

  it('creates a conversation, the same for the same person, and none without a tenant', async () => {
    const create = async (body: object) => post('v3/conversations', { members: [{ id: '29:x' }], ...body });
    const [one, two] = [
      await create({ tenantId: 't1' }),
      await create({ channelData: { tenant: { id: 't1' } } }),
    ];
    const { id } = (await one.json()) as { id: string };
    assert.equal(((await two.json()) as { id: string }).id, id);
    assert.equal((await send(id)).status, 201);
    assert.equal((await create({})).status, 404);
  });

  for (const [name, trouble] of Object.entries(troubles) as [TroubleName, Trouble][])
    it(`meets a post with "${name}"`, async () => {
      const id = await conversation();
      await teams.behave({ always: { [id]: name } });
      const before = await teams.count();
      const answer = send(id);
      if (trouble.status === null) {
        await teams.arrived(before + 1);
        if (trouble.connection === 'reset') await assert.rejects(answer);
        else answer.catch(() => {}); // it never comes
      } else {
        const response = await answer;
        assert.equal(response.status, trouble.status);
        assert.equal(
          response.headers.get('retry-after'),
          trouble.retryAfter ? String(trouble.retryAfter) : null,
        );
        const { code, message } = trouble;
        assert.deepEqual(await response.json(), { error: { code, message } });
      }
      const { delivered, clear, status } = await lastPost();
      if (trouble.delivered !== 'perhaps') assert.equal(delivered, trouble.delivered === 'yes');
      assert.equal(clear, isClear(trouble));
      assert.equal(status, trouble.status);
    });

  it('answers 429 with Retry-After to the posts that are too many for one thread', async () => {
    const id = await conversation('busy');
    const answers = await Promise.all(Array.from({ length: 16 }, () => send(id)));
    const refused = answers.filter(({ status }) => status === 429);
    assert.ok(refused.length > 0 && refused.every((each) => Number(each.headers.get('retry-after')) >= 1));
    const posts = (await teams.posts()).filter(({ tenantId }) => tenantId === 'busy');
    const through = posts.filter(({ delivered }) => delivered);
    assert.ok(through.length >= 7 && mostWithin(momentsOf(through), 1000) <= 7);
    for (const { delivered, overLimit } of posts) assert.equal(overLimit, delivered ? null : 'thread');
  });

  it('answers 429 to the posts that are too many for one tenant, and to nobody else', async () => {
    const ids = await Promise.all(Array.from({ length: 120 }, () => conversation('crowd')));
    const elsewhere = await conversation('quiet');
    await Promise.all(ids.map((id) => send(id)));
    assert.equal((await send(elsewhere)).status, 201);
    const posts = (await teams.posts()).filter(({ tenantId }) => tenantId === 'crowd');
    const through = posts.filter(({ delivered }) => delivered);
    assert.ok(through.length >= 50 && through.length < 120 && mostWithin(momentsOf(through), 1000) <= 50);
  });

  it('throttles a tenant for as long as it is told', async () => {
    const [one, other] = [await conversation('slow'), await conversation('fast')];
    await teams.behave({ throttled: { slow: 7 } });
    assert.equal((await send(one)).headers.get('retry-after'), '7');
    assert.equal((await send(other)).status, 201);
  });

  it('meets the same posts with the same troubles for the same seed, whenever they come', async () => {
    const shares = { 'bad gateway': 0.3, blocked: 0.3 } as const;
    await teams.behave({ seed: 7, shares });
    const ids = await Promise.all(Array.from({ length: 30 }, () => conversation()));
    const met = async (order: string[]) => {
      const { length } = await teams.posts();
      await Promise.all(order.map((id) => send(id)));
      return new Map(
        (await teams.posts()).slice(length).map(({ conversationId, code }) => [conversationId, code]),
      );
    };
    await teams.behave({ limits: false });
    const first = await met(ids);
    assert.ok(new Set(first.values()).size === 3, [...first.values()].join());
    // A connector of its own, which has not seen them yet.
    const again = await startTeams();
    try {
      await again.know(ids.map((conversationId) => ({ conversationId, tenantId: 'tenant' })));
      await again.behave({ seed: 7, shares, limits: false });
      for (const id of ids.toReversed())
        await fetch(new URL(`v3/conversations/${id}/activities`, again.serviceUrl), {
          method: 'POST',
          headers: { authorization: 'Bearer x' },
          body: '{}',
        });
      const second = new Map((await again.posts()).map(({ conversationId, code }) => [conversationId, code]));
      assert.deepEqual(Object.fromEntries(second), Object.fromEntries(first));
    } finally {
      await again.close();
    }
  });
});

describe('The limits of Teams', () => {
  it('let through as much as they allow in any window, and no less than they may', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(gaps, (steps) => {
        const limiter = createLimiter(threadLimits);
        const through: number[] = [];
        let now = 0;
        for (const step of steps) {
          now += step;
          const wait = limiter('thread', now);
          // Counted one by one, without the limiter's shortcuts.
          const room = threadLimits.every(
            ({ calls, within }) => through.filter((at) => at > now - within).length < calls,
          );
          assert.equal(wait === 0, room);
          if (wait === 0) through.push(now);
        }
        for (const { calls, within } of threadLimits) assert.ok(mostWithin(through, within) <= calls);
      }),
      { numRuns: 200 },
    );
  });
});
