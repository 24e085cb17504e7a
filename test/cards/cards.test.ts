import assert from 'node:assert/strict';
import { announcementCard } from '../../bot/cards/announcements.ts';
import { bookingFormCard } from '../../bot/cards/booking-form.ts';
import { bookingsCard, colleagueCard, colleagueForm, leaveCard } from '../../bot/cards/bookings.ts';
import { eventCard, eventListCard } from '../../bot/cards/events.ts';
import type { EventQuestion } from '../../bot/domain/events/answers.ts';
import type { EventView } from '../../bot/domain/events/events.ts';

const now = new Date('2026-03-01T09:00:00Z');
const link = 'https://tab.example/events';

const pool = (taken: number) => ({
  mode: 'online' as const,
  capacity: 3,
  taken,
  waiting: 0,
  left: 3 - taken,
});
const taking = (taken: number) => ({ session: { ...anEventView().session, pools: [pool(taken)] }, taken });
const mine = {
  id: 'b1',
  state: 'confirmed',
  pool: 'online',
  bookedAt: now,
  offerExpiresAt: null,
  automatic: false,
  bookedBy: null,
  colleague: null,
} as const;

const anEventView = (parts: Partial<EventView> = {}): EventView => ({
  id: 'clinic',
  title: 'Data clinic',
  summary: 'Bring a question.',
  area: 'core',
  mode: 'online',
  venue: null,
  sample: false,
  retired: false,
  state: 'published',
  cancelledReason: null,
  networkId: null,
  retentionDays: 30,
  contact: null,
  sessions: 1,
  group: 'your authority',
  asks: false,
  aliases: [],
  description: [],
  audience: null,
  bring: null,
  caution: null,
  item: null,
  source: null,
  session: {
    id: 'clinic-1',
    title: null,
    cancelled: false,
    byApproval: false,
    joinUrl: null,
    opensAt: null,
    cancelBy: null,
    offerCutoff: null,
    offerHours: 24,
    day: '2026-03-03',
    startsAt: new Date('2026-03-03T10:00:00Z'),
    endsAt: new Date('2026-03-03T13:30:00Z'),
    closesAt: new Date('2026-03-03T10:00:00Z'),
    pools: [pool(0)],
  },
  taken: 0,
  booking: null,
  ...parts,
});

/** Of each kind in turn, as long as they may be. */
const questions = (most: number): EventQuestion[] =>
  Array.from({ length: most }, (_, n) => ({
    id: `q${n}`,
    text: 'é'.repeat(300),
    kind: n % 3 === 1 ? 'choice' : 'text',
    choices: n % 3 === 1 ? Array.from({ length: 20 }, (_, n) => `é${n}`.padEnd(n < 2 ? 1 : 100, 'é')) : [],
    required: true,
    special: n % 3 === 2,
  }));

type Part = { type?: string; text?: string; title?: string; url?: string; [field: string]: unknown };
/** Every object of a card, at any depth. */
const parts = (value: unknown): Part[] =>
  Array.isArray(value)
    ? value.flatMap(parts)
    : typeof value === 'object' && value !== null
      ? [value as Part, ...Object.values(value).flatMap(parts)]
      : [];
const texts = (card: unknown) => parts(card).flatMap(({ type, text }) => (type === 'TextRun' ? [text] : []));
const titles = (card: { actions?: { title?: string }[] }) => (card.actions ?? []).map(({ title }) => title);

describe('cards', () => {
  const view = { now, shared: false, link };

  it('say an event in one line of facts and offer the next steps, and the tab where there is room', () => {
    const hybrid = { ...anEventView().session, pools: [pool(0), { ...pool(3), mode: 'in person' as const }] };
    const states: [Partial<EventView>, string, string[]][] = [
      [{}, '3 places left', ['Book a place', 'For a colleague', 'Open in the tab']],
      [taking(2), '1 place left', ['Book a place', 'For a colleague', 'Open in the tab']],
      [taking(3), 'Full', ['Join the waiting list', 'For a colleague', 'Open in the tab']],
      [
        { session: hybrid },
        '3 places left',
        ['Book a place online', 'Waiting list in person', 'For a colleague'],
      ],
      [
        { booking: mine },
        'You have a place',
        ['Cancel my place', 'Give it to a colleague', 'Open in the tab'],
      ],
      [
        { booking: mine, asks: true },
        'You have a place',
        ['Cancel my place', 'Change my answers', 'Give it to a colleague'],
      ],
      [
        { booking: { ...mine, colleague: 'Bob Cole' }, asks: true },
        'Bob Cole has a place',
        ['Cancel their place', 'Change the answers', 'Give it to somebody else'],
      ],
      [
        { booking: { ...mine, state: 'requested' } },
        'You are put forward',
        ['Take my name back', 'What’s on', 'Open in the tab'],
      ],
      [
        { session: { ...anEventView().session, closesAt: now } },
        'Booking has closed',
        ['What’s on', 'Open in the tab'],
      ],
    ];
    for (const [given, places, buttons] of states) {
      const card = eventCard(anEventView(given), view);
      assert.equal(texts(card)[1], `Tuesday 3 March 2026, 10am to 1:30pm · Online · ${places}`);
      assert.deepEqual(titles(card), buttons);
      assert.ok(
        parts(card).some(({ url }) => url === link),
        'the tab is one press away',
      );
    }
    const passed = eventCard(anEventView({ booking: mine }), { ...view, now: new Date('2026-03-04') });
    assert.equal(
      texts(passed)[1],
      'Tuesday 3 March 2026, 10am to 1:30pm · Online · This has passed; you had a place',
    );
    assert.deepEqual(titles(passed), ['What’s on', 'Open in the tab']);
  });

  it('show the way in to who has a place, in their own chat alone', () => {
    const joinUrl = 'https://join.example/now';
    const event = anEventView({ booking: mine, session: { ...anEventView().session, joinUrl } });
    assert.match(JSON.stringify(eventCard(event, view)), /"url":"https:\/\/join\.example\/now"/);
    assert.doesNotMatch(JSON.stringify(eventCard(event, { ...view, shared: true })), /join\.example/);
  });

  it('show nothing of a person’s own where others see them', () => {
    const event = anEventView({ booking: mine, ...taking(1) });
    for (const card of [
      eventCard(event, { ...view, shared: true }),
      eventListCard([event], { title: 'Events', ...view, shared: true }),
    ]) {
      const all = JSON.stringify(card);
      assert.doesNotMatch(all, /You have a place|b1|"book"|"cancel"/);
      assert.match(all, /2 places left/);
    }
  });

  it('have at most three buttons, and a fallback with the same meaning for each that asks the bot', () => {
    const events = Array.from({ length: 9 }, (_, n) => anEventView({ id: `e${n}` }));
    const bookings = events.map((event, n) => ({ ...event, booking: { ...mine, id: `b${n}` } }));
    const theirs = bookings.map((event) => ({
      ...event,
      booking: { ...event.booking, colleague: 'Bob Cole' },
    }));
    const found = ['Bob Cole', 'Bob Coal'].map((name, n) => ({ id: `m${n}`, name, post: 'Officer' }));
    const button = { title: 'Book my place', verb: 'book', ids: { session: 'clinic-1' } } as const;
    const asking = { question: 'Whom?', buttons: [], now, link };
    const cards = [
      eventCard(events[0]!, { ...view, message: 'Done.' }),
      eventListCard(events, { title: 'Events', ...view }),
      ...[0, 1, 2, 3, 9].map((n) => bookingsCard(bookings.slice(0, n), [], { now, link })),
      bookingsCard(bookings, theirs, { now, link }),
      ...(['confirmed', 'offered', 'waiting', 'requested'] as const).flatMap((state) =>
        [null, 'Bob Cole'].flatMap((colleague) => {
          const event = anEventView({ asks: true, booking: { ...mine, state, colleague } });
          return [eventCard(event, view), leaveCard(event, { now, link })];
        }),
      ),
      colleagueForm(events[0]!, asking),
      colleagueCard(events[0]!, found, asking),
      bookingFormCard(events[0]!, { questions: questions(3), filled: {}, button, link }),
    ];
    for (const card of cards) {
      assert.equal(card.version, '1.5');
      assert.ok(titles(card).length <= 3, String(titles(card)));
      for (const action of parts(card).filter(({ type }) => type === 'Action.Execute')) {
        const { data, verb, title, fallback, associatedInputs } = action as Record<string, object>;
        const alone = associatedInputs ? { associatedInputs } : {};
        assert.deepEqual(fallback, { type: 'Action.Submit', title, ...alone, data: { verb, ...data } });
      }
    }
    for (const field of cards.flatMap(parts).filter(({ type }) => type?.startsWith('Input.')))
      assert.ok(field.label && (!field.isRequired || field.errorMessage), JSON.stringify(field));
    assert.deepEqual(titles(cards[2 + 1]!), ['Cancel my place', 'Give it to a colleague', 'Open in the tab']);
    assert.deepEqual(titles(cards[2 + 2]!), ['Open in the tab']);
  });

  it('stay small enough for a chat, whatever coordinators write', () => {
    const long = (length: number) => 'é'.repeat(length);
    const event = anEventView({
      title: long(200),
      summary: long(600),
      description: Array.from({ length: 20 }, () => long(900)),
      audience: long(600),
      bring: long(600),
    });
    const button = { title: 'Book my place', verb: 'book', ids: { session: 'clinic-1' } } as const;
    const form = (most: number) =>
      bookingFormCard(event, { questions: questions(most), filled: {}, button, link });
    const rows = Array.from({ length: 9 }, () => ({ ...event, booking: mine }));
    for (const card of [
      eventCard({ ...event, booking: mine }, view),
      bookingsCard(rows, rows, { now, link }),
      form(20),
      form(3),
    ])
      assert.ok(Buffer.byteLength(JSON.stringify(card)) < 25_000);
    assert.match(texts(eventCard(event, view)).join(' '), /There is more about it in the tab/);
    assert.deepEqual(titles(form(20)), ['Open in the tab']);
    assert.deepEqual(titles(form(3)), ['Book my place', 'Back', 'Open in the tab']);
  });

  it('keep what is special off a form, and fill in the rest', () => {
    const [text, choice, special] = questions(3);
    const filled = { [text!.id]: 'A chart', [choice!.id]: 'é1', [special!.id]: 'Vegan food' };
    const button = { title: 'Save my answers', verb: 'answers', ids: { booking: 'b1' } } as const;
    const inputs = (card: unknown) => parts(card).filter(({ type }) => type?.startsWith('Input.'));
    const changed = bookingFormCard(anEventView(), {
      questions: [text!, choice!, special!],
      filled,
      button,
      link,
    });
    assert.deepEqual(
      inputs(changed).map(({ value, isRequired }) => [value, isRequired]),
      [
        ['A chart', true],
        ['é1', true],
        [undefined, undefined],
      ],
    );
    assert.match(texts(changed).join(' '), /Leave it empty to keep it; to take it away, open the tab/);
    const first = bookingFormCard(anEventView(), {
      ...{ questions: [special!], filled, link, whose: 'Bob Cole' },
      button: { title: 'Book it for them', verb: 'book', ids: {} },
    });
    assert.equal(inputs(first)[0]!.isRequired, true);
    assert.doesNotMatch(texts(first).join(' '), /Leave it empty/);
    assert.match(texts(first).join(' '), /For Bob Cole/);
  });

  it('take every word as it is written: markup in it stays text', () => {
    const evil = '[click](https://evil.example) **bold** ![x](https://evil.example/x.png) <b>';
    const cards = [
      eventCard(anEventView({ title: evil, summary: evil, description: [evil], audience: evil }), view),
      eventListCard([anEventView({ title: evil, venue: evil, mode: null })], { title: evil, ...view }),
      announcementCard({ title: evil, body: 'x', author: evil, sentText: 'today' }),
    ];
    for (const card of cards) {
      assert.deepEqual(
        parts(card).filter(({ type }) => type === 'TextBlock' || type === 'Image' || type === 'FactSet'),
        [],
      );
      assert.ok(texts(card).includes(evil));
    }
  });

  it('let the addresses in an announcement be followed, and only https ones', () => {
    const body = 'See https://liia.london/news, or\n\nhttp://plain.example and javascript:alert(1).';
    const card = announcementCard({ title: 'News', body, author: 'Cora', sentText: 'today' });
    const links = parts(card).filter(({ type }) => type === 'Action.OpenUrl');
    assert.deepEqual(
      links.map(({ url }) => url),
      ['https://liia.london/news'],
    );
    assert.equal(texts(card).slice(2).join(''), body.replace('\n\n', ''));
  });
});
