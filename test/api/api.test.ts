import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { request } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import type { Me } from '../../bot/api/contract.ts';
import type { EventSummary } from '../../bot/api/contract-events.ts';
import { inTransaction } from '../../bot/domain/context.ts';
import { setSigned } from '../../bot/domain/members/organisations.ts';
import { aMember, anEvent } from '../factories.ts';
import { allowed } from '../rights.ts';
import { startServer, type TestServer } from './server.ts';

describe('The API', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const json = async <T>(response: Promise<Response>) => (await (await response).json()) as T;

  it('says who I am and what I can do', async () => {
    const me = await json<Me>(server.as('asha', '/api/me'));
    assert.equal(me.organisation.id, 'camden');
    const can = ({ can }: Me) => Object.keys(can).filter((right) => can[right as keyof Me['can']]);
    assert.deepEqual(can(me), ['use', 'openLibrary']);
    assert.equal(me.areas.filter((area) => area.priority).length, 5);
    const coordinator = await json<Me>(server.as('efe', '/api/me'));
    assert.deepEqual(can(coordinator), allowed.efe);
  });

  it('books a place and cancels it, and lists it among my bookings', async () => {
    const { events } = await json<{ events: EventSummary[] }>(server.as('asha', '/api/events'));
    const open = events.find((event) => event.state === 'open')!;
    const booked = await server.as('asha', `/api/sessions/${open.sessionId}/bookings`, { method: 'POST' });
    assert.equal(booked.status, 201);
    const { event } = (await booked.json()) as { event: EventSummary };
    assert.equal(event.state, 'booked');
    const mine = await json<{ bookings: { id: string }[] }>(server.as('asha', '/api/bookings'));
    assert.deepEqual(
      mine.bookings.map((b) => b.id),
      [event.booking?.id],
    );
    const stranger = await server.as('ben', `/api/bookings/${event.booking?.id}`, { method: 'DELETE' });
    assert.equal(stranger.status, 404);
    for (const outcome of ['cancelled', 'already cancelled']) {
      const cancelled = await json<{ outcome: string }>(
        server.as('asha', `/api/bookings/${event.booking?.id}`, { method: 'DELETE' }),
      );
      assert.equal(cancelled.outcome, outcome);
    }
  });

  it('lists events soonest first, then undated ones, then passed ones, by area and by day', async () => {
    const { events } = await json<{ events: EventSummary[] }>(server.as('asha', '/api/events'));
    const order = events.map((e) => (e.when.passed ? 2 : e.when.date ? 0 : 1));
    assert.deepEqual(order, [...order].sort());
    const summit = events.find((e) => e.id === 'london-send-summit-2025')!;
    assert.equal(summit.when.text, 'Thursday 4 December 2025');
    assert.equal(summit.state, 'passed');
    const day = await json<{ events: EventSummary[] }>(
      server.as('asha', '/api/events?area=send&from=2025-12-04&to=2025-12-04'),
    );
    assert.deepEqual(
      day.events.map((e) => e.id),
      ['london-send-summit-2025'],
    );
  });

  it('answers a question with its source', async () => {
    const answer = await json<{ text: string; sources: { id: string; document: string }[] }>(
      server.as('asha', '/api/ask', {
        method: 'POST',
        json: { question: 'When is the London SEND Summit?' },
      }),
    );
    assert.match(answer.text, /4 December 2025/);
    assert.equal(answer.sources[0]?.id, 'send-national');
    assert.match(answer.sources[0]!.document, /Annual Plan/);
  });

  it('sends an announcement once for a key, to those who follow', async () => {
    await server.as('asha', '/api/areas/send/follow', { method: 'PUT' });
    const key = randomUUID();
    const input = { key, title: 'A title', body: 'A text', audience: { kind: 'area', area: 'send' } };
    const first = await server.as('efe', '/api/announcements', { method: 'POST', json: input });
    assert.equal(first.status, 201);
    const again = await server.as('efe', '/api/announcements', { method: 'POST', json: input });
    assert.equal(again.status, 200);
    const [one, two] = [
      (await first.json()) as never,
      (await again.json()) as { id: string; counts: object },
    ];
    assert.deepEqual(one, two);
    const changed = { ...input, body: 'Other words' };
    assert.equal(
      (await server.as('efe', '/api/announcements', { method: 'POST', json: changed })).status,
      409,
    );
    assert.deepEqual(two.counts, { people: 1, waiting: 1, sent: 0, failed: 0, unconfirmed: 0 });
    assert.equal(
      (await server.as('asha', '/api/announcements', { method: 'POST', json: input })).status,
      403,
    );
  });

  describe('shows the library to those it is for', () => {
    const paths = [
      '/api/resources',
      '/api/resources?search=plan',
      '/api/resources/plan-send',
      '/api/resources/plan-send/file',
    ];
    it('members of signed authorities and the host’s team', async () => {
      const { resources } = await json<{ resources: { id: string; url: string | null }[] }>(
        server.as('asha', '/api/resources'),
      );
      const document = resources.find((r) => r.url === null)!;
      const file = await server.as('asha', `/api/resources/${document.id}/file`);
      assert.equal(file.status, 200);
      assert.match(file.headers.get('content-disposition')!, /^attachment/);
      assert.equal((await server.as('efe', '/api/resources')).status, 200);
    });
    for (const [account, code] of [
      ['dana', 'not-allowed'],
      ['gus', 'unsigned-authority'],
    ] as const)
      it(`and not ${account}, whatever the address`, async () => {
        const { resources } = await json<{ resources: { id: string; title: string }[] }>(
          server.as('asha', '/api/resources'),
        );
        const all = resources.flatMap(({ id }) => [`/api/resources/${id}`, `/api/resources/${id}/file`]);
        for (const path of [...paths, ...all]) {
          const response = await server.as(account, path);
          const text = await response.text();
          assert.equal(response.status, 403, path);
          assert.equal(JSON.parse(text).error.code, code);
          for (const { title } of resources) assert.ok(!text.includes(title));
        }
      });
  });

  it('shuts the door at the next call when a signature is taken away', async () => {
    assert.equal((await server.as('chidi', '/api/events')).status, 200);
    await inTransaction(server.domain.ctx, (tx) => setSigned(tx, 'tower-hamlets', false));
    assert.equal((await server.as('chidi', '/api/events')).status, 403);
    await inTransaction(server.domain.ctx, (tx) => setSigned(tx, 'tower-hamlets', true));
    assert.equal((await server.as('chidi', '/api/events')).status, 200);
  });

  it('keeps an event that was taken off from being booked', async () => {
    const { ctx } = server.domain;
    const event = await anEvent(ctx);
    await ctx.db.updateTable('event').set({ retired_at: new Date() }).where('id', '=', event).execute();
    const response = await server.as('asha', `/api/sessions/${event}-1/bookings`, { method: 'POST' });
    assert.equal(((await response.json()) as { outcome: string }).outcome, 'not bookable');
  });

  describe('answers bad input with a clear 4xx and changes nothing', () => {
    const cases: [string, string, RequestInit & { json?: unknown }, number][] = [
      ['an empty question', '/api/ask', { method: 'POST', json: { question: ' ' } }, 400],
      ['a question that is no text', '/api/ask', { method: 'POST', json: { question: 7 } }, 400],
      ['a body over the limit', '/api/ask', { method: 'POST', json: { question: 'x'.repeat(100_000) } }, 413],
      [
        'no JSON',
        '/api/ask',
        { method: 'POST', body: '{', headers: { 'content-type': 'application/json' } },
        400,
      ],
      ['NUL in a text', '/api/ask', { method: 'POST', json: { question: 'a\u0000b' } }, 400],
      ['half a surrogate pair', '/api/ask', { method: 'POST', json: { question: 'a\ud800b' } }, 400],
      ['a form', '/api/ask', { method: 'POST', body: new URLSearchParams({ question: 'x' }) }, 415],
      ['multipart', '/api/ask', { method: 'POST', body: new FormData() }, 415],
      [
        'compressed JSON',
        '/api/ask',
        {
          method: 'POST',
          body: gzipSync('{"question":"x"}'),
          headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        },
        415,
      ],
      [
        'compressed junk of someone without a token',
        '/api/messages',
        {
          method: 'POST',
          body: Buffer.from('junk'),
          headers: { 'content-type': 'application/json', 'content-encoding': 'gzip' },
        },
        401,
      ],
      ['an unknown event', '/api/events/none', {}, 404],
      ['an event id with a path in it', '/api/events/..%2f..%2fetc', {}, 404],
      ['an unknown item', '/api/items/none', {}, 404],
      ['an unknown area to follow', '/api/areas/none/follow', { method: 'PUT' }, 404],
      ['an unknown route', '/api/none', {}, 404],
      ['a method that is not there', '/api/me', { method: 'POST' }, 404],
      ['a day that is none', '/api/events?from=2026-02-30', {}, 400],
      ['a day of the year 0', '/api/events?from=0000-01-01', {}, 400],
      [
        'an unsigned activity, however large',
        '/api/messages',
        { method: 'POST', json: ['x'.repeat(900_000)] },
        401,
      ],
      ['a booking id that is none', '/api/bookings/1%27--', { method: 'DELETE' }, 404],
      ['an unknown booking', `/api/bookings/${randomUUID()}`, { method: 'DELETE' }, 404],
      ['a type that is none', '/api/resources?type=secret', {}, 400],
    ];
    for (const [what, path, init, status] of cases)
      it(what, async () => {
        const response = await server.as('asha', path, init);
        assert.equal(response.status, status);
        const { error } = (await response.json()) as { error: { message: string } };
        assert.match(error.message, /[.?]$/);
      });

    for (const [what, input] of [
      ['without a title', { title: '' }],
      ['with control characters', { title: 'a\u0007b' }],
      ['with a text that is too long', { body: 'x'.repeat(2001) }],
      ['for nobody', { audience: { kind: 'nobody' } }],
      ['without a key', { key: 'x' }],
    ] as const)
      it(`an announcement ${what}`, async () => {
        const whole = { key: randomUUID(), title: 'T', body: 'B', audience: { kind: 'everyone' } };
        const count = () => json<{ announcements: [] }>(server.as('efe', '/api/announcements'));
        const before = await count();
        const response = await server.as('efe', '/api/announcements', {
          method: 'POST',
          json: { ...whole, ...input },
        });
        assert.equal(response.status, 400);
        assert.deepEqual(await count(), before);
      });

    for (const path of [
      '/assets/%00',
      '/assets/../../package.json',
      '/assets/%2e%2e/%2e%2e/package.json',
      '/%',
      '/api/%ff',
      '/api/events/%00',
    ])
      it(`the raw address ${path}`, async () => {
        const status = await new Promise<number>((resolve, reject) => {
          const { hostname, port } = new URL(server.url);
          request({ hostname, port, path }, (response) => {
            response.resume();
            resolve(response.statusCode!);
          })
            .on('error', reject)
            .end();
        });
        assert.ok(status >= 400 && status < 500, String(status));
      });
  });

  describe('takes a browser’s session', () => {
    it('no longer once the tenant is not known any more', async () => {
      const member = await aMember(server.domain.ctx, 'hackney');
      const { startSession } = await import('../../bot/domain/members/web-sessions.ts');
      const cookie = `liia_session=${await startSession(server.domain.ctx, member)}`;
      assert.equal((await fetch(`${server.url}/api/me`, { headers: { cookie } })).status, 200);
      await server.domain.ctx.db
        .deleteFrom('tenant_organisation')
        .where('tenant_id', '=', member.tenantId)
        .execute();
      assert.equal((await fetch(`${server.url}/api/me`, { headers: { cookie } })).status, 403);
    });

    it('and nobody without one', async () => {
      const response = await fetch(`${server.url}/api/me`);
      assert.equal(response.status, 401);
      assert.equal(((await response.json()) as { error: { code: string } }).error.code, 'signed-out');
    });
  });

  it('serves the tab’s page for its addresses, compressed assets, and nothing under /api', async () => {
    const page = await fetch(`${server.url}/events/x`, { headers: { accept: 'text/html' } });
    assert.equal(page.status, 200);
    assert.match(page.headers.get('content-security-policy')!, /frame-ancestors .*teams\.microsoft\.com/);
    const script = /src="(\/assets\/[^"]+\.js)"/.exec(await page.text())![1]!;
    const asset = await fetch(server.url + script, { headers: { 'accept-encoding': 'br' } });
    assert.equal(asset.headers.get('content-encoding'), 'br');
    assert.match(asset.headers.get('cache-control')!, /immutable/);
    const again = await fetch(server.url + script, {
      headers: { 'if-none-match': asset.headers.get('etag')! },
    });
    assert.equal(again.status, 304);
    const head = await fetch(server.url + script, { method: 'HEAD' });
    assert.equal(head.status, 200);
    assert.equal((await fetch(`${server.url}/api/x`, { headers: { accept: 'text/html' } })).status, 404);
    assert.equal((await fetch(`${server.url}/assets/none.js`)).status, 404);
  });

  it('serves the tab’s page to whoever takes one, and files’ addresses to nobody', async () => {
    const status = async (path: string, accept: string) =>
      (await fetch(server.url + path, { headers: { accept } })).status;
    for (const accept of [
      '*/*',
      'text/*',
      'text/html',
      'image/webp, text/html;q=0.9',
      'application/json, */*;q=0.1',
    ])
      for (const path of ['/', '/events', '/events/x']) assert.equal(await status(path, accept), 200, accept);
    for (const accept of ['application/json', 'text/html;q=0, */*', '*/*;q=0.0', 'image/*'])
      assert.equal(await status('/', accept), 404, accept);
    for (const path of ['/api/x', '/assets/x', '/favicon.ico', '/robots.txt'])
      assert.equal(await status(path, '*/*'), 404, path);
  });

  describe('refuses from the channel itself, to a token that holds,', () => {
    const post = async (init: RequestInit) => {
      const token = await server.local.issuer.channelToken(server.config.trust.serviceHosts[0]!);
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        ...init.headers,
      };
      return (await fetch(`${server.url}/api/messages`, { method: 'POST', ...init, headers })).status;
    };
    it('what is no JSON', async () => assert.equal(await post({ body: '{' }), 400));
    it('what is no activity', async () => assert.equal(await post({ body: '[]' }), 400));
    it('a body over the limit', async () =>
      assert.equal(await post({ body: `"${'x'.repeat(1_000_001)}"` }), 413));
    it('a compressed body', async () =>
      assert.equal(await post({ body: gzipSync('{}'), headers: { 'content-encoding': 'gzip' } }), 415));
    it('another type', async () =>
      assert.equal(await post({ body: '{}', headers: { 'content-type': 'text/plain' } }), 415));
    it('a form with files', async () =>
      assert.equal(
        await post({ body: '--x--', headers: { 'content-type': 'multipart/form-data; boundary=x' } }),
        415,
      ));
  });

  it('takes HTML for the text that it is', async () => {
    const html = '<img src=x onerror=alert(1)> <b>bold</b>';
    const body = { key: randomUUID(), title: html, body: html, audience: { kind: 'everyone' } };
    const sent = await server.as('efe', '/api/announcements', { method: 'POST', json: body });
    assert.equal(sent.status, 201);
    assert.equal(((await sent.json()) as { body: string }).body, html);
    assert.equal((await server.as('asha', `/api/resources?search=${encodeURIComponent(html)}`)).status, 200);
    const asked = { question: html, earlier: [html] };
    const answer = await (await server.as('asha', '/api/ask', { method: 'POST', json: asked })).text();
    assert.ok(!answer.includes('onerror'), 'a question is never echoed');
  });

  describe('stands requests that are hardly HTTP', () => {
    const raw = (text: string) =>
      new Promise<string>((resolve, reject) => {
        const { hostname, port } = new URL(server.url);
        const socket = connect(Number(port), hostname, () => socket.end(text));
        let answer = '';
        socket.setEncoding('utf8').on('data', (part) => {
          answer += part;
        });
        socket.on('error', reject).on('close', () => resolve(answer.split('\r\n')[0] ?? ''));
      });
    for (const [what, text] of [
      ['a Host with a space', 'GET / HTTP/1.1\r\nHost: a b\r\n\r\n'],
      ['a Host that is half an address', 'GET / HTTP/1.1\r\nHost: [\r\n\r\n'],
      ['a Host with a port that is none', 'GET / HTTP/1.1\r\nHost: 127.0.0.1:99999\r\n\r\n'],
      ['an address without a host', 'GET http:// HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n'],
      ['no HTTP', 'hello\r\n\r\n'],
    ] as const)
      it(what, async () => {
        assert.match(await raw(text), /^HTTP\/1.1 4\d\d /);
        assert.equal((await fetch(`${server.url}/healthz`)).status, 200);
      });
    it('an upgrade, which it does not keep open', async () => {
      const upgrade =
        'GET / HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n';
      assert.equal(await raw(upgrade), '');
    });
  });

  it('answers only to its own name', async () => {
    const status = await new Promise<number>((resolve, reject) => {
      const { port } = new URL(server.url);
      request(
        { hostname: '127.0.0.1', port, path: '/healthz', headers: { host: 'evil.example' } },
        (response) => {
          response.resume();
          resolve(response.statusCode!);
        },
      )
        .on('error', reject)
        .end();
    });
    assert.equal(status, 403);
  });
});
