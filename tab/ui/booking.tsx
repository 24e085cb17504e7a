import { Button } from '@fluentui/react-components';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { ItemDetail } from '../../bot/api/contract.ts';
import type { BookingResult, EventDetail, EventSummary } from '../../bot/api/contract-events.ts';
import {
  acceptOffer,
  bookingQuery,
  bookingsQuery,
  bookPlace,
  cancelBooking,
  eventQuery,
  Problem,
} from '../api.ts';
import { announce } from './announce.tsx';
import { useHidden } from './hidden.ts';
import { updateOutlook } from './outlook.ts';
import { describe } from './states.tsx';

/** What is asked in a box of its own before something is done: see booking-boxes.tsx. */
export type BookingBoxName = 'form' | 'colleague' | 'leave' | 'answers' | 'transfer';

type Press = {
  act: () => Promise<BookingResult>;
  /** Undoing it harms nobody. */
  undo?: boolean;
  /** What it changes of the answers: question id to answer. */
  answers?: Record<string, string>;
};

/** Books, cancels and changes a place at one session. Every list that shows it then shows its new state. */
export function useBooking(event: EventSummary) {
  const client = useQueryClient();
  const [box, setBox] = useState<BookingBoxName>();
  // Kept while the next press is on its way, so that the button under the finger stays.
  const [done, setDone] = useState<{ result: BookingResult; undo: boolean; inBox: boolean }>();
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: ({ act }: Press) => act(),
    onSuccess: async (result, { undo = false, answers }) => {
      await stopOlderReads(client);
      client.setQueryData(
        bookingQuery(result.event.booking?.id ?? '').queryKey,
        (old) => old && { ...old, answers: { ...old.answers, ...answers } },
      );
      setDone({ result, undo, inBox: box !== undefined });
      // Somebody was faster: the box asks whether to wait instead.
      if (result.outcome !== 'full') setBox(undefined);
      announce(result.message);
      showEverywhere(client, result.event);
      updateOutlook(client);
      void client.invalidateQueries({ queryKey: ['booking'] });
      // A cancelled booking stays in a list that is on the screen, so that undo stays in reach.
      const shown = result.outcome === 'cancelled' ? 'none' : 'active';
      await client.invalidateQueries({ queryKey: bookingsQuery.queryKey, refetchType: shown });
    },
    onError: (problem) => {
      announce(describe(problem).message);
      // An offer to somebody who was never asked the event's questions.
      if (event.state === 'offered' && problem instanceof Problem && problem.status === 400) setBox('form');
    },
  });
  return {
    press: mutate,
    isPending,
    error,
    done,
    box,
    open: (name: BookingBoxName) => {
      reset();
      setBox(name);
    },
    close: () => {
      reset();
      setBox(undefined);
    },
  };
}

export type Booking = ReturnType<typeof useBooking>;

/** What was read before the press must not come in after it. Where nothing is shown yet, the read goes on. */
async function stopOlderReads(client: QueryClient) {
  const showEvents = ['events', 'event', 'item', 'bookings', 'booking'];
  await client.cancelQueries({
    predicate: ({ queryKey, state }) => showEvents.includes(String(queryKey[0])) && state.data !== undefined,
  });
}

function showEverywhere(client: QueryClient, changed: EventSummary) {
  const swap = <T extends EventSummary>(event: T): T =>
    event.sessionId === changed.sessionId ? { ...event, ...changed } : event;
  client.setQueriesData<{ events: EventSummary[] }>(
    { queryKey: ['events'] },
    (old) => old && { events: old.events.map(swap) },
  );
  client.setQueriesData<ItemDetail>(
    { queryKey: ['item'] },
    (old) => old && { ...old, events: old.events.map(swap) },
  );
  client.setQueryData<EventDetail>(
    eventQuery(changed.id).queryKey,
    (old) => old && { ...swap(old), series: old.series.map(swap) },
  );
  client.setQueryData(
    bookingsQuery.queryKey,
    (old) =>
      old && { ...old, bookings: old.bookings.map((entry) => ({ ...entry, event: swap(entry.event) })) },
  );
}

type Step = { text: string; wanted?: true } & ({ box: BookingBoxName } | { press: Press });

/** The next thing that this person can do at a session; undefined where there is nothing. */
export function nextStep(event: EventSummary): Step | undefined {
  const id = event.booking?.id ?? '';
  switch (event.state) {
    case 'open':
      return event.asks || event.pools.length > 1
        ? { text: 'Book a place', wanted: true, box: 'form' }
        : { text: 'Book a place', wanted: true, press: bookAtOnce(event) };
    case 'full':
      return { text: 'Join the waiting list', wanted: true, box: 'form' };
    case 'nominate':
      return { text: 'Put myself forward', wanted: true, box: 'form' };
    case 'offered':
      return { text: 'Accept my place', wanted: true, press: { act: () => acceptOffer(id) } };
    case 'booked':
      // Where others wait, the place is gone at once.
      return event.pools.some(({ waiting }) => waiting > 0)
        ? { text: 'Cancel my place', box: 'leave' }
        : { text: 'Cancel my place', press: { act: () => cancelBooking(id), undo: true } };
    case 'waiting':
      return { text: 'Leave the waiting list', box: 'leave' };
    case 'requested':
      return { text: 'Take my name back', box: 'leave' };
    default:
      return undefined;
  }
}

const bookAtOnce = (event: EventSummary): Press => ({
  act: () => bookPlace(event.sessionId, { key: crypto.randomUUID() }),
  undo: true,
});

type ButtonProps = { event: EventSummary; booking: Booking; primary?: boolean };

/** The one main button of a session, which says what this person can do next; and with an offer, the way to turn it down. */
export function BookingButton({ event, booking, primary = false }: ButtonProps) {
  const hidden = useHidden();
  const step = nextStep(event);
  if (!step) return null;
  const size = primary ? 'large' : 'medium';
  const which = (
    <span className={hidden}>
      : {event.sessionTitle ?? event.title}, {event.when.text}
    </span>
  );
  return (
    <>
      <Button
        appearance={step.wanted && (primary || event.state === 'offered') ? 'primary' : 'secondary'}
        size={size}
        disabledFocusable={booking.isPending}
        onClick={() => ('box' in step ? booking.open(step.box) : booking.press(step.press))}
      >
        {step.text}
        {which}
      </Button>
      {event.state === 'offered' && (
        <Button size={size} disabledFocusable={booking.isPending} onClick={() => booking.open('leave')}>
          Turn it down
          {which}
        </Button>
      )}
    </>
  );
}
