import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Colleague, EventSummary } from '../../bot/api/contract-events.ts';
import { cancelBooking, transferBooking } from '../api.ts';
import { AnswersForm } from './answers-form.tsx';
import type { Booking } from './booking.tsx';
import { BookingForm } from './booking-form.tsx';
import { Ask, Box } from './box.tsx';
import { ColleagueField } from './colleague-field.tsx';
import { describe, NoticeText } from './states.tsx';

type BoxProps = {
  event: EventSummary;
  booking: Booking;
  /** Whose place it is, where the person booked it for a colleague. */
  colleague?: string | undefined;
};

/** The box that is open at a session. Loaded when the first one is asked for. */
export default function BookingBox({ event, booking, colleague }: BoxProps) {
  switch (booking.box) {
    case 'form':
    case 'colleague':
      return <BookingForm event={event} booking={booking} forColleague={booking.box === 'colleague'} />;
    case 'answers':
      return <AnswersForm event={event} booking={booking} />;
    case 'transfer':
      return <Transfer event={event} booking={booking} colleague={colleague} />;
    default:
      return <Leave event={event} booking={booking} />;
  }
}

type Leaving = { title: string; act: string; says: string };

const leaving: Partial<Record<EventSummary['state'], Leaving>> = {
  booked: {
    title: 'Cancel your place?',
    act: 'Cancel my place',
    says: 'Others wait for a place. Yours goes to the next person at once, so you may not get it back.',
  },
  offered: {
    title: 'Turn this place down?',
    act: 'Turn it down',
    says: 'It goes to the next person on the waiting list.',
  },
  waiting: {
    title: 'Leave the waiting list?',
    act: 'Leave the waiting list',
    says: 'If you join it again, you start at its end.',
  },
  requested: {
    title: 'Take your name back?',
    act: 'Take my name back',
    says: 'You are then no longer among those whom the coordinators choose from.',
  },
};

function Leave({ event, booking }: BoxProps) {
  const words = leaving[event.state];
  if (!words) return null;
  return (
    <Ask
      title={words.title}
      act={words.act}
      pending={booking.isPending}
      failure={booking.error}
      onAct={() => booking.press({ act: () => cancelBooking(event.booking?.id ?? '') })}
      onClose={booking.close}
    >
      <NoticeText>
        {event.title}, {event.when.text}
      </NoticeText>
      <NoticeText>{words.says}</NoticeText>
    </Ask>
  );
}

function Transfer({ event, booking, colleague }: BoxProps) {
  const [to, setTo] = useState<Colleague>();
  const [checked, setChecked] = useState(false);
  const give = () => {
    setChecked(true);
    if (to) booking.press({ act: () => transferBooking(event.booking?.id ?? '', to.id) });
  };
  return (
    <Box
      title={colleague ? `Give the place of ${colleague} to somebody else` : 'Give my place to a colleague'}
      onClose={booking.close}
      actions={
        <>
          <Button appearance="primary" disabledFocusable={booking.isPending} onClick={give}>
            {to ? `Give it to ${to.name}` : 'Give it to them'}
          </Button>
          <Button onClick={booking.close}>{colleague ? 'Do not change anything' : 'Keep my place'}</Button>
        </>
      }
    >
      <NoticeText>
        {event.title}, {event.when.text}. Whoever gets it is told, and needs to do nothing more. The answers
        do not go with the place.
      </NoticeText>
      <ColleagueField
        chosen={to}
        onChoose={setTo}
        problem={checked && !to ? 'Choose a colleague' : undefined}
      />
      {booking.error && <NoticeText>{describe(booking.error).message}</NoticeText>}
    </Box>
  );
}
