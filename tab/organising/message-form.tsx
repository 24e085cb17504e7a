import { Button, Field, Input, Textarea } from '@fluentui/react-components';
import { type FormEvent, type ReactNode, useState } from 'react';
import type { SentEventMessage } from '../../bot/api/contract-attendees.ts';
import { FirstFault } from '../ui/first-fault.tsx';
import { useLook } from '../ui/look.ts';
import { useAct } from '../ui/outcome.tsx';
import { Card } from '../ui/prose.tsx';
import { Refused } from './refused.tsx';
import type { NewMessage } from './session-queries.ts';

type MessageFormProps = {
  /** "Send to 12 people" */
  act: string;
  /** What happens when it is sent. */
  says: string;
  first?: { title: string; body: string };
  send: (message: NewMessage) => Promise<SentEventMessage>;
  onSent: (sent: SentEventMessage) => void;
  /** Fields before the text: whom it is for. */
  children?: ReactNode;
};

const empty = { title: '', body: '' };

/** A message to people of an event. Sending it again after a failure does not send it twice. */
export function MessageForm({ act, says, first = empty, send, onSent, children }: MessageFormProps) {
  const look = useLook();
  const [message, setMessage] = useState(() => ({ ...first, key: crypto.randomUUID() }));
  const [checked, setChecked] = useState(0);
  const { title, body } = message;
  const sending = useAct(
    () => send({ ...message, title: title.trim(), body: body.trim() }),
    (sent) => {
      setMessage({ ...empty, key: crypto.randomUUID() });
      setChecked(0);
      onSent(sent);
    },
  );
  const change = (changed: Partial<typeof empty>) => setMessage({ ...message, ...changed });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(checked + 1);
    if (title.trim() && body.trim()) sending.mutate();
  };
  const missing = (text: string, fault: string) => (checked > 0 && !text.trim() ? fault : undefined);
  return (
    <Card>
      <form noValidate className={look.form} onSubmit={submit}>
        {children}
        <FirstFault turn={checked}>
          <Field label="Title" required validationMessage={missing(title, 'Write a title.')}>
            <Input maxLength={120} value={title} onChange={(_, { value }) => change({ title: value })} />
          </Field>
          <Field label="Text" required hint={says} validationMessage={missing(body, 'Write the text.')}>
            <Textarea
              rows={5}
              resize="vertical"
              maxLength={2000}
              value={body}
              onChange={(_, { value }) => change({ body: value })}
            />
          </Field>
        </FirstFault>
        <Refused problem={sending.error} />
        <div className={look.buttons}>
          <Button type="submit" appearance="primary" disabledFocusable={sending.isPending}>
            {act}
          </Button>
        </div>
      </form>
    </Card>
  );
}
