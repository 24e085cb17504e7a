import { Button, Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { Nominee } from '../../bot/api/contract-attendees.ts';
import { Box } from '../ui/box.tsx';
import { Facts } from '../ui/facts.tsx';
import { useLook } from '../ui/look.ts';
import { useAct } from '../ui/outcome.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { choose } from './session-queries.ts';
import { bookingStates } from './words.ts';

type ChoiceProps = { person: Nominee; onDone: (words: string) => void; onClose: () => void };

/** Gives somebody who was put forward a place, or declines. */
export function Choice({ person, onDone, onClose }: ChoiceProps) {
  const look = useLook();
  const { bookingId, name, state, endorsedBy, bar } = person;
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const act = useAct(
    (chosen: boolean) => choose(bookingId, chosen, reason.trim() || undefined),
    (_, chosen) => onDone(chosen ? `${name} has a place.` : `${name} is not chosen.`),
  );
  const barred = bar !== null || endorsedBy === null;
  const missing = barred && reason.trim() === '';
  const give = () => {
    setChecked(true);
    if (!missing) act.mutate(true);
  };
  return (
    <Box title={name} onClose={onClose}>
      <Facts
        facts={[
          ['Organisation', person.organisation],
          ['Post', person.post],
          ['Where they stand', bookingStates[state]],
          ['Endorsed by', endorsedBy ?? 'Nobody yet'],
          ['In the way', bar],
          ['Why', person.statement],
        ]}
      />
      <Field
        label="Reason"
        required={barred}
        hint={barred ? 'You need one to choose them all the same' : 'If you want to give one'}
        validationMessage={checked && missing ? 'Write a reason.' : undefined}
      >
        <Textarea rows={2} maxLength={500} value={reason} onChange={(_, { value }) => setReason(value)} />
      </Field>
      <div className={look.buttons}>
        {state !== 'confirmed' && (
          <Button appearance="primary" disabledFocusable={act.isPending} onClick={give}>
            Choose them
          </Button>
        )}
        {state === 'requested' && (
          <Button disabledFocusable={act.isPending} onClick={() => act.mutate(false)}>
            Do not choose them
          </Button>
        )}
      </div>
      <NoticeText>They are told at once.</NoticeText>
      {act.error && <NoticeText>{describe(act.error).message}</NoticeText>}
    </Box>
  );
}
