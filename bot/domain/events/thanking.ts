import { sql } from 'kysely';
import type { Context } from '../context.ts';
import { AppError } from '../errors.ts';
import { dateAndTime, londonDay, londonInstant } from '../london.ts';
import { may, requireRight } from '../members/access.ts';
import { type Member, peopleWithRoles } from '../members/members.ts';
import { addMessages } from '../messages/ledger.ts';
import { overtaken } from '../messages/settlements.ts';
import { addWorkingDays } from '../working-days.ts';
import { type Day, dayOf, placeHolders } from './attendance.ts';
import { type Actor, type Door, logSession } from './changes.ts';
import { atSession } from './door.ts';
import { hasPassed } from './states.ts';

/** Thanks, with the question what people thought of it: by hand, or by itself where it is known who came. */

export type Material = { title: string; url: string };
export type ToThank = {
  day: Day;
  materials: Material[];
  recordingUrl: string | null;
  /** Somebody noted who came; without that everybody with a place did. */
  noted: boolean;
  /** Who came and is to be thanked now. */
  came: string[];
  /** Who missed it and is to be told now where the materials are. */
  missed: string[];
  toldAt: Date | null;
  /** Why nobody can be told now; null where they can. */
  bar: string | null;
  /** What comes of it where nobody does anything; null once they were told. */
  byItself: string | null;
};

type Ctx = Pick<Context, 'db' | 'clock'>;

/**
 * Thanks those who came, and tells those who missed it where the materials are. Where nobody noted who came, everybody
 * with a place is thanked. Each once for each state of the materials.
 * @throws AppError 'not-found', 'conflict' with the reason why nobody can be told now
 */
export async function thank(ctx: Context, actor: Member, sessionId: string): Promise<void> {
  requireRight(actor, 'manageEvents');
  await atSession(ctx, sessionId, async (door) => {
    const state = await read(door.tx, sessionId);
    if (state.bar) throw new AppError('conflict', state.bar);
    await tellThem(door, actor, state);
  });
}

/**
 * Thanks those who came on the morning of the working day after a session, or after it was noted who did. Where nobody
 * has noted it by then, coordinators are asked. Nobody is told by itself that they were missed: who is not noted may have
 * come by another door. Run every minute; each once.
 */
export async function thankDue(ctx: Context): Promise<void> {
  const now = ctx.clock.now();
  const faults: unknown[] = [];
  for (const { id, sample, ...over } of await untold(ctx)) {
    const { thanksAt, asksAt } = dueAt(over);
    const step =
      thanksAt && thanksAt <= now
        ? thankByItself(ctx, id)
        : !thanksAt && !sample && asksAt <= now
          ? askWhoCame(ctx, id)
          : null;
    await step?.catch((error: unknown) => {
      // Others are at it: the next minute finds what they left.
      if (!(error instanceof AppError && error.code === 'conflict')) faults.push(error);
    });
  }
  if (faults.length > 0) throw faults[0];
}

/** So long after a session it is not too late to thank people by itself. */
const timely = 14 * 86_400_000;

/** `noted`: somebody who has not been thanked. */
type Over = { endsAt: Date; noted: boolean; notedAt: Date | null };

/** When who came is thanked, where that is known; else when somebody is asked who did. */
function dueAt({ endsAt, noted, notedAt }: Over): { thanksAt: Date | null; asksAt: Date } {
  const morningAfter = (at: Date) => londonInstant(addWorkingDays(londonDay(at), 1), '09:00');
  // Names are ticked off one after the other: nobody is left out because others were first.
  const known = notedAt && notedAt > endsAt ? notedAt : endsAt;
  return { thanksAt: noted ? morningAfter(known) : null, asksAt: morningAfter(endsAt) };
}

/** When it was last noted that somebody came to a session. */
const lastNoted = sql<Date | null>`(select max(at) from booking_log where booking_log.session_id = session.id
  and (did = 'checked in' or did like 'attendance report read%'))`;

/** Sessions that were over a short while ago, at which somebody had a place and may still have to be thanked. */
async function untold(ctx: Ctx): Promise<(Over & { id: string; sample: boolean })[]> {
  const now = ctx.clock.now();
  const { rows } = await sql<Over & { id: string; sample: boolean }>`
    select over.*, noted from (select session.id, event.sample, session.ends_at as "endsAt", ${lastNoted} as "notedAt"
      from session join event on event.id = session.event_id
      where session.ends_at <= ${now}::timestamptz
        and session.ends_at > ${new Date(now.getTime() - timely)}::timestamptz
        and session.state = 'planned' and event.state <> 'draft' and event.thanks
        and exists (select from booking where session_id = session.id and state = 'confirmed'
          and member_id is not null)) as over,
      lateral (select exists (select from attendance join booking on booking.id = attendance.booking_id
        where booking.session_id = over.id and state = 'confirmed' and member_id is not null
          and not exists (select from message where message.member_id = booking.member_id and purpose = 'thanks'
            and split_part(key, ' ', 1) = over.id)) as noted) as arrivals
    where noted or not exists (select from booking_log where session_id = over.id and did = ${thanked})
    order by "endsAt", id`.execute(ctx.db);
  return rows;
}

const thanked = 'thanked those who came';

function thankByItself(ctx: Context, sessionId: string): Promise<void> {
  return atSession(ctx, sessionId, async (door) => {
    const state = await read(door.tx, sessionId);
    const { unthanked } = state;
    if (!state.bar && unthanked.length > 0)
      await tellThem(door, null, { ...state, came: unthanked, missed: [] });
  });
}

async function askWhoCame(ctx: Context, sessionId: string): Promise<void> {
  const hourAgo = new Date(ctx.clock.now().getTime() - 3_600_000);
  // An instance of the version before, which runs beside us for a while, has no words for it: nobody was asked.
  const unasked = sql<boolean>`(state = 'failed' and reason = ${overtaken} and created_at < ${hourAgo}::timestamptz)`;
  const asked = await ctx.db
    .selectFrom('message')
    .select('id')
    .where('purpose', '=', whoCame)
    .where('key', '=', sessionId)
    .where((e) => e.not(unasked))
    .limit(1)
    .executeTakeFirst();
  if (asked) return;
  const people = (await peopleWithRoles(ctx)).filter((each) => may(each, 'manageEvents'));
  if (people.length === 0) return;
  const members = people.map(({ id }) => id);
  const message = { purpose: whoCame, key: sessionId, category: 'bookings' } as const;
  await atSession(ctx, sessionId, async ({ tx }) => {
    await tx.db
      .deleteFrom('message')
      .where('purpose', '=', whoCame)
      .where('key', '=', sessionId)
      .where(unasked)
      .execute();
    await addMessages(tx, message, { members });
  });
}

const whoCame = 'who came';

/** Whether it is still to be said who came: somebody had a place, and nobody noted them or thanked them without. */
export async function lacksArrivals(ctx: Ctx, sessionId: string): Promise<boolean> {
  const { noted, bar, came } = await read(ctx, sessionId);
  return !noted && bar === null && came.length > 0;
}

async function tellThem(door: Door, actor: Actor, state: State): Promise<void> {
  const { came, missed, times } = state;
  const key = `${door.session.id} ${times + 1}`;
  for (const memberId of came) door.told.push({ purpose: 'thanks', key, memberId });
  for (const memberId of missed) door.told.push({ purpose: 'missed', key, memberId });
  await logSession(door, { actor, did: thanked }, {});
}

/** Whom there is to thank at a session, and whether they have been. @throws AppError 'not-found' */
export async function toThank(ctx: Ctx, sessionId: string): Promise<ToThank> {
  const state = await read(ctx, sessionId);
  const { day, materials, recordingUrl, noted, came, missed, toldAt, bar } = state;
  return {
    day,
    materials,
    recordingUrl,
    noted,
    came,
    missed,
    toldAt,
    bar,
    byItself: byItself(state, ctx.clock.now()),
  };
}

function byItself(state: State, now: Date): string | null {
  const { thanks, toldAt, calledOff, day, unthanked, notedAt, came } = state;
  const { endsAt } = day;
  if (calledOff || day.anonymised || !endsAt || (toldAt && unthanked.length === 0)) return null;
  if (!thanks) return 'For this event people are thanked by you alone.';
  if (endsAt > now)
    return 'The next working morning those who came are thanked and asked what they thought of it, if you have noted who came.';
  const { thanksAt } = dueAt({ endsAt, noted: unthanked.length > 0, notedAt });
  if (came.length === 0 || (thanksAt ?? now).getTime() - endsAt.getTime() >= timely) return null;
  if (!thanksAt)
    return 'Nobody has noted who came, so nobody has been thanked yet. Check people in, read Teams’ report, or thank everybody who had a place.';
  return `${toldAt ? 'Those noted since then' : 'They'} are thanked on ${dateAndTime(thanksAt)}, unless you do it before.`;
}

type State = Awaited<ReturnType<typeof read>>;

async function read(ctx: Ctx, sessionId: string) {
  const day = await dayOf(ctx, sessionId);
  const row = await ctx.db
    .selectFrom('session')
    .innerJoin('event', 'event.id', 'session.event_id')
    .select(['materials', 'recording_url as recordingUrl', 'materials_at', 'event.thanks'])
    .select(lastNoted.as('notedAt'))
    .select(sql<boolean>`session.state = 'cancelled'`.as('calledOff'))
    .where('session.id', '=', sessionId)
    .executeTakeFirstOrThrow();
  const told = await ctx.db
    .selectFrom('message')
    .select(['member_id', 'purpose', 'key', 'created_at as at'])
    .where('purpose', 'in', ['thanks', 'missed'])
    .where('key', 'like', `${sessionId} %`)
    .orderBy('created_at')
    .execute();
  const people = (await placeHolders(ctx, sessionId)).filter(({ memberId }) => memberId !== null);
  const noted = people.some(({ arrivedAt }) => arrivedAt);
  const ids = (those: typeof people) => those.map(({ memberId }) => memberId!);
  const { materials, recordingUrl, calledOff, thanks, notedAt } = row;
  const toldAt = told.at(-1)?.at ?? null;
  const thankedAt = new Map(
    told.flatMap((each) => (each.purpose === 'thanks' ? [[each.member_id, each.at]] : [])),
  );
  const lastTold = new Map(told.map((each) => [each.member_id, each.at]));
  /** Nobody has told them, or of none of these materials. */
  const fresh = (at: Date | undefined) => !at || (row.materials_at !== null && row.materials_at > at);
  const shares = materials.length > 0 || recordingUrl !== null;
  const came = people.filter((each) => (each.arrivedAt || !noted) && fresh(thankedAt.get(each.memberId)));
  const missed = people.filter(
    (each) => !each.arrivedAt && noted && shares && fresh(lastTold.get(each.memberId)),
  );
  const bar = calledOff
    ? 'It was called off.'
    : !hasPassed({ session: day }, ctx.clock.now())
      ? 'It is not over yet.'
      : day.anonymised
        ? 'Its names have been deleted.'
        : toldAt && came.length + missed.length === 0
          ? 'They have been told, and nothing is new since then.'
          : null;
  return {
    ...{ day, materials, recordingUrl, toldAt, bar, calledOff, thanks, noted, notedAt },
    times: new Set(told.map(({ key }) => key)).size,
    came: ids(came),
    missed: ids(missed),
    unthanked: ids(came.filter((each) => each.arrivedAt && !thankedAt.has(each.memberId))),
  };
}
