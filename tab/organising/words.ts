/** What states and numbers are called on these pages. */
import type { BookingState } from '../../bot/api/contract-attendees.ts';
import type { EventToEdit, Numbers } from '../../bot/api/contract-organising.ts';

export const stateNames: Record<EventToEdit['state'], string> = {
  draft: 'Draft',
  published: 'Published',
  cancelled: 'Called off',
};

export const bookingStates: Record<BookingState, string> = {
  confirmed: 'Has a place',
  offered: 'Place offered',
  waiting: 'Waiting list',
  requested: 'Put forward',
  cancelled: 'Cancelled',
  lapsed: 'Did not answer the offer',
  declined: 'Not chosen',
  transferred: 'Gave their place away',
};

/** "1 person", "1,412 people" */
export const peopleWords = (count: number) =>
  count === 1 ? '1 person' : `${count.toLocaleString('en-GB')} people`;

/** "12 of 30 taken, 2 offered", "Not booked here" */
export function placesWords({ places, confirmed, offered, over }: Numbers): string {
  if (places === 0 && confirmed + offered === 0) return 'Not booked here';
  const more = [offered > 0 && `${offered} offered`, over > 0 && `${over} too many`];
  return [`${confirmed} of ${places} taken`, ...more].filter(Boolean).join(', ');
}

/** Who is told when it is called off: "12 people who have a place, 3 who wait" */
export function concernedWords({ confirmed, offered, waiting, requested }: Numbers): string {
  const groups = [
    [confirmed, 'who have a place'],
    [offered, 'who were offered one'],
    [waiting, 'who wait'],
    [requested, 'who were put forward'],
  ] as const;
  const told = groups.filter(([count]) => count > 0);
  if (told.length === 0) return 'Nobody has booked, so nobody is told.';
  return `These are told, with your reason: ${told.map(([count, who]) => `${peopleWords(count)} ${who}`).join(', ')}.`;
}
