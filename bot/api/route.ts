import { z } from 'zod';
import { AppError } from '../domain/errors.ts';
import type { Member } from '../domain/members/members.ts';

/** What a handler gets: a known person and input that was checked. */
export type Request<Body, Query> = {
  member: Member;
  /** Signed in by the cookie of a browser, not by Teams. */
  bySession: boolean;
  params: Record<string, string>;
  query: Query;
  body: Body;
};

export type Reply =
  | { status?: number; body: unknown }
  | { file: { name: string; type: string; text: string } };

export type Route = {
  method: 'get' | 'post' | 'put' | 'del';
  path: string;
  body: z.ZodType | undefined;
  query: z.ZodType;
  handle(request: Request<unknown, unknown>): Promise<Reply>;
};

/** One route of the API. Input that does not fit the schemas never reaches `handle`. */
export function route<B extends z.ZodType = z.ZodUndefined, Q extends z.ZodType = z.ZodObject>(
  method: Route['method'],
  path: string,
  input: { body?: B; query?: Q },
  handle: (request: Request<z.output<B>, z.output<Q>>) => Promise<Reply>,
): Route {
  return {
    method,
    path,
    body: input.body,
    query: input.query ?? z.object({}),
    handle: handle as Route['handle'],
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
