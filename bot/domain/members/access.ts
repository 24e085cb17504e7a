import type { Readers } from '../content/schema.ts';
import { AppError } from '../errors.ts';
import type { Member } from './members.ts';

/** Who may do what: each right in one sentence. Faces and domain ask here and nowhere else; roles claimed in a token count for nothing. */

type Rule = { says: string; may(member: Member): boolean; refusal: string };

const coordinates = ({ role }: Member) => role === 'coordinator' || role === 'administrator';
const belongs = ({ organisation, blocked }: Member) =>
  !blocked && (organisation.kind !== 'authority' || organisation.signed);

export const rights = {
  use: {
    says: 'Staff of a signed authority, the named people of a partner and the host’s team may ask, see events, follow and book.',
    may: belongs,
    refusal: 'This is not open to you.',
  },
  openLibrary: {
    says: 'Whoever was approved, and still is, may open the library; so may all staff of an authority that chose so, and coordinators. Nobody of a partner may, and nobody whose authority is not confirmed.',
    may: (member) =>
      belongs(member) &&
      member.organisation.kind !== 'partner' &&
      (coordinates(member) ||
        (member.organisationConfirmed &&
          (member.organisation.library === 'all staff' || member.libraryOpen))),
    refusal: 'The library is for people who have been approved for it.',
  },
  vouch: {
    says: 'A borough contact may approve the library for colleagues of their own authority and confirm it; coordinators and administrators may do so for the authorities in their charge. Nobody vouches for themselves.',
    may: (member) =>
      belongs(member) && (coordinates(member) || (member.role === 'contact' && member.organisationConfirmed)),
    refusal: 'Only borough contacts and coordinators can approve people.',
  },
  announce: {
    says: 'Coordinators and administrators may announce. Whoever is limited to some authorities sees what they sent and what reached these, and changes the saved audiences that they made; the others they may use.',
    may: (member) => belongs(member) && coordinates(member),
    refusal: 'Only coordinators can send announcements.',
  },
  answer: {
    says: 'Coordinators and administrators may answer what members ask, and change what the bot knows.',
    may: (member) => belongs(member) && coordinates(member),
    refusal: 'Only coordinators can do this.',
  },
  manageEvents: {
    says: 'Coordinators who are not limited to some authorities, and administrators, may make, change and call off events, and see and change who comes.',
    may: (member) => belongs(member) && coordinates(member) && member.inCharge === 'all',
    refusal: 'Only coordinators for all of London can look after events.',
  },
  managePeople: {
    says: 'Coordinators and administrators may see and change people, contacts, networks and requests, of the authorities in their charge.',
    may: (member) => belongs(member) && coordinates(member),
    refusal: 'Only coordinators can see and change people.',
  },
  manageAuthorities: {
    says: 'Coordinators who are not limited to some authorities, and administrators, may change authorities and their tenants.',
    may: (member) => belongs(member) && coordinates(member) && member.inCharge === 'all',
    refusal: 'Only coordinators for all of London can change authorities.',
  },
  administer: {
    says: 'Administrators may give and take roles, stop and resume sending, and change settings.',
    may: (member) => belongs(member) && member.role === 'administrator',
    refusal: 'Only administrators can do this.',
  },
} satisfies Record<string, Rule>;

/** Why nobody of an authority gets in. */
export const unsignedText = (name: string): string =>
  `${name} has not signed the Data Sharing Protocol yet, so this service is not open to its staff.`;

/** What somebody reads who was shut out: in the chat as in the tab, with the address to write to after it. */
export const blockedText = 'Your access has been taken away. If you think that this is not right, tell us.';

/** Why a guest is not let in: their own organisation has not said that they are theirs. */
export const guestText =
  'You are a guest in this organisation. Open the app with the account of your own organisation.';

export type Right = keyof typeof rights;

/** Whether the member, as they stand now, has the right. */
export const may = (member: Member, right: Right): boolean => rights[right].may(member);

/**
 * @throws AppError 'unsigned-authority' where nobody of the member's authority has any right, else 'not-allowed'
 *   unless the member has this one
 */
export function requireRight(member: Member, right: Right): void {
  const { name, kind, signed } = member.organisation;
  if (kind === 'authority' && !signed) throw new AppError('unsigned-authority', unsignedText(name));
  if (member.blocked) throw new AppError('not-allowed', blockedText);
  if (!may(member, right)) throw new AppError('not-allowed', rights[right].refusal);
}

/** Whose records a member is answered from: where others read along, those of every member alone. */
export const readersFor = (member: Member, shared: boolean): readonly Readers[] => [
  'members',
  ...(!shared && may(member, 'openLibrary') ? (['library'] as const) : []),
  ...(!shared && may(member, 'answer') ? (['coordinators'] as const) : []),
];

/** The organisations whose people a member may act for: a contact's own, a coordinator's, an administrator's. */
export function charge(member: Member): 'all' | string[] {
  if (coordinates(member)) return member.inCharge;
  return member.role === 'contact' ? [member.organisation.id] : [];
}

/** Whether an organisation is in a member's charge. */
export function inChargeOf(member: Member, organisationId: string): boolean {
  const theirs = charge(member);
  return theirs === 'all' || theirs.includes(organisationId);
}

/** Nobody vouches for themselves. @throws AppError 'not-allowed' */
export function requireOther(actor: Member, person: Member): void {
  if (actor.id === person.id) throw new AppError('not-allowed', 'Somebody else must change this for you.');
}

/**
 * Nobody takes themselves in hand, and only administrators do so with coordinators and administrators.
 * @throws AppError 'not-allowed'
 */
export function requireAbove(actor: Member, person: Member): void {
  requireOther(actor, person);
  if (coordinates(person) && actor.role !== 'administrator')
    throw new AppError(
      'not-allowed',
      'Only administrators can change this for coordinators and administrators.',
    );
}
