export type PersonalKind =
  | 'a name'
  | 'an e-mail address'
  | 'a phone number'
  | 'a date of birth'
  | 'an address'
  | 'an NHS number'
  | 'a case number';

/** Where in a text a personal detail stands, and what it is. */
export type PersonalDetail = { kind: PersonalKind; from: number; to: number };

/** The personal details that a text seems to hold, in order, none overlapping. */
export function personalDetails(text: string): PersonalDetail[] {
  return [...text.matchAll(/[\w.+-]+@[\w-]+(?:\.[\w-]+)+/g)].map(({ index, 0: found }) => ({
    kind: 'an e-mail address',
    from: index,
    to: index + found.length,
  }));
}

/** The text with "[a name]" and so on in place of each personal detail. */
export function withoutPersonal(text: string): string {
  let rest = '';
  let at = 0;
  for (const { kind, from, to } of personalDetails(text)) {
    rest += `${text.slice(at, from)}[${kind}]`;
    at = to;
  }
  return rest + text.slice(at);
}

/** Whether a text seems to name a child or to give details of a case. */
export function concernsChild(text: string): boolean {
  return /\bmy case\b/i.test(text);
}
