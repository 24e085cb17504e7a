import type { Route as Call, Frame } from 'playwright-core';
import type {
  BookingDetail,
  CalendarFeed,
  Colleague,
  EventDetail,
  EventQuestion,
  EventSummary,
  MyBooking,
  NominationSession,
} from '../../bot/api/contract-events.ts';
import type { State } from './axe.ts';

/** Events and bookings as an attendee has them, in each of their states, dialogs open. */

const id = '4d444840-9dc0-4f2b-8f2e-1f2b3c4d5e6f';
const when = {
  text: 'Tuesday 3 March 2037, 10am to 1:30pm',
  date: '2037-03-03',
  startsAt: '2037-03-03T10:00:00Z',
  endsAt: '2037-03-03T13:30:00Z',
  passed: false,
};
const session: EventSummary = {
  id: 'an-event',
  sessionId: 'an-event-1',
  title: 'Writing plans that families can read and use from the first day on',
  sessionTitle: null,
  sessions: 1,
  summary: 'A workshop.',
  area: 'send',
  when,
  mode: 'hybrid',
  venue: 'Sample Room 2, a made-up address in London',
  state: 'open',
  places: '3 places left',
  pools: [
    { mode: 'in person', left: 0, waiting: 4 },
    { mode: 'online', left: 3, waiting: 0 },
  ],
  booking: null,
  asks: true,
  joinUrl: null,
  sample: true,
};
const own: EventSummary['booking'] = {
  id,
  pool: 'in person',
  acceptBy: null,
  automatic: true,
  bookedBy: 'Hana Demo (Camden)',
};
const booked: EventSummary = { ...session, state: 'booked', places: 'You have a place', booking: own };
const waiting: EventSummary = {
  ...session,
  state: 'waiting',
  places: 'You are on the waiting list',
  booking: own,
};
const offered: EventSummary = {
  ...session,
  state: 'offered',
  places: 'A place is yours until 27 February 2037, 5pm',
  booking: { ...own, acceptBy: '27 February 2037, 5pm' },
};

const question = (number: number, more: Partial<EventQuestion>): EventQuestion => ({
  id: `${number}d444840-9dc0-4f2b-8f2e-1f2b3c4d5e6f`,
  text: 'What do you want to bring up?',
  kind: 'text',
  choices: [],
  required: true,
  special: false,
  ...more,
});
const questions = [
  question(5, {}),
  question(6, {
    text: 'What is your part in it?',
    kind: 'choice',
    choices: ['I write plans', 'I check plans'],
  }),
  question(7, { text: 'Is there anything that you do not eat?', required: false, special: true }),
  question(8, { text: 'Do you need a quiet room?', kind: 'yes or no', required: false, special: true }),
];

const detail = (series: EventSummary[], more: Partial<EventDetail> = {}): EventDetail => ({
  ...series[0]!,
  description: ['We write together.'],
  audience: 'Plan writers',
  bring: 'A plan without names',
  caution: null,
  contact: 'events@example.org',
  source: null,
  item: null,
  series,
  questions,
  filled: {},
  retentionDays: 30,
  interested: false,
  cancelledReason: null,
  materials: [],
  recordingUrl: null,
  asksFeedback: false,
  feedbackSessionId: null,
  ...more,
});
const mine = (event: EventSummary, colleague: string | null = null): MyBooking => ({
  id,
  bookedAt: '2037-01-03T10:00:00Z',
  event,
  colleague,
});
const inFull = (event: EventSummary, more: Partial<BookingDetail> = {}): BookingDetail => ({
  ...mine(event),
  answers: { [questions[0]!.id]: 'Housing' },
  questions,
  place: null,
  passedOver: [],
  code: null,
  ...more,
});
const colleagues: Colleague[] = [
  { id, name: 'Hana Demo (Camden)', post: null },
  { id: '9d444840-9dc0-4f2b-8f2e-1f2b3c4d5e6f', name: 'Imran Demo (Camden)', post: 'Head of service' },
];
const nominations: NominationSession[] = [
  {
    event: session,
    most: 2,
    endorsed: 1,
    closes: '27 February 2037, 5pm',
    people: [
      {
        bookingId: id,
        name: 'Hana Demo',
        post: 'Social worker',
        statement: 'I lead the team.',
        endorsed: true,
      },
      {
        bookingId: '9d444840-9dc0-4f2b-8f2e-1f2b3c4d5e6f',
        name: 'Asha Demo',
        post: null,
        statement: null,
        endorsed: false,
      },
    ],
  },
];
const feed: CalendarFeed = {
  url: 'webcal://liia.example/calendar/s3cret-and-long-0123456789.ics',
  made: '3 March 2037',
};

/** The service answers reads of these addresses with this. */
const answers = (given: Record<string, object>) => (call: Call) => {
  const found = given[new URL(call.request().url()).pathname];
  return found && call.fulfill({ json: found });
};
const page = '/events/an-event';
const seriesOf = (sessions: EventSummary[]): EventSummary[] =>
  sessions.map((each) => ({ ...each, sessions: sessions.length }));
const event = (body: EventDetail, more: Record<string, object> = {}) =>
  answers({ '/api/events/an-event': body, '/api/colleagues': { colleagues }, ...more });
const press =
  (...names: RegExp[]) =>
  async (frame: Frame) => {
    for (const name of names) await frame.getByRole('button', { name }).last().click();
  };
const as = (path: string, accountId = 'asha') => ({ accountId, path });

export const eventStates: (State & { shows: string | RegExp })[] = [
  {
    name: 'the form of an event that asks, with everything missing',
    as: as(page),
    calls: event(detail([session])),
    reach: press(/^Book a place/, /^Book a place$/),
    shows: 'Answer this question',
  },
  {
    name: 'booking for a colleague where only the waiting list is left',
    as: as(page),
    calls: event(detail([{ ...session, state: 'full', pools: [{ mode: 'online', left: 0, waiting: 2 }] }])),
    reach: press(/^Book for a colleague/, /^Join the waiting list for them/),
    shows: 'Choose a colleague',
  },
  {
    name: 'putting oneself forward',
    as: as(page),
    calls: event(detail([{ ...session, state: 'nominate', places: 'Places are given by approval' }])),
    reach: press(/^Put myself forward/),
    shows: 'Why should you come?',
  },
  {
    name: 'a place on the waiting list, and why others have one',
    as: as(page),
    calls: event(detail([waiting]), {
      [`/api/bookings/${id}`]: inFull(waiting, {
        place: 3,
        passedOver: ['All places are taken.', 'Your authority has all the places that it may have (2).'],
      }),
    }),
    shows: 'You are number 3 on the waiting list.',
  },
  {
    name: 'a place that is offered, before it is turned down',
    as: as(page),
    calls: event(detail([offered])),
    reach: press(/^Turn it down/),
    shows: 'It goes to the next person on the waiting list.',
  },
  {
    name: 'giving a place to a colleague',
    as: as(page),
    calls: event(detail([booked])),
    reach: press(/^Give my place to a colleague/, /^Give it to them/),
    shows: 'Choose a colleague',
  },
  {
    name: 'the answers of a booking, to be changed',
    as: as(page),
    calls: event(detail([booked]), { [`/api/bookings/${id}`]: inFull(booked) }),
    reach: press(/^Change my answers/, /^Save the answers/),
    shows: 'Answer this question',
  },
  {
    name: 'the code for the door',
    as: as(page),
    calls: event(detail([booked]), { [`/api/bookings/${id}`]: inFull(booked, { code: '4F2A-09C1-77BE' }) }),
    reach: press(/^Show my code/),
    shows: '4F2A-09C1-77BE',
  },
  {
    name: 'a series in all its states, with what is left of it',
    as: as(page),
    calls: event(
      detail(
        seriesOf([
          { ...booked, joinUrl: 'https://teams.example/join' },
          {
            ...session,
            sessionId: 's2',
            state: 'closed',
            places: 'Booking has closed',
            sessionTitle: 'Second',
          },
          { ...session, sessionId: 's3', state: 'cancelled', places: 'Called off' },
          { ...session, sessionId: 's4', state: 'not open', places: 'Booking opens 1 February 2037, 10am' },
        ]),
        {
          cancelledReason: 'The speaker is ill.',
          materials: [{ title: 'Slides', url: 'https://files.example/slides' }],
          recordingUrl: 'https://files.example/film',
          asksFeedback: true,
          feedbackSessionId: 's2',
        },
      ),
    ),
    reach: press(/^Send$/),
    shows: 'Choose one',
  },
  {
    name: 'an event without a date, of which the person will be told',
    as: as(page),
    calls: event(
      detail(
        [
          {
            ...session,
            state: 'not bookable',
            places: '',
            when: { ...when, text: 'Date to be confirmed', date: null },
          },
        ],
        {
          interested: true,
        },
      ),
    ),
    shows: 'We will tell you when the date is known.',
  },
  {
    name: 'all kinds of bookings, of colleagues too, and whom to support',
    as: as('/bookings', 'imran'),
    calls: answers({
      '/api/bookings': {
        bookings: [
          mine(offered),
          { ...mine({ ...waiting, sessionId: 's2' }), id: 'b2' },
          { ...mine({ ...booked, sessionId: 's3' }), id: 'b3' },
        ],
        forColleagues: [mine({ ...booked, places: 'Hana Demo (Camden) has a place' }, 'Hana Demo (Camden)')],
        putForward: [],
      },
      '/api/nominations': { sessions: nominations },
      '/api/calendar-feed': feed,
    }),
    shows: 'You support 1 of at most 2.',
  },
  {
    name: 'Home, with who is put forward',
    as: as('/home', 'imran'),
    calls: answers({
      '/api/bookings': {
        bookings: [],
        forColleagues: [],
        putForward: [{ id, event: session, name: 'Hana Demo (Camden)', standing: 'Not chosen this time.' }],
      },
      '/api/nominations': { sessions: nominations },
    }),
    shows: 'Hana Demo (Camden): Not chosen this time.',
  },
  {
    name: 'another address for the calendar, before it is made',
    as: as('/bookings'),
    calls: answers({ '/api/calendar-feed': { ...feed, url: null } }),
    reach: press(/^Make another address/),
    shows: 'The address that you have now stops working.',
  },
  {
    name: 'a month with much in it',
    as: as('/calendar?month=2037-03'),
    calls: answers({
      '/api/events': {
        events: [
          booked,
          session,
          { ...session, sessionId: 's2', state: 'cancelled', sessionTitle: 'Second' },
        ],
      },
    }),
    shows: 'March 2037',
  },
  {
    name: 'a month without events',
    as: as('/calendar?month=2037-04&mode=online&places=left'),
    shows: 'There are no events in April 2037.',
  },
];
