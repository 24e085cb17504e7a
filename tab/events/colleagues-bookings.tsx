import { Button } from '@fluentui/react-components';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect } from 'react';
import type { MyBooking } from '../../bot/api/contract-events.ts';
import { bookingsQuery, cancelBooking } from '../api.ts';
import { useBooking } from '../ui/booking.tsx';
import { BookingStatus } from '../ui/booking-status.tsx';
import { useHidden } from '../ui/hidden.ts';
import { TextLink } from '../ui/link.tsx';
import { useOutcome } from '../ui/outcome.tsx';
import { Row, Rows } from '../ui/rows.tsx';
import { Section } from '../ui/section.tsx';
import { Second } from '../ui/table.tsx';

/** Places that the person booked for colleagues, who can change and cancel them too. */
export function ColleaguesBookings({ bookings }: { bookings: MyBooking[] }) {
  const { outcome, say } = useOutcome();
  const coming = bookings.filter(({ event }) => !event.when.passed);
  if (coming.length === 0) return outcome;
  return (
    <Section heading="For colleagues">
      {outcome}
      <Rows>
        {coming.map((booking) => (
          <ColleagueRow key={booking.id} booking={booking} onDone={(words) => say({ words })} />
        ))}
      </Rows>
    </Section>
  );
}

type RowProps = {
  booking: MyBooking;
  /** The row may be gone with what was done: it is said above the rows. */
  onDone: (words: string) => void;
};

function ColleagueRow({ booking: { id, event, colleague }, onDone }: RowProps) {
  const hidden = useHidden();
  const client = useQueryClient();
  const booking = useBooking(event);
  const { done, isPending, error, box } = booking;
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each thing that was done
  useEffect(() => {
    if (!done) return;
    onDone(done.result.message);
    void client.invalidateQueries({ queryKey: bookingsQuery.queryKey });
  }, [done]);
  const which = (
    <span className={hidden}>
      {' '}
      for {colleague}: {event.title}
    </span>
  );
  return (
    <Row
      words={
        <>
          <TextLink to={`/events/${event.id}`}>{event.title}</TextLink>
          <Second>{event.when.text}</Second>
          <Second>{event.places}</Second>
        </>
      }
    >
      {event.asks && (
        <Button disabledFocusable={isPending} onClick={() => booking.open('answers')}>
          Change the answers{which}
        </Button>
      )}
      {event.state === 'booked' && (
        <Button disabledFocusable={isPending} onClick={() => booking.open('transfer')}>
          Give it to somebody else{which}
        </Button>
      )}
      <Button disabledFocusable={isPending} onClick={() => booking.press({ act: () => cancelBooking(id) })}>
        Cancel{which}
      </Button>
      {(box || error) && (
        <BookingStatus event={event} booking={booking} colleague={colleague ?? 'your colleague'} />
      )}
    </Row>
  );
}
