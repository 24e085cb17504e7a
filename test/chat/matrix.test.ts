import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { pino } from 'pino';
import { type Chat, createChat } from '../../bot/chat/chat.ts';
import { phrases, verbs } from '../../bot/chat/routes.ts';
import { plainPhrase } from '../../bot/chat/turn.ts';
import { inTransaction } from '../../bot/domain/context.ts';
import { book } from '../../bot/domain/events/bookings.ts';
import { rights } from '../../bot/domain/members/access.ts';
import { changeAuthority } from '../../bot/domain/members/authorities.ts';
import { findMember, type Member } from '../../bot/domain/members/members.ts';
import { setSigned } from '../../bot/domain/members/organisations.ts';
import { openLibrary, setBlocked } from '../../bot/domain/members/person.ts';
import { setRole } from '../../bot/domain/members/roles.ts';
import { setAnswersFor } from '../../bot/domain/questions/networks.ts';
import { askPeople } from '../../bot/domain/questions/questions.ts';
import { createLocal, type Local } from '../../bot/local/local.ts';
import { aMember, anEvent } from '../factories.ts';
import { allowed } from '../rights.ts';
import { type Press, presses, type Saying, sayings, type Things } from './asked.ts';
import { type Channel, type Json, openChannel, sharedPlace, wordsOf } from './channel.ts';

const places = ['personal', 'groupChat', 'channel'] as const;
type Place = (typeof places)[number];

/** What those who are not let in are told in their own chat, written by hand. Before others they hear no reason. */
const shutOut: Record<string, RegExp> = {
  gus: /^Exampleton .* has not signed the Data Sharing Protocol/,
  kit: /serves more than one authority/,
  lena: /let in one by one/,
  jo: /not one of ours yet/,
};
const noReason = /^I cannot help you here\. Message me in our own chat/;
const pointer = /^I (can )?only .* in our own chat/;

type Line = Saying | Press;
/** Something that a person may say or press, and how it reaches the bot. */
type Cell = { line: Line; what: string; parts(things: Things): Record<string, unknown> };

const said = (line: Saying): Cell => ({ line, what: `“${line.says}”`, parts: () => ({ text: line.says }) });
const executed = (verb: string, line: Press): Cell => ({
  line,
  what: `${verb} on ${line.of}`,
  parts: (things) => ({
    type: 'invoke',
    name: 'adaptiveCard/action',
    text: undefined,
    value: { action: { type: 'Action.Execute', verb, data: line.data(things) }, trigger: 'manual' },
  }),
});
const submitted = (verb: string, line: Press): Cell => ({
  line,
  what: `${verb} on ${line.of}, as Action.Submit`,
  parts: (things) => ({ text: undefined, value: { verb, ...line.data(things) } }),
});
const spoken = sayings.map(said);
/** Each button, as both kinds. */
const pressed = Object.entries(presses).flatMap(([verb, lines]) =>
  lines.map((line) => [executed(verb, line), submitted(verb, line)] as const),
);
const cells: Cell[] = [...spoken, ...pressed.flat()];
/** In a person's own chat all of it; of the others one hears the buttons of one kind, the other those of the other. */
const cellsOf: Record<Place, Cell[]> = {
  personal: cells,
  groupChat: [...spoken, ...pressed.map((kinds, n) => kinds[n % 2]!)],
  channel: [...spoken, ...pressed.map((kinds, n) => kinds[(n + 1) % 2]!)],
};

describe('What each person may say and press', () => {
  const log = pino({ level: 'silent' });
  let channel: Channel;
  let chat: Chat;
  let asked = 0;
  let token: string;
  let local: Local;
  let other: Member;
  const questions = new Map<string, Pick<Things, 'ownQuestion' | 'othersQuestion' | 'networkQuestion'>>();
  let othersBooking: string;
  /** What everybody may book, and what everybody has booked who can. */
  let open: string;
  let booked: string;

  before(async () => {
    channel = await openChannel();
    token = await channel.token(); // signing one for each message would be a good part of the work
    const { ctx } = channel.domain;
    local = await createLocal(channel.config);
    await inTransaction(ctx, (tx) => local.prepare(tx));
    open = await anEvent(ctx, { places: 1000 });
    booked = await anEvent(ctx, { places: 1000 });
    other = await aMember(ctx, 'hackney');
    othersBooking = await bookingOf(other);
    // Gus booked before his authority took its signature back.
    await inTransaction(ctx, (tx) => setSigned(tx, 'exampleton', true));
    await bookingOf(await memberOf('gus'));
    await inTransaction(ctx, (tx) => setSigned(tx, 'exampleton', false));
  });
  after(() => channel?.close());

  const account = (who: string) => local.demo.accounts.find(({ id }) => id === who)!;
  const memberOf = (who: string): Promise<Member> => findMember(channel.domain.ctx, account(who));
  const bookingOf = async (member: Member): Promise<string> => {
    const { bookingId } = await book(channel.domain.ctx, member, `${booked}-1`);
    return bookingId!;
  };
  const thingsOf = async (who: string): Promise<Things> => {
    const nobodys = randomUUID();
    const letIn = allowed[who]!.includes('use');
    const kept = await channel.domain.ctx.db
      .selectFrom('booking')
      .select('id')
      .where('member_id', '=', account(who).objectId)
      .executeTakeFirst();
    const ownBooking = letIn ? await bookingOf(await memberOf(who)) : (kept?.id ?? nobodys);
    return {
      event: open,
      session: `${open}-1`,
      ownBooking,
      othersBooking,
      nobodys,
      ...(await questionsOf(who)),
    };
  };
  /** The same each time, as if nothing had been done with them. */
  const questionsOf = async (who: string) => {
    const { ctx } = channel.domain;
    if (!questions.has(who)) {
      const ask = async (asker: Member, network?: string) =>
        (await askPeople(ctx, asker, { key: `of ${who}`, text: 'Adolescent safeguarding?', network })).id;
      // Nobody may have more than twenty that wait.
      await ctx.db
        .updateTable('question')
        .set({ state: 'closed' })
        .where('asker_id', '=', other.id)
        .execute();
      const person = allowed[who]!.includes('use') ? await memberOf(who) : other;
      await setAnswersFor(ctx, person === other ? await memberOf('asha') : person, 'lasob', true);
      const othersQuestion = await ask(other);
      const ownQuestion = await ask(person);
      questions.set(who, { ownQuestion, othersQuestion, networkQuestion: await ask(other, 'lasob') });
    }
    await ctx.db
      .updateTable('question')
      .set({ state: 'open', claimed_by: null, closed_by: null })
      .where('key', 'like', `of ${who}%`)
      .execute();
    await ctx.db.deleteFrom('question_reply').execute();
    return questions.get(who)!;
  };

  /** What the bot says to it, in words. */
  const heard = async (who: string, place: Place, cell: Cell, things: Things): Promise<string> => {
    const before = channel.posts.length;
    const conversation = place === 'personal' ? {} : { conversation: sharedPlace(account(who), place) };
    // One service would say that nobody asks as fast as this test.
    if (asked++ % 50 === 0) chat = createChat(channel.domain.ctx, channel.config, channel.messenger, log);
    const activity = channel.activity(account(who), { ...cell.parts(things), ...conversation });
    const { body } = await chat.handle({
      authorization: `Bearer ${token}`,
      body: async () => activity,
    });
    const posts = channel.posts.slice(before).map(({ activity }) => activity);
    const [reply, ...more] = body ? [body as Json, ...posts] : posts;
    assert.ok(reply && more.length === 0, `${posts.length} posts to ${who} for ${cell.what}`);
    const said = reply.value ?? reply.text ?? reply.attachments[0].content;
    return typeof said === 'string' ? said : wordsOf(said);
  };

  /** Who only speaks names nothing that stands in the database. */
  const none = {} as Things;

  /** Goes through these cells. @returns each that was answered otherwise than it should be */
  const wrong = async (
    who: string,
    place: Place,
    asked: { cell: Cell; expected: RegExp }[],
    things?: Things,
  ): Promise<string[]> => {
    const found: string[] = [];
    for (const { cell, expected } of asked) {
      const words = await heard(
        who,
        place,
        cell,
        things ?? ('says' in cell.line ? none : await thingsOf(who)),
      );
      if (!expected.test(words)) found.push(`${place}, ${cell.what}: ${words.slice(0, 200)}`);
    }
    return found;
  };

  /** Every table with a mark of what stands in it, but for those where the mere talk leaves its trace. */
  const database = async (trace: string[]): Promise<Record<string, string>> => {
    const { db } = channel.domain.ctx;
    const tables = await sql<{ name: string }>`
      select table_name as name from information_schema.tables
      where table_schema = 'public' and table_type = 'BASE TABLE' order by 1`.execute(db);
    const marks = tables.rows
      .filter(({ name }) => !trace.includes(name))
      .map(
        ({ name }) => sql`select ${sql.lit(name)} as name,
          md5(coalesce(string_agg(t::text, ',' order by t::text), '')) as mark from ${sql.table(name)} t`,
      );
    const { rows } = await sql<{ name: string; mark: string }>`${sql.join(marks, sql` union all `)}`.execute(
      db,
    );
    return Object.fromEntries(rows.map(({ name, mark }) => [name, mark]));
  };
  const talk = ['activity_seen', 'conversation', 'member', 'given_answer', 'earlier_question'];

  const exactly = (sentence: string) => new RegExp(`^${sentence.replaceAll('.', '\\.')}$`);
  const expectedOf = (who: string, place: Place, { needs, shared, does }: Line) => {
    const letIn = allowed[who]!.includes('use');
    if (!letIn) return { does: false, expected: place === 'personal' ? shutOut[who]! : noReason };
    if (place !== 'personal' && shared === 'own chat only') return { does: false, expected: pointer };
    if (!allowed[who]!.includes(needs)) return { does: false, expected: exactly(rights[needs].refusal) };
    return { does: true, expected: does };
  };

  it('has a line for every phrase, every verb and every demo person', () => {
    const first = (says: string) => phrases.find(([pattern]) => pattern.test(plainPhrase(says)))?.[0];
    const known = new Set(sayings.map(({ says }) => first(says)));
    const missing = [
      ...phrases.filter(([pattern]) => !known.has(pattern)).map(([pattern]) => `say ${pattern}`),
      ...Object.keys(verbs)
        .filter((verb) => !presses[verb])
        .map((verb) => `press ${verb}`),
    ];
    assert.deepEqual(
      missing.map((each) => `say in test/chat/asked.ts who may ${each}`),
      [],
    );
    assert.deepEqual(Object.keys(allowed).toSorted(), local.demo.accounts.map(({ id }) => id).toSorted());
  });

  for (const who of Object.keys(allowed))
    it(`holds for ${who}, in every chat and by both kinds of button, and leaves no trace where it is refused`, async () => {
      const found: string[] = [];
      for (const place of places) {
        const asked = cellsOf[place].map((cell) => ({ cell, ...expectedOf(who, place, cell.line) }));
        const idle = asked.filter(({ does, cell }) => !does || ('finds' in cell.line && cell.line.finds));
        const things = await thingsOf(who);
        // Of a stranger nothing at all is kept; what a known person sent is, so that a repeat is answered as the first.
        const known = account(who).known && account(who).organisation;
        const trace = allowed[who]!.includes('use') ? talk : known ? ['activity_seen'] : [];
        const before = await database(trace);
        found.push(...(await wrong(who, place, idle, things)));
        assert.deepEqual(await database(trace), before, `${who}, ${place}: something was changed`);
        found.push(
          ...(await wrong(
            who,
            place,
            asked.filter((each) => !idle.includes(each)),
          )),
        );
      }
      assert.deepEqual(found, []);
    });

  describe('answers each from the records that they may read', () => {
    /** A record for each group of readers, and the right that opens it. */
    const kept = {
      members: { animal: 'zebra', needs: 'use' },
      library: { animal: 'walrus', needs: 'openLibrary' },
      coordinators: { animal: 'ostrich', needs: 'answer' },
    } as const;
    before(async () => {
      const { db } = channel.domain.ctx;
      for (const [readers, { animal }] of Object.entries(kept)) {
        const record = JSON.stringify({
          ...{ id: `${animal}-rota`, area: 'about', title: `The ${animal} rota`, readers },
          summary: [`The ${animal} rota says who feeds the ${animal} of the test.`],
          ...{ aliases: [], actions: [], reasons: [], figures: [], networks: [], partners: [], related: [] },
          source: { document: 'plan', section: 'Test' },
        });
        const id = `${animal}-rota`;
        await db
          .insertInto('content_record')
          .values({ kind: 'item', id, position: 999, shipped: record, edited: null, retired_at: null })
          .execute();
        await db
          .insertInto('content_change')
          .values({ kind: 'item', record_id: id, before: null, after: record, actor: null, at: new Date() })
          .execute();
      }
    });
    const asking = (animal: string): Cell => ({
      line: sayings.at(-1)!,
      what: `the ${animal} rota`,
      parts: () => ({ text: `What is the ${animal} rota?` }),
    });
    const told = async (who: string, place: Place, animal: string) =>
      (await heard(who, place, asking(animal), none)).includes(`who feeds the ${animal}`);

    for (const who of Object.keys(allowed))
      it(who, async () => {
        for (const place of places)
          for (const { animal, needs } of Object.values(kept)) {
            const may = allowed[who]!.includes(needs) && (place === 'personal' || needs === 'use');
            assert.equal(await told(who, place, animal), may, `${place}: ${animal}`);
          }
      });

    it('as they stand at that very message', async () => {
      const { ctx } = channel.domain;
      const [farah, efe, ben] = await Promise.all(['farah', 'efe', 'ben'].map(memberOf));
      await openLibrary(ctx, efe!, ben!.id, false);
      assert.equal(await told('ben', 'personal', 'walrus'), false);
      await openLibrary(ctx, efe!, ben!.id, true);
      assert.equal(await told('ben', 'personal', 'walrus'), true);
      await setRole(ctx, farah!, efe!.id, { role: 'member', inCharge: [] });
      assert.equal(await told('efe', 'personal', 'ostrich'), false);
      await setRole(ctx, farah!, efe!.id, { role: 'coordinator', inCharge: [] });
      assert.equal(await told('efe', 'personal', 'ostrich'), true);
    });
  });

  describe('changes at the very next message and press', () => {
    const everything = (expected: RegExp) => cells.map((cell) => ({ cell, expected }));
    const asAgreed = (who: string) =>
      cells.map((cell) => ({ cell, ...expectedOf(who, 'personal', cell.line) }));
    const holds = async (who: string, asked: { cell: Cell; expected: RegExp }[], things?: Things) =>
      assert.deepEqual(await wrong(who, 'personal', asked, things), []);

    it('when an authority’s signature is taken away and given back', async () => {
      const farah = await memberOf('farah');
      const things = await thingsOf('chidi');
      const sign = (signed: boolean) =>
        changeAuthority(channel.domain.ctx, farah, 'tower-hamlets', {
          signed,
          signedOn: null,
          domains: [],
          library: 'approved',
        });
      await sign(false);
      await holds('chidi', everything(/^Tower Hamlets has not signed the Data Sharing Protocol/), things);
      await sign(true);
      await holds('chidi', asAgreed('chidi'));
    });

    it('when somebody is blocked and let back in', async () => {
      const [efe, asha] = [await memberOf('efe'), await memberOf('asha')];
      const things = await thingsOf('asha');
      await setBlocked(channel.domain.ctx, efe, asha.id, true);
      await holds('asha', everything(/^Your access has been taken away/), things);
      await setBlocked(channel.domain.ctx, efe, asha.id, false);
      await holds('asha', asAgreed('asha'));
    });

    it('when a role is taken away and given back', async () => {
      const { ctx } = channel.domain;
      const [farah, efe] = [await memberOf('farah'), await memberOf('efe')];
      const theirs = cells.filter(({ line }) => !allowed.hana!.includes(line.needs));
      await setRole(ctx, farah, efe.id, { role: 'member', inCharge: [] });
      const refused = theirs.map((cell) => ({ cell, expected: exactly(rights[cell.line.needs].refusal) }));
      await holds('efe', refused);
      await setRole(ctx, farah, efe.id, { role: 'coordinator', inCharge: [] });
      await holds('efe', asAgreed('efe'));
    });
  });
});
