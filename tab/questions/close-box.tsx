import { Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { Question } from '../../bot/api/contract-questions.ts';
import { Ask } from '../ui/box.tsx';
import { useAct } from '../ui/outcome.tsx';
import { NoticeText } from '../ui/states.tsx';
import { close } from './queries.ts';

type CloseBoxProps = { question: Question; onClose: () => void; onClosed: (words: string) => void };

/** Closes a question that nobody is going to answer. */
export function CloseBox({ question, onClose, onClosed }: CloseBoxProps) {
  const [reason, setReason] = useState('');
  const who = question.asker?.name ?? 'Whoever asked';
  const { mutate, isPending, error } = useAct(
    () => close(question.id, reason.trim()),
    () => onClosed(`The question is closed. ${who} is told so.`),
  );
  return (
    <Ask
      title="Close this question without an answer?"
      act="Close the question"
      pending={isPending}
      failure={error}
      onAct={() => mutate()}
      onClose={onClose}
    >
      <NoticeText>{who} is told that it was closed, and why. They can ask again.</NoticeText>
      <Field label="Why (optional)" hint="For example: we spoke about it on the phone">
        <Input maxLength={300} value={reason} onChange={(_, { value }) => setReason(value)} />
      </Field>
    </Ask>
  );
}
