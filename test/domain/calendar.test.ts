import assert from 'node:assert/strict';
import fc from 'fast-check';
import ICAL from 'ical.js';
import { calendarFile, invitation } from '../../bot/domain/events/calendar.ts';
import type { BookingToTell } from '../../bot/domain/events/telling.ts';
import { londonDay, londonInstant } from '../../bot/domain/london.ts';

const outside = {
  organiser: { name: 'LIIA', address: 'liia@alliance.example' },
  page: (page: string) => `https://liia.example/${page}`,
  now: new Date('2026-01-05T09:00:00Z'),
};
const booking: BookingToTell & { email: string } = {
  id: '11111111-1111-4111-8111-111111111111',
  eventId: 'summit',
  sessionId: 'summit-1',
  title: 'Summit',
  mode: 'in person',
  venue: 'Town Hall, Judd Street',
  joinUrl: 'https://teams.example/join',
  day: '2026-03-03',
  startsAt: new Date('2026-03-03T10:00:00Z'),
  endsAt: new Date('2026-03-03T13:30:00Z'),
  calledOff: false,
  calledOffReason: null,
  bring: null,
  name: 'Ada Test',
  email: 'ada@council.example',
  bookedBy: null,
  passedBy: null,
  passedTo: null,
  state: 'confirmed',
  pool: 'in person',
  waited: false,
  offerExpiresAt: null,
  sequence: 0,
};

const eventsOf = (text: string) =>
  new ICAL.Component(ICAL.parse(text))
    .getAllSubcomponents('vevent')
    .map((each) => ({ each, event: new ICAL.Event(each) }));
const only = (text: string) => {
  const all = eventsOf(text);
  assert.equal(all.length, 1);
  return all[0]!;
};

/** A calendar that does what RFC 5546 asks: the highest sequence of an id counts, and what is cancelled goes. */
function calendarProgram() {
  const kept = new Map<string, { sequence: number; starts: Date; ends: Date }>();
  return {
    kept,
    take(text: string) {
      const method = new ICAL.Component(ICAL.parse(text)).getFirstPropertyValue('method');
      const { event } = only(text);
      const known = kept.get(event.uid);
      if (known && known.sequence > event.sequence) return;
      if (method === 'CANCEL') kept.delete(event.uid);
      else
        kept.set(event.uid, {
          sequence: event.sequence,
          starts: event.startDate.toJSDate(),
          ends: event.endDate.toJSDate(),
        });
    },
  };
}

/** Days around both changes of the clocks of some years. */
const days = fc.constantFrom(
  ...['2026-03-28', '2026-03-29', '2026-03-30', '2026-10-24', '2026-10-25', '2026-10-26', '2027-03-28'],
  ...['2027-10-31', '2026-07-15', '2026-12-31'],
);
const minutes = fc.integer({ min: 0, max: 24 * 60 - 1 });
const clock = (n: number) =>
  `${String(Math.floor(n / 60)).padStart(2, '0')}:${String(n % 60).padStart(2, '0')}`;
const session = fc
  .record({ day: days, minute: minutes, length: fc.integer({ min: 5, max: 600 }) })
  .map(({ day, minute, length }) => {
    const startsAt = londonInstant(day, clock(minute));
    return {
      day: londonDay(startsAt),
      startsAt,
      endsAt: new Date(startsAt.getTime() + length * 60_000),
    };
  });
const text = fc.string({
  unit: fc.constantFrom('a', 'é', '’', ',', ';', '\\', '\n', '"', ':', '🙂', ' '),
  maxLength: 90,
});

describe('What calendars are given', () => {
  it('is read by another program as the very instants and words, on both sides of both changes of the clocks', () => {
    fc.assert(
      fc.property(session, text, text, fc.nat(1000), (times, title, venue, sequence) => {
        const given = { ...booking, ...times, title: `T${title}`, venue: `V${venue}`, sequence };
        const { event } = only(invitation(given, outside)!.content);
        assert.equal(event.uid, booking.id);
        assert.equal(event.sequence, sequence);
        assert.equal(event.startDate.toJSDate().getTime(), times.startsAt.getTime());
        assert.equal(event.endDate.toJSDate().getTime(), times.endsAt.getTime());
        assert.equal(event.summary, given.title);
        assert.equal(event.location, given.venue);
      }),
      { numRuns: 200 },
    );
  });

  it('follows every change, whatever order its e-mails arrive in, and is gone after the cancellation', () => {
    fc.assert(
      fc.property(
        fc.array(session, { minLength: 1, maxLength: 6 }),
        fc.boolean(),
        fc.infiniteStream(fc.nat(5)),
        (changes, cancels, order) => {
          const last = changes.at(-1)!;
          const mails = changes.map(
            (times, sequence) => invitation({ ...booking, ...times, sequence }, outside)!.content,
          );
          if (cancels)
            mails.push(
              invitation({ ...booking, ...last, state: 'cancelled', sequence: changes.length }, outside)!
                .content,
            );
          const program = calendarProgram();
          // What is cancelled is not remembered: programs see a cancellation last, or look away from what is older.
          const arriving = cancels ? mails : shuffled(mails, order);
          for (const mail of arriving) program.take(mail);
          const kept = program.kept.get(booking.id);
          assert.equal(program.kept.size, cancels ? 0 : 1);
          if (!cancels)
            assert.deepEqual(
              [kept!.starts, kept!.ends, kept!.sequence],
              [last.startsAt, last.endsAt, changes.length - 1],
            );
        },
      ),
      { numRuns: 100 },
    );
  });

  it('says who invites whom, that nobody waits for an answer, and where', () => {
    const { method, content } = invitation(booking, outside)!;
    assert.equal(method, 'REQUEST');
    const { each, event } = only(content);
    assert.equal(event.organizer, 'mailto:liia@alliance.example');
    assert.equal(event.attendees.length, 1);
    const [attendee] = event.attendees;
    assert.match(String(attendee!.getFirstValue()), /^mailto:ada@council\.example$/i);
    assert.equal(attendee!.getParameter('rsvp'), 'FALSE');
    assert.equal(each.getFirstPropertyValue('status'), 'CONFIRMED');
    assert.equal(event.location, 'Town Hall, Judd Street');
    assert.ok(!content.includes('teams.example/join'), 'only who comes online gets the link');
    const online = invitation({ ...booking, pool: 'online' }, outside)!;
    assert.equal(only(online.content).event.location, 'https://teams.example/join');
  });

  it('takes out what was cancelled, given away or called off', () => {
    for (const off of [{ state: 'cancelled' }, { state: 'transferred' }, { calledOff: true }] as const) {
      const { method, content } = invitation({ ...booking, ...off, sequence: 1 }, outside)!;
      assert.equal(method, 'CANCEL');
      assert.equal(only(content).each.getFirstPropertyValue('status'), 'CANCELLED');
    }
  });

  it('is a whole day where the session has no hours, and nothing where it has no date', () => {
    const undated = { ...booking, startsAt: null, endsAt: null };
    const { event } = only(invitation(undated, outside)!.content);
    assert.ok(event.startDate.isDate);
    assert.equal(event.startDate.toString(), '2026-03-03');
    assert.equal(invitation({ ...undated, day: null }, outside), null);
  });

  it('is one file for many bookings, each with the id that its invitation has, and with nobody’s address', () => {
    const other = { ...booking, id: '22222222-2222-4222-8222-222222222222', state: 'cancelled' as const };
    const file = calendarFile([booking, other], outside, 'LIIA events');
    const all = eventsOf(file);
    assert.deepEqual(
      all.map(({ each, event }) => [event.uid, each.getFirstPropertyValue('status')]),
      [
        [booking.id, 'CONFIRMED'],
        [other.id, 'CANCELLED'],
      ],
    );
    assert.match(file, /METHOD:PUBLISH/);
    assert.ok(!file.includes('ada@council.example'));
  });
});

function shuffled<T>(all: T[], order: Iterable<number>): T[] {
  const left = [...all];
  const out: T[] = [];
  for (const n of order) {
    if (left.length === 0) break;
    out.push(...left.splice(n % left.length, 1));
  }
  return out;
}
