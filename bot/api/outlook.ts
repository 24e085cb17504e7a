import { z } from 'zod';
import type { Config } from '../config.ts';
import type { Context } from '../domain/context.ts';
import {
  bringUpToDate,
  chooseInvitations,
  chooseOutlook,
  outlookState,
  type Synced,
} from '../domain/events/outlook.ts';
import type { OpenOutlook } from '../ports/graph.ts';
import type { OutlookCalendar } from './contract-people.ts';
import { type Request, type Route, route } from './route.ts';
import { allowCalendarsPath, calendarPath } from './sign-in-page.ts';

const chosen = z.object({
  way: z.enum(['e-mail', 'outlook'], 'Choose how bookings come into your calendar.'),
});

type Asked = Pick<Request<unknown, unknown>, 'member' | 'identity' | 'teamsToken'>;

/** Bookings in the person's own Outlook calendar, with the token that Teams gives the tab; a browser has none. */
export function outlookRoutes(ctx: Context, { publicUrl }: Config, open: OpenOutlook): Route[] {
  const page = (path: string) => `${publicUrl}/${path}`;
  const stateOf = async ({ member, identity }: Asked, outcome: OutlookCalendar['outcome']) => {
    const allow = `${calendarPath}?tenant=${identity.tenantId}`;
    const state = await outlookState(ctx, member);
    const body: OutlookCalendar = { ...state, outcome, allow, allowForAll: publicUrl + allowCalendarsPath };
    return { body };
  };
  const inTeams = async (
    asked: Asked,
    act: typeof bringUpToDate,
  ): Promise<Synced | 'off' | 'only in Teams'> => {
    const { teamsToken, identity, member } = asked;
    if (!teamsToken) return 'only in Teams';
    return act(ctx, member, () => open(identity.tenantId, teamsToken), page);
  };
  return [
    route('get', '/api/outlook-calendar', { needs: 'use' }, (asked) => stateOf(asked, null)),
    route('put', '/api/outlook-calendar', { needs: 'use', body: chosen }, async (asked) => {
      if (asked.body.way === 'outlook') return stateOf(asked, await inTeams(asked, chooseOutlook));
      await chooseInvitations(ctx, asked.member);
      return stateOf(asked, null);
    }),
    route('post', '/api/outlook-calendar', { needs: 'use' }, async (asked) =>
      stateOf(asked, await inTeams(asked, bringUpToDate)),
    ),
  ];
}
