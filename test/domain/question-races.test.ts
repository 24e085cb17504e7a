import assert from 'node:assert/strict';
import type { KyselyPlugin } from 'kysely';
import type { Context } from '../../bot/domain/context.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { rateReply } from '../../bot/domain/questions/helped.ts';
import { askPeople, takeBack } from '../../bot/domain/questions/questions.ts';
import { answerQuestion, claimQuestion, closeQuestion } from '../../bot/domain/questions/replies.ts';
import { aCoordinator, aMember } from '../factories.ts';
import { type Domain, newDatabase, openDomain } from '../harness.ts';

const rounds = 25;

describe('Several people at one question at once, on PostgreSQL', () => {
  let domain: Domain;
  let ada: Member;
  let coordinators: Member[];
  before(async function () {
    this.timeout(120_000);
    domain = await openDomain({ url: await newDatabase(), connections: 12 });
    ada = await aMember(domain.ctx, 'camden', 'Ada Test');
    coordinators = await Promise.all(Array.from({ length: 4 }, () => aCoordinator(domain.ctx)));
  });
  after(() => domain?.close());

  const count = async (table: 'question' | 'question_reply' | 'message', where: [string, unknown]) => {
    const { count } = await domain.ctx.db
      .selectFrom(table)
      .select((c) => c.fn.countAll<string>().as('count'))
      .where(where[0] as never, '=', where[1] as never)
      .executeTakeFirstOrThrow();
    return Number(count);
  };
  const ask = (key: string, ctx: Context = domain.ctx) => askPeople(ctx, ada, { key, text: 'Who pays?' });
  /** What came of each: a fulfilled one's value, or the code of the refusal. */
  const together = async (work: Promise<unknown>[]): Promise<string[]> =>
    (await Promise.allSettled(work)).map((each) =>
      each.status === 'fulfilled' ? 'done' : String(each.reason.code),
    );

  it('make one question of one asking', async function () {
    this.timeout(120_000);
    for (let n = 0; n < rounds; n++) {
      const asked = await Promise.all(Array.from({ length: 4 }, () => ask(`same ${n}`)));
      const { id } = asked[0]!;
      assert.ok(asked.every((each) => each.id === id));
      assert.equal(await count('message', ['key', id]), coordinators.length);
      await takeBack(domain.ctx, ada, id);
    }
  });

  it('answer it once, and the asker gets one answer', async function () {
    this.timeout(120_000);
    for (let n = 0; n < rounds; n++) {
      const { id } = await ask(`answered ${n}`);
      const outcomes = await together([
        ...coordinators.map((each, m) => answerQuestion(domain.ctx, each, id, { text: `Answer ${m}.` })),
        answerQuestion(domain.ctx, coordinators[0]!, id, { text: 'Answer 0.' }),
        claimQuestion(domain.ctx, coordinators[1]!, id),
      ]);
      const answered = outcomes.slice(0, 4).filter((each) => each === 'done').length;
      assert.equal(answered, 1, outcomes.join());
      assert.equal(await count('question_reply', ['question_id', id]), 1);
    }
    assert.equal(await count('message', ['purpose', 'question answered']), rounds);
  });

  it('either answer it, close it or take it back', async function () {
    this.timeout(120_000);
    for (let n = 0; n < rounds; n++) {
      const { id } = await ask(`either ${n}`);
      const outcomes = await together([
        answerQuestion(domain.ctx, coordinators[0]!, id, { text: 'Yes.' }),
        closeQuestion(domain.ctx, coordinators[1]!, id, null),
        takeBack(domain.ctx, ada, id),
      ]);
      assert.deepEqual(outcomes.toSorted(), ['conflict', 'conflict', 'done']);
      const replies = await count('question_reply', ['question_id', id]);
      assert.equal(replies, outcomes[0] === 'done' ? 1 : 0);
    }
  });

  it('open it again once where the answer did not help, and answer it once more', async function () {
    this.timeout(120_000);
    const [first, second, third] = coordinators as [Member, Member, Member];
    for (let n = 0; n < rounds; n++) {
      const { id } = await ask(`again ${n}`);
      const { question } = await answerQuestion(domain.ctx, first, id, { text: 'Yes.' });
      const reply = question.replies[0]!.id;
      const rate = () => rateReply(domain.ctx, ada, id, { reply, rating: 'dislike', comment: 'Why?' });
      const answer = (by: Member) => answerQuestion(domain.ctx, by, id, { text: 'Because.' });
      const outcomes = await together([rate(), answer(second), rate(), answer(third), rate()]);
      const answered = [outcomes[1], outcomes[3]].filter((each) => each === 'done').length;
      assert.ok(answered <= 1, outcomes.join());
      const { state } = await rate();
      assert.equal(state, answered === 1 ? 'answered' : 'claimed');
      assert.equal(await count('question_reply', ['question_id', id]), 1 + answered);
      assert.equal(await count('message', ['key', `${id} ${reply} missing`]), 1);
    }
  });

  it('would answer it twice without the lock: the check can fail', async function () {
    this.timeout(120_000);
    const bothHaveRead = meeting(2);
    const careless: Context = {
      ...domain.ctx,
      transaction: (work) => domain.ctx.transaction((tx) => work(tx.withPlugin(withoutLocks(bothHaveRead)))),
    };
    const { id } = await ask('careless');
    await together(
      coordinators.slice(0, 2).map((each) => answerQuestion(careless, each, id, { text: 'Mine.' })),
    );
    assert.equal(await count('question_reply', ['question_id', id]), 2);
  });
});

/** Resolves for everybody as soon as so many have come. */
function meeting(people: number): () => Promise<void> {
  const all = Promise.withResolvers<void>();
  return () => {
    if (--people === 0) all.resolve();
    return all.promise;
  };
}

/** A transaction that locks nothing, and goes on from its first look at the question together with the others. */
function withoutLocks(afterLook: () => Promise<void>): KyselyPlugin {
  let results = 0;
  return {
    transformQuery({ node }) {
      if (node.kind !== 'SelectQueryNode') return node;
      const { endModifiers: _, ...unlocked } = node;
      return unlocked;
    },
    async transformResult({ result }) {
      // The first is what would have locked.
      if (++results === 2) await afterLook();
      return result;
    },
  };
}
