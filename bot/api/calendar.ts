import type { Config } from '../config.ts';
import { alliance } from '../domain/content/records.ts';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { calendarFile } from '../domain/events/calendar.ts';
import { bookingForCalendar, dropFeed, feedBookings, feedMadeAt, makeFeed } from '../domain/events/feeds.ts';
import type { BookingToTell } from '../domain/events/telling.ts';
import { londonDay, shortDate } from '../domain/london.ts';
import type { Member } from '../domain/members/members.ts';
import type { CalendarFeed } from './contract-events.ts';
import { guidIn, type Reply, type Route, route } from './route.ts';

const type = 'text/calendar; charset=utf-8';

/** Places for the person's own calendar. */
export function calendarRoutes(ctx: Context, config: Config): Route[] {
  const feed = async (member: Member, token?: string): Promise<{ body: CalendarFeed }> => {
    const made = await feedMadeAt(ctx, member);
    const url = token === undefined ? null : feedAddress(config, token);
    return { body: { url, made: made && shortDate(londonDay(made)) } };
  };
  return [
    route('get', '/api/bookings/:id/calendar', { needs: 'use' }, async ({ member, params }) => {
      const booking = await bookingForCalendar(ctx, member, guidIn(params));
      return { file: { name: `${booking.eventId}.ics`, type, text: fileOf(ctx, config, [booking]) } };
    }),
    route('get', '/api/calendar-feed', { needs: 'use' }, ({ member }) => feed(member)),
    route('post', '/api/calendar-feed', { needs: 'use' }, async ({ member }) =>
      feed(member, await makeFeed(ctx, member)),
    ),
    route('del', '/api/calendar-feed', { needs: 'use' }, async ({ member }) => {
      await dropFeed(ctx, member);
      return feed(member);
    }),
  ];
}

/** Calendars know the scheme and subscribe rather than import. */
const feedAddress = ({ publicUrl }: Config, token: string): string =>
  `${publicUrl.replace(/^https?/, 'webcal')}/calendar/${token}.ics`;

/**
 * Answers calendar programs, which cannot sign in: the address is the secret. A whole network's calendars, each asking
 * every hour, are about one a second; beyond this rate somebody is guessing, and the database is spared.
 */
export function feedPage(ctx: Context, config: Config): (file: string) => Promise<Reply> {
  const most = { perSecond: 20, atOnce: 200 };
  let left = most.atOnce;
  let at = performance.now();
  return async (file) => {
    const token = /^([\w-]{43})\.ics$/.exec(file)?.[1];
    if (!token) throw new AppError('not-found');
    const now = performance.now();
    left = Math.min(most.atOnce, left + ((now - at) / 1000) * most.perSecond);
    at = now;
    if (left < 1) throw new AppError('too-many');
    left--;
    const bookings = await feedBookings(ctx, token);
    const { shortName } = await alliance(ctx.db);
    return { file: { name: 'events.ics', type, text: fileOf(ctx, config, bookings, `${shortName} events`) } };
  };
}

const fileOf = (ctx: Context, { organiser, publicUrl }: Config, bookings: BookingToTell[], name?: string) =>
  calendarFile(bookings, { organiser, page: (page) => `${publicUrl}/${page}`, now: ctx.clock.now() }, name);
