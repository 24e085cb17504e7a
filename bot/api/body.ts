import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { HttpError } from './errors.ts';
import type { Route } from './route.ts';

/**
 * Reads a request's body, up to `limit` bytes. We read it ourselves: restify's bodyParser inflates past its limit,
 * writes multipart to disk and can end the process.
 * @returns the type that was sent, one of `types`, and the bytes
 * @throws HttpError 413, 415
 */
export async function readBytes(
  req: IncomingMessage,
  types: string[],
  limit: number,
): Promise<{ type: string; bytes: Buffer }> {
  if (req.headers['content-encoding'] && req.headers['content-encoding'] !== 'identity')
    throw new HttpError(415, 'wrong-type', 'Send the request without compression.');
  const sent = (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (!sent || !types.includes(sent))
    throw new HttpError(415, 'wrong-type', `Send the request as ${types.join(' or ')}.`);
  const tooLarge = () =>
    new HttpError(413, 'too-large', 'This is more than we can take. Make it shorter and try again.');
  if (Number(req.headers['content-length'] ?? 0) > limit) throw tooLarge();
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of req as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > limit) throw tooLarge();
    parts.push(part);
  }
  return { type: sent, bytes: Buffer.concat(parts) };
}

/** The same as text. @throws HttpError 413, 415 */
export async function readBody(req: IncomingMessage, type: string, limit: number): Promise<string> {
  return (await readBytes(req, [type], limit)).bytes.toString('utf8');
}

/**
 * Reads a request's body as JSON. Text that no database column can hold (NUL, half a surrogate pair) is
 * refused here, once, for every field.
 * @throws HttpError 400, 413, 415
 */
export async function readJson(req: IncomingMessage, limit: number): Promise<unknown> {
  const text = await readBody(req, 'application/json', limit);
  try {
    // Read as UTF-8, such text can stand there only as an escape: most bodies have none and need no second look.
    if (!text.includes('\\u')) return JSON.parse(text);
    return JSON.parse(text, (_key, value: unknown) => {
      if (typeof value === 'string' && !storable(value)) throw new Error();
      return value;
    });
  } catch {
    throw new HttpError(400, 'invalid', 'The request is not JSON that we can read.');
  }
}

/**
 * The body that a route asks for; undefined where it asks for none.
 * @param limit the most bytes of a body that is not a file
 * @throws HttpError 400, 413, 415
 */
export async function bodyOf(req: IncomingMessage, input: Route['body'], limit: number): Promise<unknown> {
  if (!input) return undefined;
  if ('limit' in input) return readBytes(req, input.types, input.limit);
  const none = !hasBody(req) && input.safeParse(undefined).success;
  return checked(input, none ? undefined : await readJson(req, limit));
}

/** Whether the request brings a body. */
export const hasBody = (req: IncomingMessage): boolean =>
  Number(req.headers['content-length'] ?? 0) > 0 || req.headers['transfer-encoding'] !== undefined;

/** @throws HttpError 400 with the first fault, in words for a person */
export function checked<S extends z.ZodType>(schema: S, value: unknown): z.output<S> {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  throw new HttpError(
    400,
    'invalid',
    parsed.error.issues[0]?.message ?? 'Something in this request cannot be used.',
  );
}

/** Whether the database can hold this text. */
export const storable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');
