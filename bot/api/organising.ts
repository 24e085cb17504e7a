import { z } from 'zod';
import type { Context } from '../domain/context.ts';
import { AppError } from '../domain/errors.ts';
import { addSessions, copyEvent, createEvent } from '../domain/events/drafts.ts';
import { type Saved as Changed, saveEvent, saveSession } from '../domain/events/editing.ts';
import {
  dateSchema,
  eventChangeSchema,
  eventFormSchema,
  sessionChangeSchema,
  sessionFormSchema,
} from '../domain/events/forms.ts';
import { importEvents } from '../domain/events/imports.ts';
import {
  boroughs,
  listOrganised,
  type OrganisedEvent as Organised,
  type OrganisedSession,
  organisedEvent,
  seriesDates,
} from '../domain/events/organised.ts';
import {
  callOffEvent,
  callOffSession,
  publishEvent,
  removeDraft,
  removeSession,
} from '../domain/events/publishing.ts';
import { longDate, whenText } from '../domain/london.ts';
import type { Member } from '../domain/members/members.ts';
import type { When } from './contract.ts';
import type { EventImport, EventToEdit, OrganisedEvent, Saved, SeriesDate } from './contract-organising.ts';
import { contentId, guid, idIn, type Route, route, searchText, typedText } from './route.ts';

const needs = 'manageEvents';
const version = z.int('Open the event again and try once more.');
const dates = z
  .array(dateSchema)
  .min(1, 'Give a date.')
  .max(60, 'Make at most 60 sessions at once.')
  .optional();
const reason = z.object({ reason: typedText('a reason', 500) });

/** Making, changing and calling off events. */
export function organisingRoutes(ctx: Context): Route[] {
  const all = '/api/organising/events';
  const one = `${all}/:id`;
  const session = '/api/organising/sessions/:id';
  const saved = async (member: Member, eventId: string, message: string): Promise<Saved> => ({
    message,
    event: toEdit(await organisedEvent(ctx, member, eventId)),
  });
  const made = async (member: Member, done: { id: string; made: boolean }, message: string) => ({
    status: done.made ? 201 : 200,
    body: await saved(member, done.id, message),
  });
  return [
    route(
      'get',
      all,
      {
        needs,
        query: z.object({
          show: z.enum(['coming', 'drafts', 'past'], 'Choose coming, drafts or past.').default('coming'),
          search: searchText,
        }),
      },
      async ({ member, query }) => {
        const { events, total } = await listOrganised(ctx, member, query);
        return { body: { events: events.map(toList), total } };
      },
    ),
    route('get', one, { needs }, async ({ member, params }) => ({
      body: toEdit(await organisedEvent(ctx, member, idIn(params))),
    })),
    route(
      'post',
      '/api/organising/import',
      {
        needs,
        body: { types: ['text/csv', 'application/vnd.ms-excel', 'text/calendar'], limit: 4_000_000 },
        query: z.object({
          check: z.literal('1').optional(),
          key: guid.optional(),
          area: contentId.optional(),
        }),
      },
      async ({ member, body, query: { check, key, area } }) => {
        if (!check && !key)
          throw new AppError('invalid', 'The page did not send its key. Reload it and try again.');
        const done: EventImport = await importEvents(
          ctx,
          member,
          body.bytes,
          key && !check ? { check: false, key, area } : { check: true, area },
        );
        return { status: done.faults.length > 0 ? 400 : 200, body: done };
      },
    ),
    route('get', '/api/organising/boroughs', { needs }, async () => ({
      body: { boroughs: await boroughs(ctx) },
    })),
    route(
      'get',
      '/api/organising/dates',
      {
        needs,
        query: z.object({
          from: dateSchema,
          every: z.enum(['week', 'two weeks', 'month'], 'Choose how often.'),
          times: z.coerce
            .number()
            .int()
            .min(2, 'Choose 2 to 52 sessions.')
            .max(52, 'Choose 2 to 52 sessions.'),
        }),
      },
      async ({ query: { from, every, times } }) => {
        const found: SeriesDate[] = seriesDates(from, every, times).map((each) => ({
          ...each,
          text: longDate(each.date),
        }));
        return { body: { dates: found } };
      },
    ),
    route(
      'post',
      all,
      { needs, body: z.object({ key: guid, event: eventFormSchema, session: sessionFormSchema, dates }) },
      async ({ member, body }) =>
        made(member, await createEvent(ctx, member, body), 'Made as a draft, which only coordinators see.'),
    ),
    route(
      'post',
      `${one}/sessions`,
      { needs, body: z.object({ key: guid, session: sessionFormSchema, dates }) },
      async ({ member, params, body }) =>
        made(member, await addSessions(ctx, member, idIn(params), body), 'Added.'),
    ),
    route(
      'post',
      `${one}/copy`,
      { needs, body: z.object({ key: guid, date: dateSchema.nullable() }) },
      async ({ member, params, body }) =>
        made(
          member,
          await copyEvent(ctx, member, idIn(params), body),
          'Copied as a draft, without its people and join links.',
        ),
    ),
    route(
      'put',
      one,
      { needs, body: z.object({ basedOn: version, event: eventChangeSchema }) },
      async ({ member, params, body }) => {
        const done = await saveEvent(ctx, member, idIn(params), body);
        return { body: await saved(member, done.eventId, savedText(done)) };
      },
    ),
    route(
      'put',
      session,
      { needs, body: z.object({ basedOn: version, session: sessionChangeSchema }) },
      async ({ member, params, body }) => {
        const done = await saveSession(ctx, member, idIn(params), body);
        return { body: await saved(member, done.eventId, savedText(done)) };
      },
    ),
    route('post', `${one}/publish`, { needs }, async ({ member, params }) => {
      await publishEvent(ctx, member, idIn(params));
      return { body: await saved(member, idIn(params), 'Published. Everybody can see it now.') };
    }),
    route('post', `${one}/call-off`, { needs, body: reason }, async ({ member, params, body }) => {
      const told = await callOffEvent(ctx, member, idIn(params), body.reason);
      return { body: await saved(member, idIn(params), `Called off.${toldText(told, 'that and why')}`) };
    }),
    route('post', `${session}/call-off`, { needs, body: reason }, async ({ member, params, body }) => {
      const { eventId, told } = await callOffSession(ctx, member, idIn(params), body.reason);
      return { body: await saved(member, eventId, `Called off.${toldText(told, 'that and why')}`) };
    }),
    route('del', one, { needs }, async ({ member, params }) => {
      await removeDraft(ctx, member, idIn(params));
      return { body: { message: 'Deleted.' } };
    }),
    route('del', session, { needs }, async ({ member, params }) => {
      const { eventId } = await removeSession(ctx, member, idIn(params));
      return { body: await saved(member, eventId, 'Deleted.') };
    }),
  ];
}

const people = (n: number): string => (n === 1 ? '1 person' : `${n.toLocaleString('en-GB')} people`);
const toldText = (n: number, what: string): string =>
  n === 0 ? '' : ` ${people(n)} ${n === 1 ? 'is' : 'are'} told ${what}.`;

function savedText({ told, over, promoted, dateKnown }: Changed): string {
  const more = `${over} more ${over === 1 ? 'person has' : 'people have'}`;
  return [
    'Saved.',
    toldText(told, 'what changed'),
    toldText(dateKnown, 'that the date is known'),
    promoted === 0
      ? ''
      : ` ${people(promoted)} who waited ${promoted === 1 ? 'is' : 'are'} given or offered a place.`,
    over === 0 ? '' : ` ${more} a place than there are places: nobody loses theirs.`,
  ].join('');
}

const whenOf = (session: OrganisedSession): When => ({
  text: whenText(session),
  date: session.day,
  startsAt: session.startsAt?.toISOString() ?? null,
  endsAt: session.endsAt?.toISOString() ?? null,
  passed: session.passed,
});

const toList = ({
  id,
  title,
  area,
  state,
  sample,
  next,
  sessions,
  numbers,
  warnings,
}: Organised): OrganisedEvent => ({
  ...{ id, title, area, state, sample, numbers, warnings },
  when: whenOf(next),
  sessions: sessions.length,
});

function toEdit(event: Awaited<ReturnType<typeof organisedEvent>>): EventToEdit {
  const { id, state, sample, numbers, warnings, interested, written, sessions } = event;
  return {
    ...{ id, state, sample, numbers, warnings, interested },
    version: written.version,
    cancelledReason: written.cancelledReason,
    event: written.form,
    sessions: sessions.map((session) => ({
      id: session.id,
      version: session.version,
      cancelled: session.cancelled,
      passed: session.passed,
      when: whenOf(session),
      session: session.form as EventToEdit['sessions'][number]['session'],
      numbers: session.numbers,
      warnings: session.warnings,
    })),
  };
}
