import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Member } from '../../bot/domain/members/members.ts';
import { aMember, anEvent } from '../factories.ts';
import { type Channel, openChannel } from './channel.ts';

describe('hostile activities', () => {
  let channel: Channel;
  let member: Member;
  before(async () => {
    channel = await openChannel();
    member = await aMember(channel.domain.ctx);
  });
  after(() => channel.close());

  const bookings = () => channel.domain.store.db.selectFrom('booking').selectAll().execute();

  it('of any length and alphabet are answered in a sentence that repeats none of it', async () => {
    const said = [
      '   ',
      'x'.repeat(100_000),
      'events '.repeat(14_000),
      '<at>'.repeat(25_000),
      '<at>LIIA</at>'.repeat(7000),
      'my bookings\u0000',
      '\u0000\u0001\u001b[31m\u202e',
      'lone \ud800 surrogate',
      '<script>alert(1)</script><img src=x onerror=alert(1)>',
      '[click](javascript:alert(1)) ![x](https://evil.example/x.png)',
      "'; drop table booking; --",
      '{{7*7}} %00 ../../etc/passwd',
      'book <b>everything</b>',
      'show event ../../etc',
      'events in \u0000 december',
      '\u0628\u0627\u0644\u0639\u0631\u0628\u064a\u0629',
    ];
    for (const text of said) {
      const before = channel.posts.length;
      const response = await channel.send(channel.activity(member, { text }));
      assert.deepEqual(response, { status: 200 });
      assert.equal(channel.posts.length, before + 1, JSON.stringify(text.slice(0, 40)));
      const { activity } = channel.posts.at(-1)!;
      assert.ok(activity.text?.length > 0 || activity.attachments?.length > 0);
      const words = JSON.stringify(activity);
      for (const part of [
        '<script',
        '<img',
        'javascript:',
        'evil.example',
        'drop table',
        'Something went wrong',
      ])
        assert.ok(!words.includes(part), `${part} in ${words.slice(0, 300)}`);
    }
    assert.deepEqual(await bookings(), []);
  });

  it('with control characters and markup in names leave the member a plain name', async () => {
    const from = { id: '29:x', aadObjectId: member.objectId, name: 'A\u0000d\ud800a <b>' };
    const response = await channel.send(channel.activity(member, { from }));
    assert.deepEqual(response, { status: 200 });
    const kept = await channel.domain.store.db
      .selectFrom('member')
      .select('name')
      .where('id', '=', member.id)
      .executeTakeFirstOrThrow();
    assert.equal(kept.name, 'A d\ufffda <b>');
  });

  it('with values of every wrong kind change nothing and are never a 5xx', async () => {
    const event = await anEvent(channel.domain.ctx);
    const values = [
      undefined,
      null,
      0,
      'book',
      [],
      {},
      { verb: 'book' },
      { verb: 7, event },
      { verb: 'book', event: [event] },
      { verb: 'cancel', booking: event },
      { action: null },
      { action: { verb: 'book' } },
      { action: { verb: 'book', data: `{"event":"${event}"}` } },
      { action: { verb: 'x'.repeat(5000), data: {} } },
      JSON.parse('{"__proto__":{"verb":"book"},"action":{"__proto__":{"verb":"book"}}}'),
    ];
    const names = [
      'adaptiveCard/action',
      'message/submitAction',
      'task/fetch',
      'composeExtension/query',
      undefined,
    ];
    for (const value of values)
      for (const parts of [
        { value, text: undefined },
        ...names.map((name) => ({ type: 'invoke', name, value, text: undefined })),
      ]) {
        const { status, body } = await channel.send(channel.activity(member, parts));
        assert.ok(
          status === 200 || (status >= 400 && status < 500),
          `${status} for ${JSON.stringify(parts)}`,
        );
        if (status >= 400) assert.match(JSON.stringify(body), /[a-z]+ [a-z]+/);
      }
    assert.deepEqual(await bookings(), []);
  });

  it('of types that we do not know are taken in silence', async () => {
    const before = channel.posts.length;
    for (const type of ['messageReaction', 'typing', 'event', 'endOfConversation', 'trace', 'constructor'])
      assert.deepEqual(await channel.send(channel.activity(member, { type })), { status: 200 });
    assert.equal(channel.posts.length, before);
  });

  it('are told so in the chat where our own code fails, and nothing of the error is said', async () => {
    const { ctx } = channel.domain;
    const broken = sinon.stub(ctx, 'knowledge').throws(new Error('secret detail'));
    try {
      const message = await channel.say(member, 'Who leads the SEND work?');
      assert.equal(message.text, 'Something went wrong on our side. Please try again.');
    } finally {
      broken.restore();
    }
  });

  it('are told so even where the database does not answer', async () => {
    const broken = sinon.stub(channel.domain.store.db, 'selectFrom').throws(new Error('secret detail'));
    try {
      const message = await channel.say(member, 'help');
      assert.equal(message.text, 'Something went wrong on our side. Please try again.');
    } finally {
      broken.restore();
    }
  });
});
