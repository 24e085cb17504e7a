import { z } from 'zod';
import { alliance } from '../domain/content/records.ts';
import type { Context } from '../domain/context.ts';
import { materialsFor } from '../domain/events/afterwards.ts';
import { answersBefore, eventQuestions } from '../domain/events/answers.ts';
import { type EventView, eventSessions, listEvents } from '../domain/events/events.ts';
import { feedbackAskedAt } from '../domain/events/feedback.ts';
import { isInterested, setInterest } from '../domain/events/interest.ts';
import { hasPassed } from '../domain/events/states.ts';
import { networksOf } from '../domain/members/networks.ts';
import { listItems } from '../domain/programmes/items.ts';
import type { EventDetail } from './contract-events.ts';
import { eventSummary } from './present.ts';
import { contentId, day, idIn, type Route, route } from './route.ts';

const filter = z.object({
  area: contentId.optional(),
  from: day.optional(),
  to: day.optional(),
  mode: z.enum(['in person', 'online'], 'Choose in person or online.').optional(),
  networks: z.literal('mine').optional(),
});

/** What is on. */
export function eventRoutes(ctx: Context): Route[] {
  return [
    route('get', '/api/events', { needs: 'use', query: filter }, async ({ member, query }) => {
      const networks = query.networks && (await networksOf(ctx, member));
      const events = await listEvents(ctx, member, { ...query, networks });
      return { body: { events: events.map((event) => eventSummary(event, ctx.clock.now())) } };
    }),
    route('get', '/api/events/:id', { needs: 'use' }, async ({ member, params }) => {
      const now = ctx.clock.now();
      const series = await eventSessions(ctx, member, idIn(params));
      const event = nextOf(series, now);
      const questions = await eventQuestions(ctx, event.id);
      const about = await alliance(ctx.db);
      const item = (await listItems(ctx, member)).find((each) => each.id === event.item);
      const document = about.documents.find((each) => each.id === event.source?.document);
      const feedbackSessionId = await feedbackAskedAt(ctx, member, event.id);
      const body: EventDetail = {
        ...eventSummary(event, now),
        description: event.description,
        audience: event.audience,
        bring: event.bring,
        caution: event.caution,
        contact: event.contact ?? about.signInHelp,
        source: event.source && {
          id: event.id,
          title: event.title,
          section: event.source.section,
          document: document?.title ?? event.source.document,
          url: document?.url ?? null,
        },
        item: item ? { id: item.id, title: item.title } : null,
        series: series.map((each) => eventSummary(each, now)),
        questions,
        filled: await answersBefore(ctx, member, questions),
        retentionDays: event.retentionDays,
        interested: event.session.day === null && (await isInterested(ctx, member, event.id)),
        cancelledReason: event.cancelledReason,
        ...(await materialsFor(ctx, member, event.id)),
        asksFeedback: feedbackSessionId !== null,
        feedbackSessionId,
      };
      return { body };
    }),
    ...(['put', 'del'] as const).map((method) =>
      route(method, '/api/events/:id/interest', { needs: 'use' }, async ({ member, params }) => {
        const interested = method === 'put';
        await setInterest(ctx, member, idIn(params), interested);
        return { body: { interested } };
      }),
    ),
  ];
}

/** The session that comes next, or else came last. */
const nextOf = (series: EventView[], now: Date): EventView =>
  series.find((each) => !hasPassed(each, now) && !each.session.cancelled) ?? series.at(-1)!;
