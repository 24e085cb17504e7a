import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, type Ref, useEffect, useRef } from 'react';
import type { EventSummary } from '../../bot/api/contract-events.ts';
import { cancelBooking } from '../api.ts';
import { type Booking, nextStep } from './booking.tsx';
import { later } from './code.tsx';
import { Icon, type IconName } from './icon.tsx';
import { describe } from './states.tsx';

const BookingBox = later(() => import('./booking-boxes.tsx'));

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

const well = ['booked', 'waiting', 'requested', 'cancelled', 'transferred', 'changed'];

type StatusProps = {
  event: EventSummary;
  booking: Booking;
  /** Whose place it is, where the person booked it for a colleague. */
  colleague?: string;
};

/** What the last press did, with the way back, shown beside the button; and the box that it asks in. */
export function BookingStatus({ event, booking, colleague }: StatusProps) {
  const styles = useStyles();
  const { press, open, isPending, error, done, box } = booking;
  const status = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // The button that was pressed is gone, or goes with the new state; a box has given the focus to where it was.
    const lost = document.activeElement === document.body || (done && !nextStep(done.result.event));
    if (!box && (error || done) && (lost || done?.inBox)) status.current?.focus();
  }, [error, done, box]);
  if (box) return <BookingBox event={event} booking={booking} colleague={colleague} />;
  if (error)
    return <Status ref={status} icon="warning" tone={styles.failed} words={describe(error).message} />;
  if (!done) return null;
  const { outcome, message, event: now } = done.result;
  const good = well.includes(outcome);
  const again = outcome === 'cancelled' && now.state === 'open' ? nextStep(now) : undefined;
  return (
    <Status ref={status} icon={good ? 'check' : 'info'} tone={good ? styles.done : undefined} words={message}>
      {done.undo && outcome === 'booked' && now.booking && (
        <Button
          size="small"
          disabledFocusable={isPending}
          onClick={() => press({ act: () => cancelBooking(now.booking?.id ?? ''), undo: true })}
        >
          Undo
        </Button>
      )}
      {done.undo && again && (
        <Button
          size="small"
          disabledFocusable={isPending}
          onClick={() => ('box' in again ? open(again.box) : press(again.press))}
        >
          Book again
        </Button>
      )}
    </Status>
  );
}

type LineProps = {
  ref: Ref<HTMLDivElement>;
  icon: IconName;
  tone: string | undefined;
  words: string;
  children?: ReactNode;
};

function Status({ ref, icon, tone, words, children }: LineProps) {
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
