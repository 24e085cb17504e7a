import { Field, Textarea } from '@fluentui/react-components';
import { useState } from 'react';
import type { Numbers, Saved } from '../../bot/api/contract-organising.ts';
import { Ask } from '../ui/box.tsx';
import { useAct } from '../ui/outcome.tsx';
import { NoticeText } from '../ui/states.tsx';
import { callOffEvent, callOffSession } from './queries.ts';
import { concernedWords } from './words.ts';

type CallOffProps = {
  /** Of the event, or of one session. */
  id: string;
  whole?: boolean;
  numbers: Numbers;
  onDone: (saved: Saved) => void;
  onClose: () => void;
  /** Which session. */
  children?: string;
};

/** Calls off an event or one of its sessions: says to whom what happens, and asks for the reason. */
export function CallOff({ id, whole = false, numbers, onDone, onClose, children }: CallOffProps) {
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const act = useAct(() => (whole ? callOffEvent : callOffSession)(id, reason.trim()), onDone);
  const missing = reason.trim() === '';
  return (
    <Ask
      title={whole ? 'Call off all of this event?' : 'Call off this session?'}
      act="Call it off"
      word="call off"
      pending={act.isPending}
      failure={act.error}
      onAct={() => {
        setChecked(true);
        if (!missing) act.mutate();
      }}
      onClose={onClose}
    >
      {children && <NoticeText>{children}</NoticeText>}
      <NoticeText>{concernedWords(numbers)} Invitations in their calendars are cancelled.</NoticeText>
      <Field label="Reason" required validationMessage={checked && missing ? 'Write a reason.' : undefined}>
        <Textarea rows={3} maxLength={500} value={reason} onChange={(_, { value }) => setReason(value)} />
      </Field>
    </Ask>
  );
}
