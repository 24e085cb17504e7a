import { AppError } from '../errors.ts';
import type { Member } from './members.ts';

/** Who may do what. Each rule is a sentence; faces and domain ask these and nothing else. */

/** Staff of a signed authority, partners and the host's team may ask, see events, book and follow. */
export const mayUse = (member: Member): boolean =>
  member.organisation.kind !== 'authority' || member.organisation.signed;

/** Staff of a signed authority and the host's team may open the library; partners may not. */
export const mayOpenLibrary = (member: Member): boolean =>
  mayUse(member) && member.organisation.kind !== 'partner';

/** Coordinators and administrators may announce. */
export const mayAnnounce = (member: Member): boolean =>
  mayUse(member) && (member.role === 'coordinator' || member.role === 'administrator');

/** @throws AppError 'unsigned-authority' unless the member may use the service */
export function requireUse(member: Member): void {
  if (!mayUse(member))
    throw new AppError(
      'unsigned-authority',
      `${member.organisation.name} has not signed the Data Sharing Protocol yet, so this service is not open to its staff.`,
    );
}

/** @throws AppError 'not-allowed' unless the member may open the library */
export function requireLibrary(member: Member): void {
  requireUse(member);
  if (!mayOpenLibrary(member))
    throw new AppError(
      'not-allowed',
      'The library is for staff of authorities that have signed the Data Sharing Protocol.',
    );
}

/** @throws AppError 'not-allowed' unless the member may announce */
export function requireAnnounce(member: Member): void {
  requireUse(member);
  if (!mayAnnounce(member)) throw new AppError('not-allowed', 'Only coordinators can send announcements.');
}
