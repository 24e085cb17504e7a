import type { Context } from '../domain/context.ts';
import { proposedColleagues, setEndorsed } from '../domain/events/endorsing.ts';
import { dateAndTime } from '../domain/london.ts';
import type { Member } from '../domain/members/members.ts';
import type { NominationSession } from './contract-events.ts';
import { eventSummary } from './present.ts';
import { guidIn, type Route, route } from './route.ts';

/** What borough contacts say of colleagues who are put forward. */
export function endorsingRoutes(ctx: Context): Route[] {
  const list = async (contact: Member) => {
    const sessions: NominationSession[] = (await proposedColleagues(ctx, contact)).map((each) => ({
      event: eventSummary(each.event, ctx.clock.now()),
      most: each.most,
      endorsed: each.endorsed,
      closes: dateAndTime(each.closesAt),
      people: each.people,
    }));
    return { body: { sessions } };
  };
  return [
    route('get', '/api/nominations', { needs: 'vouch' }, ({ member }) => list(member)),
    ...(['put', 'del'] as const).map((method) =>
      route(method, '/api/bookings/:id/endorsement', { needs: 'vouch' }, async ({ member, params }) => {
        await setEndorsed(ctx, member, guidIn(params), method === 'put');
        return list(member);
      }),
    ),
  ];
}
