/** An event and a session as they stand in the form: text as it was typed, and what the service takes of it. */
import type { Mode, PoolMode } from '../../bot/api/contract-events.ts';
import type {
  ClockTime,
  EventForm,
  LondonTime,
  PoolForm,
  QuestionForm,
  SessionForm,
} from '../../bot/api/contract-organising.ts';

export type WrittenTime = { date: string; time: string; fold?: 'first' | 'second' };
export type WrittenQuestion = Omit<QuestionForm, 'choices'> & { key: string; choices: string };
export type WrittenQuota = {
  key: string;
  borough: string;
  max: string;
  reserved: string;
  release: WrittenTime;
};
export type WrittenPool = { capacity: string; perBorough: string; quotas: WrittenQuota[] };

export type WrittenEvent = {
  title: string;
  summary: string;
  description: string;
  area: string;
  mode: Mode | '';
  venue: string;
  audience: string;
  bring: string;
  network: string;
  contact: string;
  retentionDays: string;
  thanks: boolean;
  questions: WrittenQuestion[];
};

export type WrittenSession = {
  title: string;
  mode: Mode | '';
  venue: string;
  date: string;
  starts: WrittenTime;
  /** Without a date: on the same day. */
  ends: WrittenTime;
  joinUrl: string;
  pools: Record<PoolMode, WrittenPool>;
  opens: WrittenTime;
  closes: WrittenTime;
  cancelBy: WrittenTime;
  offerCutoff: WrittenTime;
  offerHours: string;
  byApproval: boolean;
};

const noTime: WrittenTime = { date: '', time: '' };
const noPlaces: WrittenPool = { capacity: '', perBorough: '', quotas: [] };

export const noEvent: WrittenEvent = {
  title: '',
  summary: '',
  description: '',
  area: '',
  mode: 'in person',
  venue: '',
  audience: '',
  bring: '',
  network: '',
  contact: '',
  retentionDays: '30',
  thanks: true,
  questions: [],
};

export const noSession: WrittenSession = {
  title: '',
  mode: '',
  venue: '',
  date: '',
  starts: noTime,
  ends: noTime,
  joinUrl: '',
  pools: { 'in person': noPlaces, online: noPlaces },
  opens: noTime,
  closes: noTime,
  cancelBy: noTime,
  offerCutoff: noTime,
  offerHours: '24',
  byApproval: false,
};

export const newQuestion = (): WrittenQuestion => ({
  key: crypto.randomUUID(),
  id: null,
  text: '',
  kind: 'text',
  choices: '',
  required: false,
  special: false,
});

export const newQuota = (): WrittenQuota => ({
  key: crypto.randomUUID(),
  borough: '',
  max: '',
  reserved: '',
  release: noTime,
});

/** Which kinds of places there are where it is held so. */
export const kindsOf = (mode: Mode | ''): PoolMode[] =>
  mode === 'hybrid' ? ['in person', 'online'] : mode ? [mode] : [];

const textOf = (text: string | null) => text ?? '';
const numberText = (number: number | null) => (number === null ? '' : String(number));
const writtenTime = (at: LondonTime | null): WrittenTime => at ?? noTime;
const writtenClock = (at: ClockTime | null): WrittenTime => (at ? { date: '', ...at } : noTime);

export const writtenEvent = (form: EventForm): WrittenEvent => ({
  title: form.title,
  summary: form.summary,
  description: form.description.join('\n\n'),
  area: form.area,
  mode: form.mode ?? '',
  venue: textOf(form.venue),
  audience: textOf(form.audience),
  bring: textOf(form.bring),
  network: textOf(form.network),
  contact: textOf(form.contact),
  retentionDays: String(form.retentionDays),
  thanks: form.thanks,
  questions: form.questions.map((question) => ({
    ...question,
    key: question.id ?? crypto.randomUUID(),
    choices: question.choices.join('\n'),
  })),
});

const writtenPool = (pool: PoolForm | undefined): WrittenPool =>
  pool
    ? {
        capacity: String(pool.capacity),
        perBorough: numberText(pool.perBorough),
        quotas: pool.quotas.map((quota) => ({
          key: quota.borough,
          borough: quota.borough,
          max: numberText(quota.max),
          reserved: quota.reserved ? String(quota.reserved) : '',
          release: writtenTime(quota.release),
        })),
      }
    : noPlaces;

export const writtenSession = (form: SessionForm): WrittenSession => ({
  title: textOf(form.title),
  mode: form.mode ?? '',
  venue: textOf(form.venue),
  date: textOf(form.date),
  starts: writtenClock(form.starts),
  ends: { ...writtenClock(form.ends), date: form.endDate ?? '' },
  joinUrl: textOf(form.joinUrl),
  pools: {
    'in person': writtenPool(form.pools.find(({ mode }) => mode === 'in person')),
    online: writtenPool(form.pools.find(({ mode }) => mode === 'online')),
  },
  opens: writtenTime(form.opens),
  closes: writtenTime(form.closes),
  cancelBy: writtenTime(form.cancelBy),
  offerCutoff: writtenTime(form.offerCutoff),
  offerHours: String(form.offerHours),
  byApproval: form.byApproval,
});

const orNull = (text: string) => text.trim() || null;
const lines = (text: string, between: RegExp) =>
  text
    .split(between)
    .map((line) => line.trim())
    .filter(Boolean);
const numberOrNull = (text: string) => (text.trim() ? Number(text) : null);
const fold = (at: WrittenTime) => (at.fold ? { fold: at.fold } : {});
const clockOf = (at: WrittenTime): ClockTime | null => (at.time ? { time: at.time, ...fold(at) } : null);
const timeOf = (at: WrittenTime): LondonTime | null =>
  at.date ? { date: at.date, time: at.time, ...fold(at) } : null;

/**
 * The last day where the first is another one now: as long after it as before. As it was where one of them is not known,
 * or was not yet typed in whole.
 */
export function movedLastDay(lastDay: string, from: string, to: string): string {
  const length = Date.parse(lastDay) - Date.parse(from);
  const fits = length >= 0 && length <= longest && to;
  return fits ? new Date(Date.parse(to) + length).toISOString().slice(0, 10) : lastDay;
}
/** As the service has it; a year of which half is typed is further away. */
const longest = 31 * 86_400_000;

/** Where it ends on another day than its first. */
export const lastDayOf = ({ date, ends }: WrittenSession): string | null =>
  ends.date && ends.date !== date ? ends.date : null;

export const eventOf = (written: WrittenEvent): EventForm => ({
  title: written.title.trim(),
  summary: written.summary.trim(),
  description: lines(written.description, /\n\s*\n/),
  area: written.area,
  mode: written.mode || null,
  venue: orNull(written.venue),
  audience: orNull(written.audience),
  bring: orNull(written.bring),
  network: written.network || null,
  contact: orNull(written.contact),
  retentionDays: Number(written.retentionDays),
  thanks: written.thanks,
  questions: written.questions.map(({ key: _, ...question }) => ({
    ...question,
    text: question.text.trim(),
    choices: lines(question.choices, /\n/),
  })),
});

/** @param held how it is held: by its own word, or else the event's */
export const sessionOf = (written: WrittenSession, held: Mode | ''): SessionForm => ({
  title: orNull(written.title),
  mode: written.mode || null,
  venue: orNull(written.venue),
  date: written.date || null,
  starts: clockOf(written.starts),
  endDate: lastDayOf(written),
  ends: clockOf(written.ends),
  joinUrl: orNull(written.joinUrl),
  pools: kindsOf(held)
    .filter((mode) => written.pools[mode].capacity.trim())
    .map((mode) => poolOf(mode, written.pools[mode])),
  opens: timeOf(written.opens),
  closes: timeOf(written.closes),
  cancelBy: timeOf(written.cancelBy),
  offerCutoff: timeOf(written.offerCutoff),
  offerHours: Number(written.offerHours),
  byApproval: written.byApproval,
});

const poolOf = (mode: PoolMode, { capacity, perBorough, quotas }: WrittenPool): PoolForm => ({
  mode,
  capacity: Number(capacity),
  perBorough: numberOrNull(perBorough),
  quotas: quotas.map(({ borough, max, reserved, release }) => ({
    borough,
    max: numberOrNull(max),
    reserved: numberOrNull(reserved) ?? 0,
    release: Number(reserved) > 0 ? timeOf(release) : null,
  })),
});
