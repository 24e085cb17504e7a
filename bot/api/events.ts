import { z } from 'zod';
import { alliance } from '../domain/content/records.ts';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { bookingMessage, bookPlace, cancelBooking, cancelMessage } from '../domain/events/bookings.ts';
import { eventView, listEvents, myBookings } from '../domain/events/events.ts';
import { listItems } from '../domain/programmes/items.ts';
import type { BookingResult, CancelResult, EventDetail, MyBooking } from './contract.ts';
import { eventSummary } from './present.ts';
import { contentId, day, idIn, type Route, route } from './route.ts';

const filter = z.object({ area: contentId.optional(), from: day.optional(), to: day.optional() });

/** Events and the member's own bookings. */
export function eventRoutes(ctx: Context): Route[] {
  return [
    route('get', '/api/events', { needs: 'use', query: filter }, async ({ member, query }) => {
      const events = await listEvents(ctx, member, query);
      return { body: { events: events.map((event) => eventSummary(event, ctx.clock.now())) } };
    }),
    route('get', '/api/events/:id', { needs: 'use' }, async ({ member, params }) => {
      const event = await eventView(ctx, member, idIn(params));
      const about = await alliance(ctx.db);
      const item = (await listItems(ctx, member)).find((each) => each.id === event.item);
      const document = about.documents.find((each) => each.id === event.source?.document);
      const body: EventDetail = {
        ...eventSummary(event, ctx.clock.now()),
        description: event.description,
        audience: event.audience,
        bring: event.bring,
        caution: event.caution,
        contact: about.signInHelp,
        source: event.source && {
          id: event.id,
          title: event.title,
          section: event.source.section,
          document: document?.title ?? event.source.document,
          url: document?.url ?? null,
        },
        item: item ? { id: item.id, title: item.title } : null,
      };
      return { body };
    }),
    route('post', '/api/events/:id/bookings', { needs: 'use' }, async ({ member, params }) => {
      const { outcome, event } = await bookPlace(ctx, member, idIn(params));
      const body: BookingResult = {
        outcome,
        message: bookingMessage(outcome, event),
        event: eventSummary(event, ctx.clock.now()),
      };
      return { status: outcome === 'booked' ? 201 : 200, body };
    }),
    route('get', '/api/bookings', { needs: 'use' }, async ({ member }) => {
      const bookings: MyBooking[] = (await myBookings(ctx, member)).map(({ id, bookedAt, event }) => ({
        id,
        bookedAt: bookedAt.toISOString(),
        event: eventSummary(event, ctx.clock.now()),
      }));
      return { body: { bookings } };
    }),
    route('del', '/api/bookings/:id', { needs: 'use' }, async ({ member, params }) => {
      const id = z.guid().safeParse(params.id);
      if (!id.success) throw new AppError('not-found');
      const { outcome, event } = await cancelBooking(ctx, member, id.data);
      const body: CancelResult = {
        outcome,
        message: cancelMessage(outcome, event),
        event: eventSummary(event, ctx.clock.now()),
      };
      return { body };
    }),
  ];
}
