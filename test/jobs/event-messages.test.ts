import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { AddressInfo } from 'node:net';
import ICAL from 'ical.js';
import { SMTPServer } from 'smtp-server';
import { type Context, inTransaction } from '../../bot/domain/context.ts';
import { acceptOffer, book, cancel } from '../../bot/domain/events/bookings.ts';
import { saveSession } from '../../bot/domain/events/editing.ts';
import type { SessionForm } from '../../bot/domain/events/forms.ts';
import { callOffSession } from '../../bot/domain/events/publishing.ts';
import { transfer } from '../../bot/domain/events/transfer.ts';
import { writtenSession } from '../../bot/domain/events/written.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { addOwnMessages } from '../../bot/domain/messages/ledger.ts';
import { deliver } from '../../bot/jobs/deliveries.ts';
import { createMailer } from '../../bot/ports/mail.ts';
import { aCoordinator, aMember, anEvent, bookAt } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';
import { organised } from '../organising.ts';
import { letReach, type Played, playOutside } from './people.ts';

/** The part of an e-mail that calendars read: the method that its header says, and its text. */
function calendarIn(source: string): { method: string; text: string } {
  const found =
    /Content-Type: text\/calendar; charset=utf-8; method=(\w+)\r\nContent-Transfer-Encoding: (\S+)\r\n\r\n([\s\S]*?)\r\n--/.exec(
      source,
    );
  assert.ok(found, source);
  const [, method = '', encoding = '', body = ''] = found;
  const bytes =
    encoding === 'quoted-printable'
      ? Buffer.from(
          body
            .replace(/=\r\n/g, '')
            .replace(/=([0-9A-F]{2})/g, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))),
          'latin1',
        )
      : Buffer.from(body, encoding === 'base64' ? 'base64' : 'latin1');
  return { method, text: bytes.toString('utf8') };
}

describe('What people are told of their bookings', () => {
  let domain: Domain;
  let ctx: Context;
  let outside: Played;
  let cora: Member;
  before(async () => {
    domain = await openDomain();
    ({ ctx } = domain);
    cora = await aCoordinator(ctx);
  });
  after(() => domain.close());
  beforeEach(async () => {
    outside = playOutside();
    domain.now.at = new Date('2026-03-02T09:00:00Z');
    await ctx.db.deleteFrom('message').execute();
  });

  const send = () => deliver(ctx, outside, new AbortController().signal);
  /** @param how what we know of the person: a chat with the bot, an address, that they prefer e-mail */
  async function someone(name: string, ...how: ('chat' | 'address' | 'prefers e-mail')[]): Promise<Member> {
    const member = await aMember(ctx, 'camden', name);
    if (how.includes('chat')) await letReach(ctx, member);
    const email = how.includes('address') ? `${randomUUID()}@council.example` : null;
    await ctx.db.updateTable('member').set({ email }).where('id', '=', member.id).execute();
    if (how.includes('prefers e-mail'))
      await ctx.db
        .insertInto('delivery_preference')
        .values({ member_id: member.id, way: 'e-mail', quiet_from: null, quiet_to: null })
        .execute();
    return { ...member, email };
  }
  const posts = (member: Member) =>
    outside.posts.filter(({ to }) => to === member.id).map(({ activity }) => String(activity.summary));
  const mails = (member: Member) => outside.mails.filter(({ to }) => to === member.email);
  const invitations = (member: Member) =>
    mails(member).map(({ subject, ical }) => {
      if (!ical) return [subject];
      const event = new ICAL.Event(
        new ICAL.Component(ICAL.parse(ical.content)).getFirstSubcomponent('vevent')!,
      );
      return [subject, ical.method, event.uid, event.sequence];
    });
  /** An event on Tuesday 3 March 2026, 10am to midday, in a room. @returns its id */
  const anEventByCora = async () =>
    (await organised(ctx, cora, { event: { title: 'Circle' }, session: { date: '2026-03-03' } })).id;
  const change = async (event: string, session: Partial<SessionForm>) => {
    const { version: basedOn, form } = await writtenSession(ctx, `${event}-1`);
    await saveSession(ctx, cora, `${event}-1`, { basedOn, session: { ...form, ...session } });
  };

  it('comes by the bot and as an invitation by e-mail, and in one e-mail where there is no bot', async () => {
    const event = await anEvent(ctx);
    const both = await someone('Both Test', 'chat', 'address');
    const mail = await someone('Mail Test', 'address');
    const rather = await someone('Rather Test', 'chat', 'address', 'prefers e-mail');
    const chat = await someone('Chat Test', 'chat');
    const people = [both, mail, rather, chat];
    const kim = await someone('Kim Test');
    for (const person of people) await book(ctx, kim, `${event}-1`, { memberId: person.id });
    await send();
    const words = `You have a place: Event ${event}`;
    assert.deepEqual(people.map(posts), [[words], [], [], [words]]);
    assert.deepEqual(
      people.map((person) => invitations(person).map(([subject, method]) => [subject, method])),
      [[[words, 'REQUEST']], [[words, 'REQUEST']], [[words, 'REQUEST']], []],
    );
    const [{ text, ical }] = mails(mail) as [Played['mails'][0]];
    assert.match(text, /Tuesday 3 March 2026, 10am to midday/);
    assert.match(text, new RegExp(`https://liia.example/events/${event}`));
    assert.match(ical!.content, /ORGANIZER;CN="LIIA":mailto:liia@alliance\.example/i);
  });

  it('changes in the calendar with the session, and goes from it when the place is cancelled', async () => {
    const event = await anEventByCora();
    const ada = await someone('Ada Test', 'chat', 'address');
    const { bookingId } = await bookAt(ctx, ada, event);
    await send();
    await change(event, { starts: { time: '14:00' }, ends: { time: '15:30' }, venue: 'Room 2' });
    await send();
    await cancel(ctx, ada, bookingId!);
    await cancel(ctx, ada, bookingId!);
    await send();
    assert.deepEqual(invitations(ada), [
      ['You have a place: Circle', 'REQUEST', bookingId, 0],
      ['Changed: Circle', 'REQUEST', bookingId, 1],
      ['Cancelled: Circle', 'CANCEL', bookingId, 2],
    ]);
    assert.deepEqual(posts(ada), ['Changed: Circle'], 'the rest she did herself');
    for (const said of [mails(ada)[1]!.text, JSON.stringify(outside.posts)])
      assert.match(said, /Tuesday 3 March 2026, 2pm to 3:30pm[\s\S]*Room 2/);
    assert.match(mails(ada)[1]!.ical!.content, /DTSTART:20260303T140000Z/);
  });

  it('is only the last that holds, where several wait', async () => {
    const event = await anEventByCora();
    const mail = await someone('Mail Test', 'address');
    const { bookingId } = await bookAt(ctx, mail, event);
    await change(event, { venue: 'Room 2' });
    await change(event, { venue: 'Room 3' });
    await send();
    assert.deepEqual(invitations(mail), [['You have a place: Circle', 'REQUEST', bookingId, 2]]);
    assert.match(mails(mail)[0]!.text, /Room 3/);
  });

  it('is words in the chat for who has no address, also of what they did themselves', async () => {
    const event = await anEvent(ctx);
    const chat = await someone('Chat Test', 'chat');
    const { bookingId } = await bookAt(ctx, chat, event);
    await send();
    await cancel(ctx, chat, bookingId!);
    await send();
    assert.deepEqual(posts(chat), [`You have a place: Event ${event}`, `Cancelled: Event ${event}`]);
  });

  it('is a cancellation where the session is called off', async () => {
    const event = await anEventByCora();
    const [mail, chat] = [await someone('Mail Test', 'address'), await someone('Chat Test', 'chat')];
    const { bookingId } = await bookAt(ctx, mail, event);
    await bookAt(ctx, chat, event);
    await send();
    await callOffSession(ctx, cora, `${event}-1`, 'The speaker is ill.');
    await send();
    assert.deepEqual(invitations(mail).slice(1), [['Called off: Circle', 'CANCEL', bookingId, 1]]);
    assert.match(mails(mail)[1]!.text, /The speaker is ill\./);
    assert.deepEqual(posts(chat).slice(1), ['Called off: Circle']);
  });

  it('is told to both where a place is given to a colleague, each once', async () => {
    const event = await anEvent(ctx);
    const ada = await someone('Ada Test', 'chat', 'address');
    const ben = await someone('Ben Test', 'chat', 'address');
    const { bookingId } = await bookAt(ctx, ada, event);
    await send();
    outside.posts.length = 0;
    outside.mails.length = 0;
    await transfer(ctx, ada, bookingId!, ben.id);
    await send();
    assert.deepEqual([posts(ada), posts(ben)], [[], [`You have a place: Event ${event}`]]);
    assert.match(mails(ada)[0]!.text, /Ben Test now has your place/);
    assert.match(mails(ben)[0]!.text, /Ada Test had this place before and gave it to you\./);
    assert.deepEqual(
      [ada, ben].map((person) => invitations(person).map(([, method]) => method)),
      [['CANCEL'], ['REQUEST']],
    );
  });

  it('is told to who booked for a colleague as well, who alone gets the invitation and the way in', async () => {
    const event = await anEvent(ctx);
    await ctx.db
      .updateTable('session')
      .set({ join_url: 'https://teams.example/join' })
      .where('event_id', '=', event)
      .execute();
    const ada = await someone('Ada Test', 'chat', 'address');
    const ben = await someone('Ben Test', 'chat', 'address');
    await book(ctx, ada, `${event}-1`, { memberId: ben.id });
    await send();
    assert.deepEqual(posts(ada), [`Ben Test has a place: Event ${event}`]);
    assert.deepEqual(posts(ben), [`You have a place: Event ${event}`]);
    const said = (member: Member) => JSON.stringify(outside.posts.filter(({ to }) => to === member.id));
    assert.match(said(ben), /Ada Test booked it for you.*|teams\.example\/join/);
    assert.ok(said(ben).includes('teams.example/join'));
    assert.ok(!said(ada).includes('teams.example/join'));
    assert.deepEqual([mails(ada).length, mails(ben).length], [0, 1]);
  });

  it('asks whoever got a place by others for the answers that are missing, and nobody else', async () => {
    const event = await anEvent(ctx);
    const id = randomUUID();
    await ctx.db
      .insertInto('event_question')
      .values({
        ...{ id, event_id: event, position: 1, text: 'What do you bring?', kind: 'text' },
        ...{ choices: null, required: true, special: false, removed_at: null },
      })
      .execute();
    const [ada, ben] = [await someone('Ada Test', 'chat'), await someone('Ben Test', 'address')];
    const cid = await someone('Cid Test', 'chat');
    for (const { id: memberId } of [ada, ben]) await book(ctx, cora, `${event}-1`, { memberId });
    await bookAt(ctx, cid, event, { answers: { [id]: 'A chart' } });
    await send();
    const asks = new RegExp(`still need answers from you\\. Please give them here: https?://\\S+${event}`);
    const said = (member: Member) => JSON.stringify(outside.posts.filter(({ to }) => to === member.id));
    assert.match(said(ada), /still need answers from you/);
    assert.match(mails(ben)[0]!.text, asks);
    assert.match(said(cid), /You have a place/);
    assert.doesNotMatch(said(cid), /need answers/);
  });

  it('offers a place with the time to accept it by, and invites only once it is accepted', async () => {
    const event = await anEvent(ctx, { places: 1, inDays: 14 });
    const ada = await someone('Ada Test', 'chat', 'address');
    const ben = await someone('Ben Test', 'chat', 'address');
    const first = await bookAt(ctx, ada, event);
    const { bookingId } = await bookAt(ctx, ben, event, { wait: true });
    await cancel(ctx, ada, first.bookingId!);
    await send();
    assert.deepEqual(posts(ben), [`A place for you: Event ${event}`]);
    assert.match(JSON.stringify(outside.posts), /accept by 3 March 2026, 5pm/);
    assert.match(
      JSON.stringify(outside.posts),
      new RegExp(`"verb":"accept-offer","data":{"booking":"${bookingId}"}`),
    );
    assert.equal(mails(ben).length, 0);
    assert.equal((await acceptOffer(ctx, ben, bookingId!)).outcome, 'booked');
    await send();
    assert.deepEqual(invitations(ben), [[`You have a place: Event ${event}`, 'REQUEST', bookingId, 0]]);
    assert.match(mails(ben)[0]!.text, /A place came free for you from the waiting list\./);
  });

  it('offers it to who booked for a colleague as well, as the colleague’s', async () => {
    const event = await anEventByCora();
    await change(event, { pools: [{ mode: 'in person', capacity: 1, perBorough: null, quotas: [] }] });
    const [ada, ben] = [await someone('Ada Test', 'chat'), await someone('Ben Test', 'chat')];
    const first = await book(ctx, cora, `${event}-1`);
    const { bookingId } = await book(ctx, ada, `${event}-1`, { memberId: ben.id, wait: true });
    await cancel(ctx, cora, first.bookingId!);
    await send();
    assert.deepEqual(
      [posts(ada), posts(ben)],
      [['A place for Ben Test: Circle'], ['A place for you: Circle']],
    );
    const said = () => JSON.stringify(outside.posts.filter(({ to }) => to === ada.id));
    assert.match(said(), /It is theirs if one of you accepts by/);
    assert.match(
      said(),
      new RegExp(`Accept it for them.*"verb":"accept-offer","data":{"booking":"${bookingId}"}`),
    );
    assert.equal((await acceptOffer(ctx, ada, bookingId!)).outcome, 'booked');
  });

  it('tells who waits when somebody else takes them off, and not when they leave by themselves', async () => {
    const event = await anEvent(ctx, { places: 1, inDays: 14 });
    const ada = await someone('Ada Test', 'chat');
    const ben = await someone('Ben Test', 'chat');
    const cat = await someone('Cat Test', 'chat');
    await bookAt(ctx, ada, event);
    const waits = await bookAt(ctx, ben, event, { wait: true });
    const leaves = await bookAt(ctx, cat, event, { wait: true });
    await cancel(ctx, cora, waits.bookingId!, { reason: 'Asked by telephone' });
    await cancel(ctx, cat, leaves.bookingId!);
    await send();
    assert.deepEqual(posts(ben), [`No longer on the waiting list: Event ${event}`]);
    assert.deepEqual(posts(cat), []);
  });

  it('arrives at a real mail server as an invitation that calendars understand, then as its withdrawal', async () => {
    const taken: { to: string; source: string }[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disableReverseLookup: true,
      disabledCommands: ['STARTTLS'],
      onData(stream, { envelope }, done) {
        const parts: Buffer[] = [];
        stream.on('data', (part: Buffer) => parts.push(part));
        stream.on('end', () => {
          taken.push({ to: envelope.rcptTo[0]!.address, source: Buffer.concat(parts).toString('latin1') });
          done();
        });
      },
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as AddressInfo;
    const url = `smtp://127.0.0.1:${port}?ignoreTLS=true`;
    const from = { name: 'LIIA', address: 'liia@alliance.example' };
    outside.mailer = createMailer({ local: false, recording: false, mail: { url, from } }, async () => {});
    const event = await anEvent(ctx);
    const venue = `Café “${'long '.repeat(20)}”, 1 Straße`;
    await ctx.db.updateTable('session').set({ venue }).where('event_id', '=', event).execute();
    await ctx.db
      .updateTable('pool')
      .set({ mode: 'in person' })
      .where('session_id', '=', `${event}-1`)
      .execute();
    const ada = await someone('Ada O’Neill', 'address');
    const { bookingId } = await bookAt(ctx, ada, event);
    await send();
    await cancel(ctx, ada, bookingId!);
    await send();
    await new Promise<void>((resolve) => server.close(() => resolve()));
    assert.deepEqual(
      taken.map(({ to }) => to),
      [ada.email, ada.email],
    );
    const [invited, withdrawn] = taken.map(({ source }) => calendarIn(source));
    assert.deepEqual([invited!.method, withdrawn!.method], ['REQUEST', 'CANCEL']);
    const read = [invited!, withdrawn!].map(
      ({ text }) => new ICAL.Event(new ICAL.Component(ICAL.parse(text)).getFirstSubcomponent('vevent')!),
    );
    assert.deepEqual(
      read.map(({ uid, sequence, location }) => [uid, sequence, location]),
      [
        [bookingId, 0, venue],
        [bookingId, 1, venue],
      ],
    );
    assert.equal(read[0]!.startDate.toJSDate().toISOString(), '2026-03-03T10:00:00.000Z');
    assert.equal(read[0]!.attendees[0]!.getParameter('cn'), 'Ada O’Neill');
  });

  it('has words for everything that organising says, and none for what is no longer so', async () => {
    const event = await anEvent(ctx);
    const { bookingId } = await bookAt(ctx, await someone('Ada Test'), event);
    const note = randomUUID();
    await ctx.db
      .insertInto('event_message')
      .values({
        ...{ id: note, event_id: event, session_id: null, author_id: cora.id, title: 'Bring a laptop' },
        ...{ body: 'One.\n\nTwo.', recipients: 'confirmed', at: ctx.clock.now() },
      })
      .execute();
    await send();
    outside.posts.length = 0;
    const keys = {
      'event message': note,
      'date known': event,
      thanks: `${event}-1 1`,
      missed: `${event}-1 1`,
      'join link missing': `${event}-1 2026-03-03`,
      'who came': `${event}-1`, // it is not over
      'nomination declined': bookingId!, // it was not declined
      'place offered': bookingId!,
      'session called off': `${event}-1 1`,
    };
    const people = await Promise.all(Object.keys(keys).map((purpose) => someone(purpose, 'chat')));
    await inTransaction(ctx, (tx) =>
      addOwnMessages(
        tx,
        'bookings',
        // To people of their own: nobody is posted to twice in a second.
        Object.entries(keys).map(([purpose, key], n) => ({ purpose, key, memberId: people[n]!.id })),
      ),
    );
    await send();
    const title = `Event ${event}`;
    assert.deepEqual(people.flatMap(posts).sort(), [
      'Bring a laptop',
      `No join link yet: ${title}`,
      `Thank you for coming: ${title}`,
      `The date is known: ${title}`,
      `We missed you: ${title}`,
    ]);
  });
});
