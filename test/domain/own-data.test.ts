import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { saveRecord } from '../../bot/domain/content/curating.ts';
import { changeRecord, recordNow } from '../../bot/domain/content/editing.ts';
import { addFaq } from '../../bot/domain/content/faqs.ts';
import { inTransaction } from '../../bot/domain/context.ts';
import { AppError } from '../../bot/domain/errors.ts';
import { book } from '../../bot/domain/events/bookings.ts';
import { checkIn } from '../../bot/domain/events/checking-in.ts';
import { openDoors } from '../../bot/domain/events/door.ts';
import { giveFeedback } from '../../bot/domain/events/feedback.ts';
import { organise } from '../../bot/domain/events/writing.ts';
import { listAudit } from '../../bot/domain/members/audit.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { tell } from '../../bot/domain/members/notices.ts';
import { keepInOutbox } from '../../bot/domain/messages/outbox.ts';
import { erase } from '../../bot/domain/overview/erasure.ts';
import { answerTables, heldAbout, sections } from '../../bot/domain/overview/held.ts';
import { aCoordinator, again, aMember, aMemberWith, anEvent, bookAt } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';
import { foundAnywhere } from './dump.ts';

const refused = (code: string) => (error: unknown) => error instanceof AppError && error.code === code;

describe('What is held about a person', () => {
  let domain: Domain;
  let cora: Member;
  before(async () => {
    domain = await openDomain();
    cora = await aCoordinator(domain.ctx);
  });
  after(() => domain.close());

  const aQuestion = async (event: string, text: string, special: boolean) => {
    const id = randomUUID();
    await domain.ctx.db
      .insertInto('event_question')
      .values({
        ...{ id, event_id: event, position: 1, text, kind: 'text', choices: null },
        ...{ required: false, special, removed_at: null },
      })
      .execute();
    return id;
  };
  /** Somebody who came to an event, answered its questions and said what they thought of it. */
  const cameOnce = async (name: string) => {
    const { ctx } = domain;
    domain.now.at = new Date('2026-03-02T10:00:00Z');
    const person = await aMember(ctx, 'camden', name);
    await ctx.db
      .updateTable('member')
      .set({ email: `${person.id}@camden.gov.uk`, post: 'Head of practice' })
      .where('id', '=', person.id)
      .execute();
    const event = await anEvent(ctx, { places: 5 });
    const food = await aQuestion(event, 'What do you eat?', true);
    const hopes = await aQuestion(event, 'What do you hope for?', false);
    const words = {
      food: `No-nuts-${person.id}`,
      hopes: `Hope-${person.id}`,
      feedback: `Lovely-${person.id}`,
    };
    const { bookingId } = await bookAt(ctx, person, event, {
      answers: { [food]: words.food, [hopes]: words.hopes },
    });
    domain.now.at = new Date('2026-03-03T10:05:00Z');
    const tap = { nonce: randomUUID(), at: domain.now.at };
    await checkIn(ctx, cora, `${event}-1`, { bookingId: bookingId! }, tap);
    domain.now.at = new Date('2026-03-03T13:00:00Z');
    await giveFeedback(ctx, person, `${event}-1`, { useful: 4, text: words.feedback });
    return { person: await again(ctx, person), event, bookingId: bookingId!, words };
  };

  it('is shown of every table that names them, by whatever key', async () => {
    const { rows } = await sql<{ at: string }>`
      select conrelid::regclass::text as at from pg_constraint
        where contype = 'f' and confrelid = 'member'::regclass
      union select table_name from information_schema.columns where table_schema = 'public'
        and (column_name in ('object_id', 'pseudonym', 'recipient', 'actor', 'subject', 'decided_by', 'added_by')
          or column_name like '%member_id' or column_name in ('author_id', 'booking_id'))`.execute(
      domain.ctx.db,
    );
    const shown = new Set([...sections.flatMap(({ tables }) => tables), ...answerTables]);
    assert.deepEqual(
      rows.map(({ at }) => at).filter((table) => !shown.has(table)),
      [],
      'say in bot/domain/overview/held.ts what is held there, and in erasure.ts what becomes of it',
    );
  });

  it('is shown with their own answers, also the sealed ones, and nobody else’s', async () => {
    const { person, words } = await cameOnce('Ada Byrne');
    const other = await cameOnce('Ben Other');
    const held = JSON.stringify(await heldAbout(domain.ctx, person));
    for (const word of [
      ...Object.values(words),
      'Ada Byrne',
      'Head of practice',
      'checked in',
      '3 March 2026',
    ])
      assert.ok(held.includes(word), `${word} is missing`);
    for (const word of [...Object.values(other.words), 'Ben Other']) assert.ok(!held.includes(word), word);
    assert.ok(!/undefined|\[object|null/.test(held), held);
  });

  it('is gone after it is erased, and what others need stays without a name', async () => {
    const { ctx } = domain;
    const { person, bookingId, words } = await cameOnce('Erik Erased-Person');
    const coming = await anEvent(ctx, { places: 1, inDays: 9 });
    const mine = await bookAt(ctx, person, coming);
    const ben = await aMember(ctx, 'hackney', 'Ben Waiting');
    await bookAt(ctx, ben, coming, { wait: true });
    await erase(ctx, person, person.id);
    const traces = [...Object.values(words), 'Erik Erased-Person', person.email!, person.objectId, person.id];
    assert.deepEqual(await foundAnywhere(domain, traces), []);
    const states = await ctx.db
      .selectFrom('booking')
      .select(['id', 'state', 'member_id', 'borough'])
      .where('id', 'in', [bookingId, mine.bookingId!])
      .orderBy('created_at')
      .execute();
    assert.deepEqual(states, [
      { id: bookingId, state: 'confirmed', member_id: null, borough: 'camden' },
      { id: mine.bookingId, state: 'cancelled', member_id: null, borough: 'camden' },
    ]);
    assert.equal(
      (await bookAt(ctx, ben, coming)).event.booking?.state,
      'confirmed',
      'the place went to who waits',
    );
    const farah = await aMemberWith(ctx, 'administrator');
    const [line] = await listAudit(ctx, farah);
    assert.match(line!.text, /^Somebody who is no longer here deleted what was held about themselves/);
  });

  it('keeps nothing of what they asked in the history of answers, unless it says so still', async () => {
    const { ctx } = domain;
    const { person } = await cameOnce('Quinn Asks');
    const [gone, kept] = [`My child ${randomUUID()} waits`, `When is the forum ${randomUUID()}`];
    for (const text of [gone, kept])
      await ctx.db
        .insertInto('question')
        .values({
          ...{
            id: randomUUID(),
            key: randomUUID(),
            asker_id: person.id,
            text,
            area_id: null,
            network_id: null,
          },
          ...{ given_answer_id: null, state: 'answered', asked_at: ctx.clock.now(), claimed_by: null },
          ...{ claimed_at: null, answer_by: '2026-03-09', answered_at: ctx.clock.now(), closed_at: null },
          ...{ closed_by: null, closed_reason: null, faq_id: null },
        })
        .execute();
    const faq = await inTransaction(ctx, (tx) =>
      addFaq(tx, cora, {
        questions: [gone, kept],
        answer: 'Ask your SEND lead.',
        area: null,
        readers: 'members',
      }),
    );
    const { record, change } = await recordNow(ctx.db, 'faq', faq.id);
    const said = { ...record!, questions: [kept] };
    await saveRecord(ctx, cora, { kind: 'faq', id: faq.id, record: said, basedOn: change });
    await erase(ctx, person, person.id);
    assert.deepEqual(await foundAnywhere(domain, [gone]), []);
    assert.deepEqual((await recordNow(ctx.db, 'faq', faq.id)).record?.questions, [kept]);
    assert.ok((await foundAnywhere(domain, [kept])).length > 0);
  });

  it('takes what they asked out of what others were told, and leaves every other word as it was', async () => {
    const { ctx } = domain;
    const others = [
      { title: 'a title', text: ['a', 'Join: “a b”', 'Taken', '“title', 'text: “see”'], path: '/a:b' },
      { title: 'An answer was added', text: ['Jo Erased answered the door', 'Training: a'], path: '/x' },
    ];
    const tell = async (purpose: string, key: string, notice: object) => {
      const id = randomUUID();
      const { id: member_id, tenantId: tenant_id } = cora;
      await ctx.db
        .insertInto('message')
        .values({
          ...{ id, purpose, key, member_id, tenant_id, state: 'sent', category: 'questions' },
          ...{ notice: JSON.stringify(notice), due_at: ctx.clock.now(), created_at: ctx.clock.now() },
        } as never)
        .execute();
      return id;
    };
    const noticeOf = async (id: string) =>
      (await ctx.db.selectFrom('message').select('notice').where('id', '=', id).executeTakeFirstOrThrow())
        .notice!;
    const faqOf = (question: string) => ({
      id: 'one',
      questions: [question, 'b: a'],
      answer: 'a',
      title: 'text',
    });
    const words = fc.constantFrom(
      'a',
      ':',
      'title',
      'answer',
      'text',
      'Join',
      '“',
      '”',
      '"',
      '\\',
      '%',
      ' ',
      '.*',
    );
    const question = fc.oneof(
      fc.constantFrom('a', ':', 'title', 'questions', 'training'),
      fc.array(words, { minLength: 1, maxLength: 4 }).map((parts) => parts.join('')),
    );
    await fc.assert(
      fc.asyncProperty(question, async (text) => {
        const person = await aMember(ctx, 'camden', 'Jo');
        await ctx.db
          .insertInto('given_answer')
          .values({
            ...{ id: randomUUID(), member_id: person.id, conversation_id: randomUUID(), question: text },
            ...{ outcome: 'declined', sources: '[]', text: 'No', at: ctx.clock.now() },
          })
          .execute();
        const mine = await tell('answer added', randomUUID(), {
          title: 'An answer',
          text: [`Cora answered: “${text}”`, 'Change it.'],
          path: '/p',
        });
        const theirs = [];
        for (const notice of others)
          for (const purpose of ['answer added', 'announcement'])
            theirs.push({ notice, id: await tell(purpose, randomUUID(), notice) });
        const kind = 'faq';
        const record_id = randomUUID();
        const at = ctx.clock.now();
        const before = JSON.stringify(faqOf(text));
        await ctx.db
          .insertInto('content_change')
          .values({ kind, record_id, before, after: null, undoes: null, actor: null, at })
          .execute();
        await erase(ctx, person, person.id);
        assert.deepEqual(await noticeOf(mine), {
          title: 'An answer',
          text: ['Cora answered: “Taken out”', 'Change it.'],
          path: '/p',
        });
        for (const { id, notice } of theirs) assert.deepEqual(await noticeOf(id), notice);
        const change = await ctx.db
          .selectFrom('content_change')
          .select('before')
          .where('record_id', '=', record_id)
          .executeTakeFirstOrThrow();
        assert.deepEqual(change.before, faqOf('Taken out'));
      }),
      { numRuns: 25, examples: [['a'], [':'], ['title']] },
    );
  });

  it('goes by name out of what others were told of them, and nobody of the same name with it', async () => {
    const { ctx } = domain;
    const jo = await aMemberWith(ctx, 'coordinator', { name: 'Jo' });
    const namesake = await aMember(ctx, 'camden', 'Jo');
    const learn = (actor: Member, question: string) =>
      inTransaction(ctx, (tx) =>
        addFaq(tx, actor, { questions: [question], answer: 'Jo knows.', area: null, readers: 'members' }),
      );
    const asked = `Can Jo Join ${randomUUID()}?`;
    const faq = await learn(jo, asked);
    const gone = await learn(jo, `Is it gone ${randomUUID()}?`);
    await inTransaction(ctx, (tx) => changeRecord(tx, null, { kind: 'faq', id: gone.id, after: null }));
    const requests: string[] = [];
    for (const who of [jo, namesake]) {
      await ctx.db.updateTable('member').set({ library_since: null }).where('id', '=', who.id).execute();
      const id = randomUUID();
      await ctx.db
        .insertInto('access_request')
        .values({
          ...{ id, kind: 'library', tenant_id: who.tenantId, object_id: who.objectId, member_id: who.id },
          ...{ organisation_id: 'camden', name: who.name, email: null, post: null, reason: 'Please.' },
          ...{ state: 'open', created_at: ctx.clock.now(), decided_at: null, decided_by: null },
        })
        .execute();
      const text = ['Jo, of Camden, asks for the library. Jo!'];
      const notice = { title: 'Jo asks for access', text, path: '/Jo' };
      await inTransaction(ctx, (tx) => tell(tx, [cora.id], 'access request', id, notice));
      requests.push(id);
    }
    for (const body of ['Jo answered', 'Join us', 'say Jo.'])
      await keepInOutbox(ctx, { way: 'teams', recipient: 'somebody', subject: 'Hello', body });
    await erase(ctx, jo, jo.id);
    const firstLine = async (key: string) => {
      const query = ctx.db.selectFrom('message').select('notice').where('member_id', '=', cora.id);
      return (await query.where('key', '=', key).executeTakeFirstOrThrow()).notice!.text[0];
    };
    assert.equal(await firstLine(faq.id), `A former colleague answered: “${asked}”`);
    assert.equal(await firstLine(requests[0]!), 'A former colleague, of Camden, asks for the library. Jo!');
    assert.equal(await firstLine(requests[1]!), 'Jo, of Camden, asks for the library. Jo!');
    const kept = await ctx.db
      .selectFrom('outbox')
      .select('body')
      .where('recipient', '=', 'somebody')
      .execute();
    assert.deepEqual(kept, [{ body: 'Join us' }]);
    const { record } = await recordNow(ctx.db, 'faq', faq.id);
    assert.deepEqual([record?.author, record?.answer], ['A former colleague', ['Jo knows.']]);
    assert.equal((await recordNow(ctx.db, 'faq', gone.id)).record, null, 'what was taken away stays away');
    const { rows } = await sql`select from content_record where id = ${gone.id} and edited ->> 'author' = 'Jo'
      union all select from content_change where record_id in (${gone.id}, ${faq.id})
        and 'Jo' in (before ->> 'author', after ->> 'author')`.execute(ctx.db);
    assert.equal(rows.length, 0);
  });

  it('waits its turn for the content before it takes a place away, so that no two wait for each other', async () => {
    const { ctx } = domain;
    domain.now.at = new Date('2026-03-02T10:00:00Z');
    const person = await aMember(ctx, 'camden', 'Lena Locks');
    const event = await anEvent(ctx, { places: 2, inDays: 5 });
    await bookAt(ctx, person, event);
    const [begun, go] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
    const organising = organise(ctx, cora, async (tx) => {
      begun.resolve();
      await go.promise;
      await openDoors(tx, [`${event}-1`]);
    });
    await begun.promise;
    const erasing = erase(ctx, person, person.id);
    const waits = sql<{ waits: boolean }>`select exists (select from pg_locks where locktype = 'advisory'
      and not granted and database = (select oid from pg_database where datname = current_database())) as waits`;
    while (!(await waits.execute(ctx.db)).rows[0]!.waits);
    go.resolve();
    await Promise.all([organising, erasing]);
  });

  it('goes also of a coordinator, whose answers and announcements stay', async () => {
    const { ctx } = domain;
    const dana = await aMemberWith(ctx, 'coordinator', { name: 'Dana Leaves-Soon' });
    const email = 'dana.leaves@london.example';
    await ctx.db.updateTable('member').set({ email }).where('id', '=', dana.id).execute();
    const contact = email.toUpperCase();
    await ctx.db
      .updateTable('event')
      .set({ contact })
      .where('id', '=', await anEvent(ctx))
      .execute();
    const faq = await inTransaction(ctx, (tx) =>
      addFaq(tx, dana, {
        questions: ['Where do we park?'],
        answer: 'Nowhere.',
        area: null,
        readers: 'members',
      }),
    );
    await ctx.db
      .insertInto('announcement')
      .values({
        ...{ id: randomUUID(), key: randomUUID(), author_id: dana.id, title: 'Hello', body: 'All' },
        ...{ critical: false, audience: JSON.stringify({ kind: 'everyone' }), sent_at: ctx.clock.now() },
      })
      .execute();
    const farah = await aMemberWith(ctx, 'administrator');
    await assert.rejects(erase(ctx, cora, dana.id), refused('not-allowed'));
    await erase(ctx, farah, dana.id);
    assert.deepEqual(await foundAnywhere(domain, ['Dana Leaves-Soon', dana.id, email, contact]), []);
    assert.equal((await recordNow(ctx.db, 'faq', faq.id)).record?.author, 'A former colleague');
    await assert.rejects(erase(ctx, farah, dana.id), refused('not-found'));
  });

  it('is not erased of the last administrator', async () => {
    const { ctx } = domain;
    const only = await aMemberWith(ctx, 'administrator', { name: 'Olive Only' });
    await ctx.db
      .updateTable('member')
      .set({ role: 'member' })
      .where('role', '=', 'administrator')
      .where('id', '<>', only.id)
      .execute();
    await assert.rejects(erase(ctx, only, only.id), refused('conflict'));
    assert.equal((await again(ctx, only)).name, 'Olive Only');
  });

  it('leaves no place behind of who is deleted while a colleague books for them', async () => {
    const { ctx } = domain;
    domain.now.at = new Date('2026-03-02T10:00:00Z');
    const dora = await aMember(ctx, 'camden', 'Dora Books');
    for (let round = 0; round < 8; round++) {
      const person = await aMember(ctx, 'camden', `Nell ${round}`);
      const events = await Promise.all([1, 2, 3].map(() => anEvent(ctx, { places: 2, inDays: 5 })));
      await bookAt(ctx, person, events[0]!);
      const bookings = events.map((event) => book(ctx, dora, `${event}-1`, { memberId: person.id }));
      const ends = await Promise.allSettled([...bookings, erase(ctx, person, person.id)]);
      // Whoever books for somebody who is gone by then is refused, at the latest because the database has them no more.
      for (const end of ends)
        if (end.status === 'rejected') assert.ok(end.reason instanceof AppError, end.reason.stack);
      if (await isThere(person.id)) await erase(ctx, person, person.id); // it may have been asked to try again
      const { rows } = await sql`select state from booking where member_id is null
        and session_id = any(${events.map((event) => `${event}-1`)}::text[])
        and state in ('requested', 'waiting', 'offered', 'confirmed')`.execute(ctx.db);
      assert.deepEqual(rows, []);
    }
  });

  const isThere = async (id: string) =>
    (await domain.ctx.db.selectFrom('member').select('id').where('id', '=', id).executeTakeFirst()) !==
    undefined;
});
