import { Button, Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EventSummary } from '../../bot/api/contract-events.ts';
import { bookingQuery, downloadCalendar, setAutomatic } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import type { Booking } from '../ui/booking.tsx';
import { later } from '../ui/code.tsx';
import { OutsideLink } from '../ui/link.tsx';
import { Points } from '../ui/prose.tsx';
import { describe, Loaded, NoticeText } from '../ui/states.tsx';

const DoorCode = later(() => import('./door-code.tsx'));

const useStyles = makeStyles({
  own: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM, minWidth: 0 },
  actions: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
});

type OwnBookingProps = {
  session: EventSummary;
  booking: Booking;
  /** The event asks questions. */
  asks: boolean;
};

/** What the person has at a session, below its buttons: how to join, their place on the list, what else they can do. */
export function OwnBooking({ session, booking, asks }: OwnBookingProps) {
  const styles = useStyles();
  const own = session.booking;
  if (!own) return null;
  const { state } = session;
  const how = own.pool === 'online' ? 'online' : 'in person';
  const said = [
    own.bookedBy && `${own.bookedBy} booked this for you.`,
    session.mode === 'hybrid' && (state === 'booked' ? `You take part ${how}.` : `It is for a place ${how}.`),
  ].filter(Boolean);
  return (
    <div className={styles.own}>
      {said.length > 0 && <NoticeText>{said.join(' ')}</NoticeText>}
      {state === 'booked' && (
        <>
          {session.joinUrl ? (
            <NoticeText>
              <OutsideLink href={session.joinUrl}>Join online</OutsideLink>
            </NoticeText>
          ) : (
            own.pool === 'online' && (
              <NoticeText>The link to join online appears here before it begins.</NoticeText>
            )
          )}
          <div className={styles.actions}>
            <AddToCalendar bookingId={own.id} />
            {asks && <Button onClick={() => booking.open('answers')}>Change my answers</Button>}
            <Button onClick={() => booking.open('transfer')}>Give my place to a colleague</Button>
            {own.pool === 'in person' && <ShowCode session={session} bookingId={own.id} />}
          </div>
        </>
      )}
      {state === 'offered' && own.acceptBy && (
        <NoticeText>{`If you do not accept it by ${own.acceptBy}, it goes to the next person.`}</NoticeText>
      )}
      {state === 'waiting' && <OnTheList session={session} booking={booking} />}
      {(state === 'waiting' || state === 'requested') && asks && (
        <div className={styles.actions}>
          <Button onClick={() => booking.open('answers')}>Change my answers</Button>
        </div>
      )}
    </div>
  );
}

function OnTheList({ session, booking }: Pick<OwnBookingProps, 'session' | 'booking'>) {
  const own = session.booking;
  const detail = useQuery(bookingQuery(own?.id ?? ''));
  if (!own) return null;
  return (
    <>
      <Loaded query={detail} what="place on the list" skeleton={[24, 24]}>
        {({ place, passedOver }) => (
          <>
            {place !== null && (
              <NoticeText>
                {place === 1
                  ? 'You are next on the waiting list.'
                  : `You are number ${place} on the waiting list.`}
              </NoticeText>
            )}
            {passedOver.length > 0 && <Points lines={passedOver} />}
          </>
        )}
      </Loaded>
      <Checkbox
        checked={own.automatic}
        disabled={booking.isPending}
        label="Take a place at once if it comes too late to ask me"
        onChange={(_, { checked }) => booking.press({ act: () => setAutomatic(own.id, checked === true) })}
      />
    </>
  );
}

function AddToCalendar({ bookingId }: { bookingId: string }) {
  const { mutate, isPending, error } = useMutation({
    mutationFn: () => downloadCalendar(bookingId),
    onError: (problem) => announce(describe(problem).message),
  });
  return (
    <>
      <Button disabledFocusable={isPending} onClick={() => mutate()}>
        Add to my calendar
      </Button>
      {error && <NoticeText>{describe(error).message}</NoticeText>}
    </>
  );
}

function ShowCode({ session, bookingId }: { session: EventSummary; bookingId: string }) {
  const [shown, setShown] = useState(false);
  return (
    <>
      <Button onClick={() => setShown(true)}>Show my code for the door</Button>
      {shown && <DoorCode title={session.title} bookingId={bookingId} onClose={() => setShown(false)} />}
    </>
  );
}
