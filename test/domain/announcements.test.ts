import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import {
  announce,
  announcementById,
  announcementSize,
  listAnnouncements,
} from '../../bot/domain/announcements/announcements.ts';
import { everybody } from '../../bot/domain/members/audience-members.ts';
import { removeAudience, saveAudience } from '../../bot/domain/members/audiences.ts';
import { follow } from '../../bot/domain/members/follows.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import type { Claimed } from '../../bot/domain/messages/claims.ts';
import { wordsOf } from '../../bot/jobs/compose.ts';
import { aCoordinator, aMember, aMemberWith } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';

describe('Announcements', () => {
  let domain: Domain;
  let coordinator: Member;
  let ada: Member;
  let ben: Member;
  before(async () => {
    domain = await openDomain();
    coordinator = await aCoordinator(domain.ctx);
    ada = await aMember(domain.ctx, 'camden', 'Ada Test');
    ben = await aMember(domain.ctx, 'croydon', 'Ben Test');
    for (const member of [ada, ben]) await follow(domain.ctx, member, 'send');
  });
  after(() => domain.close());

  const words = () => ({ key: randomUUID(), title: 'News', body: 'Some news.' });
  const everyone = { kind: 'everyone' } as const;
  const recipients = async (id: string) =>
    (
      await domain.ctx.db
        .selectFrom('message')
        .innerJoin('member', 'member.id', 'message.member_id')
        .select(['member.name', 'critical'])
        .where('key', '=', id)
        .orderBy('member.name')
        .execute()
    ).map(({ name, critical }) => (critical ? `${name}!` : name));
  const saved = (name: string, organisations: string[]) =>
    saveAudience(domain.ctx, coordinator, { name, definition: { ...everybody, organisations } });

  it('go to a saved audience, which stands in them as it was', async () => {
    const id = await saved('Camden people', ['camden']);
    const audience = { kind: 'saved', audience: id } as const;
    const input = { ...words(), audience };
    assert.deepEqual(await announcementSize(domain.ctx, coordinator, audience), {
      ...{ people: 1, reachable: 0, only: null },
    });
    const { announcement } = await announce(domain.ctx, coordinator, input);
    assert.deepEqual(await recipients(announcement.id), ['Ada Test']);
    await saveAudience(domain.ctx, coordinator, { id, name: 'Others', definition: everybody });
    await removeAudience(domain.ctx, coordinator, id);
    const [listed] = await listAnnouncements(domain.ctx, coordinator);
    assert.deepEqual([listed?.audienceText, listed?.audience], ['Camden people', audience]);
    const stored = await domain.ctx.db
      .selectFrom('announcement')
      .select('audience')
      .where('id', '=', announcement.id)
      .executeTakeFirstOrThrow();
    assert.deepEqual(stored.audience, {
      ...audience,
      name: 'Camden people',
      definition: { ...everybody, organisations: ['camden'] },
    });
    assert.equal(
      (await announce(domain.ctx, coordinator, input)).made,
      false,
      'the same key is the same one',
    );
    await assert.rejects(announce(domain.ctx, coordinator, { ...words(), audience }), { code: 'not-found' });
  });

  it('of a limited coordinator reach only people of the authorities in their charge, whatever the audience', async () => {
    const limited: Member = { ...coordinator, inCharge: ['camden', 'barnet'] };
    const both = await saved('Two boroughs', ['camden', 'croydon']);
    for (const [audience, text] of [
      [everyone, 'Everyone, in Camden and Barnet only'],
      [{ kind: 'area', area: 'send' }, 'Followers of SEND, in Camden and Barnet only'],
      [{ kind: 'saved', audience: both }, 'Two boroughs, in Camden and Barnet only'],
    ] as const) {
      assert.deepEqual(
        await announcementSize(domain.ctx, limited, audience),
        { people: 1, reachable: 0, only: 'Camden and Barnet' },
        text,
      );
      const { announcement } = await announce(domain.ctx, limited, { ...words(), audience });
      assert.deepEqual(await recipients(announcement.id), ['Ada Test'], text);
      assert.equal(announcement.audienceText, text);
    }
    const none: Member = { ...coordinator, inCharge: [] };
    await assert.rejects(announce(domain.ctx, none, { ...words(), audience: everyone }), { code: 'invalid' });
  });

  it('are seen by a limited coordinator who sent them, or whose authorities they reached', async () => {
    const limited = await aMemberWith(domain.ctx, 'coordinator', { inCharge: ['croydon'] });
    const send = async (author: Member, organisations: string[]) => {
      const id = await saved(`Of ${organisations} by ${author.id}`, organisations);
      const audience = { kind: 'saved', audience: id } as const;
      return (await announce(domain.ctx, author, { ...words(), audience })).announcement.id;
    };
    const toCamden = await send(coordinator, ['camden']);
    const toBoth = await send(coordinator, ['camden', 'croydon']);
    const own = await send(limited, ['croydon']);
    const seen = (await listAnnouncements(domain.ctx, limited)).map(({ id }) => id);
    assert.deepEqual(
      [toCamden, toBoth, own].map((id) => seen.includes(id)),
      [false, true, true],
    );
    await assert.rejects(announcementById(domain.ctx, limited, toCamden), { code: 'not-found' });
    for (const id of [toBoth, own]) assert.equal((await announcementById(domain.ctx, limited, id)).id, id);
    const all = (await listAnnouncements(domain.ctx, coordinator)).map(({ id }) => id);
    assert.ok([toCamden, toBoth, own].every((id) => all.includes(id)));
    await domain.ctx.db.deleteFrom('message').where('key', '=', own).execute();
    assert.equal((await announcementById(domain.ctx, limited, own)).id, own, 'their own, whoever it reached');
  });

  it('that are critical say so in every message and once in the audit log; members send none', async () => {
    const input = { ...words(), audience: { kind: 'area', area: 'send' } as const, critical: true };
    const { announcement } = await announce(domain.ctx, coordinator, input);
    assert.equal(announcement.critical, true);
    assert.deepEqual(await recipients(announcement.id), ['Ada Test!', 'Ben Test!']);
    await announce(domain.ctx, coordinator, input);
    await assert.rejects(announce(domain.ctx, coordinator, { ...input, critical: false }), {
      code: 'conflict',
    });
    await assert.rejects(announce(domain.ctx, ada, { ...input, key: randomUUID() }), { code: 'not-allowed' });
    const usual = await announce(domain.ctx, coordinator, { ...words(), audience: everyone });
    const said = await wordsOf(
      domain.ctx,
      [announcement, usual.announcement].map(({ id }) => ({ purpose: 'announcement', key: id }) as Claimed),
      {
        link: (page) => page,
        ...{ webLink: (page) => page, organiser: { name: '', address: 'liia@alliance.example' } },
      },
    );
    const why = [...said.values()].map(({ paragraphs }) => /you get it at once/.test(paragraphs.join()));
    assert.deepEqual(why, [true, false], 'who gets it is told why');
    const lines = await domain.ctx.db
      .selectFrom('audit')
      .select(['actor', 'details'])
      .where('action', '=', 'critical message sent')
      .execute();
    assert.deepEqual(lines, [{ actor: coordinator.pseudonym, details: { announcement: announcement.id } }]);
  });

  it('sent twice at the same moment with one key are one', async () => {
    const input = { ...words(), audience: everyone };
    const both = await Promise.all([1, 2].map(() => announce(domain.ctx, coordinator, input)));
    assert.deepEqual(both.map(({ made }) => made).sort(), [false, true]);
    assert.equal(both[0]?.announcement.id, both[1]?.announcement.id);
  });
});
