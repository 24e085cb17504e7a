import { z } from 'zod';
import type { Context } from '../domain/context.ts';
import { londonDay } from '../domain/london.ts';
import { listAudit } from '../domain/members/audit.ts';
import { decide } from '../domain/members/decisions.ts';
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
import { listRequests, type AccessRequest as RequestRecord } from '../domain/members/request-list.ts';
import { setRole } from '../domain/members/roles.ts';
import { authorityRoutes } from './authorities.ts';
import type { AccessRequest, AuditEntry, PersonRow } from './contract-people.ts';
import { contentId, guid, guidIn, type Route, route, searchText, typedText } from './route.ts';

const roles = ['member', 'contact', 'coordinator', 'administrator'] as const;
const post = typedText('the job', 120).nullable();

const filter = z.object({
  search: searchText,
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
  const row = async (actor: Member, person: Promise<Person>) => ({
    body: { member: personRow(actor, await person) },
  });
  return [
    route('get', base, { needs: 'vouch', query: filter }, async ({ member, query }) => {
      const { people, total } = await listPeople(ctx, member, query);
      return { body: { members: people.map((each) => personRow(member, each)), total } };
    }),
    route(
      'put',
      `${base}/:id/library`,
      { needs: 'vouch', body: z.object({ open: z.boolean() }) },
      ({ member, params, body }) => row(member, openLibrary(ctx, member, guidIn(params), body.open)),
    ),
    route('post', `${base}/:id/library/confirm`, { needs: 'vouch' }, ({ member, params }) =>
      row(member, confirmPerson(ctx, member, guidIn(params))),
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
      ({ member, params, body }) => row(member, confirmPost(ctx, member, guidIn(params), body.post)),
    ),
    route(
      'put',
      `${base}/:id/authority`,
      { needs: 'managePeople', body: z.object({ organisation: contentId }) },
      ({ member, params, body }) =>
        row(member, confirmAuthority(ctx, member, guidIn(params), body.organisation)),
    ),
    route(
      'put',
      `${base}/:id/blocked`,
      { needs: 'managePeople', body: z.object({ blocked: z.boolean() }) },
      ({ member, params, body }) => row(member, setBlocked(ctx, member, guidIn(params), body.blocked)),
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
        return row(member, personById(ctx, id));
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

function personRow(actor: Member, person: Person): PersonRow {
  const { confirmBy, lastSeen } = person;
  return {
    ...person,
    you: person.id === actor.id,
    confirmBy: confirmBy && londonDay(confirmBy),
    lastSeen: lastSeen.toISOString(),
  };
}

function requestRow({ objectId: _, memberId: __, ...request }: RequestRecord): AccessRequest {
  const { askedAt, decidedAt } = request;
  return { ...request, askedAt: askedAt.toISOString(), decidedAt: decidedAt?.toISOString() ?? null };
}
