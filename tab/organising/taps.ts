/** Who was checked in at the door, kept on the device until the service has heard of it: halls have bad connections. */
import type { Arrival, Arrived } from '../../bot/api/contract-day.ts';
import { call, Problem, segment } from '../api.ts';

/** One tap: somebody is here, or was tapped by mistake. The service may hear of it as often and as late as it likes. */
export type Tap = { nonce: string; bookingId: string; at: string; here: boolean };

// No names: what stays on the device says nothing about anybody.
const place = (sessionId: string) => `check-in ${sessionId}`;

export function waitingTaps(sessionId: string): Tap[] {
  try {
    return JSON.parse(localStorage.getItem(place(sessionId)) ?? '[]');
  } catch {
    return [];
  }
}

function keep(sessionId: string, taps: Tap[]): void {
  if (taps.length > 0) localStorage.setItem(place(sessionId), JSON.stringify(taps));
  else localStorage.removeItem(place(sessionId));
}

export const addTap = (sessionId: string, bookingId: string, here: boolean): void =>
  keep(sessionId, [
    ...waitingTaps(sessionId),
    { nonce: crypto.randomUUID(), bookingId, at: new Date().toISOString(), here },
  ]);

const dropTap = (sessionId: string, nonce: string): void =>
  keep(
    sessionId,
    waitingTaps(sessionId).filter((tap) => tap.nonce !== nonce),
  );

/** The people as they stand with the taps that the service has not heard of. */
export function withTaps(people: Arrival[], taps: Tap[]): Arrival[] {
  const latest = new Map(taps.map((tap) => [tap.bookingId, tap]));
  return people.map((person) => {
    const tap = latest.get(person.bookingId);
    if (!tap) return person;
    return { ...person, arrived: tap.here ? (person.arrived ?? clock.format(new Date(tap.at))) : null };
  });
}

const clock = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hour: 'numeric',
  minute: '2-digit',
});

/**
 * Tells the service of each tap, in their order. What it does not hear stays, for the next time.
 * @param heard called with each answer
 * @param refused called with the service's own sentence where it will never take a tap: that one is dropped
 */
export async function sendTaps(
  sessionId: string,
  heard: (arrived: Arrived) => void,
  refused: (message: string) => void,
): Promise<void> {
  for (const tap of waitingTaps(sessionId)) {
    try {
      const arrived = await send(sessionId, tap);
      dropTap(sessionId, tap.nonce);
      heard(arrived);
    } catch (problem) {
      if (!(problem instanceof Problem) || !isFinal(problem.status)) return;
      dropTap(sessionId, tap.nonce);
      refused(problem.message);
    }
  }
}

const isFinal = (status: number) => [400, 404, 409].includes(status);

function send(sessionId: string, { bookingId, nonce, at, here }: Tap): Promise<Arrived> {
  const arrivals = `/api/organising/sessions/${segment(sessionId)}/arrivals`;
  return here
    ? call('POST', arrivals, { bookingId, nonce, at })
    : call('DELETE', `${arrivals}/${segment(bookingId)}?at=${encodeURIComponent(at)}`);
}

/** Who holds this code, as it was scanned (the address of a page) or typed. */
export function holderOf(people: Arrival[], scanned: string): Arrival | undefined {
  const code = letters(scanned.split('/').at(-1) ?? '');
  return people.find((person) => letters(person.code) === code);
}

const letters = (code: string) => code.replace(/[^0-9a-z]/gi, '').toUpperCase();

/** Whom these letters mean: part of a name or organisation, or a code. */
export function findArrivals(people: Arrival[], search: string): Arrival[] {
  const words = search.trim().toLowerCase();
  if (!words) return people;
  const holder = letters(words).length >= 8 ? holderOf(people, words) : undefined;
  return holder
    ? [holder]
    : people.filter(({ name, organisation }) => `${name} ${organisation}`.toLowerCase().includes(words));
}
