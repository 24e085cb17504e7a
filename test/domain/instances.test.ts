import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { saveRecord } from '../../bot/domain/content/curating.ts';
import { changeRecord } from '../../bot/domain/content/editing.ts';
import { addFaq } from '../../bot/domain/content/faqs.ts';
import { readRecord } from '../../bot/domain/content/listing.ts';
import { inTransaction } from '../../bot/domain/context.ts';
import { answerQuestion } from '../../bot/domain/knowledge/answers.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { aCoordinator } from '../factories.ts';
import { type Domain, newDatabase, openDomain } from '../harness.ts';

describe('What one instance is taught', () => {
  let one: Domain;
  let other: Domain;
  let cora: Member;
  before(async () => {
    const url = await newDatabase();
    one = await openDomain({ url });
    other = await openDomain({ url });
    cora = await aCoordinator(one.ctx);
  });
  after(async () => {
    await other.close();
    await one.close();
  });

  const titleIn = async ({ ctx }: Domain, id: string) =>
    (await ctx.knowledge()).content.items.find((item) => item.id === id)?.title;
  const rename = async ({ ctx }: Domain, id: string, title: string) => {
    const { record, change } = await readRecord(ctx, cora, { kind: 'item', id });
    await saveRecord(ctx, cora, { kind: 'item', id, record: { ...record, title }, basedOn: change });
  };

  it('is what all of them answer at the very next question', async () => {
    const answer = async ({ ctx }: Domain) =>
      answerQuestion(await ctx.knowledge(), {
        question: 'Tell me about SEND finance',
        earlier: [],
        today: '2026-03-03',
        readers: ['members'],
      });
    const summary = 'Somebody changed this sentence a moment ago.';
    assert.ok(!(await answer(other)).text.includes(summary));
    const { record, change } = await readRecord(one.ctx, cora, { kind: 'item', id: 'send-finance' });
    const changed = { ...record, summary: [summary] };
    await saveRecord(one.ctx, cora, { kind: 'item', id: 'send-finance', record: changed, basedOn: change });
    for (const instance of [one, other]) assert.ok((await answer(instance)).text.includes(summary));
    for (let n = 0; n < 10; n++) {
      await rename(n % 2 ? one : other, 'send-finance', `Money ${n}`);
      assert.equal(await titleIn(n % 2 ? other : one, 'send-finance'), `Money ${n}`);
    }
  });

  it('is missed by none of them, in whatever order changes are written and committed', async () => {
    let commit = () => {};
    let begun = () => {};
    const wrote = new Promise<void>((resolve) => {
      begun = resolve;
    });
    const { record } = await readRecord(one.ctx, cora, { kind: 'item', id: 'send-finance' });
    // The first to write is the last to commit.
    const slow = inTransaction(one.ctx, async (tx) => {
      const after = { ...record, title: 'Slow' };
      await changeRecord(tx, cora, { kind: 'item', id: 'send-finance', after });
      begun();
      await new Promise<void>((resolve) => {
        commit = resolve;
      });
    });
    await wrote;
    const quick = rename(other, 'send-inclusion', 'Quick');
    // The quick one has either come to wait for the slow one, or has committed before it.
    await Promise.race([quick, waiting()]);
    await other.ctx.knowledge();
    commit();
    await Promise.all([slow, quick]);
    for (const instance of [one, other])
      assert.deepEqual(
        [await titleIn(instance, 'send-finance'), await titleIn(instance, 'send-inclusion')],
        ['Slow', 'Quick'],
      );
  });

  it('is nobody’s to lose: of changes of one record at once, one holds and the others are told', async () => {
    const { record, change } = await readRecord(one.ctx, cora, { kind: 'item', id: 'send-finance' });
    const results = await Promise.allSettled(
      Array.from({ length: 8 }, (_, n) =>
        saveRecord((n % 2 ? one : other).ctx, cora, {
          kind: 'item',
          id: 'send-finance',
          record: { ...record, title: `At once ${n}` },
          basedOn: change,
        }),
      ),
    );
    const refused = results.flatMap((each) => (each.status === 'rejected' ? [each.reason.code] : []));
    assert.deepEqual(refused, Array(7).fill('conflict'));
    const held = results.findIndex((each) => each.status === 'fulfilled');
    assert.equal(await titleIn(one, 'send-finance'), `At once ${held}`);
  });

  it('has an id of its own, however many answers are added at once', async () => {
    const added = await Promise.all(
      Array.from({ length: 8 }, (_, n) =>
        inTransaction((n % 2 ? one : other).ctx, (tx) =>
          addFaq(tx, cora, { questions: ['Why?'], answer: `Because ${n}.`, area: null, readers: 'members' }),
        ),
      ),
    );
    assert.equal(new Set(added.map(({ id }) => id)).size, 8);
    assert.equal((await one.ctx.knowledge()).content.faqs.length, 8);
  });

  /** As soon as a transaction waits for a lock that another holds. */
  async function waiting(): Promise<void> {
    for (;;) {
      const { rows } = await sql<{ waits: boolean }>`select exists (
        select from pg_locks where locktype = 'advisory' and not granted
          and database = (select oid from pg_database where datname = current_database())) as waits`.execute(
        one.store.db,
      );
      if (rows[0]?.waits) return;
    }
  }
});
