import { z } from 'zod';
import type { Context } from '../domain/context.ts';
import { answersAt, changeAnswers, eventQuestions } from '../domain/events/answers.ts';
import { codeOf } from '../domain/events/attendance.ts';
import { acceptOffer, book, cancel, setAutomatic } from '../domain/events/bookings.ts';
import { putForward } from '../domain/events/endorsing.ts';
import {
  bookingView,
  colleagueOf,
  colleaguesBookings,
  myBookings,
  sessionView,
} from '../domain/events/events.ts';
import { transfer } from '../domain/events/transfer.ts';
import { queueOf } from '../domain/events/waiting.ts';
import { automaticMessage, bookingMessage, cancelMessage, transferMessage } from '../domain/events/words.ts';
import { colleagues } from '../domain/members/colleagues.ts';
import { type Member, membersById } from '../domain/members/members.ts';
import type { BookingDetail, BookingResult, MyBooking, MyBookings } from './contract-events.ts';
import { eventSummary } from './present.ts';
import { guid, guidIn, idIn, type Route, route, searchText } from './route.ts';

const answers = z.record(guid, z.string().max(2000, 'Keep each answer to 500 characters.')).optional();
const wish = z
  .object({
    key: guid.optional(),
    memberId: guid.optional(),
    pool: z.enum(['in person', 'online'], 'Choose in person or online.').optional(),
    wait: z.boolean().optional(),
    automatic: z.boolean().optional(),
    answers,
    statement: z.string().trim().max(1000, 'Keep it to 1,000 characters.').optional(),
  })
  .default({});

/** The member's own places, and those of colleagues whom they booked for. */
export function bookingRoutes(ctx: Context): Route[] {
  const result = async (
    member: Member,
    sessionId: string,
    outcome: BookingResult['outcome'],
    message: (event: Awaited<ReturnType<typeof sessionView>>) => string,
  ): Promise<BookingResult> => {
    const event = await sessionView(ctx, member, sessionId);
    return { outcome, message: message(event), event: eventSummary(event, ctx.clock.now()) };
  };
  const shown = (event: Awaited<ReturnType<typeof bookingView>>): MyBooking => ({
    id: event.booking.id,
    bookedAt: event.booking.bookedAt.toISOString(),
    event: eventSummary(event, ctx.clock.now()),
    colleague: event.booking.colleague,
  });
  return [
    route(
      'post',
      '/api/sessions/:id/bookings',
      { needs: 'use', body: wish },
      async ({ member, params, body }) => {
        const sessionId = idIn(params);
        const { outcome } = await book(ctx, member, sessionId, body);
        const other = body.memberId && body.memberId !== member.id ? body.memberId : null;
        const whose = other ? (await membersById(ctx, [other])).get(other)?.name : undefined;
        const made = ['booked', 'waiting', 'requested'].includes(outcome);
        return {
          status: made ? 201 : 200,
          body: await result(member, sessionId, outcome, (event) => bookingMessage(outcome, event, whose)),
        };
      },
    ),
    route('get', '/api/bookings', { needs: 'use' }, async ({ member }) => {
      const [bookings, forColleagues] = [
        await myBookings(ctx, member),
        await colleaguesBookings(ctx, member),
      ];
      const nominations = (await putForward(ctx, member)).map(({ bookingId: id, event, ...rest }) => ({
        ...{ id, event: eventSummary(event, ctx.clock.now()) },
        ...rest,
      }));
      const body: MyBookings = {
        bookings: bookings.map(shown),
        forColleagues: forColleagues.map(shown),
        putForward: nominations,
      };
      return { body };
    }),
    route('get', '/api/bookings/:id', { needs: 'use' }, async ({ member, params }) => {
      const id = guidIn(params);
      const event = await bookingView(ctx, member, id);
      const queue = await queueOf(ctx, member, id);
      const body: BookingDetail = {
        ...shown(event),
        answers: await answersAt(ctx, member, id),
        questions: await eventQuestions(ctx, event.id),
        place: queue?.place ?? null,
        passedOver: queue?.passedOver ?? [],
        code: event.booking.pool === 'in person' && !event.booking.colleague ? await codeOf(ctx, id) : null,
      };
      return { body };
    }),
    route(
      'put',
      '/api/bookings/:id/answers',
      { needs: 'use', body: z.object({ answers }) },
      async ({ member, params, body }) => {
        const { sessionId } = await changeAnswers(ctx, member, guidIn(params), body.answers ?? {});
        return { body: await result(member, sessionId, 'changed', () => 'Your answers are saved.') };
      },
    ),
    route('del', '/api/bookings/:id', { needs: 'use' }, async ({ member, params }) => {
      const id = guidIn(params);
      const whose = (await colleagueOf(ctx, member, id)) ?? undefined;
      const { outcome, sessionId, before } = await cancel(ctx, member, id);
      return {
        body: await result(member, sessionId, outcome, (event) =>
          cancelMessage(outcome, event, before, whose),
        ),
      };
    }),
    route(
      'post',
      '/api/bookings/:id/acceptance',
      { needs: 'use', body: z.object({ answers }).default({}) },
      async ({ member, params, body }) => {
        const id = guidIn(params);
        const whose = (await colleagueOf(ctx, member, id)) ?? undefined;
        const { outcome, sessionId } = await acceptOffer(ctx, member, id, body.answers);
        return {
          body: await result(member, sessionId, outcome, (event) => bookingMessage(outcome, event, whose)),
        };
      },
    ),
    route(
      'put',
      '/api/bookings/:id/automatic',
      { needs: 'use', body: z.object({ automatic: z.boolean('Say true or false.') }) },
      async ({ member, params, body: { automatic } }) => {
        const id = guidIn(params);
        const whose = (await colleagueOf(ctx, member, id)) ?? undefined;
        const { outcome, sessionId } = await setAutomatic(ctx, member, id, automatic);
        return {
          // Nothing has changed where they do not wait any more, which the sentence says.
          body: await result(member, sessionId, outcome === 'not waiting' ? 'changed' : outcome, (event) =>
            automaticMessage(outcome, event, automatic, whose),
          ),
        };
      },
    ),
    route(
      'post',
      '/api/bookings/:id/transfer',
      { needs: 'use', body: z.object({ memberId: guid }) },
      async ({ member, params, body: { memberId } }) => {
        const id = guidIn(params);
        const whose = (await colleagueOf(ctx, member, id)) ?? undefined;
        const { outcome, sessionId } = await transfer(ctx, member, id, memberId);
        const to = (await membersById(ctx, [memberId])).get(memberId)?.name ?? 'Your colleague';
        return {
          body: await result(member, sessionId, outcome, (event) =>
            transferMessage(outcome, event, to, whose),
          ),
        };
      },
    ),
    route(
      'get',
      '/api/colleagues',
      { needs: 'use', query: z.object({ search: searchText }) },
      async ({ member, query: { search = '' } }) => ({
        body: {
          colleagues: (await colleagues(ctx, member, search)).found.map(({ id, name, post }) => ({
            id,
            name,
            post,
          })),
        },
      }),
    ),
  ];
}
