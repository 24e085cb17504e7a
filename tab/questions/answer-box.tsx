import { Button, Checkbox, Field, Textarea } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { Question } from '../../bot/api/contract-questions.ts';
import { Box } from '../ui/box.tsx';
import { useLook } from '../ui/look.ts';
import { useAct } from '../ui/outcome.tsx';
import { Quote } from '../ui/quote.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { LearnFields, learned, toLearn } from './learn-fields.tsx';
import { answer, learn as learnFrom } from './queries.ts';

const longestAnswer = 4000;

type AnswerBoxProps = { question: Question; onClose: () => void; onDone: (words: string) => void };

/** Answers one question, and lets the bot learn it where that is ticked. What was answered is learned alone. */
export function AnswerBox({ question, onClose, onDone }: AnswerBoxProps) {
  const look = useLook();
  const { id, text, asker, personal, replies, state } = question;
  const answered = state === 'answered';
  const [written, setWritten] = useState(answered ? replies.map(({ text }) => text).join('\n\n') : '');
  const [keep, setKeep] = useState(answered);
  const [learn, setLearn] = useState(toLearn(question));
  const [checked, setChecked] = useState(false);
  const answerField = useRef<HTMLTextAreaElement>(null);
  const questionField = useRef<HTMLTextAreaElement>(null);
  const who = asker?.name ?? 'Whoever asked';
  const { mutate, isPending, error } = useAct(
    () =>
      answered ? learnFrom(id, written.trim(), learn) : answer(id, written.trim(), keep ? learn : undefined),
    ({ faq }) =>
      onDone(
        [answered ? 'The answer is kept.' : `Your answer is on its way to ${who}.`, faq && learned[faq.state]]
          .filter(Boolean)
          .join(' '),
      ),
  );
  // What the box was opened for. Its name and the question are read out as the focus comes in.
  useEffect(() => answerField.current?.focus(), []);
  const send = () => {
    setChecked(true);
    if (!written.trim()) return answerField.current?.focus();
    if (keep && !learn.question.trim()) return questionField.current?.focus();
    mutate();
  };
  return (
    <Box
      title={answered ? 'Add this to what the bot knows' : `Answer ${asker?.name ?? 'this question'}`}
      onClose={onClose}
      actions={
        <>
          <Button appearance="primary" disabledFocusable={isPending} onClick={send}>
            {answered ? 'Add it' : 'Send answer'}
          </Button>
          <Button onClick={onClose}>{answered ? 'Do not add it' : 'Do not send it'}</Button>
        </>
      }
    >
      <Quote>{text}</Quote>
      <div className={look.form}>
        <Field
          label={answered ? 'The answer' : 'Your answer'}
          required
          hint={answered ? undefined : `${who} gets it in Teams, with your name and the date.`}
          validationMessage={checked && !written.trim() ? 'Write the answer' : undefined}
        >
          <Textarea
            ref={answerField}
            rows={6}
            resize="vertical"
            maxLength={longestAnswer}
            value={written}
            onChange={(_, { value }) => setWritten(value)}
          />
        </Field>
        {!answered && (
          <Checkbox
            label="Add to what the bot knows"
            checked={keep}
            onChange={(_, { checked }) => setKeep(checked === true)}
          />
        )}
        {keep && (
          <LearnFields
            personal={personal}
            learn={learn}
            onChange={setLearn}
            checked={checked}
            problem={error}
            field={questionField}
          />
        )}
        {error && <NoticeText>{describe(error).message}</NoticeText>}
      </div>
    </Box>
  );
}
