import { z } from 'zod';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import {
  followNetwork,
  leaveNetwork,
  listNetworks,
  networkMembers,
  networksInCharge,
  setByInvitation,
  setInNetwork,
} from '../domain/members/networks.ts';
import { idIn, type Route, route } from './route.ts';

/** Networks, as members follow them and as coordinators look after them. */
export function networkRoutes(ctx: Context): Route[] {
  const membership = '/api/networks/:id/membership';
  const one = '/api/people/networks/:id';
  const memberOf = `${one}/members/:memberId`;
  const setIn = (isIn: boolean) =>
    route(isIn ? 'put' : 'del', memberOf, { needs: 'managePeople' }, async ({ member, params }) => {
      const memberId = z.guid().safeParse(params.memberId);
      if (!memberId.success) throw new AppError('not-found');
      const networkId = idIn(params);
      await setInNetwork(ctx, member, { networkId, memberId: memberId.data, in: isIn });
      return { body: { members: await networkMembers(ctx, member, networkId) } };
    });
  return [
    route('get', '/api/networks', { needs: 'use' }, async ({ member }) => ({
      body: { networks: await listNetworks(ctx, member) },
    })),
    route('put', membership, { needs: 'use' }, async ({ member, params }) => {
      await followNetwork(ctx, member, idIn(params));
      return { body: { networks: await listNetworks(ctx, member) } };
    }),
    route('del', membership, { needs: 'use' }, async ({ member, params }) => {
      await leaveNetwork(ctx, member, idIn(params));
      return { body: { networks: await listNetworks(ctx, member) } };
    }),
    route('get', '/api/people/networks', { needs: 'managePeople' }, async ({ member }) => ({
      body: { networks: await networksInCharge(ctx, member) },
    })),
    route(
      'put',
      one,
      {
        needs: 'managePeople',
        body: z.object({ byInvitation: z.boolean('Say whether it is by invitation.') }),
      },
      async ({ member, params, body }) => {
        await setByInvitation(ctx, member, idIn(params), body.byInvitation);
        return { body: { networks: await networksInCharge(ctx, member) } };
      },
    ),
    route('get', `${one}/members`, { needs: 'managePeople' }, async ({ member, params }) => ({
      body: { members: await networkMembers(ctx, member, idIn(params)) },
    })),
    setIn(true),
    setIn(false),
  ];
}
