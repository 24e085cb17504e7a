import assert from 'node:assert/strict';
import type { Member } from '../../bot/domain/members/members.ts';
import { paceOfPeople } from '../../bot/domain/questions/pace.ts';
import { aMember } from '../factories.ts';
import { type Channel, openChannel } from './channel.ts';

const question = 'Who leads on mentoring for care leavers?';
const rightAnswer = /Greater London Authority/;

describe('a thousand questions from one person', function () {
  this.timeout(60_000);
  let channel: Channel;
  let flooder: Member;
  let other: Member;
  before(async () => {
    channel = await openChannel();
    flooder = await aMember(channel.domain.ctx);
    other = await aMember(channel.domain.ctx);
  });
  after(() => channel.close());

  /** Sends activities in so many lanes at a time, each lane one after another. */
  async function flood(count: number, lanes: number, parts: Record<string, unknown> = { text: question }) {
    const token = await channel.token(); // signing one for each would be most of the work
    let left = count;
    const lane = async () => {
      while (left-- > 0) {
        const activity = channel.activity(flooder, parts);
        const response = await channel.handle({
          authorization: `Bearer ${token}`,
          body: async () => activity,
        });
        assert.equal(response.status, 200);
      }
    };
    await Promise.all(Array.from({ length: lanes }, lane));
  }

  const saidTo = (member: Member) =>
    channel.posts
      .filter(({ path }) => path.includes(`/conversations/${encodeURIComponent(`a:${member.id}`)}/`))
      .map(({ activity }) => activity);

  it('each get a plain sentence or an answer, while another is answered as ever', async () => {
    await channel.send(channel.activity(other, { text: question })); // the first one waits for the index
    const began = performance.now();
    let flooded: number | undefined;
    const flooding = flood(1000, 10).then(() => {
      flooded = performance.now() - began;
    });
    const waited: number[] = [];
    while (flooded === undefined && waited.length < 20) {
      const from = performance.now();
      await channel.send(channel.activity(other, { text: question }));
      waited.push(performance.now() - from);
    }
    await flooding;
    const answers = saidTo(other);
    assert.equal(answers.length, 1 + waited.length);
    for (const { text } of answers) assert.match(text, rightAnswer);
    const longest = Math.max(...waited);
    console.log(
      `      ${Math.round(flooded!)} ms, in which the other asked ${waited.length} and waited at most ${Math.round(longest)} ms`,
    );
    assert.ok(longest < Math.max(2000, flooded! / 2));

    const said = saidTo(flooder).map(({ text }) => String(text));
    assert.equal(said.length, 1000);
    const beyond = said.filter((text) => !rightAnswer.test(text));
    assert.equal(new Set(beyond).size, 1, 'one sentence for all that were too many');
    assert.match(beyond[0]!, /^[A-Z][\w ,'’]+\.( [A-Z][\w ,'’]+\.)?$/);
    assert.doesNotMatch(beyond[0]!, /went wrong/);
    assert.ok(said.length - beyond.length >= 30, 'what a person can type is answered');
    assert.ok(beyond.length >= 850, `${beyond.length} were too many`);
  });

  it('ask the database nothing once they are too many', async () => {
    const kept = () =>
      channel.domain.store.db
        .selectFrom('given_answer')
        .select((c) => c.fn.countAll<number>().as('count'))
        .where('member_id', '=', flooder.id)
        .executeTakeFirstOrThrow();
    const before = await kept();
    await flood(50, 1);
    const { count } = await kept();
    assert.ok(Number(count) - Number(before.count) <= 5);
  });

  it('take no button from the person who asked them', async () => {
    const before = saidTo(flooder).length;
    await flood(1, 1);
    const [text] = saidTo(flooder)
      .slice(before)
      .map((activity) => activity.text);
    assert.doesNotMatch(String(text), rightAnswer, 'still too many');
    await flood(1, 1, { text: undefined, value: { verb: 'my-bookings' } });
    const [pressed] = saidTo(flooder).slice(before + 1);
    assert.ok(pressed && pressed.text !== text);
  });
});

describe('the pace of people', () => {
  it('is each person’s own, and a quiet time gives all of it back', () => {
    let now = 0;
    const inPace = paceOfPeople(() => now);
    const asked = (person: string, count: number) =>
      Array.from({ length: count }, () => inPace(person)).filter(Boolean).length;
    const atOnce = asked('a', 1000);
    assert.ok(atOnce >= 30 && atOnce <= 100, `${atOnce}`);
    assert.equal(asked('b', atOnce), atOnce);
    assert.equal(asked('a', 10), 0);
    now += 60_000;
    const later = asked('a', 1000);
    assert.ok(later >= 20 && later <= atOnce, `${later}`);
    now += 24 * 60 * 60_000;
    assert.equal(asked('a', 1000), atOnce);
  });

  it('holds over any minute, however the questions are spread', () => {
    let now = 0;
    const inPace = paceOfPeople(() => now);
    let answered = 0;
    for (let n = 0; n < 1000; n++) {
      now += 60;
      if (inPace('a')) answered++;
    }
    assert.ok(answered <= 130, `${answered} in a minute`);
  });
});
