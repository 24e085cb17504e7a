/**
 * Every way the domain refuses, as one closed set. Each face maps each code with an exhaustive
 * record, so a new code does not compile until chat and API both answer it.
 */
export type ErrorCode =
  | 'invalid' // the input is not usable; `detail` says what to change
  | 'signed-out' // nobody is signed in, or the sign-in has run out
  | 'unknown-organisation' // the tenant belongs to no organisation that we know
  | 'choose-organisation' // the tenant serves several authorities and this person has not said which is theirs
  | 'not-approved' // the organisation is known, but its people are let in one by one
  | 'unsigned-authority' // the authority has not signed the Data Sharing Protocol
  | 'not-allowed' // known person, but this is not theirs to do
  | 'not-found' // no such thing, or none that this person may see
  | 'conflict' // the same request is being handled at this moment
  | 'too-large' // more than we accept
  | 'too-many' // more at once than a person asks
  | 'unavailable'; // something that we depend on does not answer now

/** A refusal. `detail`, where given, is one sentence for the person, in plain English. */
export class AppError extends Error {
  readonly code: ErrorCode;
  readonly detail: string | undefined;
  constructor(code: ErrorCode, detail?: string) {
    super(detail ?? code);
    this.name = 'AppError';
    this.code = code;
    this.detail = detail;
  }
}
