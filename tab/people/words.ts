/** What roles and states are called on these pages. */
import type { Role } from '../../bot/api/contract.ts';
import type { AccessRequest, PersonRow } from '../../bot/api/contract-people.ts';
import { dayOf } from '../ui/dates.ts';

export const roleNames: Record<Role, string> = {
  member: 'Member',
  contact: 'Borough contact',
  coordinator: 'Coordinator',
  administrator: 'Administrator',
};

export const roleMeanings: Record<Role, string> = {
  member: 'asks, follows, books, and opens the library where approved',
  contact: 'also approves the library for colleagues of their own authority, and confirms it',
  coordinator: 'also answers requests, manages people and sends announcements',
  administrator: 'also gives and takes roles, stops and resumes sending, and changes settings',
};

export const libraryNames: Record<PersonRow['library'], string> = {
  open: 'Open',
  'all staff': 'Open to all staff',
  'not approved': 'Not approved',
  lapsed: 'Lapsed',
  'not for partners': 'Not for partners',
};

/** Whether one may say that this person still needs the library: nobody does so for themselves. */
export const confirmable = ({ confirmBy, you }: PersonRow): boolean => confirmBy !== null && !you;

/** When somebody's library access is to be confirmed, where it is. */
export const libraryWords = ({ confirmBy, confirmDue }: PersonRow): string =>
  confirmBy ? `${confirmDue ? 'Confirm it by' : 'Confirmed until'} ${dayOf(confirmBy)}` : '';

/** "1 person", "1,412 people" */
export const peopleWords = (count: number) =>
  count === 1 ? '1 person' : `${count.toLocaleString('en-GB')} people`;

export const wishes: Record<AccessRequest['kind'], string> = {
  join: 'Wants to join',
  library: 'Wants to open the library',
  authority: 'Says which authority they work for',
};
