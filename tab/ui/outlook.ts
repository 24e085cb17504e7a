import { type QueryClient, queryOptions } from '@tanstack/react-query';
import type { OutlookCalendar } from '../../bot/api/contract-people.ts';
import { call, get, meQuery } from '../api.ts';
import { inTeams } from '../host.ts';

const path = '/api/outlook-calendar';

/** How the person's bookings come into their calendar. */
export const outlookQuery = queryOptions({
  queryKey: ['outlook calendar'],
  queryFn: () => get<OutlookCalendar>(path),
  staleTime: 0,
});

export const chooseCalendar = (way: OutlookCalendar['way']) => call<OutlookCalendar>('PUT', path, { way });

/**
 * Has the person's Outlook made what their bookings are, where there is something to do there: only with the token that
 * Teams gives us can the service do that. What fails is tried again the next time.
 */
export function updateOutlook(client: QueryClient): void {
  if (!inTeams || !client.getQueryData(meQuery.queryKey)?.outlook.toUpdate) return;
  call<OutlookCalendar>('POST', path).then(
    (now) => {
      client.setQueryData(outlookQuery.queryKey, now);
      if (now.lost) void client.invalidateQueries({ queryKey: meQuery.queryKey });
    },
    () => {},
  );
}
