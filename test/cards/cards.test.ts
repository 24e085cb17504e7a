import assert from 'node:assert/strict';
import { announcementCard } from '../../bot/cards/announcements.ts';
import { bookingsCard, eventCard, eventListCard } from '../../bot/cards/events.ts';
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

  it('say an event in one line of facts and offer the next step', () => {
    const states: [Partial<EventView>, string, string[]][] = [
      [{}, '3 places left', ['Book a place']],
      [taking(2), '1 place left', ['Book a place']],
      [taking(3), 'Full', ['Join the waiting list']],
      [{ booking: mine }, 'You have a place', ['Cancel my place']],
      [{ session: { ...anEventView().session, closesAt: now } }, 'Booking has closed', []],
    ];
    for (const [parts, places, buttons] of states) {
      const card = eventCard(anEventView(parts), view);
      assert.equal(texts(card)[1], `Tuesday 3 March 2026, 10am to 1:30pm · Online · ${places}`);
      assert.deepEqual(titles(card), [...buttons, 'Open in the tab', 'What’s on']);
    }
    const passed = eventCard(anEventView({ booking: mine }), { ...view, now: new Date('2026-03-04') });
    assert.equal(
      texts(passed)[1],
      'Tuesday 3 March 2026, 10am to 1:30pm · Online · This has passed; you had a place',
    );
    assert.deepEqual(titles(passed), ['Open in the tab', 'What’s on']);
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
    const cards = [
      eventCard(events[0]!, { ...view, message: 'Done.' }),
      eventListCard(events, { title: 'Events', ...view }),
      ...[0, 1, 2, 3, 9].map((n) => bookingsCard(bookings.slice(0, n), { now, link })),
    ];
    for (const card of cards) {
      assert.equal(card.version, '1.5');
      assert.ok(titles(card).length <= 3, String(titles(card)));
      for (const action of parts(card).filter(({ type }) => type === 'Action.Execute')) {
        const { data, verb, title, fallback } = action as Record<string, object>;
        assert.deepEqual(fallback, { type: 'Action.Submit', title, data: { verb, ...data } });
      }
    }
    assert.deepEqual(titles(cards[2 + 1]!), ['Cancel my place', 'Open in the tab']);
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
