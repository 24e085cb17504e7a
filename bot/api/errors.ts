import { AppError, type ErrorCode } from '../domain/errors.ts';
import type { Refusal } from './contract.ts';

/** Each refusal of the domain as an HTTP status and one sentence for a person. */
const answers: Record<ErrorCode, { status: number; message: string }> = {
  invalid: { status: 400, message: 'Something in this request cannot be used. Check it and try again.' },
  'signed-out': {
    status: 401,
    message: 'You are not signed in, or your sign-in has run out. Sign in again.',
  },
  'unknown-organisation': {
    status: 403,
    message: 'We do not know your organisation yet, so we cannot let you in.',
  },
  'choose-organisation': {
    status: 403,
    message: 'Your sign-in serves more than one authority. Choose yours.',
  },
  'not-approved': {
    status: 403,
    message: 'People of your organisation are let in one by one, and you have not been yet.',
  },
  'unsigned-authority': {
    status: 403,
    message: 'Your authority has not signed the Data Sharing Protocol yet.',
  },
  'not-allowed': { status: 403, message: 'This is not open to you.' },
  'not-found': { status: 404, message: 'There is nothing here, or nothing that you can see.' },
  conflict: { status: 409, message: 'We are still working on this. Wait a moment and try again.' },
  'too-large': { status: 413, message: 'This is more than we can take. Make it shorter and try again.' },
  'too-many': { status: 429, message: 'You ask faster than we can answer. Wait a minute, then ask again.' },
  unavailable: { status: 503, message: 'We cannot check your sign-in at the moment. Try again in a minute.' },
};

/** A refusal of HTTP itself, before the domain is asked. */
export class HttpError extends Error {
  readonly status: number;
  readonly code: string;
  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

/**
 * What an error becomes on the wire. Anything unforeseen is a 500 that says nothing of its cause.
 * @param help where to write when one cannot get in; given with refusals of the person
 */
export function refusal(error: unknown, help: string | undefined): { status: number; body: Refusal } {
  if (error instanceof AppError) {
    const { status, message } = answers[error.code];
    const body: Refusal = { error: { code: error.code, message: error.detail ?? message } };
    if (help && (status === 401 || status === 403)) body.error.help = help;
    return { status, body };
  }
  if (error instanceof HttpError)
    return { status: error.status, body: { error: { code: error.code, message: error.message } } };
  return {
    status: 500,
    body: {
      error: {
        code: 'failed',
        // Not "nothing was changed": it may have gone wrong after the change. Every change is safe to repeat.
        message: 'Something went wrong on our side. You can safely try again.',
        ...(help && { help }),
      },
    },
  };
}
