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
  { says: 'my preferences', needs: 'use', shared: 'own chat only', does: /This is what you get/ },
  { says: 'mute reminders', needs: 'use', shared: 'own chat only', does: /are off/ },
  { says: 'announcements daily', needs: 'use', shared: 'own chat only', does: /together once a day/ },
  { says: 'unmute reminders', needs: 'use', shared: 'own chat only', does: /are on/ },
  // What no phrase takes: events, and any question.
  { says: 'what’s on', needs: 'use', shared: 'the same', does: /Events to come/ },
  { says: 'When is the London SEND Summit?', needs: 'use', shared: 'the same', does: /4 December 2025/ },
];

/** Ids of what stands in the database: the person's own, and what is somebody else's or nobody's. */
export type Things = {
  event: string;
  ownBooking: string;
  othersBooking: string;
  nobodys: string;
};

/** `finds`: what the ids name is not there, or not this person's to know of. */
export type Press = Line & { of: string; data: (things: Things) => object; finds?: 'nothing' };

const line = { needs: 'use', shared: 'the same' } as const;
const own = { needs: 'use', shared: 'own chat only' } as const;

export const presses: Record<string, Press[]> = {
  book: [
    { ...own, of: 'an event', data: ({ event }) => ({ event }), does: /You have a place/ },
    {
      ...own,
      of: 'no event at all',
      data: ({ nobodys: event }) => ({ event }),
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
  details: [
    { ...line, of: 'an event', data: ({ event }) => ({ event }), does: /An event of a test/ },
    {
      ...line,
      of: 'no event at all',
      data: ({ nobodys: event }) => ({ event }),
      finds: 'nothing',
      does: /cannot find/,
    },
  ],
  events: [{ ...line, of: 'what is on', data: () => ({}), does: /Events to come/ }],
  'my-bookings': [{ ...own, of: 'one’s bookings', data: () => ({}), does: /Your bookings/ }],
};
