import { once } from 'node:events';
import type { BookingResult, EventSummary } from '../../bot/api/contract-events.ts';
import { dataFolder, freePort, newDatabase } from '../harness.ts';
import { call, generator, startService } from './process.ts';

/**
 * Kills the service in the middle of booking and cancelling, starts it again and looks whether everything
 * that it had confirmed is as it said. What was in flight at the kill may have gone either way.
 */

const people = ['asha', 'ben', 'chidi', 'dana', 'efe', 'farah'];

export type Outcome = { kills: number; confirmed: number; killsInWork: number; lost: string[]; seed: number };

/**
 * @param engine where the service keeps its data
 * @param kills how often it is killed
 * @param seed of the moments of the kills
 * @param control runs a service that answers before it commits; this must lose bookings
 */
export async function killWhileBooking(input: {
  engine: 'pglite' | 'postgres';
  kills: number;
  seed: number;
  control?: boolean;
}): Promise<Outcome> {
  const random = generator(input.seed);
  const port = await freePort();
  const env: Record<string, string> = {
    LIIA_LOCAL: '1',
    LIIA_LOG: 'silent',
    LIIA_PORT: String(port),
    ...(input.control && { SOAK_CONTROL: 'answer before commit' }),
    ...(input.engine === 'postgres'
      ? { DATABASE_URL: await newDatabase('service') }
      : { LIIA_DATA: await dataFolder('service') }),
  };
  const url = `http://127.0.0.1:${port}`;
  const outcome: Outcome = { kills: 0, confirmed: 0, killsInWork: 0, lost: [], seed: input.seed };
  /** What the service last said of each person and event: booked or not. */
  const said = new Map<string, boolean>();

  let service = await startService(env);
  const { events } = (await (await call(url, service.tokens.asha!, 'GET', '/api/events')).json()) as {
    events: EventSummary[];
  };
  const open = events.filter((event) => event.state === 'open').map((event) => event.id);
  try {
    // The control is over as soon as it has shown what it is for.
    for (; outcome.kills < input.kills && !(input.control && outcome.lost.length > 0); outcome.kills++) {
      let left = 20 + Math.floor(random() * 40);
      const inFlight = new Set<string>();
      const killed = Promise.withResolvers<void>();
      let over = false;
      // Each person goes through the events by themselves, all of them at the same time.
      const rounds = people.map(async (person) => {
        for (let n = Math.floor(random() * open.length); !over; n++) {
          const event = open[n % open.length]!;
          const pair = `${person} ${event}`;
          inFlight.add(pair);
          try {
            const wanted = !(said.get(pair) ?? false);
            const booked = await change(url, service.tokens[person]!, event, wanted);
            said.set(pair, booked);
            inFlight.delete(pair);
            outcome.confirmed++;
            left--;
            if (left <= 0 && !over) {
              over = true;
              service.child.kill('SIGKILL');
              killed.resolve();
            }
          } catch (error) {
            if (!over) throw error;
            return; // the kill came first: this one stays in flight
          }
        }
      });
      await killed.promise;
      await Promise.all([...rounds, once(service.child, 'exit')]);
      if (inFlight.size > 0) outcome.killsInWork++;
      service = await startService(env);
      for (const person of people) {
        const now = await booked(url, service.tokens[person]!);
        for (const event of open) {
          const pair = `${person} ${event}`;
          const expected = said.get(pair) ?? false;
          if (now.has(event) !== expected && !inFlight.has(pair)) outcome.lost.push(pair);
          said.set(pair, now.has(event));
        }
      }
    }
    return outcome;
  } finally {
    service.child.kill('SIGKILL');
    if (service.child.exitCode === null && service.child.signalCode === null)
      await once(service.child, 'exit');
  }
}

/** Books a place or cancels it. @returns whether the person has a place, as the service says */
async function change(url: string, token: string, event: string, wanted: boolean): Promise<boolean> {
  if (wanted) {
    const response = await call(url, token, 'POST', `/api/sessions/${event}-1/bookings`);
    const { outcome } = (await response.json()) as BookingResult;
    return outcome === 'booked' || outcome === 'already booked';
  }
  const before = (await (await call(url, token, 'GET', `/api/events/${event}`)).json()) as EventSummary;
  if (!before.booking) throw new Error('A booking that was confirmed is not there');
  const response = await call(url, token, 'DELETE', `/api/bookings/${before.booking.id}`);
  const { outcome } = (await response.json()) as BookingResult;
  return outcome !== 'cancelled' && outcome !== 'already cancelled';
}

async function booked(url: string, token: string): Promise<Set<string>> {
  const { bookings } = (await (await call(url, token, 'GET', '/api/bookings')).json()) as {
    bookings: { event: EventSummary }[];
  };
  return new Set(bookings.map((booking) => booking.event.id));
}
