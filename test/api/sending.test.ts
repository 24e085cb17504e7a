import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { RecordedMessage, Sending } from '../../bot/api/contract-people.ts';
import { keepInOutbox } from '../../bot/domain/messages/outbox.ts';
import { aMember } from '../factories.ts';
import { startServer, type TestServer } from './server.ts';

describe('Sending over HTTP', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  const sendingOf = async (response: Promise<Response>) => (await (await response).json()) as Sending;
  const read = () => sendingOf(server.as('farah', '/api/sending'));
  const put = (path: string, json: unknown, who = 'farah') => server.as(who, path, { method: 'PUT', json });
  const audited = async () => {
    const rows = await server.domain.ctx.db.selectFrom('audit').select('action').orderBy('id').execute();
    return rows.map(({ action }) => action).filter((action) => /sending|settings|resent/.test(action));
  };
  async function inDoubt(parts: { notice?: { title: string; text: string[] } } = {}): Promise<string> {
    const member = await aMember(server.domain.ctx);
    const id = randomUUID();
    const now = new Date();
    const message = { purpose: 'test', key: id, category: 'answers', state: 'unconfirmed' as const };
    const times = { due_at: now, created_at: now, finished_at: now };
    await server.domain.ctx.db
      .insertInto('message')
      .values({
        id,
        ...message,
        ...times,
        member_id: member.id,
        tenant_id: member.tenantId,
        notice: parts.notice ? JSON.stringify(parts.notice) : null,
        attempts: 1,
      })
      .execute();
    return id;
  }

  it('says that it runs, what waits, and what is set', async () => {
    const { settings, ...state } = await read();
    assert.deepEqual(state, { stopped: false, recording: false, waiting: 0, unconfirmed: [], paused: [] });
    assert.deepEqual(settings, {
      libraryUnseenDays: 180,
      libraryConfirmDays: 91,
      postsPerSecond: 10,
      unaskedPerDay: 2,
      answerWithinDays: 2,
      secondCoordinator: 'approves',
      outlookCalendar: false,
    });
  });

  it('is stopped and resumed by an administrator, on the record', async () => {
    const before = await audited();
    assert.equal((await sendingOf(put('/api/sending', { stopped: true }))).stopped, true);
    assert.equal((await sendingOf(put('/api/sending', { stopped: true }))).stopped, true);
    assert.equal((await sendingOf(put('/api/sending', { stopped: false }))).stopped, false);
    assert.deepEqual((await audited()).slice(before.length), ['sending stopped', 'sending resumed']);
  });

  it('keeps settings, beside the switch, and refuses what cannot be', async () => {
    const before = await audited();
    const settings = {
      libraryUnseenDays: 90,
      libraryConfirmDays: 30,
      postsPerSecond: 5,
      unaskedPerDay: 3,
      answerWithinDays: 5,
      secondCoordinator: 'is told',
      outlookCalendar: true,
    };
    await put('/api/sending', { stopped: true });
    assert.deepEqual((await sendingOf(put('/api/settings', settings))).settings, settings);
    const kept = await read();
    assert.deepEqual([kept.settings, kept.stopped], [settings, true]);
    const { outlookCalendar: _, ...ofBefore } = settings;
    assert.deepEqual((await sendingOf(put('/api/settings', ofBefore))).settings, settings);
    await put('/api/sending', { stopped: false });
    assert.deepEqual((await audited()).slice(before.length), [
      'sending stopped',
      'settings changed',
      'sending resumed',
    ]);
    for (const [name, wrong] of [
      ['postsPerSecond', 26],
      ['unaskedPerDay', 0],
      ['libraryUnseenDays', 1.5],
      ['answerWithinDays', 31],
      ['secondCoordinator', 'sleeps'],
    ] as const) {
      const response = await put('/api/settings', { ...settings, [name]: wrong });
      assert.equal(response.status, 400);
      assert.match(await response.text(), /Write the |Choose whether /);
    }
    assert.deepEqual((await read()).settings, settings);
  });

  it('loses neither of two changes at once', async () => {
    const { settings } = await read();
    for (let n = 0; n < 5; n++) {
      await Promise.all([
        put('/api/sending', { stopped: n % 2 === 0 }),
        put('/api/settings', { ...settings, unaskedPerDay: 4 + n }),
      ]);
      const now = await read();
      assert.deepEqual([now.stopped, now.settings.unaskedPerDay], [n % 2 === 0, 4 + n]);
    }
    await put('/api/sending', { stopped: false });
  });

  it('shows administrators what was recorded instead of sent, latest first, with who it was for', async () => {
    const { ctx } = server.domain;
    const member = await aMember(ctx);
    const said = { subject: 'News', body: 'News\n\nSome news.' };
    await keepInOutbox(ctx, { way: 'e-mail', recipient: 'ada@council.example', ...said });
    await keepInOutbox(ctx, { way: 'teams', recipient: member.objectId, ...said });
    await keepInOutbox(ctx, { way: 'teams', recipient: '19:general@thread.tacv2', ...said });
    const response = await server.as('farah', '/api/sending/recorded');
    const { messages } = (await response.json()) as { messages: RecordedMessage[] };
    assert.deepEqual(
      messages.map(({ way, to }) => [way, to]),
      [
        ['teams', '19:general@thread.tacv2'],
        ['teams', 'Ada Test'],
        ['e-mail', 'ada@council.example'],
      ],
    );
    const { subject, body, at } = messages[0]!;
    assert.deepEqual({ subject, body }, said);
    assert.ok(Math.abs(Date.parse(at) - Date.now()) < 60_000);
    assert.equal((await server.as('efe', '/api/sending/recorded')).status, 403);
  });

  it('lists messages in doubt, and sends one again when an administrator says so', async () => {
    const id = await inDoubt({ notice: { title: 'Your answer', text: ['It is in March.'] } });
    const { unconfirmed } = await read();
    assert.deepEqual(
      unconfirmed.map(({ id, name, title }) => ({ id, name, title })),
      [{ id, name: 'Ada Test', title: 'Your answer' }],
    );
    const again = (who: string, which: string) =>
      server.as(who, `/api/sending/unconfirmed/${which}/resend`, { method: 'POST' });
    assert.equal((await again('efe', id)).status, 403);
    const after = await sendingOf(again('farah', id));
    assert.deepEqual([after.unconfirmed, after.waiting], [[], 1]);
    assert.equal((await audited()).at(-1), 'message resent');
    for (const which of [id, randomUUID(), 'nonsense'])
      assert.equal((await again('farah', which)).status, 404);
  });

  it('is for administrators alone', async () => {
    for (const who of ['asha', 'imran', 'efe', 'dana', 'jo', 'gus']) {
      assert.equal((await server.as(who, '/api/sending')).status, 403, who);
      assert.equal((await put('/api/sending', { stopped: true }, who)).status, 403, who);
      assert.equal((await put('/api/settings', { unaskedPerDay: 5 }, who)).status, 403, who);
    }
    assert.equal((await read()).stopped, false);
  });
});
