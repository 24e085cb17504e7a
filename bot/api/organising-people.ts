import { z } from 'zod';
import type { Context } from '../domain/context.ts';
import { attendees } from '../domain/events/attendees.ts';
import type { BookingOutcome } from '../domain/events/bookings.ts';
import {
  type EventMessage,
  eventMessages,
  messagePeople,
  messageSize,
  type Recipients,
} from '../domain/events/event-messages.ts';
import { chase, choose, nominations } from '../domain/events/nominations.ts';
import { type Added, addPeople, givePlace, takeOff } from '../domain/events/overrides.ts';
import { sessionLog } from '../domain/events/session-log.ts';
import { hasPassed } from '../domain/events/states.ts';
import { unreached } from '../domain/events/unreached.ts';
import { dateAndTime, whenText } from '../domain/london.ts';
import type { Member } from '../domain/members/members.ts';
import type { When } from './contract.ts';
import type { Attendees, Nominations, SentEventMessage } from './contract-attendees.ts';
import { contentId, guid, guidIn, idIn, type Route, route, searchText, typedText } from './route.ts';

const needs = 'manageEvents';
const states = z.enum(
  ['requested', 'waiting', 'offered', 'confirmed', 'cancelled', 'lapsed', 'declined', 'transferred'],
  'Choose one of the states.',
);
const pool = z.enum(['in person', 'online'], 'Choose in person or online.').optional();
const reason = typedText('a reason', 500);
const to = z.enum(['confirmed', 'waiting', 'everybody'], 'Choose whom it is for.');
const words = {
  key: guid,
  title: typedText('a title', 120),
  body: typedText('the text', 2000).refine(
    (text) => text.split('\n').length <= 100,
    'Keep the text to 100 lines.',
  ),
};

/** Who comes to an event, and what coordinators do for them. */
export function organisingPeopleRoutes(ctx: Context): Route[] {
  const event = '/api/organising/events/:id';
  const session = '/api/organising/sessions/:id';
  const booking = '/api/organising/bookings/:id';
  const nominationsOf = async (member: Member, sessionId: string): Promise<Nominations> => {
    const { day, closesAt, ...rest } = await nominations(ctx, member, sessionId);
    return { title: day.title, when: whenOf(ctx, day), closes: closesAt && dateAndTime(closesAt), ...rest };
  };
  return [
    route(
      'get',
      `${session}/attendees`,
      {
        needs,
        query: z.object({
          search: searchText,
          state: states.optional(),
          borough: contentId.optional(),
          needs: z.literal('1', 'Say 1 to see the needs.').optional(),
          page: z.coerce
            .number('Choose a page.')
            .int()
            .min(0)
            .max(1000, 'There are not so many pages.')
            .optional(),
        }),
      },
      async ({ member, params, query }) => {
        const { day, ...rest } = await attendees(ctx, member, idIn(params), {
          ...query,
          needs: query.needs === '1',
        });
        const body: Attendees = { title: day.title, when: whenOf(ctx, day), ...rest };
        return { body };
      },
    ),
    route(
      'post',
      `${session}/people`,
      {
        needs,
        body: z.object({
          key: guid,
          memberIds: z.array(guid).min(1, 'Choose somebody.').max(50, 'Add at most 50 people at once.'),
          pool,
          wait: z.boolean().optional(),
          reason: reason.optional(),
        }),
      },
      async ({ member, params, body }) => ({
        body: { message: addedText(await addPeople(ctx, member, idIn(params), body)) },
      }),
    ),
    route(
      'post',
      `${booking}/place`,
      { needs, body: z.object({ reason }) },
      async ({ member, params, body }) => {
        const { outcome, name } = await givePlace(ctx, member, guidIn(params), body.reason);
        const said = {
          given: `${name} has a place now.`,
          'already booked': `${name} has a place already.`,
          over: `${name} no longer asks for a place. Add them again instead.`,
          'called off': 'This session was called off.',
          passed: 'This session is over.',
        };
        return { body: { message: said[outcome] } };
      },
    ),
    route(
      'post',
      `${booking}/removal`,
      { needs, body: z.object({ reason }) },
      async ({ member, params, body }) => {
        const { outcome, name } = await takeOff(ctx, member, guidIn(params), body.reason);
        const said = {
          cancelled: `${name} is taken off.`,
          'already cancelled': `${name} was off already.`,
          'called off': 'This session was called off.',
          passed: 'This session is over, so the list stays as it is.',
          'too late': 'It is too late to change this.',
        };
        return { body: { message: said[outcome] } };
      },
    ),
    route('get', `${session}/unreached`, { needs }, async ({ member, params }) => {
      const people = await unreached(ctx, member, idIn(params));
      return {
        body: { people: people.map(({ memberId: _, ...each }) => ({ ...each, at: dateAndTime(each.at) })) },
      };
    }),
    route(
      'get',
      `${session}/log`,
      { needs, query: z.object({ before: z.coerce.number('Say which page.').int().optional() }) },
      async ({ member, params, query }) => {
        const lines = await sessionLog(ctx, member, idIn(params), query.before);
        return { body: { lines: lines.map((line) => ({ ...line, at: dateAndTime(line.at) })) } };
      },
    ),
    route('get', `${event}/messages`, { needs }, async ({ member, params }) => ({
      body: { messages: (await eventMessages(ctx, member, idIn(params))).map(sent) },
    })),
    route(
      'get',
      `${event}/messages/size`,
      { needs, query: z.object({ sessionId: contentId.optional(), to }) },
      async ({ member, params, query: { sessionId = null, to: who } }) => ({
        body: { people: await messageSize(ctx, member, idIn(params), { sessionId, to: who }) },
      }),
    ),
    route(
      'post',
      `${event}/messages`,
      { needs, body: z.object({ ...words, sessionId: contentId.nullable(), to }) },
      async ({ member, params, body }) => {
        const { message, made } = await messagePeople(ctx, member, idIn(params), body);
        return { status: made ? 201 : 200, body: sent(message) };
      },
    ),
    route('get', `${session}/nominations`, { needs }, async ({ member, params }) => ({
      body: await nominationsOf(member, idIn(params)),
    })),
    route(
      'put',
      `${booking}/choice`,
      { needs, body: z.object({ chosen: z.boolean('Say true or false.'), reason: reason.optional() }) },
      async ({ member, params, body }) => {
        const { sessionId } = await choose(ctx, member, guidIn(params), body);
        return { body: await nominationsOf(member, sessionId) };
      },
    ),
    route(
      'post',
      `${session}/nominations/chase`,
      { needs, body: z.object(words) },
      async ({ member, params, body }) => {
        const { message, made } = await chase(ctx, member, idIn(params), body);
        return { status: made ? 201 : 200, body: sent(message) };
      },
    ),
  ];
}

function whenOf(ctx: Context, day: Parameters<typeof whenText>[0]): When {
  return {
    text: whenText(day),
    date: day.day,
    startsAt: day.startsAt?.toISOString() ?? null,
    endsAt: day.endsAt?.toISOString() ?? null,
    passed: hasPassed({ session: day }, ctx.clock.now()),
  };
}

const recipients: Record<Recipients, string> = {
  confirmed: 'Who has a place',
  waiting: 'Who waits',
  everybody: 'Everybody',
  contacts: 'Contacts of boroughs with nobody endorsed or chosen',
};

const sent = ({ id, title, body, recipients: who, author, at, counts }: EventMessage): SentEventMessage => ({
  ...{ id, title, body, counts },
  to: recipients[who],
  author: author ?? 'Somebody who is no longer here',
  sent: dateAndTime(at),
});

/** "Ada Byrne and Bob Cole have a place now. Eve Dunn has none: the session is full." */
function addedText(added: Added[]): string {
  const said: Record<BookingOutcome, (who: string, many: boolean) => string> = {
    booked: (who, many) => `${who} ${many ? 'have' : 'has'} a place now.`,
    'already booked': (who, many) => `${who} ${many ? 'have' : 'has'} a place already.`,
    waiting: (who, many) => `${who} ${many ? 'are' : 'is'} on the waiting list.`,
    'already waiting': (who, many) => `${who} ${many ? 'are' : 'is'} on the waiting list already.`,
    'already offered': (who, many) =>
      `${who} ${many ? 'were' : 'was'} offered a place already: give a reason to add them all the same.`,
    requested: (who, many) => `${who} ${many ? 'are' : 'is'} put forward.`,
    'already requested': (who, many) => `${who} ${many ? 'are' : 'is'} put forward already.`,
    full: (who) => `There is no place for ${who}: give a reason to add them all the same.`,
    'not open': (who) => `Booking is not open yet: give a reason to add ${who} all the same.`,
    closed: (who) => `Booking has closed: give a reason to add ${who} all the same.`,
    passed: () => 'This session is over.',
    'called off': () => 'This session was called off.',
    'not bookable': () => 'This session cannot be booked: say how many places it has, and publish it.',
  };
  const groups = Map.groupBy(added, ({ outcome }) => outcome);
  return [...groups]
    .map(([outcome, people]) => said[outcome](listed(people.map(({ name }) => name)), people.length > 1))
    .join(' ');
}

const listed = (names: string[]): string =>
  names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
