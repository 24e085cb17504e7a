import assert from 'node:assert/strict';
import { fieldName } from '../../bot/domain/content/checking.ts';
import { addWordings, saveRecord, takeAway, undo } from '../../bot/domain/content/curating.ts';
import { currentContent } from '../../bot/domain/content/current.ts';
import { changeRecord } from '../../bot/domain/content/editing.ts';
import { readContentFiles } from '../../bot/domain/content/files.ts';
import { historyOf, listRecords, readRecord } from '../../bot/domain/content/listing.ts';
import { loadRecords } from '../../bot/domain/content/records.ts';
import type { Content, Item } from '../../bot/domain/content/schema.ts';
import { inTransaction } from '../../bot/domain/context.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { fieldsOf } from '../../tab/questions/fields.ts';
import { aCoordinator, aMember, aMemberWith } from '../factories.ts';
import { contentFolder, type Domain, openDomain } from '../harness.ts';

const finance = { kind: 'item', id: 'send-finance' } as const;

describe('Changing what the bot answers from', () => {
  let domain: Domain;
  let shipped: Content;
  let cora: Member;
  let ida: Member;
  before(async () => {
    domain = await openDomain();
    shipped = readContentFiles(contentFolder);
    cora = await aCoordinator(domain.ctx);
    ida = await aMemberWith(domain.ctx, 'administrator', { name: 'Ida Test' });
  });
  after(() => domain.close());
  afterEach(async () => {
    await domain.ctx.db.deleteFrom('content_change').execute();
    await domain.ctx.db
      .updateTable('content_record')
      .set({ edited: null, taken_away: false, retired_at: null })
      .where('shipped', 'is not', null)
      .execute();
    await load(shipped);
  });

  const load = (content: Content) => inTransaction(domain.ctx, (tx) => loadRecords(tx, content));
  const items = async () => (await currentContent(domain.ctx.db)).items;
  const now = async () => (await items()).find(({ id }) => id === finance.id);
  const view = () => readRecord(domain.ctx, cora, finance);
  const history = () => historyOf(domain.ctx, cora, finance);
  const original = () => shipped.items.find(({ id }) => id === finance.id)!;
  const withFinance = (change: Partial<Item>): Content => ({
    ...shipped,
    items: shipped.items.map((item) => (item.id === finance.id ? { ...item, ...change } : item)),
  });
  const without = (): Content => ({ ...shipped, items: shipped.items.filter(({ id }) => id !== finance.id) });
  const save = async (change: object, actor = cora, basedOn?: number) => {
    const { record, change: latest } = await view();
    await saveRecord(domain.ctx, actor, {
      ...finance,
      record: { ...record, ...change },
      basedOn: basedOn ?? latest,
    });
  };
  const away = async (actor = cora) =>
    takeAway(domain.ctx, actor, { ...finance, basedOn: (await view()).change });
  const undoLatest = async (actor = cora) =>
    undo(domain.ctx, actor, { ...finance, change: (await history())[0]!.id });
  const audited = () =>
    domain.ctx.db.selectFrom('audit').select(['action', 'actor', 'details']).orderBy('id').execute();

  it('puts a coordinator’s words in place, with their history and on the record', async () => {
    const before = (await audited()).length;
    assert.deepEqual([(await view()).change, (await view()).edited, await history()], [0, false, []]);
    await save({ title: 'Money', reasons: ['It has run short.'] });
    assert.deepEqual(await now(), { ...original(), title: 'Money', reasons: ['It has run short.'] });
    const { title, edited, change } = await view();
    assert.deepEqual([title, edited], ['Money', true]);
    assert.deepEqual(
      (await history()).map(({ at, ...rest }) => rest),
      [{ id: change, by: 'Cora Test', did: 'changed', fields: ['Title', 'Why'] }],
    );
    assert.deepEqual((await audited()).slice(before), [
      { action: 'content changed', actor: cora.pseudonym, details: { ...finance } },
    ]);
  });

  it('keeps the place among the others', async () => {
    await save({ title: 'Money' });
    assert.deepEqual(
      (await items()).map(({ id }) => id),
      shipped.items.map(({ id }) => id),
    );
  });

  it('changes nothing where nothing is new, however often and however late it is sent', async () => {
    await save({ title: 'Money' });
    const { change } = await view();
    await save({ title: 'Money' });
    await save({ title: 'Money' }, cora, 0); // the first one again, as a second press sends it
    assert.deepEqual([(await view()).change, (await history()).length], [change, 1]);
  });

  it('refuses words for what somebody has changed since, and says so', async () => {
    const { change } = await view();
    await save({ title: 'Money' });
    await assert.rejects(save({ title: 'Funds' }, ida, change), {
      code: 'conflict',
      detail: /Somebody else has changed this since you opened it\./,
    });
    assert.equal((await now())?.title, 'Money');
    await assert.rejects(takeAway(domain.ctx, ida, { ...finance, basedOn: change }), { code: 'conflict' });
    const { id } = (await history())[0]!;
    await save({ title: 'Means' });
    await assert.rejects(undo(domain.ctx, ida, { ...finance, change: id, basedOn: id }), {
      code: 'conflict',
    });
  });

  it('follows the files again once a record says what they say', async () => {
    await save({ title: 'Money' });
    await save({ title: original().title });
    assert.equal((await view()).edited, false);
    await load(withFinance({ title: 'Pounds' }));
    assert.equal((await now())?.title, 'Pounds');
    await save({ title: 'Our own' });
    await load(withFinance({ title: 'Our own' }));
    assert.equal((await view()).edited, false, 'the files caught up');
  });

  describe('names every fault in plain words:', () => {
    const cases: [string, object, string][] = [
      ['an empty title', { title: ' ' }, 'Title: write something here.'],
      ['no title', { title: undefined }, 'Title: write something here.'],
      ['no sentence', { summary: [] }, 'What it is: write at least one.'],
      [
        'half a sentence',
        { summary: ['One.', 'Two'] },
        'What it is, line 2: end the sentence with a full stop.',
      ],
      ['a novel', { title: 'x'.repeat(2001) }, 'Title: keep it to 2000 characters.'],
      ['an unknown reader', { readers: 'everybody' }, 'Who may read it: choose one of the choices.'],
      ['an unknown area', { area: 'nowhere' }, 'Area: there is no area nowhere.'],
      ['an unknown network', { networks: ['nobody'] }, 'Networks: there is no network nobody.'],
      ['an unknown partner', { partners: ['nobody'] }, 'Partners: there is no organisation nobody.'],
      ['an unknown item', { related: ['nothing'] }, 'Related: there is no item nothing.'],
      [
        'an unknown document',
        { source: { document: 'nothing', section: 'A' } },
        'Source: there is no document nothing.',
      ],
      [
        'a field of somebody’s own',
        { colour: 'red' },
        'This record: there is something in it that we do not know.',
      ],
      [
        'what no screen shows',
        { reasons: ['A\u0000.', 'B\ud800.'] },
        'Why: take out the characters that cannot be shown.',
      ],
      [
        'two at once',
        { title: '', lead: 'nobody' },
        'Title: write something here. Who leads: end the sentence with a full stop.',
      ],
    ];
    for (const [name, change, detail] of cases)
      it(name, async () => {
        await assert.rejects(save(change), { code: 'invalid', detail });
        assert.deepEqual([await now(), await history()], [original(), []]);
      });

    it('by the names that the editor has for them', () => {
      for (const kind of ['item', 'faq', 'term', 'signpost'] as const)
        for (const { name, label } of fieldsOf(kind, false)) assert.equal(fieldName(kind, name), label);
    });

    it('and lets a record go on naming what is gone', async () => {
      const inclusion = { kind: 'item', id: 'send-inclusion' } as const;
      await inTransaction(domain.ctx, (tx) =>
        changeRecord(tx, cora, { ...finance, after: { ...original(), related: [inclusion.id] } }),
      );
      await takeAway(domain.ctx, cora, { ...inclusion, basedOn: 0 });
      await save({ title: 'Money' });
      assert.deepEqual([(await now())?.title, (await now())?.related], ['Money', [inclusion.id]]);
    });
  });

  it('takes away what the files go on having, until somebody undoes it', async () => {
    await away();
    assert.equal(await now(), undefined);
    await assert.rejects(view(), { code: 'not-found' });
    await load(withFinance({ title: 'Pounds' }));
    assert.equal(await now(), undefined, 'an upgrade does not bring it back');
    const gone = await listRecords(domain.ctx, cora, 'item', { takenAway: true });
    assert.deepEqual(
      gone.map(({ id }) => id),
      [finance.id],
    );
    await undoLatest(ida);
    assert.equal((await now())?.title, 'Pounds', 'in the words that the files have now');
    assert.deepEqual(
      (await history()).map(({ did, by }) => [did, by]),
      [
        ['undone', 'Ida Test'],
        ['taken away', 'Cora Test'],
      ],
    );
  });

  it('goes back to any state, and forth again', async () => {
    await save({ title: 'One' });
    await save({ title: 'Two' });
    await save({ title: 'Three' });
    const [, second] = await history();
    await undo(domain.ctx, cora, { ...finance, change: second!.id });
    assert.equal((await now())?.title, 'One');
    await undo(domain.ctx, cora, { ...finance, change: second!.id }); // a second press
    assert.equal((await history()).length, 4);
    await undoLatest();
    assert.equal((await now())?.title, 'Three');
    const first = (await history()).at(-1)!;
    await undo(domain.ctx, cora, { ...finance, change: first.id });
    assert.deepEqual([await now(), (await view()).edited], [original(), false]);
    for (const change of [first.id + 1000, 0])
      await assert.rejects(undo(domain.ctx, cora, { ...finance, change }), { code: 'not-found' });
    const other = { kind: 'item', id: 'send-inclusion', change: first.id } as const;
    await assert.rejects(undo(domain.ctx, cora, other), { code: 'not-found' });
  });

  it('keeps what was edited through upgrades, with its history; undoing leads to the files’ new words', async () => {
    await save({ title: 'Ours' });
    await load(withFinance({ title: 'Pounds' }));
    assert.deepEqual([(await now())?.title, (await history()).length], ['Ours', 1]);
    await undoLatest();
    assert.deepEqual([(await now())?.title, (await view()).edited], ['Pounds', false]);
  });

  it('keeps as the coordinators’ own what the files have no more', async () => {
    await save({ title: 'Ours' });
    await load(without());
    assert.equal((await now())?.title, 'Ours');
    await undoLatest();
    assert.deepEqual(
      [(await now())?.title, (await view()).edited],
      [original().title, true],
      'there are no new words, so the old ones',
    );
    await load(without());
    assert.equal((await now())?.title, original().title);
  });

  it('lists by title with what fits a search, in any order of words', async () => {
    const listed = async (search: string) =>
      (await listRecords(domain.ctx, cora, 'item', { search })).map(({ id }) => id);
    assert.equal((await listed('')).length, shipped.items.length);
    assert.ok((await listed('overspend HIGH')).includes(finance.id), 'by another name');
    assert.deepEqual(await listed('overspend zebra'), []);
    const titles = (await listRecords(domain.ctx, cora, 'item', {})).map(({ title }) => title);
    assert.deepEqual(
      titles,
      titles.toSorted((a, b) => a.localeCompare(b, 'en-GB')),
    );
  });

  it('takes another wording in, once', async () => {
    const add = (kind: 'item' | 'term' | 'faq', id: string, ...wordings: string[]) =>
      inTransaction(domain.ctx, (tx) => addWordings(tx, cora, { kind, id, wordings }));
    await add('item', finance.id, 'pots of money', 'Pots of Money', 'SEND money');
    await add('item', finance.id, 'POTS of money');
    assert.deepEqual((await now())?.aliases, [...original().aliases, 'pots of money']);
    await add('term', 'lga', 'the councils’ body');
    const lga = (await currentContent(domain.ctx.db)).terms.find(({ id }) => id === 'lga');
    assert.deepEqual(lga?.also, ['the councils’ body']);
    await assert.rejects(add('faq', 'no-such', 'x'), { code: 'not-found' });
  });

  it('is all or nothing', async () => {
    const failed = inTransaction(domain.ctx, async (tx) => {
      await changeRecord(tx, cora, { ...finance, after: { ...original(), title: 'Half' } });
      throw new Error('and then it fell over');
    });
    const before = await audited();
    await assert.rejects(failed, /fell over/);
    assert.deepEqual([await now(), await history(), await audited()], [original(), [], before]);
  });

  it('is for coordinators alone', async () => {
    const ada = await aMember(domain.ctx);
    const refused = { code: 'not-allowed' };
    await assert.rejects(listRecords(domain.ctx, ada, 'item', {}), refused);
    await assert.rejects(readRecord(domain.ctx, ada, finance), refused);
    await assert.rejects(historyOf(domain.ctx, ada, finance), refused);
    await assert.rejects(save({ title: 'Mine' }, ada), refused);
    await assert.rejects(away(ada), refused);
    await assert.rejects(undo(domain.ctx, ada, { ...finance, change: 1 }), refused);
    const wording = inTransaction(domain.ctx, (tx) => addWordings(tx, ada, { ...finance, wordings: ['x'] }));
    await assert.rejects(wording, refused);
  });
});
