import assert from 'node:assert/strict';
import type { Answer } from '../../bot/api/contract.ts';
import type { ContentChange, ContentRecord } from '../../bot/api/contract-questions.ts';
import { startServer, type TestServer } from './server.ts';

describe('What the bot knows, over HTTP', () => {
  let server: TestServer;
  before(async () => {
    server = await startServer();
  });
  after(() => server.close());

  /** Efe is a coordinator, Farah an administrator. */
  async function call<T>(
    who: string,
    method: string,
    path: string,
    json?: unknown,
    status = 200,
  ): Promise<T> {
    const response = await server.as(who, `/api/content/${path}`, {
      method,
      ...(json !== undefined && { json }),
    });
    const text = await response.text();
    assert.equal(response.status, status, `${method} ${path}: ${text}`);
    return JSON.parse(text) as T;
  }
  const list = async (kindAndQuery: string) =>
    (await call<{ records: ContentRecord[] }>('efe', 'GET', kindAndQuery)).records;
  const read = (path: string, who = 'efe') => call<ContentRecord>(who, 'GET', path);
  const changes = async (path: string) =>
    (await call<{ changes: ContentChange[] }>('efe', 'GET', `${path}/history`)).changes;
  type Refused = { error: { code: string; message: string } };

  it('is listed by kind, and searched', async () => {
    for (const kind of ['item', 'faq', 'term', 'signpost'])
      for (const record of await list(kind)) assert.equal(record.kind, kind);
    assert.ok((await list('item')).length > 40);
    const [found] = await list('term?search=solace');
    assert.deepEqual([found?.id, found?.title, found?.change, found?.edited], ['solace', 'Solace', 0, false]);
    assert.deepEqual(await list('term?search=no-such-word-anywhere'), []);
    for (const nonsense of ['network', 'files', 'x', '%00', '__proto__'])
      await call('efe', 'GET', nonsense, undefined, nonsense === '%00' ? 400 : 404);
    await call('efe', 'GET', `term?search=${'x'.repeat(201)}`, undefined, 400);
    await call('efe', 'GET', 'term/no-such', undefined, 404);
  });

  it('is changed, taken away and brought back, each on its latest state', async () => {
    const path = 'item/send-finance';
    const { record, change } = await read(path);
    const saved = await call<ContentRecord>('efe', 'PUT', path, {
      record: { ...record, title: 'Money' },
      basedOn: change,
    });
    assert.deepEqual([saved.title, saved.edited, saved.change > change], ['Money', true, true]);
    const late = await call<Refused>(
      'farah',
      'PUT',
      path,
      { record: { ...record, title: 'Funds' }, basedOn: change },
      409,
    );
    assert.match(late.error.message, /Somebody else has changed this/);
    await call('efe', 'DELETE', path, { basedOn: saved.change });
    await call('efe', 'DELETE', path, { basedOn: saved.change }); // a second press
    await call('efe', 'DELETE', 'item/no-such', { basedOn: 0 }, 404);
    await call('efe', 'GET', path, undefined, 404);
    assert.deepEqual(
      (await list('item?takenAway=yes')).map(({ id, title }) => [id, title]),
      [['send-finance', 'Money']],
    );
    const [taken, changed] = await changes(path);
    assert.deepEqual(
      [taken?.did, changed?.did, changed?.by, changed?.fields],
      ['taken away', 'changed', 'Efe Demo (coordinator)', ['Title']],
    );
    const back = await call<ContentRecord>('farah', 'POST', `${path}/undo`, { change: taken?.id });
    assert.equal(back.title, 'Money');
    const shipped = await call<ContentRecord>('farah', 'POST', `${path}/undo`, {
      change: changed?.id,
      basedOn: back.change,
    });
    assert.deepEqual([shipped.record, shipped.edited], [record, false]);
    await call('farah', 'POST', `${path}/undo`, { change: 1e9 }, 404);
  });

  it('grows by answers that a second coordinator approves', async () => {
    const record = { questions: ['Is there parking?'], answer: ['There is none.'], readers: 'members' };
    const made = await call<ContentRecord>('efe', 'POST', 'faq', { record }, 201);
    assert.deepEqual(
      [made.id, made.record.state, made.record.author, made.mayPublish],
      ['is-there-parking', 'draft', 'Efe Demo (coordinator)', false],
    );
    const again = await call<ContentRecord>('efe', 'POST', 'faq', { record }, 201);
    assert.equal(again.id, made.id, 'a second press');
    const refused = await call<Refused>('efe', 'POST', `faq/${made.id}/publish`, {}, 403);
    assert.match(refused.error.message, /another coordinator has to approve it/);
    assert.equal((await read(`faq/${made.id}`, 'farah')).mayPublish, true);
    const live = await call<ContentRecord>('farah', 'POST', `faq/${made.id}/publish`, {
      basedOn: made.change,
    });
    assert.equal(live.record.state, 'live');
    const worded = await call<ContentRecord>('efe', 'POST', `faq/${made.id}/wordings`, {
      wordings: ['Can I bring the car?', 'can i bring THE car?'],
    });
    assert.deepEqual(worded.record.questions, ['Is there parking?', 'Can I bring the car?']);
    const [latest] = await changes(`faq/${made.id}`);
    assert.deepEqual(latest?.fields, ['Ways to ask it']);
    const [first] = (await changes(`faq/${made.id}`)).slice(-1);
    const none = await call<null>('efe', 'POST', `faq/${made.id}/undo`, { change: first?.id });
    assert.equal(none, null, 'before it was made there was none');
  });

  it('says every fault in plain words', async () => {
    const { record, change } = await read('item/send-finance');
    const faulty = { record: { ...record, title: '', summary: ['No end'] }, basedOn: change };
    const { error } = await call<Refused>('efe', 'PUT', 'item/send-finance', faulty, 400);
    assert.deepEqual(error, {
      code: 'invalid',
      message: 'Title: write something here. What it is, line 1: end the sentence with a full stop.',
    });
    for (const body of [
      {},
      { record },
      { record: [], basedOn: 0 },
      { record: 'x', basedOn: 0 },
      { record, basedOn: -1 },
    ])
      await call('efe', 'PUT', 'item/send-finance', body, 400);
    const deep = JSON.parse(`${'{"a":'.repeat(2000)}1${'}'.repeat(2000)}`);
    for (const signpost of [{}, deep, { title: { a: 1 } }, { title: [], aliases: 'x', text: null }])
      await call('efe', 'POST', 'signpost', { record: signpost }, 400);
    await call('efe', 'POST', 'item', { record }, 404);
    const unsafe = { title: 'A', aliases: ['a'], text: ['A.'], links: [{ title: 'x', url: 'javascript:1' }] };
    const refused = await call<Refused>('efe', 'POST', 'signpost', { record: unsafe }, 400);
    assert.equal(refused.error.message, 'Links, line 1: write an address that begins with https://.');
  });

  describe('is tried out before it is saved', () => {
    const preview = (body: object) => call<Answer>('efe', 'POST', 'preview', body);
    const question = 'Tell me about SEND finance';

    it('with the words of a record that nobody has saved', async () => {
      const { record } = await read('item/send-finance');
      const summary = ['This is how it will read.'];
      const answer = await preview({
        question,
        readers: 'members',
        record: { kind: 'item', record: { ...record, summary } },
      });
      assert.equal(answer.id, null);
      assert.equal(answer.sources[0]?.id, 'send-finance');
      assert.match(answer.text, /This is how it will read\./);
      const without = await preview({ question, readers: 'members' });
      assert.doesNotMatch(without.text, /This is how it will read\./);
      const kept = await server.domain.ctx.db.selectFrom('given_answer').selectAll().execute();
      assert.deepEqual(kept, []);
    });

    it('with an answer that is new, or a draft, as if it were live', async () => {
      const record = {
        questions: ['Where do the penguins march?'],
        answer: ['They march in Regent’s Park.'],
      };
      const answer = await preview({
        question: 'where do penguins march',
        readers: 'members',
        record: { kind: 'faq', record },
      });
      assert.match(answer.text, /Regent’s Park/);
      assert.equal(
        (await preview({ question: 'where do penguins march', readers: 'members' })).outcome,
        'declined',
      );
    });

    it('as each kind of reader would see it', async () => {
      const record = {
        questions: ['Where do the penguins march?'],
        answer: ['They march in Regent’s Park.'],
        readers: 'coordinators',
      };
      const seen = async (readers: string) =>
        /Regent/.test(
          (await preview({ question: 'where do penguins march', readers, record: { kind: 'faq', record } }))
            .text,
        );
      assert.deepEqual(
        [await seen('members'), await seen('library'), await seen('coordinators')],
        [false, false, true],
      );
    });

    it('with its faults in plain words', async () => {
      const body = { question, readers: 'members', record: { kind: 'term', record: { term: 'X' } } };
      const { error } = await call<Refused>('efe', 'POST', 'preview', body, 400);
      assert.match(error.message, /What it means: write something here\./);
      for (const wrong of [
        {},
        { question },
        { question, readers: 'all' },
        { question: ' ', readers: 'members' },
      ])
        await call('efe', 'POST', 'preview', wrong, 400);
    });
  });

  it('shows its readers what is for them, and nobody else', async () => {
    const path = 'item/send-finance';
    const { record, change } = await read(path);
    await call('efe', 'PUT', path, { record: { ...record, readers: 'coordinators' }, basedOn: change });
    const seenBy = async (who: string) => {
      const items = (await (await server.as(who, '/api/items')).json()) as { items: { id: string }[] };
      const one = await server.as(who, '/api/items/send-finance');
      return [items.items.some(({ id }) => id === 'send-finance'), one.status];
    };
    assert.deepEqual(await seenBy('asha'), [false, 404]);
    assert.deepEqual(await seenBy('efe'), [true, 200]);
    const [latest] = await changes(path);
    await call('efe', 'POST', `${path}/undo`, { change: latest?.id });
    assert.deepEqual(await seenBy('asha'), [true, 200]);
  });
});
