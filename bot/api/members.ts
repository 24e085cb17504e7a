import { alliance, records } from '../domain/content/records.ts';
import type { Context } from '../domain/context.ts';
import { may, type Right, rights } from '../domain/members/access.ts';
import { follow, follows, unfollow } from '../domain/members/follows.ts';
import type { Me } from './contract.ts';
import { idIn, type Route, route } from './route.ts';

/** The person: what they are called, follow and may do. */
export function memberRoutes(ctx: Context): Route[] {
  return [
    route('get', '/api/me', { needs: 'use' }, async ({ member, bySession }) => {
      const { name, shortName, signInHelp } = await alliance(ctx.db);
      const { id, name: organisation, kind } = member.organisation;
      const body: Me = {
        name: member.name,
        role: member.role,
        organisation: { id, name: organisation, kind },
        follows: await follows(ctx, member),
        post: member.post,
        postConfirmed: member.postConfirmed,
        can: Object.fromEntries(
          (Object.keys(rights) as Right[]).map((right) => [right, may(member, right)]),
        ) as Me['can'],
        alliance: { name, shortName, signInHelp },
        areas: (await records(ctx.db, 'area')).map(({ id, name, summary, priority, colour, icon }) => ({
          id,
          name,
          summary,
          priority,
          colour,
          icon,
        })),
        signOut: bySession,
      };
      return { body };
    }),
    route('put', '/api/areas/:id/follow', { needs: 'use' }, async ({ member, params }) => {
      await follow(ctx, member, idIn(params));
      return { body: { follows: await follows(ctx, member) } };
    }),
    route('del', '/api/areas/:id/follow', { needs: 'use' }, async ({ member, params }) => {
      await unfollow(ctx, member, idIn(params));
      return { body: { follows: await follows(ctx, member) } };
    }),
  ];
}
