import { z } from 'zod';
import { alliance, records } from '../domain/content/records.ts';
import type { Context } from '../domain/context.ts';
import { outlookState, toUpdate } from '../domain/events/outlook.ts';
import { may, type Right, rights } from '../domain/members/access.ts';
import { follow, follows, unfollow } from '../domain/members/follows.ts';
import type { Identity } from '../domain/members/members.ts';
import { declarePost } from '../domain/members/person.ts';
import { askForLibrary, askToJoin, chooseAuthority } from '../domain/members/requests.ts';
import { standing } from '../domain/members/standing.ts';
import type { Me } from './contract.ts';
import type { Standing } from './contract-people.ts';
import { contentId, idIn, openRoute, type Route, route, typedText } from './route.ts';

const job = typedText('your job', 120);
const request = z.object({
  kind: z.enum(['join', 'library'], { error: 'Say what you ask for.' }),
  organisation: contentId.optional(),
  post: job.optional(),
  reason: typedText('why you ask', 500),
});

/** The person: where they stand, and what they are called, follow and may do. */
export function memberRoutes(ctx: Context): Route[] {
  const stands = async (identity: Identity) => ({ body: await standingOf(ctx, identity) });
  return [
    openRoute('get', '/api/standing', {}, ({ identity }) => stands(identity)),
    openRoute('post', '/api/requests', { body: request }, async ({ identity, body }) => {
      if (body.kind === 'join') await askToJoin(ctx, identity, body);
      else await askForLibrary(ctx, identity, body);
      return stands(identity);
    }),
    openRoute(
      'put',
      '/api/authority',
      { body: z.object({ organisation: contentId }) },
      async ({ identity, body }) => {
        await chooseAuthority(ctx, identity, body.organisation);
        return stands(identity);
      },
    ),
    route(
      'put',
      '/api/me/post',
      { needs: 'use', body: z.object({ post: job.nullable() }) },
      async ({ member, body }) => {
        await declarePost(ctx, member, body.post);
        return { body };
      },
    ),
    route('get', '/api/me', { needs: 'use' }, async ({ member, teamsToken }) => {
      const { name, shortName, signInHelp } = await alliance(ctx.db);
      const { id, name: organisation, kind } = member.organisation;
      const outlook = await outlookState(ctx, member);
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
        signOut: teamsToken === undefined,
        outlook: {
          offered: outlook.offered,
          toUpdate: toUpdate(outlook),
          lost: outlook.offered && outlook.lost !== null,
        },
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

async function standingOf(ctx: Context, identity: Identity): Promise<Standing> {
  const { contactAnswers, ...stands } = await standing(ctx, identity);
  const { shortName, signInHelp } = await alliance(ctx.db);
  const at = (each: typeof stands.asked) => each && { kind: each.kind, at: each.at.toISOString() };
  return {
    ...stands,
    asked: at(stands.asked),
    refused: at(stands.refused),
    answeredBy: contactAnswers ? `Your borough contact or ${shortName}’s team` : `${shortName}’s team`,
    signInHelp,
  };
}
