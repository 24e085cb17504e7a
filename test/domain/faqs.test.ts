import assert from 'node:assert/strict';
import { addRecord, saveRecord, takeAway, undo } from '../../bot/domain/content/curating.ts';
import { currentContent } from '../../bot/domain/content/current.ts';
import { addFaq, publishFaq } from '../../bot/domain/content/faqs.ts';
import { historyOf, listRecords, readRecord } from '../../bot/domain/content/listing.ts';
import { tellOfReviews } from '../../bot/domain/content/telling.ts';
import { inTransaction } from '../../bot/domain/context.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { changeSettings } from '../../bot/domain/settings.ts';
import { aCoordinator, aMember, aMemberWith } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';

describe('Questions that coordinators answered for everybody', () => {
  let domain: Domain;
  let cora: Member;
  let ida: Member;
  before(async () => {
    domain = await openDomain();
    cora = await aCoordinator(domain.ctx);
    await aMemberWith(domain.ctx, 'coordinator', { name: 'Dev Test', inCharge: ['camden'] });
    ida = await aMemberWith(domain.ctx, 'administrator', { name: 'Ida Test' });
    await aMember(domain.ctx); // is told nothing
  });
  after(() => domain.close());
  beforeEach(() => {
    domain.now.at = new Date('2026-03-03T10:00:00Z');
  });
  afterEach(async () => {
    const { db } = domain.ctx;
    for (const table of ['content_change', 'message', 'setting'] as const)
      await db.deleteFrom(table).execute();
    await db.deleteFrom('content_record').where('shipped', 'is', null).execute();
  });

  const add = (more: Partial<Parameters<typeof addFaq>[2]> = {}, actor = cora) =>
    inTransaction(domain.ctx, (tx) =>
      addFaq(tx, actor, {
        questions: ['Who pays for the summit?', 'is the summit free'],
        answer: 'The alliance does.\n\nTravel is your own.',
        area: 'send',
        readers: 'members',
        ...more,
      }),
    );
  const publish = (actor: Member, id: string, basedOn?: number) =>
    inTransaction(domain.ctx, (tx) => publishFaq(tx, actor, id, basedOn));
  const told = () =>
    domain.ctx.db
      .selectFrom('message')
      .innerJoin('member', 'member.id', 'message.member_id')
      .select(['member.name', 'message.notice'])
      .orderBy('member.name')
      .execute();
  const faqs = async () => (await currentContent(domain.ctx.db)).faqs;
  const view = (id: string, actor = cora) => readRecord(domain.ctx, actor, { kind: 'faq', id });
  const id = 'who-pays-for-the-summit';

  it('wait as drafts for another coordinator, who is told', async () => {
    assert.deepEqual(await add(), {
      id,
      questions: ['Who pays for the summit?', 'is the summit free'],
      answer: ['The alliance does.', 'Travel is your own.'],
      area: 'send',
      author: 'Cora Test',
      answeredOn: '2026-03-03',
      reviewOn: '2027-03-03',
      readers: 'members',
      state: 'draft',
    });
    const messages = await told();
    assert.deepEqual(
      messages.map(({ name }) => name),
      ['Dev Test', 'Ida Test'],
    );
    const [first] = messages;
    assert.equal(first?.notice?.title, 'An answer for you to approve');
    assert.match(first?.notice?.text[0] ?? '', /Cora Test answered: “Who pays for the summit\?”/);
    assert.equal(first?.notice?.path, '/coordinate/questions/drafts');
  });

  it('are approved by somebody else than whoever wrote them last', async () => {
    await add();
    await assert.rejects(publish(cora, id), { code: 'not-allowed', detail: /another coordinator/ });
    assert.deepEqual([(await view(id)).mayPublish, (await view(id, ida)).mayPublish], [false, true]);
    const { record, change } = await view(id);
    await saveRecord(domain.ctx, ida, {
      kind: 'faq',
      id,
      record: { ...record, answer: ['LIIA does.'] },
      basedOn: change,
    });
    await assert.rejects(publish(ida, id), { code: 'not-allowed' });
    await assert.rejects(publish(cora, id, change), { code: 'conflict' }, 'not what she has read');
    await publish(cora, id);
    await publish(cora, id); // a second press
    const [faq] = await faqs();
    assert.deepEqual([faq?.state, faq?.author, faq?.answer], ['live', 'Ida Test', ['LIIA does.']]);
    assert.deepEqual(
      (await historyOf(domain.ctx, cora, { kind: 'faq', id })).map(({ did }) => did),
      ['published', 'changed', 'made'],
    );
    await assert.rejects(publish(ida, 'no-such'), { code: 'not-found' });
  });

  it('are live at once where a second coordinator is only told', async () => {
    await changeSettings(domain.ctx.db, { secondCoordinator: 'is told' });
    assert.equal((await add()).state, 'live');
    const messages = await told();
    assert.deepEqual(
      messages.map(({ name, notice }) => [name, notice?.title]),
      [
        ['Dev Test', 'An answer was added to what the bot knows'],
        ['Ida Test', 'An answer was added to what the bot knows'],
      ],
    );
    assert.equal(messages[0]?.notice?.path, `/coordinate/questions/knows/faq/${id}`);
  });

  it('are told to the other coordinators when they are changed, each change once; a look at them is none', async () => {
    await changeSettings(domain.ctx.db, { secondCoordinator: 'is told' });
    await add();
    await domain.ctx.db.deleteFrom('message').execute();
    const { record, change } = await view(id);
    const save = (answer: string[], reviewOn = record.reviewOn) =>
      saveRecord(domain.ctx, cora, {
        kind: 'faq',
        id,
        record: { ...record, answer, reviewOn },
        basedOn: change,
      });
    const heard = async () =>
      (await told()).map(({ name, notice }) => [name, notice?.title, notice?.text[0]]);
    const said = (by: string, name: string) => [
      name,
      'An answer that the bot gives was changed',
      `${by} changed: “Who pays for the summit?”`,
    ];
    await save(['Each borough.']);
    await save(['Each borough.']);
    assert.deepEqual(await heard(), [said('Cora Test', 'Dev Test'), said('Cora Test', 'Ida Test')]);
    await domain.ctx.db.deleteFrom('message').execute();
    const now = await view(id);
    await saveRecord(domain.ctx, cora, {
      ...{ kind: 'faq', id, basedOn: now.change },
      record: { ...now.record, reviewOn: '2027-09-01' },
    });
    assert.deepEqual(await heard(), []);
    await undo(domain.ctx, ida, { kind: 'faq', id, change: now.change });
    assert.deepEqual(await heard(), [said('Ida Test', 'Cora Test'), said('Ida Test', 'Dev Test')]);
  });

  it('are not told of when they are changed as drafts', async () => {
    await add();
    await domain.ctx.db.deleteFrom('message').execute();
    const { record, change } = await view(id);
    const changed = { ...record, answer: ['Each borough.'] };
    await saveRecord(domain.ctx, cora, { kind: 'faq', id, record: changed, basedOn: change });
    assert.deepEqual(await told(), []);
  });

  it('are there once, and told of once, however often they are added', async () => {
    assert.deepEqual(await add(), await add());
    assert.deepEqual([(await faqs()).length, (await told()).length], [1, 2]);
  });

  it('have ids of their own, made from their words', async () => {
    const ids = [];
    for (const [question, answer] of [
      ['Who pays for the summit?', 'One.'],
      ['Who pays for the summit?', 'Two.'],
      ['LIIA summit', 'Three.'], // an event’s
      ['SEND finance', 'Four.'], // an item’s
      ['¿?', 'Five.'],
      [`${'very '.repeat(40)}long`, 'Six.'],
      ['Was heißt “Überblick”?', 'Seven.'],
    ] as const)
      ids.push((await add({ questions: [question], answer })).id);
    assert.deepEqual(ids, [
      id,
      `${id}-2`,
      'liia-summit-2',
      'send-finance-2',
      'faq',
      'very-very-very-very-very-very-very-very-very-very-very-very',
      'was-hei-t-uberblick',
    ]);
  });

  it('never take the id of one that was taken away: undoing brings that back', async () => {
    await add();
    await takeAway(domain.ctx, cora, { kind: 'faq', id, basedOn: (await view(id)).change });
    assert.equal((await add()).id, `${id}-2`);
    const [latest] = await historyOf(domain.ctx, cora, { kind: 'faq', id });
    await undo(domain.ctx, cora, { kind: 'faq', id, change: latest!.id });
    assert.deepEqual((await faqs()).map((faq) => faq.id).sort(), [id, `${id}-2`]);
  });

  it('leave out wordings that repeat or are too long, and refuse what cannot be shown', async () => {
    const { questions } = await add({ questions: [' Who  pays? ', 'who pays?', '', 'x'.repeat(301)] });
    assert.deepEqual(questions, ['Who pays?']);
    for (const [more, detail] of [
      [{ questions: ['x'.repeat(301)] }, 'Ways to ask it, line 1: keep it to 300 characters.'],
      [{ questions: [] }, 'Ways to ask it: write at least one.'],
      [{ answer: ' \n ' }, 'The answer: write at least one.'],
      [{ answer: 'x'.repeat(2001) }, 'The answer, paragraph 1: keep it to 2000 characters.'],
      [{ area: 'nowhere' }, 'Area: there is no area nowhere.'],
    ] as const)
      await assert.rejects(add(more as object), { code: 'invalid', detail });
  });

  it('come first where their day of review has come; who saves them then has looked', async () => {
    await changeSettings(domain.ctx.db, { secondCoordinator: 'is told' });
    await add({ questions: ['A newer one?'], reviewOn: '2027-09-01' });
    await add();
    const listed = async () =>
      (await listRecords(domain.ctx, cora, 'faq', {})).map(({ title, reviewDue }) => [title, reviewDue]);
    assert.deepEqual(await listed(), [
      ['A newer one?', false],
      ['Who pays for the summit?', false],
    ]);
    domain.now.at = new Date('2027-03-03T10:00:00Z');
    assert.deepEqual(await listed(), [
      ['Who pays for the summit?', true],
      ['A newer one?', false],
    ]);
    const { record, change } = await view(id);
    await saveRecord(domain.ctx, ida, { kind: 'faq', id, record, basedOn: change });
    const faq = (await view(id)).record;
    assert.deepEqual(
      [faq.reviewOn, faq.author, faq.answeredOn],
      ['2028-03-02', 'Cora Test', '2026-03-03'],
      'a year on; whose words they are stays',
    );
  });

  it('are brought to mind once in a month in which some have come to their day', async () => {
    await changeSettings(domain.ctx.db, { secondCoordinator: 'is told' });
    for (let n = 1; n <= 7; n++) await add({ questions: [`Number ${n}?`], reviewOn: '2026-06-15' });
    await domain.ctx.db.deleteFrom('message').execute();
    const toldOn = async (day: string) => {
      domain.now.at = new Date(`${day}T08:00:00Z`);
      await tellOfReviews(domain.ctx);
      return (await told()).length;
    };
    const days = ['2026-06-14', '2026-06-15', '2026-06-16', '2026-06-30', '2026-07-01'];
    const counts = [];
    for (const day of days) counts.push(await toldOn(day));
    assert.deepEqual(counts, [0, 3, 3, 3, 6], 'to Cora, Dev and Ida');
    const [first] = await told();
    assert.deepEqual(
      [first?.notice?.title, first?.notice?.text.slice(1)],
      [
        'Answers to look at again',
        ['“Number 1?”', '“Number 2?”', '“Number 3?”', '“Number 4?”', '“Number 5?”', 'And 2 more.'],
      ],
    );
  });

  it('are whose words they are, whatever is sent', async () => {
    await add();
    const { record, change } = await view(id);
    const forged = { ...record, state: 'live', author: 'Somebody', answeredOn: '2020-01-01' };
    await saveRecord(domain.ctx, cora, { kind: 'faq', id, record: forged, basedOn: change });
    assert.deepEqual((await view(id)).record, record);
  });

  it('can be written from nothing in the editor, like words and signposts', async () => {
    const faq = { questions: ['Where?'], answer: ['Here.', 'And there.'] };
    assert.equal(await addRecord(domain.ctx, cora, { kind: 'faq', record: faq }), 'where');
    const term = { term: 'MASH', meaning: 'multi-agency safeguarding hub', origin: 'glossary' };
    assert.equal(await addRecord(domain.ctx, cora, { kind: 'term', record: term }), 'mash');
    const signpost = { title: 'Police', aliases: ['in danger now'], text: ['Call 999.'] };
    assert.equal(await addRecord(domain.ctx, cora, { kind: 'signpost', record: signpost }), 'police');
    const { terms, signposts } = await currentContent(domain.ctx.db);
    assert.equal(terms.at(-1)?.term, 'MASH');
    assert.equal(signposts.at(-1)?.title, 'Police');
    await assert.rejects(addRecord(domain.ctx, cora, { kind: 'term', record: {} }), {
      code: 'invalid',
      detail: /Word or acronym: write something here\. What it means: write something here\./,
    });
    await assert.rejects(addRecord(domain.ctx, cora, { kind: 'faq', record: { questions: 5 } }), {
      code: 'invalid',
    });
  });

  it('are for coordinators to add and approve', async () => {
    const ada = await aMember(domain.ctx);
    await assert.rejects(add({}, ada), { code: 'not-allowed' });
    await add();
    await assert.rejects(publish(ada, id), { code: 'not-allowed' });
  });
});
