import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { Member } from '../../bot/domain/members/members.ts';
import { ask } from '../../bot/domain/questions/ask.ts';
import { lastGiven, rateAnswer, rateMessage } from '../../bot/domain/questions/given-answers.ts';
import { unanswered, unhelpful } from '../../bot/domain/questions/unanswered.ts';
import { aCoordinator, aMember } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';

describe('What the bot answered', () => {
  let domain: Domain;
  let member: Member;
  before(async () => {
    domain = await openDomain();
  });
  beforeEach(async () => {
    member = await aMember(domain.ctx);
  });
  afterEach(() => {
    domain.now.at = undefined as never;
  });
  after(() => domain.close());

  const asked = (
    question: string,
    { by = member, conversationId = `a:${member.id}`, earlier = undefined as string[] | undefined } = {},
  ) => ask(domain.ctx, by, { question, conversationId, shared: false, earlier });
  const kept = (id: string) =>
    domain.ctx.db.selectFrom('given_answer').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const later = (minutes: number) => {
    domain.now.at = new Date(domain.ctx.clock.now().getTime() + minutes * 60_000);
  };

  describe('is kept', () => {
    it('with the question, the sources and what was said', async () => {
      const answer = await asked('When is the London SEND Summit?');
      const row = await kept(answer.id);
      assert.equal(row.question, 'When is the London SEND Summit?');
      assert.equal(row.outcome, 'answered');
      assert.equal(row.text, answer.text);
      assert.deepEqual(row.sources[0], { id: 'send-national', title: answer.sources[0]!.title });
      assert.deepEqual(
        [row.member_id, row.conversation_id, row.rating, row.activity_id],
        [member.id, `a:${member.id}`, null, null],
      );
    });

    it('without the personal details of the question, and with a warning where it is about a child', async () => {
      const answer = await asked(
        'My client Tyrell Okafor (14) was hit by his stepfather, what is Your Choice?',
      );
      assert.match(
        answer.text,
        /^This seems to be about a particular child or family\. Please leave out names/,
      );
      const row = await kept(answer.id);
      assert.doesNotMatch(JSON.stringify(row), /Tyrell|Okafor/);
      assert.match(row.question, /My client \[a name\]/);
    });

    it('once a day where the page that asked keeps the questions and asks them again', async () => {
      domain.now.at = new Date('2026-03-03T10:00:00Z');
      const again = (question: string, earlier?: string[]) =>
        asked(question, { conversationId: 'tab', earlier });
      const { id } = await again('What is VESS?', []);
      await rateAnswer(domain.ctx, member, id, { rating: 'like', comment: null });
      later(60);
      assert.equal((await again('What is VESS?', [])).id, id);
      assert.equal((await kept(id)).rating, 'like');
      const other = await aMember(domain.ctx);
      const others = await asked('What is VESS?', { by: other, conversationId: 'tab', earlier: [] });
      const ids = new Set([id, others.id, (await again('What is Your Choice?', [])).id]);
      ids.add((await again('What is VESS?')).id);
      later(24 * 60);
      ids.add((await again('What is VESS?', [])).id);
      assert.equal(ids.size, 5, 'somebody else, other words, in the chat, another day');
    });

    it('whatever was asked: half a surrogate pair, NUL, far too much', async () => {
      for (const question of ['lone \ud800 surrogate', 'nul \u0000 in it', 'x'.repeat(100_000)])
        assert.ok((await kept((await asked(question)).id)).question.length <= 1000);
    });
  });

  describe('is the context of the next question', () => {
    it('for 30 minutes, of the same person in the same conversation', async () => {
      domain.now.at = new Date();
      await asked('tell me about mentoring for care leavers');
      assert.match((await asked('who leads on it')).text, /Greater London Authority/);
      const other = await aMember(domain.ctx);
      assert.equal((await asked('who leads on it', { by: other })).outcome, 'declined');
      assert.equal((await asked('who leads on it', { conversationId: 'another' })).outcome, 'declined');
      later(31);
      assert.equal((await asked('who leads on it')).outcome, 'declined');
    });

    it('unless the caller keeps the questions, as the tab does', async () => {
      await asked('tell me about mentoring for care leavers');
      assert.equal((await asked('who leads on it', { earlier: [] })).outcome, 'declined');
      const earlier = ['tell me about mentoring for care leavers'];
      assert.match(
        (await asked('who leads on it', { conversationId: 'tab', earlier })).text,
        /Greater London/,
      );
    });

    it('and the last one is there to be asked about, for as long', async () => {
      domain.now.at = new Date();
      const conversationId = `a:${member.id}`;
      assert.equal(await lastGiven(domain.ctx, member, conversationId), undefined);
      await asked('What is VESS?');
      later(1);
      const { id } = await asked('Who won the football?');
      assert.equal((await lastGiven(domain.ctx, member, conversationId))?.id, id);
      assert.equal(await lastGiven(domain.ctx, await aMember(domain.ctx), conversationId), undefined);
      later(31);
      assert.equal(await lastGiven(domain.ctx, member, conversationId), undefined);
    });
  });

  describe('is rated', () => {
    const like = { rating: 'like', comment: null } as const;
    const dislike = { rating: 'dislike', comment: 'Ask kelly@home.example about Jayden’s mum' } as const;

    it('by who got it; the last rating counts, and a comment is kept without personal details', async () => {
      const { id } = await asked('What is VESS?');
      assert.equal(await rateAnswer(domain.ctx, member, id, dislike), true);
      const first = await kept(id);
      assert.deepEqual(
        [first.rating, first.comment],
        ['dislike', 'Ask [an e-mail address] about [a name]’s mum'],
      );
      assert.equal(await rateAnswer(domain.ctx, member, id, like), true);
      const second = await kept(id);
      assert.deepEqual([second.rating, second.comment], ['like', null]);
    });

    it('by nobody else', async () => {
      const { id } = await asked('What is VESS?');
      const other = await aMember(domain.ctx);
      assert.equal(await rateAnswer(domain.ctx, other, id, like), false);
      const place = { conversationId: `a:${member.id}`, activityId: undefined };
      assert.equal(await rateMessage(domain.ctx, other, place, like), false);
      assert.equal((await kept(id)).rating, null);
    });
  });

  describe('is there for coordinators to mend', () => {
    const ways = ['where can I park my zeppelin', 'Where can I park a zeppelin?', 'zeppelin parking'];

    it('grouped where it was declined: what most people asked first, counting people and not repeats', async () => {
      const coordinator = await aCoordinator(domain.ctx);
      for (const question of ways) await asked(question, { by: await aMember(domain.ctx) });
      for (let n = 0; n < 5; n++) await asked('how do I fix my gramophone');
      await asked('When is the London SEND Summit?');
      await asked('how do I make a referral to social services');
      const groups = await unanswered(domain.ctx, coordinator);
      const [first, second] = groups;
      assert.match(first!.question, /zeppelin/);
      assert.equal(first!.count, 3);
      assert.deepEqual([first!.question, ...first!.wordings].sort(), [...ways].sort());
      assert.equal(second!.count, 1);
      assert.ok(groups.some(({ question }) => /gramophone/.test(question)));
      assert.ok(
        !groups.some(({ question }) => /Summit|social services/.test(question)),
        'answered, or sent on',
      );
    });

    it('while others are served, however many and however alike they are', async () => {
      const coordinator = await aCoordinator(domain.ctx);
      await sql`
        insert into given_answer (id, member_id, conversation_id, question, outcome, sources, text, at)
        select gen_random_uuid(), ${member.id}, 'a:1', 'children in London want a zither' || n || ' and a lute' || n,
          'declined', '[]', 'I do not know.', now()
        from generate_series(1, 3000) n`.execute(domain.ctx.db);
      let turns = 0;
      let looking = true;
      const look = () => {
        turns++;
        if (looking) setImmediate(look);
      };
      look();
      const groups = await unanswered(domain.ctx, coordinator);
      looking = false;
      await domain.ctx.db.deleteFrom('given_answer').where('conversation_id', '=', 'a:1').execute();
      assert.equal(groups.length, 50);
      assert.ok(turns > 100, `others had ${turns} turns`); // for each of the 50 shown, and for each 50 that were asked
    });

    it('with what was said of it where it was marked unhelpful, the latest first', async () => {
      const coordinator = await aCoordinator(domain.ctx);
      domain.now.at = new Date();
      for (const [question, comment] of [
        ['What is VESS?', 'Too long'],
        ['What is Your Choice?', null],
      ] as const) {
        const { id } = await asked(question);
        await rateAnswer(domain.ctx, member, id, { rating: 'dislike', comment });
        later(1);
      }
      const { id } = await asked('What is the SAIL handbook?');
      await rateAnswer(domain.ctx, member, id, { rating: 'like', comment: null });
      const [first, second] = await unhelpful(domain.ctx, coordinator);
      assert.deepEqual([first?.question, first?.comment], ['What is Your Choice?', null]);
      assert.deepEqual([second?.question, second?.comment], ['What is VESS?', 'Too long']);
      assert.ok(second!.text.length > 0 && second!.sources.length > 0);
    });

    it('and for nobody else', async () => {
      await assert.rejects(unanswered(domain.ctx, member), { code: 'not-allowed' });
      await assert.rejects(unhelpful(domain.ctx, member), { code: 'not-allowed' });
    });
  });
});
