import type { Frame, Page } from 'playwright-core';
import type { Standing } from '../../bot/api/contract-people.ts';
import { lookAt, type State } from './axe.ts';
import { type InTeams, newPage } from './browser.ts';
import { eventStates } from './event-states.ts';
import { organisingStates } from './organising-states.ts';
import { peopleStates } from './people-states.ts';
import { questionStates } from './question-states.ts';
import { type Service, theService } from './service.ts';

const twoPlaces = [
  { id: 'kingston-upon-thames', name: 'Kingston upon Thames' },
  { id: 'richmond-upon-thames', name: 'Richmond upon Thames' },
];
/** Where somebody stands whom a partner's contact has not named. */
const outside: Standing = {
  name: 'Lena Demo',
  state: 'not-approved',
  organisation: { id: 'pyl', name: 'Partnership for Young London (PYL)' },
  choices: [],
  library: 'not asked',
  asked: null,
  refused: null,
  answeredBy: 'Your borough contact or our team',
  signInHelp: 'sign-in-help@example.org',
};

describe('For everyone: every state of a page, by axe and reflow', () => {
  let service: Service;
  let page: Page;

  before(async () => {
    service = await theService();
    await service.call('hana', 'POST', '/api/requests', {
      kind: 'library',
      reason: 'I write the local offer.',
    });
    await service.call('jo', 'POST', '/api/requests', { kind: 'join', reason: 'I work on care leaving.' });
    await service.call('asha', 'GET', '/api/me');
    await service.call('efe', 'GET', '/api/me');
    page = await newPage();
  });
  after(() => page?.context().close());

  const check = (state: State) => lookAt(page, service, state);

  const states: (State & { shows: string | RegExp })[] = [
    {
      name: 'no access at all',
      as: { accountId: 'gus', path: '/events' },
      shows: 'You do not have access yet',
    },
    {
      name: 'no access to the library',
      as: { accountId: 'dana', path: '/library' },
      shows: 'You do not have access to the library',
    },
    {
      name: 'no access to announcements',
      as: { accountId: 'ben', path: '/coordinate/announcements' },
      shows: 'You do not have access to this page',
    },
    {
      name: 'no such page',
      as: { accountId: 'ben', path: '/nowhere' },
      shows: 'We could not find that page',
    },
    {
      name: 'no such event',
      as: { accountId: 'ben', path: '/events/nothing' },
      shows: 'We could not find that event',
    },
    {
      name: 'no such part of the plan',
      as: { accountId: 'ben', path: '/programmes/nothing' },
      shows: 'We could not find that part of the plan',
    },
    {
      name: 'no such document',
      as: { accountId: 'ben', path: '/library/nothing' },
      shows: 'We could not find that document',
    },
    {
      name: 'no bookings',
      as: { accountId: 'chidi', path: '/bookings' },
      shows: 'You have no places booked',
    },
    {
      name: 'no events that match',
      as: { accountId: 'ben', path: '/events?from=2001-01-01&to=2001-01-02' },
      shows: 'No events match',
    },
    {
      name: 'dates the wrong way round',
      as: { accountId: 'ben', path: '/events?from=2026-02-02&to=2026-01-01' },
      shows: 'This is before the first date',
    },
    {
      name: 'no documents that match',
      as: { accountId: 'ben', path: '/library?search=xyzzy' },
      shows: 'Nothing matches',
    },
    {
      name: 'one area of the plan',
      as: { accountId: 'ben', path: '/programmes?area=send' },
      shows: 'National SEND changes',
    },
    {
      name: 'an answer, a question that was not understood, and one without an answer',
      as: {
        accountId: 'ben',
        path: '/home?ask=When+is+the+London+SEND+Summit%3F&ask=workshops&ask=Who+won+the+cup%3F',
      },
      shows: 'Source:',
    },
    {
      name: 'a place booked, with the way back',
      as: { accountId: 'ben', path: '/events/sample-handbook-webinar' },
      shows: 'You have a place',
      reach: async (frame) => {
        await frame.getByRole('button', { name: /^Book a place/ }).click();
        await frame.getByRole('button', { name: 'Undo' }).waitFor();
      },
    },
    {
      name: 'an announcement with nothing written',
      as: { accountId: 'efe', path: '/coordinate/announcements' },
      shows: 'Write a title',
      reach: (frame) => frame.getByRole('button', { name: 'Check and send' }).click(),
    },
    {
      name: 'an announcement, before it is sent',
      as: { accountId: 'efe', path: '/coordinate/announcements' },
      reach: async (frame) => {
        await frame.getByLabel('Title').fill('A change');
        await frame.getByRole('textbox', { name: 'Text' }).fill('We meet on the second floor.');
        await frame.getByRole('button', { name: 'Check and send' }).click();
      },
      shows: 'Send now',
    },
  ];
  describe('other states', () => {
    for (const state of states) it(state.name, () => check(state));
  });

  describe('members: getting in, and what reaches them', () => {
    const stands = (standing: object): State['calls'] => {
      const body = { ...outside, ...standing };
      return (call) => {
        const { pathname } = new URL(call.request().url());
        if (pathname === '/api/standing') return call.fulfill({ json: body });
        const shut = body.state === 'in' ? pathname === '/api/resources' : pathname === '/api/me';
        return shut ? call.fulfill({ status: 403, json: { error: { code: '', message: '' } } }) : undefined;
      };
    };
    const press = (name: string) => (frame: Frame) => frame.getByRole('button', { name }).click();
    const at = (path: string): InTeams => ({ accountId: 'asha', path });
    const states: (State & { shows: string | RegExp })[] = [
      {
        name: 'an unknown organisation, with nothing filled in',
        as: at('/events'),
        calls: stands({ state: 'unknown-organisation', choices: twoPlaces }),
        reach: press('Ask for access'),
        shows: 'Write why you ask',
      },
      {
        name: 'one of several authorities, with none chosen',
        as: at('/events'),
        calls: stands({ state: 'choose-organisation', choices: twoPlaces }),
        reach: press('This is my authority'),
        shows: 'Say which one you work for.',
      },
      {
        name: 'not named, and refused before',
        as: at('/events'),
        calls: stands({ refused: { kind: 'join', at: '2026-03-03T10:00:00Z' } }),
        shows: 'Your request was not approved, on 3 March 2026.',
      },
      {
        name: 'asked, and no answer yet',
        as: at('/events'),
        calls: stands({ asked: { kind: 'join', at: '2026-03-03T10:00:00Z' } }),
        reach: press('Look again'),
        shows: 'There is no answer yet.',
      },
      {
        name: 'access taken away',
        as: at('/events'),
        calls: stands({ state: 'blocked' }),
        shows: 'Your access has been taken away',
      },
      {
        name: 'no sign-in from Teams',
        as: { accountId: undefined, path: '/events' },
        shows: 'The sign-in was not finished',
      },
      {
        name: 'the library, for who may ask',
        as: at('/library'),
        calls: stands({ state: 'in' }),
        reach: press('Ask for access'),
        shows: 'Write why you ask',
      },
      {
        name: 'the library, asked for',
        as: at('/library'),
        calls: stands({
          state: 'in',
          library: 'asked',
          asked: { kind: 'library', at: '2026-03-03T10:00:00Z' },
        }),
        shows: 'You asked on 3 March 2026.',
      },
      {
        name: 'preferences, with times left out',
        as: at('/preferences'),
        reach: async (frame) => {
          await frame.getByLabel('Keep quiet hours').check();
          await frame.getByLabel('Quiet from').fill('');
          await press('Save')(frame);
        },
        shows: 'Write a time',
      },
      {
        name: 'preferences, saved',
        as: at('/preferences'),
        reach: press('Save'),
        shows: 'Your choices are saved.',
      },
      {
        name: 'preferences, with what is held about somebody',
        as: at('/preferences'),
        reach: async (frame) => {
          await press('Show what is held about me')(frame);
          for (const heading of [/^You: 1$/, /^Messages to you/]) await frame.getByText(heading).click();
        },
        shows: 'That and how they were sent',
      },
      {
        name: 'preferences, before everything is deleted',
        as: at('/preferences'),
        reach: press('Delete everything about me'),
        shows: 'This cannot be undone.',
      },
      {
        name: 'Home, with every network',
        as: at('/home'),
        reach: press('Show all'),
        shows: 'Show fewer networks',
      },
    ];
    for (const state of states) it(state.name, () => check(state));
  });

  describe('people, access and sending', () => {
    for (const state of peopleStates) it(state.name, () => check(state));
  });

  describe('events and bookings', () => {
    for (const state of eventStates) it(state.name, () => check(state));
  });

  describe('questions, and what the bot knows', () => {
    for (const state of questionStates) it(state.name, () => check(state));
  });

  describe('events, as coordinators run them', () => {
    for (const state of organisingStates) it(state.name, () => check(state));
  });
});
