import { AppError, type ErrorCode } from '../domain/errors.ts';

/** What the bot says where our own code failed. Trying again is safe: whatever was done is not done twice. */
export const ourFault = 'Something went wrong on our side. Please try again.';

const sentences: Record<ErrorCode, string> = {
  invalid: 'I could not read that. Please try again.',
  'signed-out': 'I do not know who you are. Please open me from Teams again.',
  'unknown-organisation': 'Your organisation is not one of ours yet, so I cannot help you here.',
  'choose-organisation':
    'Your sign-in serves more than one authority, and you have not said yet which is yours.',
  'not-approved': 'People of your organisation are let in one by one, and you have not been yet.',
  'unsigned-authority':
    'Your authority has not signed the Data Sharing Protocol yet, so I cannot help you here.',
  'not-allowed': 'You cannot do that here.',
  'not-found': 'I cannot find that. It may have been taken away.',
  conflict: 'I am still busy with that. Please wait a moment.',
  unavailable: 'I cannot reach what I need for that just now. Please try again later.',
  'too-large': 'That is too long for me.',
  'too-many': 'You ask faster than I can answer. Please wait a minute, then ask again.',
};

/** One sentence for the person about a refusal of the domain; undefined for every other error. */
export function refusalText(error: unknown): string | undefined {
  return error instanceof AppError ? (error.detail ?? sentences[error.code]) : undefined;
}
