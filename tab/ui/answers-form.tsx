import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { EventSummary } from '../../bot/api/contract-events.ts';
import { bookingQuery, changeAnswers, eventQuery } from '../api.ts';
import { AnswerFields, unanswered } from './answer-fields.tsx';
import type { Booking } from './booking.tsx';
import { Box } from './box.tsx';
import { FirstFault } from './first-fault.tsx';
import { describe, Loaded, NoticeText } from './states.tsx';

type FormProps = { event: EventSummary; booking: Booking };

/** Changes what was answered at a booking. */
export function AnswersForm({ event, booking }: FormProps) {
  const id = event.booking?.id ?? '';
  const detail = useQuery(bookingQuery(id));
  const days = useQuery(eventQuery(event.id)).data?.retentionDays ?? 30;
  const [given, setGiven] = useState<Record<string, string>>({});
  const [checked, setChecked] = useState(0);
  const save = () => {
    setChecked(checked + 1);
    if (!detail.data || unanswered(detail.data.questions, { ...detail.data.answers, ...given })) return;
    // What was not touched stays as it is, also where it is not shown: see answersAt in domain/events.
    booking.press({ act: () => changeAnswers(id, given), answers: given });
  };
  return (
    <Box
      title="Change the answers"
      onClose={booking.close}
      actions={
        <>
          <Button appearance="primary" disabledFocusable={booking.isPending} onClick={save}>
            Save the answers
          </Button>
          <Button onClick={booking.close}>Do not change anything</Button>
        </>
      }
    >
      <NoticeText>
        {event.title}, {event.when.text}
      </NoticeText>
      <Loaded query={detail} skeleton={[32, 32]}>
        {({ questions, answers }) => (
          <FirstFault turn={checked}>
            <AnswerFields
              questions={questions}
              answers={{ ...answers, ...given }}
              onAnswer={(question, answer) => setGiven({ ...given, [question]: answer })}
              retentionDays={days}
              checked={checked > 0}
            />
          </FirstFault>
        )}
      </Loaded>
      {booking.error && (
        <div role="alert">
          <NoticeText>{describe(booking.error).message}</NoticeText>
        </div>
      )}
    </Box>
  );
}
