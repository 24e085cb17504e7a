import { Button, Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { call, eventQuery, segment } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { FirstFault } from '../ui/first-fault.tsx';
import { useOutcome } from '../ui/outcome.tsx';
import { Card } from '../ui/prose.tsx';
import { Section } from '../ui/section.tsx';
import { describe, NoticeText } from '../ui/states.tsx';

const marks = [
  ['5', 'Very useful'],
  ['4', 'Useful'],
  ['3', 'Partly useful'],
  ['2', 'Of little use'],
  ['1', 'Of no use'],
];

/** What somebody who came thought of it, asked once. @param sessionId the session that asks; null: none does */
export function Feedback({ eventId, sessionId }: { eventId: string; sessionId: string | null }) {
  const client = useQueryClient();
  const { outcome, say } = useOutcome();
  const [useful, setUseful] = useState('');
  const [text, setText] = useState('');
  const [checked, setChecked] = useState(0);
  const { mutate, isPending, error } = useMutation({
    mutationFn: () =>
      call<{ message: string }>('POST', `/api/sessions/${segment(sessionId ?? '')}/feedback`, {
        useful: Number(useful),
        text,
      }),
    onSuccess: ({ message }) => {
      client.setQueryData(
        eventQuery(eventId).queryKey,
        (old) => old && { ...old, asksFeedback: false, feedbackSessionId: null },
      );
      say({ words: message });
    },
    onError: (problem) => announce(describe(problem).message),
  });
  if (!sessionId) return outcome;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setChecked(checked + 1);
    if (useful) mutate();
  };
  return (
    <Section heading="How was it?">
      <form noValidate onSubmit={submit}>
        <Card>
          <FirstFault turn={checked}>
            <Field
              label="How useful was it for your work?"
              required
              validationMessage={checked > 0 && !useful ? 'Choose one' : undefined}
            >
              <RadioGroup value={useful} onChange={(_, { value }) => setUseful(value)}>
                {marks.map(([value, label]) => (
                  <Radio key={value} value={value} label={label} />
                ))}
              </RadioGroup>
            </Field>
            <Field label="What was good, and what was missing?">
              <Textarea
                rows={4}
                resize="vertical"
                maxLength={2000}
                value={text}
                onChange={(_, { value }) => setText(value)}
              />
            </Field>
          </FirstFault>
          {error && <NoticeText>{describe(error).message}</NoticeText>}
          <div>
            <Button type="submit" appearance="primary" disabledFocusable={isPending}>
              Send
            </Button>
          </div>
        </Card>
      </form>
    </Section>
  );
}
