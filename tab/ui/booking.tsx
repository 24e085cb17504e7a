import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type QueryClient, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, type Ref, useEffect, useRef, useState } from 'react';
import type { ItemDetail } from '../../bot/api/contract.ts';
import type { BookingResult, EventDetail, EventSummary } from '../../bot/api/contract-events.ts';
import { bookingsQuery, bookPlace, cancelBooking, eventQuery } from '../api.ts';
import { announce } from './announce.tsx';
import { useHidden } from './hidden.ts';
import { Icon, type IconName } from './icon.tsx';
import { describe } from './states.tsx';

type Act = 'book' | 'cancel';

const useStyles = makeStyles({
  status: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalS}`,
    padding: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    backgroundColor: tokens.colorNeutralBackground3,
    color: tokens.colorNeutralForeground1,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    overflowWrap: 'anywhere',
    ':focus': { outlineStyle: 'none' },
  },
  words: { flex: '1 1 160px' },
  done: { color: tokens.colorStatusSuccessForeground1, lineHeight: 0 },
  failed: { color: tokens.colorStatusDangerForeground1, lineHeight: 0 },
});

/** Books and cancels a place at one event. Every list that shows the event then shows its new state. */
export function useBooking(event: EventSummary) {
  const client = useQueryClient();
  // Kept while the next press is on its way, so that the button under the finger stays.
  const [result, setResult] = useState<BookingResult>();
  const { mutate, isPending, error } = useMutation({
    mutationFn: (act: Act): Promise<BookingResult> =>
      act === 'book' ? bookPlace(event.sessionId) : cancelBooking(event.booking?.id ?? ''),
    onSuccess: async (done) => {
      await stopOlderReads(client);
      setResult(done);
      announce(done.message);
      showEverywhere(client, done.event);
      // A cancelled booking stays in a list that is on the screen, so that undo stays in reach.
      const shown = done.outcome === 'cancelled' ? 'none' : 'active';
      await client.invalidateQueries({ queryKey: bookingsQuery.queryKey, refetchType: shown });
    },
    onError: (problem) => announce(describe(problem).message),
  });
  return { act: mutate, isPending, error, result };
}

export type Booking = ReturnType<typeof useBooking>;

/** What was read before the press must not come in after it. Where nothing is shown yet, the read goes on. */
async function stopOlderReads(client: QueryClient) {
  const showEvents = ['events', 'event', 'item', 'bookings'];
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
    (old) => old && { bookings: old.bookings.map((entry) => ({ ...entry, event: swap(entry.event) })) },
  );
}

const nextAct = ({ state }: EventSummary): Act | undefined =>
  state === 'open' ? 'book' : state === 'booked' ? 'cancel' : undefined;

type ButtonProps = { event: EventSummary; booking: Booking; primary?: boolean };

/** The one main button of an event: what this person can do next, or nothing. */
export function BookingButton({ event, booking, primary = false }: ButtonProps) {
  const hidden = useHidden();
  const act = nextAct(event);
  if (!act) return null;
  return (
    <Button
      appearance={primary && act === 'book' ? 'primary' : 'secondary'}
      size={primary ? 'large' : 'medium'}
      disabledFocusable={booking.isPending}
      onClick={() => booking.act(act)}
    >
      {act === 'book' ? 'Book a place' : 'Cancel my place'}
      <span className={hidden}>: {event.title}</span>
    </Button>
  );
}

const wayBack: Record<string, { act: Act; text: string; from: EventSummary['state'] }> = {
  booked: { act: 'cancel', text: 'Undo', from: 'booked' },
  cancelled: { act: 'book', text: 'Book again', from: 'open' },
};

/** What the last press did, with the way back. Shown beside the button; spoken by the live region. */
export function BookingStatus({ booking }: { booking: Booking }) {
  const styles = useStyles();
  const { act, isPending, error, result } = booking;
  const status = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that was pressed is gone, or goes with the new state.
    const lost = document.activeElement === document.body || (result && !nextAct(result.event));
    if ((error || result) && lost) status.current?.focus();
  }, [error, result]);
  if (error)
    return <Status ref={status} icon="warning" tone={styles.failed} words={describe(error).message} />;
  if (!result) return null;
  const back = wayBack[result.outcome];
  return (
    <Status ref={status} icon={back ? 'check' : 'info'} tone={back && styles.done} words={result.message}>
      {back && result.event.state === back.from && (
        <Button size="small" disabledFocusable={isPending} onClick={() => act(back.act)}>
          {back.text}
        </Button>
      )}
    </Status>
  );
}

type StatusProps = {
  ref: Ref<HTMLDivElement>;
  icon: IconName;
  tone: string | undefined;
  words: string;
  children?: ReactNode;
};

function Status({ ref, icon, tone, words, children }: StatusProps) {
  const styles = useStyles();
  return (
    <div ref={ref} tabIndex={-1} className={styles.status}>
      <span className={tone}>
        <Icon name={icon} />
      </span>
      <span className={styles.words}>{words}</span>
      {children}
    </div>
  );
}
