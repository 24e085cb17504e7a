import { sql } from 'kysely';
import type { Member } from '../members/members.ts';
import type { Booking } from './changes.ts';

/** Whose bookings are whose to see and change, beside coordinators: one's own, and those that one made for colleagues. */

/**
 * Whether the member booked it for a colleague, and is still of the same authority.
 * @param booking the table's name in the query
 */
export const bookedForColleague = ({ id, organisation }: Member, booking = 'booking') =>
  sql<boolean>`(${sql.ref(`${booking}.booked_by`)} = ${id} and ${sql.ref(`${booking}.member_id`)} <> ${id}
    and ${sql.ref(`${booking}.organisation_id`)} = ${organisation.id})`;

/** Whether it is the member's own, or one that they booked for a colleague. */
export const ownOrColleagues = (member: Member, booking = 'booking') =>
  sql<boolean>`(${sql.ref(`${booking}.member_id`)} = ${member.id} or ${bookedForColleague(member, booking)})`;

/** The same of a booking that is read already. */
export const looksAfter = (
  { id, organisation }: Member,
  booking: Pick<Booking, 'memberId' | 'bookedBy' | 'organisationId'>,
): boolean =>
  booking.memberId === id || (booking.bookedBy === id && booking.organisationId === organisation.id);
