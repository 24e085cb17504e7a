import { z } from 'zod';
import { domainSchema } from '../domain/content/schema.ts';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { londonDay } from '../domain/london.ts';
import { may } from '../domain/members/access.ts';
import { listAudit } from '../domain/members/audit.ts';
import {
  type Authority as AuthorityRecord,
  addTenant,
  changeAuthority,
  chooseLibrary,
  listAuthorities,
  removeTenant,
} from '../domain/members/authorities.ts';
import { decide, listRequests, type AccessRequest as RequestRecord } from '../domain/members/decisions.ts';
import type { Member } from '../domain/members/members.ts';
import { listPeople, type Person, personById } from '../domain/members/people.ts';
import {
  confirmAuthority,
  confirmPeople,
  confirmPerson,
  confirmPost,
  openLibrary,
  setBlocked,
} from '../domain/members/person.ts';
import { setRole } from '../domain/members/roles.ts';
import type { AccessRequest, AuditEntry, Authority, PersonRow } from './contract-people.ts';
import { contentId, day, idIn, type Route, route, typedText } from './route.ts';

const guid = z.guid('That is not an id of ours.').transform((id) => id.toLowerCase());
const tenant = z
  .string({ error: 'Write the tenant’s id.' })
  .trim()
  .pipe(z.guid('A tenant’s id looks like 12345678-90ab-cdef-1234-567890abcdef.'))
  .transform((id) => id.toLowerCase());
const roles = ['member', 'contact', 'coordinator', 'administrator'] as const;
const library = z.enum(['approved', 'all staff'], { error: 'Choose who may open the library.' });
const post = typedText('the job', 120).nullable();

const filter = z.object({
  search: z.string().max(200, 'Search for fewer than 200 characters.').optional(),
  organisation: contentId.optional(),
  role: z.enum(roles, { error: 'That is not a role of ours.' }).optional(),
  library: z
    .enum(['open', 'not approved', 'lapsed', 'all staff', 'not for partners', 'due'], {
      error: 'That is not a state of the library.',
    })
    .optional(),
});

/** Coordinate > People and access. Whatever is not in one's charge is not found. */
export function peopleRoutes(ctx: Context): Route[] {
  return [...memberRoutes(ctx), ...authorityRoutes(ctx), ...requestRoutes(ctx), auditRoute(ctx)];
}

function memberRoutes(ctx: Context): Route[] {
  const base = '/api/people/members';
  const row = async (person: Promise<Person>) => ({ body: { member: personRow(await person) } });
  return [
    route('get', base, { needs: 'vouch', query: filter }, async ({ member, query }) => {
      const { people, total } = await listPeople(ctx, member, query);
      return { body: { members: people.map(personRow), total } };
    }),
    route(
      'put',
      `${base}/:id/library`,
      { needs: 'vouch', body: z.object({ open: z.boolean() }) },
      ({ member, params, body }) => row(openLibrary(ctx, member, guidIn(params), body.open)),
    ),
    route('post', `${base}/:id/library/confirm`, { needs: 'vouch' }, ({ member, params }) =>
      row(confirmPerson(ctx, member, guidIn(params))),
    ),
    route(
      'post',
      '/api/people/library/confirm',
      { needs: 'vouch', body: z.object({ members: z.array(guid).min(1).max(200) }) },
      async ({ member, body }) => ({ body: { confirmed: await confirmPeople(ctx, member, body.members) } }),
    ),
    route(
      'put',
      `${base}/:id/post`,
      { needs: 'managePeople', body: z.object({ post }) },
      ({ member, params, body }) => row(confirmPost(ctx, member, guidIn(params), body.post)),
    ),
    route(
      'put',
      `${base}/:id/authority`,
      { needs: 'managePeople', body: z.object({ organisation: contentId }) },
      ({ member, params, body }) => row(confirmAuthority(ctx, member, guidIn(params), body.organisation)),
    ),
    route(
      'put',
      `${base}/:id/blocked`,
      { needs: 'managePeople', body: z.object({ blocked: z.boolean() }) },
      ({ member, params, body }) => row(setBlocked(ctx, member, guidIn(params), body.blocked)),
    ),
    route(
      'put',
      `${base}/:id/role`,
      {
        needs: 'administer',
        body: z.object({
          role: z.enum(roles, { error: 'Choose a role.' }),
          inCharge: z.array(contentId).max(200).default([]),
        }),
      },
      async ({ member, params, body }) => {
        const id = guidIn(params);
        await setRole(ctx, member, id, body);
        return row(personById(ctx, id));
      },
    ),
  ];
}

function authorityRoutes(ctx: Context): Route[] {
  const base = '/api/people/authorities';
  const all = async (member: Member) => {
    const mayChange = may(member, 'manageAuthorities');
    const authorities: Authority[] = (await listAuthorities(ctx, member)).map((each: AuthorityRecord) => ({
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

function requestRoutes(ctx: Context): Route[] {
  const state = z.enum(['open', 'approved', 'refused'], { error: 'That is not a state of ours.' }).optional();
  return [
    route(
      'get',
      '/api/people/requests',
      { needs: 'vouch', query: z.object({ state }) },
      async ({ member, query }) => {
        const { requests, total } = await listRequests(ctx, member, query.state);
        return { body: { requests: requests.map(requestRow), total } };
      },
    ),
    route(
      'post',
      '/api/people/requests/:id/decision',
      { needs: 'vouch', body: z.object({ approve: z.boolean(), organisation: contentId.optional() }) },
      async ({ member, params, body }) => ({
        body: { request: requestRow(await decide(ctx, member, guidIn(params), body)) },
      }),
    ),
  ];
}

function auditRoute(ctx: Context): Route {
  const query = z.object({ before: z.coerce.number().int().min(1).max(Number.MAX_SAFE_INTEGER).optional() });
  return route('get', '/api/people/audit', { needs: 'administer', query }, async ({ member, query }) => {
    const entries: AuditEntry[] = (await listAudit(ctx, member, query.before)).map((entry) => ({
      ...entry,
      at: entry.at.toISOString(),
    }));
    return { body: { entries } };
  });
}

function personRow(person: Person): PersonRow {
  const { confirmBy, lastSeen } = person;
  return {
    ...person,
    confirmBy: confirmBy && londonDay(confirmBy),
    lastSeen: lastSeen.toISOString(),
  };
}

function requestRow({ objectId: _, memberId: __, ...request }: RequestRecord): AccessRequest {
  const { askedAt, decidedAt } = request;
  return { ...request, askedAt: askedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null };
}

/** The id in the address; one that cannot be an id is not found. */
function guidIn(params: Record<string, string>, name = 'id'): string {
  const id = guid.safeParse(params[name]);
  if (!id.success) throw new AppError('not-found');
  return id.data;
}
