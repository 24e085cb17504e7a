import assert from 'node:assert/strict';
import type { Preferences } from '../../bot/api/contract-people.ts';
import { preferenceRoutes } from '../../bot/api/preferences.ts';
import { aMember } from '../factories.ts';
import { startServer, type TestServer } from './server.ts';

describe('Preferences over HTTP', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const read = async (who: string) =>
    (await (await server.as(who, '/api/preferences')).json()) as Preferences;
  const write = (who: string, json: unknown) => server.as(who, '/api/preferences', { method: 'PUT', json });
  const faultOf = async (response: Response) => {
    const { error } = (await response.json()) as { error: { code: string; message: string } };
    return `${response.status} ${error.message}`;
  };

  it('say what there is to choose, in words, and what is chosen', async () => {
    const { categories, way, quiet, reachable } = await read('asha');
    assert.deepEqual(
      categories.map(({ id, timing }) => [id, timing]),
      ['announcements', 'events', 'bookings', 'reminders', 'answers', 'questions', 'access'].map((id) => [
        id,
        'at once',
      ]),
    );
    for (const { name, says, choices } of categories) {
      assert.ok(name && says.endsWith('.'));
      assert.ok(choices.includes('at once') && choices.includes('off'));
    }
    assert.deepEqual([way, quiet, reachable], ['teams', null, false]);
  });

  it('keep what is sent back whole, and only what it names', async () => {
    const before = await read('asha');
    const chosen = {
      ...before,
      categories: before.categories.map((each) =>
        each.id === 'events' ? { ...each, timing: 'weekly' } : each,
      ),
      way: 'e-mail',
      quiet: { from: '19:30', to: '07:00' },
    };
    const response = await write('asha', chosen);
    assert.equal(response.status, 200);
    assert.deepEqual(await response.json(), chosen);
    assert.deepEqual(await read('asha'), chosen);
    assert.deepEqual(await (await write('asha', { quiet: null })).json(), { ...chosen, quiet: null });
    assert.equal((await read('dana')).way, 'teams', 'nobody else’s');
  });

  it('are refused in a sentence where they cannot be', async () => {
    for (const [chosen, fault] of [
      [{ quiet: { from: '7', to: '8' } }, '400 Write the time as HH:MM, such as 22:00.'],
      [{ quiet: { from: '07:00', to: '07:00' } }, '400 Choose two different times for your quiet hours.'],
      [
        { quiet: { from: '07:00', to: '06:00' } },
        '400 Leave at least 4 hours a day outside your quiet hours.',
      ],
      [{ categories: [{ id: 'reminders', timing: 'weekly' }] }, '400 Reminders cannot be put into a digest.'],
    ] as const)
      assert.equal(await faultOf(await write('asha', chosen)), fault);
    for (const chosen of [
      { categories: [{ id: 'gossip', timing: 'off' }] },
      { categories: [{ id: 'events', timing: 'hourly' }] },
      { way: 'pigeon' },
      [],
      'off',
    ])
      assert.equal((await write('asha', chosen)).status, 400);
  });

  it('do not take e-mail where no mail server is set', async () => {
    const { ctx } = server.domain;
    const routes = preferenceRoutes(ctx, { local: false, recording: false, mail: undefined });
    const put = routes.find(({ method }) => method === 'put')!;
    const member = { ...(await aMember(ctx)), email: 'ada@council.example' };
    assert.ok(put.needs !== 'nothing');
    const request = { member, identity: member, teamsToken: 'a token', params: {}, query: {} };
    await assert.rejects(put.handle({ ...request, body: { way: 'e-mail' } }), /E-mail is not set up/);
  });

  it('are for people who are let in', async () => {
    for (const who of ['jo', 'gus', 'kit', 'lena'])
      for (const response of [await server.as(who, '/api/preferences'), await write(who, { way: 'teams' })])
        assert.equal(response.status, 403, who);
  });
});
