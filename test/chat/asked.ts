import { randomUUID } from 'node:crypto';
import type { Right } from '../../bot/domain/members/access.ts';

/**
 * What may be asked of the bot in words and by buttons, written by hand: which right it takes, and what comes of it.
 * `matrix.test.ts` holds it for every demo person, and fails for a phrase or a verb of bot/chat/routes.ts that has
 * no line here.
 */
type Line = {
  needs: Right;
  /** In a chat that others read: the same as in one's own, or a pointer to the own one. */
  shared: 'the same' | 'own chat only';
  /** What the bot says, in words or on a card, where it does what was asked. */
  does: RegExp;
};

export type Saying = Line & { says: string };

export const sayings: Saying[] = [
  { says: 'help', needs: 'use', shared: 'the same', does: /I answer questions about LIIA/ },
  { says: 'hello', needs: 'use', shared: 'the same', does: /What would you like to know/ },
  { says: 'thanks', needs: 'use', shared: 'the same', does: /You are welcome/ },
  { says: 'my bookings', needs: 'use', shared: 'own chat only', does: /Your bookings/ },
  { says: 'show event sample-welcome', needs: 'use', shared: 'the same', does: /welcome for new members/ },
  { says: 'book the data clinic', needs: 'use', shared: 'the same', does: /Sample: data clinic/ },
  {
    says: 'give my place at the data clinic to hana',
    needs: 'use',
    shared: 'own chat only',
    does: /You have no place at an event of that name/,
  },
  { says: 'my preferences', needs: 'use', shared: 'own chat only', does: /This is what you get/ },
  { says: 'mute reminders', needs: 'use', shared: 'own chat only', does: /are off/ },
  { says: 'announcements daily', needs: 'use', shared: 'own chat only', does: /together once a day/ },
  { says: 'unmute reminders', needs: 'use', shared: 'own chat only', does: /are on/ },
  {
    says: 'ask a coordinator: who pays?',
    needs: 'use',
    shared: 'own chat only',
    does: /Your question is with/,
  },
  {
    says: 'questions for me',
    needs: 'use',
    shared: 'own chat only',
    does: /No question waits|questions? waits? for you/,
  },
  {
    says: 'send questions here',
    needs: 'answer',
    shared: 'the same',
    does: /is posted here from now on|Say this in the channel/,
  },
  {
    says: 'stop sending questions here',
    needs: 'answer',
    shared: 'the same',
    does: /no longer posted here|nothing has changed|Say this in the channel/,
  },
  { says: 'answer questions for aldcs', needs: 'use', shared: 'own chat only', does: /Thank you/ },
  {
    says: 'stop answering questions for aldcs',
    needs: 'use',
    shared: 'own chat only',
    does: /no more questions/,
  },
  // What no phrase takes: events, and any question.
  { says: 'what’s on', needs: 'use', shared: 'the same', does: /Events to come/ },
  { says: 'When is the London SEND Summit?', needs: 'use', shared: 'the same', does: /4 December 2025/ },
];

/** Ids of what stands in the database: the person's own, and what is somebody else's or nobody's. */
export type Things = {
  event: string;
  session: string;
  ownBooking: string;
  othersBooking: string;
  /** Nobody answers them yet. */
  ownQuestion: string;
  othersQuestion: string;
  /** That the person is asked, of a network that they answer for. */
  networkQuestion: string;
  nobodys: string;
};

/** `finds`: what the ids name is not there, or not this person's to know of. */
export type Press = Line & { of: string; data: (things: Things) => object; finds?: 'nothing' };

const line = { needs: 'use', shared: 'the same' } as const;
const own = { needs: 'use', shared: 'own chat only' } as const;

const coordinators = { needs: 'answer', shared: 'the same' } as const;
/** What coordinators press, on what somebody asked and on nothing. */
const onQuestion = (does: RegExp, typed: object = {}): Press[] => [
  {
    ...coordinators,
    of: 'what somebody asked',
    data: ({ othersQuestion: question }) => ({ question, ...typed }),
    does,
  },
  {
    ...coordinators,
    of: 'no question at all',
    data: ({ nobodys: question }) => ({ question, ...typed }),
    finds: 'nothing',
    does: /cannot find/,
  },
];
/** What askers press, on what they asked and on what somebody else did. */
const onOwnQuestion = (does: RegExp, typed: object = {}): Press[] => [
  { ...own, of: 'one’s own question', data: ({ ownQuestion: question }) => ({ question, ...typed }), does },
  {
    ...own,
    of: 'somebody else’s question',
    data: ({ othersQuestion: question }) => ({ question, ...typed }),
    finds: 'nothing',
    does: /cannot find/,
  },
];

/** What people press on a booking: theirs, and somebody else's. */
const onBooking = (does: RegExp, typed: object = {}): Press[] => [
  { ...own, of: 'one’s own booking', data: ({ ownBooking: booking }) => ({ booking, ...typed }), does },
  {
    ...own,
    of: 'somebody else’s booking',
    data: ({ othersBooking: booking }) => ({ booking, ...typed }),
    finds: 'nothing',
    does: /cannot find/,
  },
];

export const presses: Record<string, Press[]> = {
  'ask-people': [
    {
      ...own,
      of: 'a card to write on',
      data: ({ nobodys: key }) => ({ key, text: 'Who pays?' }),
      does: /Your question is with/,
    },
  ],
  'ask-network': onOwnQuestion(/no network now|Your name and this question/, { network: 'lasob' }),
  'take-back': onOwnQuestion(/You took this question back/),
  rate: onOwnQuestion(/Your question is with/, { reply: randomUUID(), rating: 'dislike' }),
  'network-answer': [
    {
      ...own,
      of: 'a question to one’s network',
      data: ({ networkQuestion: question }) => ({ question, answer: 'We do.' }),
      does: /^Thank you/,
    },
    {
      ...own,
      of: 'a question to coordinators',
      data: ({ othersQuestion: question }) => ({ question, answer: 'We do.' }),
      finds: 'nothing',
      does: /cannot find/,
    },
  ],
  question: onQuestion(/Nobody is answering this yet/),
  claim: onQuestion(/You are answering this/),
  release: onQuestion(/Nobody is answering this yet/),
  answer: onQuestion(/gets your answer/, { answer: 'We do.' }),
  publish: onQuestion(/Nobody is answering this yet/, { answer: 'We do.' }),
  close: onQuestion(/You closed this/, { sure: 'yes', reason: 'It is in the plan' }),
  book: [
    { ...own, of: 'an event', data: ({ session }) => ({ session }), does: /You have a place/ },
    {
      ...own,
      of: 'an event, for a colleague',
      data: ({ session }) => ({ session, colleague: 'yes' }),
      does: /Book a place for a colleague\?/,
    },
    {
      ...own,
      of: 'no event at all',
      data: ({ nobodys: session }) => ({ session }),
      finds: 'nothing',
      does: /cannot find/,
    },
  ],
  cancel: [
    {
      ...own,
      of: 'one’s own booking',
      data: ({ ownBooking: booking }) => ({ booking }),
      does: /is cancelled/,
    },
    {
      ...own,
      of: 'somebody else’s booking',
      data: ({ othersBooking: booking }) => ({ booking }),
      finds: 'nothing',
      does: /cannot find/,
    },
    {
      ...own,
      of: 'no booking at all',
      data: ({ nobodys: booking }) => ({ booking }),
      finds: 'nothing',
      does: /cannot find/,
    },
  ],
  'accept-offer': onBooking(/You already have a place/),
  automatic: onBooking(/not on the waiting list .* now, so nothing has changed/, { on: 'yes' }),
  answers: onBooking(/Your answers are saved/, { form: 'yes' }),
  transfer: [
    ...onBooking(/Give your place to a colleague\?/),
    ...onBooking(/A place goes to a colleague/, { member: randomUUID() }),
  ],
  interest: [
    { ...own, of: 'an event', data: ({ event }) => ({ event }), does: /The date is known by now/ },
    {
      ...own,
      of: 'no event at all',
      data: ({ nobodys: event }) => ({ event }),
      finds: 'nothing',
      does: /cannot find/,
    },
  ],
  details: [
    { ...line, of: 'an event', data: ({ session }) => ({ session }), does: /An event of a test/ },
    ...onBooking(/You have a place/),
    {
      ...line,
      of: 'no event at all',
      data: ({ nobodys: session }) => ({ session }),
      finds: 'nothing',
      does: /cannot find/,
    },
  ],
  events: [{ ...line, of: 'what is on', data: () => ({}), does: /Events to come/ }],
  'my-bookings': [{ ...own, of: 'one’s bookings', data: () => ({}), does: /Your bookings/ }],
};
