import assert from 'node:assert/strict';
import { currentContent } from '../../bot/domain/content/current.ts';
import { readContentFiles } from '../../bot/domain/content/files.ts';
import { loadRecords } from '../../bot/domain/content/records.ts';
import type { Content } from '../../bot/domain/content/schema.ts';
import { inTransaction } from '../../bot/domain/context.ts';
import { loadEvents } from '../../bot/domain/events/content.ts';
import { eventView, listEvents } from '../../bot/domain/events/events.ts';
import { loadOrganisations, setSigned } from '../../bot/domain/members/organisations.ts';
import { startSession } from '../../bot/domain/members/web-sessions.ts';
import { onceOnly } from '../../bot/domain/messages/activities.ts';
import { ask } from '../../bot/domain/questions/ask.ts';
import { purge } from '../../bot/domain/retention.ts';
import { isNew } from '../../bot/ports/store/mark.ts';
import { aMember } from '../factories.ts';
import { contentFolder, type Domain, openDomain } from '../harness.ts';

describe('Content in the database', () => {
  let domain: Domain;
  let shipped: Content;
  before(async () => {
    domain = await openDomain();
    shipped = readContentFiles(contentFolder);
  });
  after(() => domain.close());

  const load = (content: Content) =>
    inTransaction(domain.ctx, async (tx) => {
      await loadRecords(tx, content);
      await loadOrganisations(tx, content.organisations);
      await loadEvents(tx, content.events);
    });
  const withItem = (title: string): Content => ({
    ...shipped,
    items: shipped.items.map((item) => (item.id === 'send-finance' ? { ...item, title } : item)),
  });
  const titleNow = async () =>
    (await currentContent(domain.ctx.db)).items.find((item) => item.id === 'send-finance')?.title;

  it('is what the files say, in their order', async () => {
    const now = await currentContent(domain.ctx.db);
    assert.deepEqual(now.items, shipped.items);
    assert.deepEqual(now.areas, shipped.areas);
    assert.deepEqual(now.organisations, shipped.organisations);
    assert.deepEqual(
      now.events.map((event) => event.id).sort(),
      shipped.events.map((event) => event.id).sort(),
    );
  });

  it('takes in what an upgrade changes, adds and takes away', async () => {
    await load(withItem('Money'));
    assert.equal(await titleNow(), 'Money');
    await load({ ...shipped, items: shipped.items.filter((item) => item.id !== 'send-finance') });
    assert.equal(await titleNow(), undefined);
    await load(shipped);
    assert.equal(await titleNow(), 'Finance');
  });

  it('keeps what a coordinator edited, whatever the files say next', async () => {
    const item = shipped.items.find((each) => each.id === 'send-finance')!;
    await domain.ctx.db
      .updateTable('content_record')
      .set({ edited: JSON.stringify({ ...item, title: 'Our own words' }) })
      .where('kind', '=', 'item')
      .where('id', '=', 'send-finance')
      .execute();
    await load(withItem('Money'));
    assert.equal(await titleNow(), 'Our own words');
    await load({ ...shipped, items: shipped.items.filter((each) => each.id !== 'send-finance') });
    assert.equal(await titleNow(), 'Our own words');
  });

  it('keeps an event that a coordinator edited, and answers with its words', async () => {
    const member = await aMember(domain.ctx);
    await domain.ctx.db
      .updateTable('event')
      .set({ title: 'Summit of all', edited_at: new Date() })
      .where('id', '=', 'liia-summit')
      .execute();
    await load(shipped);
    assert.equal((await eventView(domain.ctx, member, 'liia-summit')).title, 'Summit of all');
    const known = (await currentContent(domain.ctx.db)).events.find((event) => event.id === 'liia-summit');
    assert.equal(known?.title, 'Summit of all');
  });

  it('takes an event off the list that left the files', async () => {
    const member = await aMember(domain.ctx);
    const listed = async () => (await listEvents(domain.ctx, member)).map((event) => event.id);
    const gone = 'london-send-summit-2025';
    await load({ ...shipped, events: shipped.events.filter((event) => event.id !== gone) });
    assert.ok(!(await listed()).includes(gone));
    await load(shipped);
    assert.ok((await listed()).includes(gone));
  });

  it('keeps a signature that was set in the app', async () => {
    await inTransaction(domain.ctx, (tx) => setSigned(tx, 'barnet', false));
    await load(shipped);
    const row = await domain.ctx.db
      .selectFrom('organisation')
      .select('signed')
      .where('id', '=', 'barnet')
      .executeTakeFirstOrThrow();
    assert.equal(row.signed, false);
  });

  it('is loaded once for each new state of the files', async () => {
    const { db } = domain.ctx;
    assert.deepEqual([await isNew(db, 'x', shipped), await isNew(db, 'x', shipped)], [true, false]);
    assert.equal(await isNew(db, 'x', withItem('Money')), true);
  });
});

describe('What is kept only for a while', () => {
  it('is thrown away when its time is over, and not before', async () => {
    const { ctx, now, close } = await openDomain();
    const member = await aMember(ctx);
    const start = new Date('2026-03-03T10:00:00Z');
    now.at = start;
    await startSession(ctx, member);
    await ask(ctx, member, { question: 'What is VESS?', conversationId: 'a', shared: false });
    await onceOnly(ctx, { conversationId: 'a', activityId: '1' }, async () => ({ status: 200 }));
    const left = async () => {
      const tables = ['web_session', 'given_answer', 'activity_seen'] as const;
      return Promise.all(
        tables.map(async (table) => (await ctx.db.selectFrom(table).selectAll().execute()).length),
      );
    };
    const leftAfter = async (minutes: number) => {
      now.at = new Date(start.getTime() + minutes * 60_000);
      await purge(ctx);
      return left();
    };
    assert.deepEqual(await leftAfter(59), [1, 1, 1]);
    assert.deepEqual(await leftAfter(12 * 60 + 1), [0, 1, 1]);
    assert.deepEqual(await leftAfter(24 * 60 + 1), [0, 1, 0]);
    assert.deepEqual(await leftAfter(90 * 24 * 60 - 1), [0, 1, 0]);
    assert.deepEqual(await leftAfter(90 * 24 * 60 + 1), [0, 0, 0]);
    await close();
  });
});
