import { z } from 'zod';
import { AppError } from '../domain/errors.ts';
import type { Right } from '../domain/members/access.ts';
import type { Identity, Member } from '../domain/members/members.ts';
import { storable } from './body.ts';

/** What a handler gets: a known person and input that was checked. */
export type Request<Body, Query> = OpenRequest<Body, Query> & { member: Member };

/** The same where nobody has let the person in yet. */
export type OpenRequest<Body, Query> = {
  identity: Identity;
  /** The token that Teams gave the tab; undefined where a browser's cookie signs the person in. */
  teamsToken: string | undefined;
  params: Record<string, string>;
  query: Query;
  body: Body;
};

export type Reply =
  | { status?: number; body: unknown }
  | { file: { name: string; type: string; text: string | Buffer } };

export type Route = {
  method: 'get' | 'post' | 'put' | 'del';
  path: string;
  body: z.ZodType | FileInput | undefined;
  query: z.ZodType;
} & (
  | { needs: Right; handle(request: Request<unknown, unknown>): Promise<Reply> }
  | { needs: 'nothing'; handle(request: OpenRequest<unknown, unknown>): Promise<Reply> }
);

/** A body that is a file, of one of these types and at most so many bytes: `body` is then a `SentFile`. */
export type FileInput = { types: string[]; limit: number };
export type SentFile = { type: string; bytes: Buffer };

/**
 * One route of the API. Who lacks the right, and input that does not fit the schemas, never reaches `handle`.
 * @param input `needs` the right of access.ts that the caller must have at this moment
 */
export function route<B extends z.ZodType | FileInput = z.ZodUndefined, Q extends z.ZodType = z.ZodObject>(
  method: Route['method'],
  path: string,
  input: { needs: Right; body?: B; query?: Q },
  handle: (request: Request<B extends z.ZodType ? z.output<B> : SentFile, z.output<Q>>) => Promise<Reply>,
): Route {
  return {
    method,
    path,
    needs: input.needs,
    body: input.body,
    query: input.query ?? z.object({}),
    handle: handle as unknown as (request: Request<unknown, unknown>) => Promise<Reply>,
  };
}

/** A route for everybody who is signed in, let in or not: to see where they stand, and to ask. */
export function openRoute<B extends z.ZodType = z.ZodUndefined>(
  method: Route['method'],
  path: string,
  input: { body?: B },
  handle: (request: OpenRequest<z.output<B>, object>) => Promise<Reply>,
): Route {
  return {
    method,
    path,
    needs: 'nothing',
    body: input.body,
    query: z.object({}),
    handle: handle as (request: OpenRequest<unknown, unknown>) => Promise<Reply>,
  };
}

/** Text that a person types into a form: trimmed, not empty, without control characters other than new lines. */
export const typedText = (what: string, longest: number) =>
  z
    .string({ error: `Write ${what}.` })
    .trim()
    .min(1, `Write ${what}.`)
    .max(longest, `Keep ${what} to ${longest} characters.`)
    .refine(
      (text) => !/\p{Cc}/u.test(text.replace(/[\n\r\t]/g, '')),
      `Take the control characters out of ${what}.`,
    );

/** What somebody searches for, in an address. */
export const searchText = z
  .string()
  .trim()
  .max(200, 'Search for fewer than 200 characters.')
  .refine(storable, 'Search for letters and numbers.')
  .optional();

/** A content id, as in an address. */
export const contentId = z.string().regex(/^[a-z0-9-]{1,80}$/, 'That is not an id of ours.');
export const day = z.iso
  .date('Write the date as YYYY-MM-DD.')
  .refine((text) => text >= '1900' && text < '2200', 'Write the date as YYYY-MM-DD.');

/** The id in the address; one that cannot be an id is not found. */
export function idIn(params: Record<string, string>): string {
  const id = contentId.safeParse(params.id);
  if (!id.success) throw new AppError('not-found');
  return id.data;
}

export const guid = z.guid('That is not an id of ours.').transform((id) => id.toLowerCase());

/** The GUID in the address; what cannot be one is not found. */
export function guidIn(params: Record<string, string>, name = 'id'): string {
  const id = guid.safeParse(params[name]);
  if (!id.success) throw new AppError('not-found');
  return id.data;
}
