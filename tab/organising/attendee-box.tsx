import { Button, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { Attendee } from '../../bot/api/contract-attendees.ts';
import type { EventQuestion } from '../../bot/api/contract-events.ts';
import { Box } from '../ui/box.tsx';
import { Facts } from '../ui/facts.tsx';
import { useLook } from '../ui/look.ts';
import { useAct } from '../ui/outcome.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { givePlace, takeOff } from './session-queries.ts';
import { bookingStates } from './words.ts';

type AttendeeBoxProps = {
  person: Attendee;
  questions: EventQuestion[];
  /** The session is past or called off: nothing is changed any more. */
  over: boolean;
  onDone: (message: string) => void;
  onClose: () => void;
};

/** One person with their answers: takes them off, or gives them a place whatever the rules say. */
export function AttendeeBox({ person, questions, over, onDone, onClose }: AttendeeBoxProps) {
  const look = useLook();
  const { bookingId, name, state, answers } = person;
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const act = useAct(
    (how: typeof givePlace) => how(bookingId, reason.trim()),
    ({ message }) => onDone(message),
  );
  const missing = reason.trim() === '';
  const press = (how: typeof givePlace) => {
    setChecked(true);
    if (!missing) act.mutate(how);
  };
  const gets = ['waiting', 'offered', 'requested'].includes(state);
  const changes = !over && (gets || state === 'confirmed');
  return (
    <Box title={name} onClose={onClose}>
      <Facts
        facts={[
          ['Organisation', person.organisation],
          ['Post', person.post],
          ['Where they stand', bookingStates[state]],
          ['Why no place yet', person.passedOver],
          ['Booked', person.bookedBy ? `${person.booked}, by ${person.bookedBy}` : person.booked],
          ['We could not reach them', person.notReached],
          ['What they say', person.statement],
          ...questions.map(({ id, text }): [string, string | undefined] => [text, answers[id]]),
        ]}
      />
      {changes && (
        <>
          <Field
            label="Reason"
            required
            hint="Colleagues see it in what was done. Whom it concerns is told of the change"
            validationMessage={checked && missing ? 'Write a reason.' : undefined}
          >
            <Textarea rows={2} maxLength={500} value={reason} onChange={(_, { value }) => setReason(value)} />
          </Field>
          <div className={look.buttons}>
            {gets && (
              <Button disabledFocusable={act.isPending} onClick={() => press(givePlace)}>
                Give them a place
              </Button>
            )}
            <Button disabledFocusable={act.isPending} onClick={() => press(takeOff)}>
              Take them off
            </Button>
          </div>
          {gets && (
            <NoticeText>
              A place from you stands beside the rules: it may go beyond the places that there are, and passes
              over those who wait longer.
            </NoticeText>
          )}
          {state === 'confirmed' && (
            <NoticeText>
              If you take them off, their place goes to the next who may have it, at once.
            </NoticeText>
          )}
        </>
      )}
      {act.error && <NoticeText>{describe(act.error).message}</NoticeText>}
    </Box>
  );
}
