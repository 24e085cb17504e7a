import { z } from 'zod';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { importContacts } from '../domain/members/contact-import.ts';
import { listContacts, removeContact } from '../domain/members/contacts.ts';
import { contentId, type Route, route, searchText } from './route.ts';

/** What browsers call CSV and XLSX files; one with Excel beside it calls a CSV file by Excel's own type. */
const files = {
  types: [
    'text/csv',
    'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    'application/vnd.ms-excel',
  ],
  limit: 1_000_000,
};

/** The people whom coordinators wrote down before they opened the app. */
export function contactRoutes(ctx: Context): Route[] {
  return [
    route(
      'get',
      '/api/people/contacts',
      {
        needs: 'managePeople',
        query: z.object({
          search: searchText,
          organisation: contentId.optional(),
        }),
      },
      async ({ member, query }) => ({ body: await listContacts(ctx, member, query) }),
    ),
    route(
      'post',
      '/api/people/contacts/import',
      { needs: 'managePeople', body: files, query: z.object({ check: z.literal('1').optional() }) },
      async ({ member, body, query }) => {
        const done = await importContacts(ctx, member, body.bytes, { check: query.check === '1' });
        return { status: done.faults.length > 0 ? 400 : 200, body: done };
      },
    ),
    route('del', '/api/people/contacts/:id', { needs: 'managePeople' }, async ({ member, params }) => {
      const id = z.guid().safeParse(params.id);
      if (!id.success) throw new AppError('not-found');
      await removeContact(ctx, member, id.data);
      return { body: {} };
    }),
  ];
}
