import type { IncomingMessage } from 'node:http';
import { HttpError } from './errors.ts';

/**
 * Reads a request's body as text, up to `limit` bytes. We read it ourselves: restify's bodyParser inflates
 * past its limit, writes multipart to disk and can end the process.
 * @throws HttpError 413, 415
 */
export async function readBody(req: IncomingMessage, type: string, limit: number): Promise<string> {
  if (req.headers['content-encoding'] && req.headers['content-encoding'] !== 'identity')
    throw new HttpError(415, 'wrong-type', 'Send the request without compression.');
  const sent = (req.headers['content-type'] ?? '').split(';')[0]?.trim().toLowerCase();
  if (sent !== type) throw new HttpError(415, 'wrong-type', `Send the request as ${type}.`);
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
  return Buffer.concat(parts).toString('utf8');
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

/** Whether the database can hold this text. */
export const storable = (text: string): boolean => text.isWellFormed() && !text.includes('\u0000');
