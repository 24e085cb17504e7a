import type { Route as Call, Frame, Page } from 'playwright-core';
import type { State } from './axe.ts';

/** Coordinate's people, access and sending in each of their states, dialogs open. */

export const sections = [
  'requests',
  'members',
  'authorities',
  'contacts',
  'networks',
  'audiences',
  'roles',
  'audit',
].map((name) => `/coordinate/people/${name}`);

const at = (section: string) => ({ accountId: 'farah', path: `/coordinate/people/${section}` });
const press =
  (...names: (string | RegExp)[]) =>
  async (frame: Frame) => {
    for (const name of names) await frame.getByRole('button', { name }).first().click();
  };
const onPhone = (name: string) => async (frame: Frame, page: Page) => {
  await page.setViewportSize({ width: 320, height: 800 });
  await press(name)(frame);
};
/** The service answers calls to this address with this. */
const answers =
  (address: string, json: object, status = 200) =>
  (call: Call) =>
    new URL(call.request().url()).pathname === address ? call.fulfill({ status, json }) : undefined;

const contact = {
  id: 'sam',
  name: 'Sam Sample',
  email: 'sam.sample@example.org',
  organisation: { id: 'camden', name: 'Camden' },
  post: 'Head of SEND',
  member: false,
};
const faults = {
  rows: 2,
  added: 0,
  changed: 0,
  faults: [{ row: 3, column: 'e-mail', message: 'This is not an e-mail address.' }],
};
const sending = {
  stopped: true,
  recording: true,
  waiting: 1240,
  unconfirmed: [
    {
      id: '1',
      name: 'Asha Demo (Camden)',
      organisation: 'Camden',
      title: 'A change',
      at: '2026-03-03T10:05:00Z',
    },
  ],
  paused: [
    {
      tenantId: '1',
      organisation: 'Croydon',
      until: '2026-03-03T10:10:00Z',
      reason: 'Teams asked us to wait.',
    },
  ],
  settings: {
    libraryUnseenDays: 180,
    libraryConfirmDays: 91,
    postsPerSecond: 10,
    unaskedPerDay: 2,
    answerWithinDays: 2,
    secondCoordinator: 'approves',
    outlookCalendar: false,
  },
};
const recorded = {
  id: 1,
  at: '2026-03-03T10:05:00Z',
  way: 'teams',
  to: 'Asha Demo (Camden)',
  subject: 'A change of place',
  body: 'A change of place\n\nWe meet in Croydon.',
};
const file = (name: string) => async (frame: Frame) => {
  await frame.getByLabel('The list').setInputFiles({ name, mimeType: 'text/csv', buffer: Buffer.from('a') });
};

export const peopleStates: (State & { shows: string | RegExp })[] = [
  {
    name: 'the menu of Coordinate, open on a phone',
    as: at('requests'),
    reach: onPhone('Menu'),
    shows: 'People and access',
  },
  {
    name: 'no requests',
    as: at('requests'),
    calls: answers('/api/people/requests', { requests: [], total: 0 }),
    shows: 'Nobody is waiting',
  },
  {
    name: 'a request, before it is approved, with nothing chosen',
    as: at('requests'),
    reach: async (frame) => {
      await press(/^Approve Jo/)(frame);
      await frame.getByRole('dialog').getByRole('button', { name: 'Approve' }).click();
    },
    shows: 'Choose the organisation',
  },
  {
    name: 'a request that was answered meanwhile',
    as: at('requests'),
    calls: (call) =>
      call.request().url().endsWith('/decision')
        ? call.fulfill({
            status: 409,
            json: { error: { code: 'conflict', message: 'It was answered already.' } },
          })
        : undefined,
    reach: async (frame) => {
      await press(/^Refuse Jo/)(frame);
      await frame.getByRole('dialog').getByRole('button', { name: 'Refuse' }).click();
    },
    shows: 'It was answered already.',
  },
  {
    name: 'members, with the filters open on a phone',
    as: at('members'),
    reach: onPhone('Filter'),
    shows: 'Hide filters',
  },
  { name: 'no member that matches', as: at('members?search=xyzzy'), shows: 'Nobody matches' },
  { name: 'one member', as: at('members'), reach: press(/^Change Asha/), shows: 'Block them' },
  {
    name: 'one member, before everything about them is deleted',
    as: { accountId: 'farah', path: '/coordinate/people/members' },
    reach: async (frame) => {
      await press(/^Change Asha/)(frame);
      await press('Delete everything about them')(frame);
    },
    shows: 'This cannot be undone.',
  },
  {
    name: 'the members of a contact, before they are confirmed',
    as: { accountId: 'imran', path: '/coordinate/people/members' },
    reach: async (frame) => {
      await frame.getByRole('checkbox').first().check();
      await press(/^Confirm the library for 1/)(frame);
    },
    shows: 'You say that they still work there',
  },
  {
    name: 'one authority, about to lose its signature',
    as: at('authorities'),
    reach: async (frame) => {
      await press('Change Camden')(frame);
      await frame.getByLabel('Has signed the Data Sharing Protocol').uncheck();
      await press(/^Add$/)(frame);
    },
    shows: 'the app closes to everybody of Camden',
  },
  {
    name: 'who opens the library of an authority',
    as: { accountId: 'imran', path: '/coordinate/people/members' },
    reach: press('Change who may'),
    shows: 'Who may open the library',
  },
  {
    name: 'a list of contacts with faults',
    as: at('contacts'),
    calls: answers('/api/people/contacts/import', faults, 400),
    reach: file('list.csv'),
    shows: 'This is not an e-mail address.',
  },
  { name: 'a list that is no list', as: at('contacts'), reach: file('list.pdf'), shows: 'Choose a CSV or' },
  {
    name: 'a contact, before it is removed',
    as: at('contacts'),
    calls: answers('/api/people/contacts', { contacts: [contact], total: 340 }),
    reach: press('Remove Sam Sample'),
    shows: 'This cannot be undone.',
  },
  {
    name: 'one network, and somebody to add',
    as: at('networks?network=aldcs'),
    reach: async (frame) => {
      await frame.getByLabel('Search for a member').fill('demo');
      await frame.getByRole('button', { name: /^Add Asha/ }).waitFor();
    },
    shows: 'Nobody is in it yet.',
  },
  { name: 'no such network', as: at('networks?network=nothing'), shows: 'We could not find that network' },
  {
    name: 'an audience with no name and every list open',
    as: at('audiences'),
    reach: async (frame) => {
      await press('Make an audience', 'Save the audience')(frame);
      for (const list of await frame.locator('summary').all()) await list.click();
    },
    shows: 'Write a name',
  },
  {
    name: 'the role of a coordinator, with no authority chosen',
    as: at('roles'),
    reach: async (frame) => {
      await press(/^Change the role of Efe/)(frame);
      await frame.getByRole('radio', { name: 'Some authorities only' }).check();
      await press('Save the role')(frame);
    },
    shows: 'Choose at least one',
  },
  {
    name: 'no audit entries',
    as: at('audit'),
    calls: answers('/api/people/audit', { entries: [] }),
    shows: 'Nothing has been changed yet',
  },
  { name: 'no such section', as: at('nothing'), shows: 'We could not find that page' },
  {
    name: 'no access to people',
    as: { accountId: 'asha', path: '/coordinate/people' },
    shows: 'You do not have access to this page',
  },
  {
    name: 'sending, before it is stopped',
    as: { accountId: 'farah', path: '/coordinate/sending' },
    reach: press('Stop all sending'),
    shows: 'Nobody gets a message from here until you resume',
  },
  {
    name: 'sending stopped, with everything that can be in the way, and a setting that is wrong',
    as: { accountId: 'farah', path: '/coordinate/sending' },
    calls: answers('/api/sending', sending),
    reach: async (frame) => {
      await frame.getByLabel('Messages a second').fill('200');
      await press('Save the settings')(frame);
    },
    shows: 'Write a number.',
  },
  {
    name: 'a recorded message, opened',
    as: { accountId: 'farah', path: '/coordinate/sending' },
    calls: (call) =>
      answers('/api/sending', { ...sending, stopped: false })(call) ??
      answers('/api/sending/recorded', { messages: [recorded] })(call),
    reach: async (frame) => {
      await frame.getByText('A change of place').first().click();
    },
    shows: 'We meet in Croydon.',
  },
  {
    name: 'nothing recorded yet',
    as: { accountId: 'farah', path: '/coordinate/sending' },
    calls: (call) =>
      answers('/api/sending', sending)(call) ?? answers('/api/sending/recorded', { messages: [] })(call),
    shows: 'Send an announcement to see here what people would get.',
  },
  {
    name: 'an unconfirmed message, before it is sent again',
    as: { accountId: 'farah', path: '/coordinate/sending' },
    calls: answers('/api/sending', sending),
    reach: press(/^Send again/),
    shows: 'may get it twice',
  },
];
