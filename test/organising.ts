import { randomUUID } from 'node:crypto';
import type { Context } from '../bot/domain/context.ts';
import { createEvent } from '../bot/domain/events/drafts.ts';
import type { EventForm, SessionForm } from '../bot/domain/events/forms.ts';
import { organisedEvent } from '../bot/domain/events/organised.ts';
import { publishEvent } from '../bot/domain/events/publishing.ts';
import type { Member } from '../bot/domain/members/members.ts';

/** What a coordinator writes of an event, with what the test is about in place of it. */
export const eventForm = (form: Partial<EventForm> = {}): EventForm => ({
  title: 'Practice circle',
  summary: 'An hour to talk about practice.',
  description: [],
  area: 'send',
  mode: 'in person',
  venue: 'Room 1',
  audience: null,
  bring: null,
  network: null,
  contact: null,
  retentionDays: 30,
  thanks: true,
  questions: [],
  ...form,
});

/** A session from 10am to midday with 10 places in person, likewise. */
export const sessionForm = (form: Partial<SessionForm> = {}): SessionForm => ({
  title: null,
  mode: null,
  venue: null,
  date: '2030-03-05',
  starts: { time: '10:00' },
  endDate: null,
  ends: { time: '12:00' },
  joinUrl: null,
  pools: [{ mode: 'in person', capacity: 10, perBorough: null, quotas: [] }],
  opens: null,
  closes: null,
  cancelBy: null,
  offerCutoff: null,
  offerHours: 24,
  byApproval: false,
  ...form,
});

/** An event as coordinators see it, published unless told otherwise. */
export async function organised(
  ctx: Context,
  actor: Member,
  {
    event = {},
    session = {},
    dates,
    draft = false,
  }: {
    event?: Partial<EventForm>;
    session?: Partial<SessionForm>;
    dates?: string[];
    draft?: boolean;
  } = {},
) {
  const input = { key: randomUUID(), event: eventForm(event), session: sessionForm(session), dates };
  const { id } = await createEvent(ctx, actor, input);
  if (!draft) await publishEvent(ctx, actor, id);
  return organisedEvent(ctx, actor, id);
}
