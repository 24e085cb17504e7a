import { z } from 'zod';
import { domainSchema } from '../domain/content/schema.ts';
import type { Context } from '../domain/context.ts';
import { londonDay } from '../domain/london.ts';
import { may } from '../domain/members/access.ts';
import {
  addTenant,
  changeAuthority,
  chooseLibrary,
  listAuthorities,
  removeTenant,
} from '../domain/members/authorities.ts';
import type { Member } from '../domain/members/members.ts';
import type { Authority } from './contract-people.ts';
import { day, guidIn, idIn, type Route, route } from './route.ts';

const tenant = z
  .string({ error: 'Write the tenant’s id.' })
  .trim()
  .pipe(z.guid('A tenant’s id looks like 12345678-90ab-cdef-1234-567890abcdef.'))
  .transform((id) => id.toLowerCase());
const library = z.enum(['approved', 'all staff'], { error: 'Choose who may open the library.' });

/** Authorities and their tenants, as far as they are in one's charge. */
export function authorityRoutes(ctx: Context): Route[] {
  const base = '/api/people/authorities';
  const all = async (member: Member) => {
    const mayChange = may(member, 'manageAuthorities');
    const authorities: Authority[] = (await listAuthorities(ctx, member)).map((each) => ({
      ...each,
      mayChange,
    }));
    return { body: { authorities } };
  };
  return [
    route('get', base, { needs: 'vouch' }, ({ member }) => all(member)),
    route(
      'put',
      `${base}/:id`,
      {
        needs: 'manageAuthorities',
        body: z.object({
          signed: z.boolean(),
          signedOn: day
            .refine(
              (on) => on <= londonDay(ctx.clock.now()),
              'The day of the signature cannot be in the future.',
            )
            .nullable(),
          domains: z.array(domainSchema).max(50, 'Keep to 50 domains.'),
          library,
        }),
      },
      async ({ member, params, body }) => {
        await changeAuthority(ctx, member, idIn(params), body);
        return all(member);
      },
    ),
    route(
      'put',
      `${base}/:id/library`,
      { needs: 'vouch', body: z.object({ library }) },
      async ({ member, params, body }) => {
        await chooseLibrary(ctx, member, idIn(params), body.library);
        return all(member);
      },
    ),
    route(
      'post',
      `${base}/:id/tenants`,
      { needs: 'manageAuthorities', body: z.object({ tenantId: tenant }) },
      async ({ member, params, body }) => {
        await addTenant(ctx, member, idIn(params), body.tenantId);
        return all(member);
      },
    ),
    route(
      'del',
      `${base}/:id/tenants/:tenantId`,
      { needs: 'manageAuthorities' },
      async ({ member, params }) => {
        await removeTenant(ctx, member, idIn(params), guidIn(params, 'tenantId'));
        return all(member);
      },
    ),
  ];
}
