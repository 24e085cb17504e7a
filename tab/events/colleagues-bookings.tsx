import { Button } from '@fluentui/react-components';
import type { MyBooking } from '../../bot/api/contract-events.ts';
import { cancelBooking } from '../api.ts';
import { useHidden } from '../ui/hidden.ts';
import { TextLink } from '../ui/link.tsx';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Row, Rows } from '../ui/rows.tsx';
import { Section } from '../ui/section.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { Second } from '../ui/table.tsx';

/** Places that the person booked for colleagues, who can change and cancel them too. */
export function ColleaguesBookings({ bookings }: { bookings: MyBooking[] }) {
  const hidden = useHidden();
  const { outcome, say } = useOutcome();
  const { mutate, isPending, error } = useAct(cancelBooking, ({ message }) => say({ words: message }));
  const coming = bookings.filter(({ event }) => !event.when.passed);
  if (coming.length === 0) return outcome;
  return (
    <Section heading="For colleagues">
      {outcome}
      {error && <NoticeText>{describe(error).message}</NoticeText>}
      <Rows>
        {coming.map(({ id, event, colleague }) => (
          <Row
            key={id}
            words={
              <>
                <TextLink to={`/events/${event.id}`}>{event.title}</TextLink>
                <Second>{event.when.text}</Second>
                <Second>{event.places}</Second>
              </>
            }
          >
            <Button disabledFocusable={isPending} onClick={() => mutate(id)}>
              Cancel
              <span className={hidden}>
                {' '}
                for {colleague}: {event.title}
              </span>
            </Button>
          </Row>
        ))}
      </Rows>
    </Section>
  );
}
