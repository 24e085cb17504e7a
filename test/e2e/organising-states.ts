import type { Route as Call, Frame } from 'playwright-core';
import type { State } from './axe.ts';

/** What coordinators do with events, in each of its states, dialogs open. */

const session = '/coordinate/events/sample-welcome/sample-welcome-1';
const at = (path: string) => ({ accountId: 'efe', path });
const press =
  (...names: (string | RegExp)[]) =>
  async (frame: Frame) => {
    for (const name of names) await frame.getByRole('button', { name }).first().click();
  };
/** The service answers calls to this address with this. */
const answers =
  (address: string, json: object, status = 200) =>
  (call: Call) =>
    new URL(call.request().url()).pathname === address ? call.fulfill({ status, json }) : undefined;

const when = {
  text: 'Monday 8 February 2027, midday to 12:45pm',
  date: '2027-02-08',
  startsAt: null,
  endsAt: null,
  passed: false,
};
const numbers = { places: 2, confirmed: 1, offered: 1, waiting: 1, requested: 0, cancelled: 0, over: 0 };
const person = {
  bookingId: 'b1',
  memberId: 'm1',
  name: 'Sam Sample',
  post: 'Head of SEND',
  organisation: 'Camden',
  borough: 'camden',
  pool: 'online',
  state: 'waiting',
  booked: '3 March 2026, 10am',
  bookedBy: null,
  overCapacity: false,
  place: 1,
  passedOver: 'All places are taken.',
  acceptBy: null,
  answers: {},
  statement: null,
  endorsed: false,
  notReached: 'Booked. There is no chat with them, and no e-mail address.',
};
const attendees = {
  title: 'Sample: welcome for new members',
  when,
  numbers,
  byApproval: false,
  boroughs: [
    {
      id: 'camden',
      name: 'Camden',
      confirmed: 1,
      offered: 1,
      waiting: 1,
      requested: 0,
      most: 2,
      reserved: 1,
    },
  ],
  questions: [],
  people: [person],
  total: 1,
};
const nominee = {
  ...person,
  state: 'requested',
  statement: 'I run the programme.',
  endorsedBy: null,
  bar: null,
};
const nominations = {
  title: attendees.title,
  when,
  places: 2,
  chosen: 0,
  closes: '5pm on Friday 5 February 2027',
  boroughs: [
    { id: 'camden', name: 'Camden', most: 2, chosen: 0, endorsed: 0, proposed: 1, contacts: ['Imran Demo'] },
  ],
  people: [nominee],
};
const people = `/api/organising/sessions/sample-welcome-1/attendees`;
const unreached = {
  people: [
    {
      name: 'Sam Sample',
      organisation: 'Camden',
      message: 'Booked',
      reason: 'There is no chat with them, and no e-mail address.',
      at: '3 March 2026, 10:05am',
    },
  ],
};
const faults = {
  rows: 2,
  events: [],
  added: 0,
  skipped: [],
  faults: [{ row: 3, column: 'Date', message: 'This is not a date.' }],
};

export const organisingStates: (State & { shows: string | RegExp })[] = [
  {
    name: 'no drafts of events',
    as: at('/coordinate/events?show=drafts'),
    calls: answers('/api/organising/events', { events: [], total: 0 }),
    shows: 'There are no drafts',
  },
  { name: 'no event that matches', as: at('/coordinate/events?search=xyzzy'), shows: 'No event matches' },
  {
    name: 'a new event with everything open and most of it missing',
    as: at('/coordinate/events/new'),
    reach: async (frame) => {
      await frame.getByLabel('Date', { exact: true }).fill('2031-10-26');
      await frame.getByLabel('Starts', { exact: true }).fill('01:30');
      await frame.getByLabel('Make it a series').check();
      await frame.getByLabel('Both').check();
      for (const fold of [/^Rules.* online/, /^When booking/, /^Description/, /^Questions/, / dates, /])
        await frame.locator('summary', { hasText: fold }).click();
      await press('Add a rule', 'Add a question')(frame);
      await frame.getByLabel('Kept for them').fill('2');
      await frame.getByLabel('It is about health or religion').check();
      await press(/as a draft$/)(frame);
    },
    shows: /^1:30am comes twice/,
  },
  {
    name: 'a list of events with faults',
    as: at('/coordinate/events/import'),
    calls: answers('/api/organising/import', faults, 400),
    reach: async (frame) => {
      const file = { name: 'events.csv', mimeType: 'text/csv', buffer: Buffer.from('a') };
      await frame.getByLabel('The list').setInputFiles(file);
    },
    shows: 'This is not a date.',
  },
  {
    name: 'an event, before it is called off without a reason',
    as: at('/coordinate/events/sample-welcome'),
    reach: async (frame) => {
      await press(/^Call off/)(frame);
      await frame.getByLabel(/^This cannot be undone/).fill('call off');
      await press('Call it off')(frame);
    },
    shows: 'Write a reason.',
  },
  {
    name: 'an event, before it is copied',
    as: at('/coordinate/events/sample-welcome'),
    reach: press('Copy'),
    shows: /^The copy is a draft/,
  },
  {
    name: 'no such session',
    as: at('/coordinate/events/sample-welcome/nothing'),
    shows: 'We could not find that session',
  },
  {
    name: 'people who could not be reached',
    as: at(session),
    calls: (call) =>
      answers(people, attendees)(call) ?? answers(people.replace('attendees', 'unreached'), unreached)(call),
    reach: async (frame) => {
      await frame.getByText('We could not reach 1 person').click();
    },
    shows: 'There is no chat with them, and no e-mail address.',
  },
  {
    name: 'somebody who waits, before they are given a place without a reason',
    as: at(session),
    calls: answers(people, attendees),
    reach: press('Look at Sam Sample', 'Give them a place'),
    shows: 'Write a reason.',
  },
  {
    name: 'adding nobody',
    as: at(session),
    reach: press('Add people', 'Add them'),
    shows: 'Choose somebody first.',
  },
  {
    name: 'somebody who is put forward, before they are chosen against the rules',
    as: at(`${session}/nominations`),
    calls: answers('/api/organising/sessions/sample-welcome-1/nominations', nominations),
    reach: press('Decide about Sam Sample', 'Choose them'),
    shows: 'Write a reason.',
  },
  {
    name: 'the door, with people checked in and not heard of by the service',
    as: at(`${session}/check-in`),
    calls: (call) =>
      call.request().method() === 'POST'
        ? call.abort()
        : answers('/api/organising/sessions/sample-welcome-1/arrivals', {
            eventId: 'sample-welcome',
            title: attendees.title,
            when,
            came: 0,
            expected: 1,
            closed: false,
            people: [{ ...person, code: '4F2A-09C1-77BE', arrived: null, minutes: null }],
          })(call),
    reach: press('Check in Sam Sample'),
    shows: '1 waiting to be sent',
  },
];
