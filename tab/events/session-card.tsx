import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';
import type { EventDetail, EventSummary } from '../../bot/api/contract-events.ts';
import { AreaLabel } from '../ui/area-label.tsx';
import { BookingButton, useBooking } from '../ui/booking.tsx';
import { BookingStatus } from '../ui/booking-status.tsx';
import { DateBlock, Places, placeOf, SampleMark } from '../ui/event-row.tsx';
import { Card } from '../ui/prose.tsx';
import { Interest } from './interest.tsx';
import { OwnBooking } from './own-booking.tsx';

const useStyles = makeStyles({
  top: { display: 'flex', columnGap: tokens.spacingHorizontalL, alignItems: 'start' },
  main: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    rowGap: tokens.spacingVerticalS,
    minWidth: 0,
  },
  marks: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  title: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  when: {
    margin: 0,
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  where: { margin: 0, overflowWrap: 'anywhere' },
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalM,
    ':empty': { display: 'none' },
  },
});

/** States in which somebody could book: for a colleague also where the person has done so. */
const open: EventSummary['state'][] = [
  'open',
  'full',
  'nominate',
  'booked',
  'offered',
  'waiting',
  'requested',
];

type SessionCardProps = {
  event: EventDetail;
  session: EventSummary;
  /** Beside the buttons. */
  children?: ReactNode;
};

/** One session on its event's page: when, where, what this person has there, and all that they can do with it. */
export function SessionCard({ event, session, children }: SessionCardProps) {
  const styles = useStyles();
  const booking = useBooking(session);
  const where = placeOf(session);
  const series = event.series.length > 1;
  return (
    <Card>
      <div className={styles.top}>
        <DateBlock when={session.when} area={session.area} />
        <div className={styles.main}>
          {series && <h3 className={styles.title}>{session.sessionTitle ?? session.when.text}</h3>}
          {(!series || session.sessionTitle) && <p className={styles.when}>{session.when.text}</p>}
          {where && <p className={styles.where}>{where}</p>}
          <div className={styles.marks}>
            {!series && <AreaLabel id={session.area} />}
            {session.sample && <SampleMark />}
            <Places event={session} />
          </div>
        </div>
      </div>
      <div className={styles.actions}>
        <BookingButton event={session} booking={booking} primary />
        {!session.when.date && <Interest event={event} />}
        {children}
      </div>
      <BookingStatus event={session} booking={booking} />
      {session.booking && (
        <OwnBooking
          key={session.booking.id}
          session={session}
          booking={booking}
          asks={event.questions.length > 0}
        />
      )}
      {open.includes(session.state) && (
        <div className={styles.actions}>
          <Button disabledFocusable={booking.isPending} onClick={() => booking.open('colleague')}>
            Book for a colleague
          </Button>
        </div>
      )}
    </Card>
  );
}
