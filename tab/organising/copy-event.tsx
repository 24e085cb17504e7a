import { Button, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import type { EventToEdit } from '../../bot/api/contract-organising.ts';
import { Box } from '../ui/box.tsx';
import { useAct } from '../ui/outcome.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { copyEvent } from './queries.ts';

/** Makes a draft like this event, from another date on. */
export function CopyEvent({ event, onClose }: { event: EventToEdit; onClose: () => void }) {
  const navigate = useNavigate();
  const [key] = useState(() => crypto.randomUUID());
  const [date, setDate] = useState('');
  const copy = useAct(
    () => copyEvent(event.id, key, date || null),
    (saved) => {
      onClose();
      void navigate(`/coordinate/events/${saved.event.id}`, { state: { said: saved.message } });
    },
  );
  const several = event.sessions.length > 1;
  return (
    <Box
      title="Copy this event"
      onClose={onClose}
      actions={
        <>
          <Button appearance="primary" disabledFocusable={copy.isPending} onClick={() => copy.mutate()}>
            Copy it
          </Button>
          <Button onClick={onClose}>Do not copy it</Button>
        </>
      }
    >
      <NoticeText>
        The copy is a draft, without the people and join links of this one
        {several ? '. Its other sessions come as many days after the first as they do here' : ''}.
      </NoticeText>
      <Field
        label={several ? 'Date of the first session' : 'Date'}
        hint="Leave it empty until it is known: the copy then has one session"
      >
        <Input type="date" value={date} onChange={(_, { value }) => setDate(value)} />
      </Field>
      {copy.error && <NoticeText>{describe(copy.error).message}</NoticeText>}
    </Box>
  );
}
