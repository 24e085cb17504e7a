import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Member } from '../../bot/domain/members/members.ts';
import { knowTenant } from '../../bot/domain/members/organisations.ts';
import { aMember } from '../factories.ts';
import { type Channel, openChannel, staff } from './channel.ts';

describe('people who are not let in', () => {
  let channel: Channel;
  let somebody: Member;
  before(async () => {
    channel = await openChannel();
    somebody = await aMember(channel.domain.ctx);
    await channel.domain.store.db
      .updateTable('organisation')
      .set({ signed: false })
      .where('id', '=', 'brent')
      .execute();
  });
  after(() => channel.close());

  /** A person who has not been here, of a tenant that serves these. */
  async function someoneOf(...organisations: string[]): Promise<Member> {
    const tenantId = randomUUID();
    for (const id of organisations) await knowTenant(channel.domain.ctx.db, tenantId, id);
    return { ...somebody, id: randomUUID(), tenantId, objectId: randomUUID(), name: 'Strange Person' };
  }
  const aPartner = async () => {
    const row = await channel.domain.ctx.db
      .selectFrom('organisation')
      .select('id')
      .where('kind', '=', 'partner')
      .orderBy('position')
      .executeTakeFirstOrThrow();
    return row.id;
  };
  const strangers: [string, () => Promise<Member>, RegExp][] = [
    ['of an unknown tenant', () => someoneOf(), /not one of ours yet/],
    ['of an unsigned authority', () => someoneOf('brent'), /has not signed the Data Sharing Protocol/],
    ['of a partner, whom nobody named', async () => someoneOf(await aPartner()), /let in one by one/],
    [
      'of a tenant that serves two authorities',
      () => someoneOf('camden', 'croydon'),
      /not said yet which is yours/,
    ],
    [
      'who is blocked',
      async () => {
        const member = await aMember(channel.domain.ctx);
        await channel.domain.ctx.db
          .updateTable('member')
          .set({ blocked_at: new Date() })
          .where('id', '=', member.id)
          .execute();
        return member;
      },
      /^Your access has been taken away\. If you think that this is not right, tell us\. Write to/,
    ],
  ];

  const tables = [
    'member',
    'conversation',
    'activity_seen',
    'given_answer',
    'access_request',
    'audit',
    'booking',
    'web_session',
    'outbox',
    'message',
  ] as const;
  const counts = async () =>
    Object.fromEntries(
      await Promise.all(
        tables.map(async (table) => [
          table,
          (await channel.domain.store.db.selectFrom(table).selectAll().execute()).length,
        ]),
      ),
    );

  for (const [who, make, why] of strangers)
    it(`${who} are told so, what to do and where to write, by message, button and install`, async () => {
      const person = await make();
      const { text } = await channel.say(person, 'When is the London SEND Summit?');
      assert.match(text, why);
      if (who !== 'who is blocked') assert.ok(text.includes(`${channel.config.publicUrl}/home`), text);
      assert.match(text, /[Ww]rite to administrator@liia\.london/);
      assert.doesNotMatch(text, /December/);
      const pressed = await channel.press(person, { verb: 'events', data: {} });
      assert.match(pressed.value, why);
      assert.match(pressed.value, /administrator@liia\.london/);
      if (who !== 'who is blocked') assert.match(pressed.value, /Home page/);
      const before = channel.posts.length;
      const install = { type: 'installationUpdate', action: 'add', text: undefined };
      await channel.send(channel.activity(person, install));
      assert.match(channel.posts.at(-1)!.activity.text, why);
      await channel.send(channel.activity(person, { ...install, action: 'remove' }));
      await channel.send(channel.activity(person, { type: 'conversationUpdate', text: undefined }));
      await channel.send(channel.activity(person, { type: 'typing', text: undefined }));
      assert.equal(channel.posts.length, before + 1, 'nothing else is answered');
    });

  for (const [who, make] of strangers)
    it(`${who} are told neither before others`, async () => {
      const person = await make();
      for (const kind of ['groupChat', 'channel'] as const) {
        const { text } = await channel.say(person, 'help', kind);
        assert.equal(text, 'I cannot help you here. Message me in our own chat, and I will say why.');
      }
    });

  it('leave nothing in the database, however many there are', async () => {
    const before = await counts();
    for (const [who, make] of strangers)
      if (who !== 'who is blocked')
        for (let n = 0; n < 10; n++) {
          const person = await make();
          await channel.say(person, 'help');
          await channel.press(person, { verb: 'events', data: {} });
          await channel.send(channel.activity(person, { type: 'installationUpdate', action: 'add' }));
        }
    assert.deepEqual(await counts(), before);
  });

  it('take the bot out of a channel like anybody: nothing is posted there any more', async () => {
    const { db } = channel.domain.ctx;
    const member = await aMember(channel.domain.ctx);
    await channel.say(member, 'help', 'channel');
    const reachable = async () =>
      (
        await db
          .selectFrom('conversation')
          .select(['conversation_id', 'reachable'])
          .where('tenant_id', '=', member.tenantId)
          .executeTakeFirstOrThrow()
      ).reachable;
    assert.equal(await reachable(), true);
    const { conversation_id: id } = await db
      .selectFrom('conversation')
      .select('conversation_id')
      .where('tenant_id', '=', member.tenantId)
      .executeTakeFirstOrThrow();
    await knowTenant(db, member.tenantId, 'croydon');
    const colleague = { ...member, id: randomUUID(), objectId: randomUUID() };
    const conversation = { id, conversationType: 'channel', tenantId: member.tenantId };
    await channel.send(
      channel.activity(colleague, { type: 'installationUpdate', action: 'remove', conversation }),
    );
    assert.equal(await reachable(), false);
  });

  it('are answered once, however often and fast the channel sends the same activity', async () => {
    const person = await someoneOf();
    const activity = channel.activity(person);
    const before = channel.posts.length;
    const responses = await Promise.all([1, 2, 3].map(() => channel.send(activity)));
    responses.push(await channel.send(activity));
    assert.equal(channel.posts.length, before + 1);
    assert.deepEqual(responses, Array(4).fill({ status: 200 }));
  });

  describe('who are guests in a council’s tenant', () => {
    const say = async (person: Member) => (await channel.say(person, 'When is the London SEND Summit?')).text;
    beforeEach(() => {
      channel.rosterCalls.length = 0;
    });
    afterEach(() => {
      channel.roster = staff;
    });

    const guests: [string, object][] = [
      ['by their role', { userRole: 'guest' }],
      [
        'by their name, whatever the role says',
        { userRole: 'user', userPrincipalName: 'jo_x.example#EXT#@camden.example' },
      ],
      ['by their tenant', { userRole: 'user', tenantId: randomUUID() }],
      ['who are anonymous in a meeting', { userRole: 'anonymous' }],
    ];
    for (const [sign, entry] of guests)
      it(`are told to come as themselves: ${sign}`, async () => {
        const person = await someoneOf('camden');
        channel.roster = () => entry;
        const before = await counts();
        assert.match(await say(person), /You are a guest in this organisation.*account of your own/);
        assert.equal(
          (await channel.say(person, 'help', 'channel')).text,
          'I cannot help you here. Message me in our own chat, and I will say why.',
        );
        assert.deepEqual(await counts(), before);
      });

    it('are looked for once: whoever is known costs no call', async () => {
      const person = await someoneOf('camden');
      channel.roster = () => ({ ...staff(), tenantId: person.tenantId.toUpperCase() });
      assert.match(await say(person), /4 December 2025/);
      assert.deepEqual(channel.rosterCalls, [
        { conversationId: `a:${person.id}`, id: `29:${person.objectId}` },
      ]);
      channel.roster = () => ({ userRole: 'guest' });
      assert.match(await say(person), /4 December 2025/);
      assert.equal(channel.rosterCalls.length, 1);
    });

    it('are looked for in the roster of the team where they speak in one of its channels', async () => {
      const person = await someoneOf('camden');
      const activity = channel.activity(person, {
        conversation: { id: '19:planning@thread.tacv2;messageid=1', conversationType: 'channel' },
        channelData: { tenant: { id: person.tenantId }, team: { id: '19:general@thread.tacv2' } },
      });
      await channel.send(activity);
      assert.deepEqual(channel.rosterCalls, [
        { conversationId: '19:general@thread.tacv2', id: `29:${person.objectId}` },
      ]);
    });

    for (const status of [403, 404, 429, 500])
      it(`may be anybody while the roster answers ${status}: nobody new comes in, and may try again`, async () => {
        const person = await someoneOf('camden');
        channel.roster = () => status;
        const before = await counts();
        assert.match(await say(person), /could not find out yet who you are.*try again in a minute/);
        const posts = channel.posts.length;
        await channel.send(channel.activity(person, { type: 'installationUpdate', action: 'remove' }));
        assert.equal(channel.posts.length, posts, 'who takes the bot out waits for no answer');
        assert.deepEqual(await counts(), before);
        channel.roster = staff;
        assert.match(await say(person), /4 December 2025/);
      });
  });

  it('are answered as members from the moment they are let in', async () => {
    const person = await someoneOf();
    assert.match((await channel.say(person, 'When is the London SEND Summit?')).text, /not one of ours/);
    await knowTenant(channel.domain.ctx.db, person.tenantId, 'camden');
    assert.match((await channel.say(person, 'When is the London SEND Summit?')).text, /4 December 2025/);
  });

  it('whom the channel does not name get no answer', async () => {
    const person = await someoneOf();
    const before = channel.posts.length;
    for (const type of ['message', 'conversationUpdate', 'installationUpdate'])
      assert.deepEqual(
        await channel.send(channel.activity(person, { type, action: 'add', from: { id: '28:bot' } })),
        { status: 200 },
      );
    assert.equal(channel.posts.length, before);
  });
});
