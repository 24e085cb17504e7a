import { z } from 'zod';
import type { Mode } from '../../ports/store/schema-events.ts';
import { AppError } from '../errors.ts';
import { addDays } from '../london.ts';
import type { LondonTime } from './wall-clock.ts';
import { daysBetween, instantOf } from './wall-clock.ts';

/** What coordinators write of an event and its sessions, and the rules that it has to keep to. */

const one = (what: string, longest: number) =>
  z
    .string({ error: `Write ${what}.` })
    .trim()
    .min(1, `Write ${what}.`)
    .max(longest, `Keep ${what} to ${longest.toLocaleString('en-GB')} characters.`)
    .refine(
      (text) => text.isWellFormed() && !/\p{Cc}/u.test(text.replace(/[\n\r\t]/g, '')),
      `Take the control characters out of ${what}.`,
    );
const perhaps = (what: string, longest: number) =>
  z
    .string()
    .trim()
    .transform((text) => text || null)
    .nullable()
    .pipe(one(what, longest).nullable());
const contentId = z.string().regex(/^[a-z0-9-]{1,80}$/, 'That is not an id of ours.');
const whole = (what: string, least: number, most: number) => {
  const range = `${what} is a whole number from ${least} to ${most.toLocaleString('en-GB')}.`;
  return z.int(range).min(least, range).max(most, range);
};
const mode = z.enum(['in person', 'online', 'hybrid'], 'Choose in person, online or both.');
const poolMode = z.enum(['in person', 'online'], 'Choose in person or online.');
/** YYYY-MM-DD */
export const dateSchema = z.iso
  .date('Write the date as YYYY-MM-DD, a day that exists.')
  .refine((text) => text >= '2000' && text < '2100', 'Write a date of this century.');
const clockTime = z.object({
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as HH:MM.'),
  fold: z.enum(['first', 'second'], 'Say if the first or the second is meant.').optional(),
});
const londonTime = clockTime.extend({ date: dateSchema });
const oneLine = (text: string | null) => text === null || !/[\n\r]/.test(text);

const question = z
  .object({
    id: z.guid('That is not a question of ours.').nullable(),
    text: one('the question', 300),
    kind: z.enum(['text', 'choice', 'yes or no'], 'Choose how it is answered.'),
    choices: z.array(one('the choice', 100)).max(20, 'Give at most 20 choices.'),
    required: z.boolean(),
    special: z.boolean(),
  })
  .refine(
    ({ kind, choices }) =>
      kind !== 'choice' || (choices.length > 1 && new Set(choices).size === choices.length),
    'Give at least two choices, all different.',
  )
  .transform((asked) => (asked.kind === 'choice' ? asked : { ...asked, choices: [] }));

export const eventFormSchema = z.object({
  title: one('a title', 200).refine(oneLine, 'Write the title on one line.'),
  summary: one('a summary', 600),
  description: z.array(one('each paragraph', 2000)).max(20, 'Keep the description to 20 paragraphs.'),
  area: contentId,
  mode: mode.nullable(),
  venue: perhaps('the venue', 300),
  audience: perhaps('who it is for', 600),
  bring: perhaps('what to bring', 600),
  network: contentId.nullable(),
  contact: z.email('Write an e-mail address that people can ask.').max(254).nullable(),
  retentionDays: whole('The number of days after which answers are deleted', 0, 365),
  thanks: z.boolean().default(true),
  questions: z
    .array(question)
    .max(20, 'Ask at most 20 questions.')
    .refine(
      (asked) => new Set(asked.map(({ text }) => text)).size === asked.length,
      'Two questions say the same.',
    ),
});

const quota = z.object({
  borough: contentId,
  max: whole('The most for a borough', 0, 10_000).nullable(),
  reserved: whole('The number of places kept for a borough', 0, 10_000),
  release: londonTime.nullable(),
});

export const sessionFormSchema = z.object({
  title: perhaps('the name of the session', 200).refine(oneLine, 'Write the name on one line.'),
  mode: mode.nullable(),
  venue: perhaps('the venue', 300),
  date: dateSchema.nullable(),
  starts: clockTime.nullable(),
  /** Where it ends on another day than it starts on. */
  endDate: dateSchema.nullable().default(null),
  ends: clockTime.nullable(),
  joinUrl: z
    .url({ protocol: /^https$/, error: 'A join link begins with https://.' })
    .max(2000, 'This join link is too long.')
    .nullable(),
  pools: z
    .array(
      z.object({
        mode: poolMode,
        capacity: whole('The number of places', 0, 10_000),
        perBorough: whole('The most for each borough', 1, 10_000).nullable(),
        quotas: z.array(quota).max(100, 'Set rules for at most 100 boroughs.'),
      }),
    )
    .max(2, 'There are places in person and places online.'),
  opens: londonTime.nullable(),
  closes: londonTime.nullable(),
  cancelBy: londonTime.nullable(),
  offerCutoff: londonTime.nullable(),
  offerHours: whole('The number of hours that an offer lasts', 21, 336),
  byApproval: z.boolean(),
});

/** Changes, also from a tab that was open before we knew of all of it: what it does not say stays as it stands. */
export const eventChangeSchema = eventFormSchema.extend({ thanks: z.boolean().optional() });
export const sessionChangeSchema = sessionFormSchema.extend({ endDate: dateSchema.nullable().optional() });

export type EventForm = z.output<typeof eventFormSchema>;
export type QuestionForm = EventForm['questions'][number];
export type EventChange = z.output<typeof eventChangeSchema>;
export type SessionForm = z.output<typeof sessionFormSchema>;
export type SessionChange = z.output<typeof sessionChangeSchema>;
export type PoolForm = SessionForm['pools'][number];

const mostDays = 31;

/** A session as the tables have it. */
export type SessionRow = ReturnType<typeof checkedSession>;

/**
 * A session that may be stored, with its times as instants.
 * @param eventMode how the event is held, where the session does not say
 * @throws AppError 'invalid' with what to change
 */
export function checkedSession(form: SessionForm, eventMode: Mode | null) {
  const { date, starts, endDate, ends, opens, closes, cancelBy, offerCutoff } = form;
  if (!starts !== !ends) throw invalid('Give both the start and the end, or neither.');
  if (starts && !date) throw invalid('Say on which date it is.');
  if (endDate && !ends) throw invalid('Say when it ends on its last day.');
  const startsAt = starts && instantOf({ date: date!, ...starts });
  const endsAt = ends && instantOf({ date: endDate ?? date!, ...ends });
  if (startsAt && endsAt! <= startsAt) throw invalid('The end must be after the start.');
  if (endDate && daysBetween(date!, endDate) > mostDays)
    throw invalid(`A session lasts at most ${mostDays} days. Make it a series.`);
  const times = {
    opens_at: opens && instantOf(opens),
    closes_at: closes ? instantOf(closes) : startsAt,
    cancel_by: cancelBy && instantOf(cancelBy),
    offer_cutoff: offerCutoff && instantOf(offerCutoff),
  };
  const { opens_at, closes_at } = times;
  if (opens_at && closes_at && opens_at >= closes_at) throw invalid('Booking must open before it closes.');
  for (const [what, at] of [
    ['Booking must close', closes_at],
    ['The last time to cancel must be', times.cancel_by],
    ['The last offer must be', times.offer_cutoff],
  ] as const)
    if (at && endsAt && at > endsAt) throw invalid(`${what} before the session ends.`);
  return {
    columns: {
      title: form.title,
      mode: form.mode,
      venue: form.venue,
      day: date,
      starts_at: startsAt,
      ends_at: endsAt,
      join_url: form.joinUrl,
      ...times,
      offer_hours: form.offerHours,
      by_approval: form.byApproval,
      // For the version before, which has no places without hours, and never none.
      capacity: (startsAt && form.pools[0]?.capacity) || null,
    },
    pools: form.pools.map((pool) => checkedPool(pool, form.pools, form.mode ?? eventMode)),
  };
}

function checkedPool(pool: PoolForm, all: PoolForm[], held: Mode | null) {
  if (all.filter((each) => each.mode === pool.mode).length > 1)
    throw invalid('Say of each kind of place once how many there are.');
  if (!held) throw invalid('Say whether it is in person or online.');
  if (held !== 'hybrid' && held !== pool.mode)
    throw invalid(`A session ${held} has places ${held} only. Choose both to have places of both kinds.`);
  const { capacity, perBorough, quotas } = pool;
  if (new Set(quotas.map(({ borough }) => borough)).size < quotas.length)
    throw invalid('Two rules are for the same borough.');
  if (quotas.some(({ max, reserved }) => max !== null && max < reserved))
    throw invalid('More places are kept for a borough than it may have.');
  if (quotas.reduce((sum, { reserved }) => sum + reserved, 0) > capacity)
    throw invalid('More places are kept for boroughs than there are.');
  return {
    mode: pool.mode,
    capacity,
    perBorough,
    quotas: quotas.map(({ release, ...rule }) => ({ ...rule, releaseAt: release && instantOf(release) })),
  };
}

const invalid = (detail: string) => new AppError('invalid', detail);

/** Places that fit how a session is held now: those of another kind become this kind's, where there are none of it. */
export function fitPools(pools: PoolForm[], held: Mode | null): PoolForm[] {
  if (held === null || held === 'hybrid' || pools.length === 0) return pools;
  const [pool] = [...pools.filter((each) => each.mode === held), ...pools];
  return [{ ...pool!, mode: held }];
}

/** A session as it is after a change. One that says nothing of its last day lasts as long as before. */
export function changedForm(before: SessionForm, change: SessionChange): SessionForm {
  const [first, last] = [before.date, before.endDate];
  const moved =
    first && last && change.date && change.ends ? addDays(change.date, daysBetween(first, last)) : null;
  return { endDate: moved, ...change };
}

/** The form with each of its times as many days later. */
export function laterBy(form: SessionForm, days: (date: string) => string, opensToo: boolean): SessionForm {
  const move = (at: LondonTime | null) => at && { ...at, date: days(at.date) };
  return {
    ...form,
    date: form.date && days(form.date),
    endDate: form.endDate && days(form.endDate),
    opens: opensToo ? move(form.opens) : form.opens,
    closes: move(form.closes),
    cancelBy: move(form.cancelBy),
    offerCutoff: move(form.offerCutoff),
    pools: form.pools.map((pool) => ({
      ...pool,
      quotas: pool.quotas.map((each) => ({ ...each, release: move(each.release) })),
    })),
  };
}
