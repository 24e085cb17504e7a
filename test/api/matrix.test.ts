import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Route } from '../../bot/api/route.ts';
import { apiRoutes } from '../../bot/api/server.ts';
import { type Right, rights } from '../../bot/domain/members/access.ts';
import { startSession } from '../../bot/domain/members/web-sessions.ts';
import { outlookAt } from '../../bot/ports/graph.ts';
import { dataFolder } from '../harness.ts';
import { allowed } from '../rights.ts';
import { startServer, type TestServer } from './server.ts';

/** Which right each part of the API asks for, written by hand: the longest path that fits counts. */
const asked: [path: string, methods: string, right: Right | 'nothing'][] = [
  ['/api/standing', 'get', 'nothing'],
  ['/api/requests', 'post', 'nothing'],
  ['/api/authority', 'put', 'nothing'],
  ['/api/me', 'get put del', 'use'],
  ['/api/areas', 'put del', 'use'],
  ['/api/networks', 'get put del', 'use'],
  ['/api/preferences', 'get put', 'use'],
  ['/api/outlook-calendar', 'get put post', 'use'],
  ['/api/events', 'get put del', 'use'],
  ['/api/sessions', 'post', 'use'],
  ['/api/bookings', 'get put post del', 'use'],
  ['/api/colleagues', 'get', 'use'],
  ['/api/nominations', 'get', 'vouch'],
  ['/api/bookings/:id/endorsement', 'put del', 'vouch'],
  ['/api/organising', 'get post put del', 'manageEvents'],
  ['/api/calendar-feed', 'get post del', 'use'],
  ['/api/ask', 'post', 'use'],
  ['/api/given-answers', 'post', 'use'],
  ['/api/questions/unanswered', 'get', 'answer'],
  ['/api/questions/unhelpful', 'get', 'answer'],
  ['/api/questions', 'get', 'answer'],
  ['/api/questions', 'post', 'use'],
  ['/api/questions/mine', 'get', 'use'],
  ['/api/questions/:id', 'get del', 'use'],
  ['/api/questions/:id/claim', 'post del', 'answer'],
  ['/api/questions/:id/answer', 'post', 'answer'],
  ['/api/questions/:id/publish', 'post', 'answer'],
  ['/api/questions/:id/close', 'post', 'answer'],
  ['/api/questions/:id/reply', 'post', 'use'],
  ['/api/questions/:id/replies', 'post', 'use'],
  ['/api/items', 'get', 'use'],
  ['/api/resources', 'get', 'openLibrary'],
  ['/api/announcements', 'get post', 'announce'],
  ['/api/people/requests', 'get post', 'vouch'],
  ['/api/people/members', 'get', 'vouch'],
  ['/api/people/members', 'del', 'administer'],
  ['/api/people/members/:id/library', 'put post', 'vouch'],
  ['/api/people/library/confirm', 'post', 'vouch'],
  ['/api/people/members/:id/post', 'put', 'managePeople'],
  ['/api/people/members/:id/authority', 'put', 'managePeople'],
  ['/api/people/members/:id/blocked', 'put', 'managePeople'],
  ['/api/people/members/:id/role', 'put', 'administer'],
  ['/api/people/authorities', 'get', 'vouch'],
  ['/api/people/authorities/:id', 'put', 'manageAuthorities'],
  ['/api/people/authorities/:id/library', 'put', 'vouch'],
  ['/api/people/authorities/:id/tenants', 'post del', 'manageAuthorities'],
  ['/api/people/contacts', 'get post del', 'managePeople'],
  ['/api/people/networks', 'get put del', 'managePeople'],
  ['/api/people/audiences', 'get post put del', 'announce'],
  ['/api/people/posts', 'get', 'announce'],
  ['/api/people/audit', 'get', 'administer'],
  ['/api/sending', 'get put post', 'administer'],
  ['/api/settings', 'put', 'administer'],
  ['/api/content', 'get post put del', 'answer'],
];

function rightFor({ method, path }: Route): Right | 'nothing' {
  const fits = asked.filter(
    ([start, methods]) =>
      (path === start || path.startsWith(`${start}/`)) && methods.split(' ').includes(method),
  );
  const [best] = fits.sort((a, b) => b[0].length - a[0].length);
  assert.ok(best, `say in this test who may ${method} ${path}`);
  return best[2];
}

describe('Who may do what', () => {
  let server: TestServer;
  let routes: Route[];
  before(async () => {
    server = await startServer({ where: { folder: await dataFolder() } }); // every route on a newcomer's database
    routes = apiRoutes(server.domain.ctx, server.config, outlookAt(server.config));
  });
  after(() => server.close());

  it('is agreed for every demo person and every right', () => {
    const people = server.local.demo.accounts.map(({ id }) => id);
    assert.deepEqual(Object.keys(allowed).sort(), people.sort());
    const named = new Set(Object.values(allowed).flat());
    assert.deepEqual([...named].sort(), Object.keys(rights).sort());
    for (const { says } of Object.values(rights))
      assert.match(says, /^[A-Z].*\.$/, 'each right is a sentence');
  });

  it('is asked of every route as it was agreed', () => {
    const wrong = routes
      .filter((route) => route.needs !== rightFor(route))
      .map(({ method, path, needs }) => `${method} ${path} asks for ${needs}`);
    assert.deepEqual(wrong, []);
    assert.ok(routes.length > 40, `only ${routes.length} routes`);
  });

  for (const person of Object.keys(allowed))
    it(`holds for ${person} at every route`, async () => {
      const wrong: string[] = [];
      for (const route of routes) {
        const right = rightFor(route);
        const open = right === 'nothing' || allowed[person]!.includes(right);
        // Ids of nothing and no body: who is let in gets no further than that, so nothing changes.
        const path = route.path.replace(/:(\w+)/g, () => randomUUID());
        const response = await server.as(person, path, {
          method: route.method === 'del' ? 'DELETE' : route.method.toUpperCase(),
          ...(route.body && { headers: { 'content-type': 'text/plain' }, body: '-' }),
        });
        await response.arrayBuffer();
        const shut = response.status === 403;
        if (shut === open || response.status === 401 || response.status >= 500)
          wrong.push(`${route.method} ${route.path}: ${response.status}`);
      }
      assert.deepEqual(wrong, []);
    });

  it('lets nobody in who is not signed in, at any route', async () => {
    for (const route of routes) {
      const response = await fetch(server.url + route.path.replace(/:(\w+)/g, () => randomUUID()), {
        method: route.method === 'del' ? 'DELETE' : route.method.toUpperCase(),
      });
      await response.arrayBuffer();
      assert.equal(response.status, 401, `${route.method} ${route.path}`);
    }
  });

  describe('changes at the very next call, in Teams and in an open session,', () => {
    const account = (id: string) => server.local.demo.accounts.find((each) => each.id === id)!;
    const inSession = async (id: string) => {
      const secret = await startSession(server.domain.ctx, account(id));
      return (path: string) => fetch(server.url + path, { headers: { cookie: `liia_session=${secret}` } });
    };
    const statuses = async (id: string, path: string, session: (path: string) => Promise<Response>) => [
      (await server.as(id, path)).status,
      (await session(path)).status,
    ];
    const change = async (by: string, path: string, json: unknown) => {
      const response = await server.as(by, path, { method: 'PUT', json });
      assert.equal(response.status, 200, `${path}: ${await response.text()}`);
    };
    const idOf = async (id: string) => {
      const { id: found } = await server.domain.ctx.db
        .selectFrom('member')
        .select('id')
        .where('object_id', '=', account(id).objectId)
        .executeTakeFirstOrThrow();
      return found;
    };

    it('when library access is taken away and given back', async () => {
      const session = await inSession('ben');
      const path = `/api/people/members/${await idOf('ben')}/library`;
      assert.deepEqual(await statuses('ben', '/api/resources', session), [200, 200]);
      await change('efe', path, { open: false });
      assert.deepEqual(await statuses('ben', '/api/resources', session), [403, 403]);
      await change('efe', path, { open: true });
      assert.deepEqual(await statuses('ben', '/api/resources', session), [200, 200]);
    });

    it('when a role is taken away and given back', async () => {
      const session = await inSession('efe');
      const path = `/api/people/members/${await idOf('efe')}/role`;
      assert.deepEqual(await statuses('efe', '/api/announcements', session), [200, 200]);
      await change('farah', path, { role: 'member', inCharge: [] });
      assert.deepEqual(await statuses('efe', '/api/announcements', session), [403, 403]);
      await change('farah', path, { role: 'coordinator', inCharge: [] });
      assert.deepEqual(await statuses('efe', '/api/announcements', session), [200, 200]);
    });

    it('when an authority’s signature is taken away and given back', async () => {
      const session = await inSession('chidi');
      const path = '/api/people/authorities/tower-hamlets';
      const as = (signed: boolean) => ({ signed, signedOn: null, domains: [], library: 'approved' });
      assert.deepEqual(await statuses('chidi', '/api/events', session), [200, 200]);
      await change('farah', path, as(false));
      assert.deepEqual(await statuses('chidi', '/api/events', session), [403, 403]);
      await change('farah', path, as(true));
      assert.deepEqual(await statuses('chidi', '/api/events', session), [200, 200]);
    });

    it('when somebody is blocked and let back in', async () => {
      const session = await inSession('asha');
      const path = `/api/people/members/${await idOf('asha')}/blocked`;
      await change('efe', path, { blocked: true });
      assert.deepEqual(await statuses('asha', '/api/me', session), [403, 403]);
      await change('efe', path, { blocked: false });
      assert.deepEqual(await statuses('asha', '/api/me', session), [200, 200]);
    });
  });

  describe('ends at the authorities in one’s charge:', () => {
    const memberId = async (id: string) => {
      const { objectId } = server.local.demo.accounts.find((each) => each.id === id)!;
      const row = await server.domain.ctx.db
        .selectFrom('member')
        .select('id')
        .where('object_id', '=', objectId)
        .executeTakeFirstOrThrow();
      return row.id;
    };
    const refused = async (by: string, method: string, path: string, json?: unknown) => {
      const response = await server.as(by, path, { method, json });
      await response.arrayBuffer();
      assert.ok([403, 404].includes(response.status), `${method} ${path}: ${response.status}`);
    };

    it('a borough contact reaches nobody of another borough', async () => {
      const ben = await memberId('ben');
      const { members } = (await (await server.as('imran', '/api/people/members')).json()) as {
        members: { id: string; organisation: { id: string } }[];
      };
      assert.ok(members.length > 0 && members.every(({ organisation }) => organisation.id === 'camden'));
      const { authorities } = (await (await server.as('imran', '/api/people/authorities')).json()) as {
        authorities: { id: string }[];
      };
      assert.deepEqual(
        authorities.map(({ id }) => id),
        ['camden'],
      );
      await refused('imran', 'PUT', `/api/people/members/${ben}/library`, { open: false });
      await refused('imran', 'POST', `/api/people/members/${ben}/library/confirm`);
      await refused('imran', 'PUT', `/api/people/members/${ben}/post`, { post: 'Director' });
      await refused('imran', 'PUT', '/api/people/authorities/croydon/library', { library: 'all staff' });
    });

    it('a limited coordinator reaches nobody of another borough', async () => {
      const [efe, ben] = [await memberId('efe'), await memberId('ben')];
      const limited = { role: 'coordinator', inCharge: ['camden'] };
      const whole = { role: 'coordinator', inCharge: [] };
      const role = (json: object) =>
        server.as('farah', `/api/people/members/${efe}/role`, { method: 'PUT', json });
      assert.equal((await role(limited)).status, 200);
      const { members } = (await (await server.as('efe', '/api/people/members')).json()) as {
        members: { organisation: { id: string } }[];
      };
      assert.ok(members.length > 0 && members.every(({ organisation }) => organisation.id === 'camden'));
      await refused('efe', 'PUT', `/api/people/members/${ben}/library`, { open: false });
      await refused('efe', 'PUT', `/api/people/members/${ben}/blocked`, { blocked: true });
      await refused('efe', 'PUT', `/api/people/members/${ben}/authority`, { organisation: 'camden' });
      await refused('efe', 'PUT', '/api/people/authorities/croydon', {
        signed: false,
        signedOn: null,
        domains: [],
        library: 'approved',
      });
      assert.equal((await role(whole)).status, 200);
    });
  });
});
