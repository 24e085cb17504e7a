import { Button, Field, Textarea } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';
import type { Question } from '../../bot/api/contract-questions.ts';
import { Box } from '../ui/box.tsx';
import { dayOf } from '../ui/dates.ts';
import { useHidden } from '../ui/hidden.ts';
import { useLook } from '../ui/look.ts';
import { useAct } from '../ui/outcome.tsx';
import { Card } from '../ui/prose.tsx';
import { Quote } from '../ui/quote.tsx';
import { Section } from '../ui/section.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { replyForNetwork } from './queries.ts';
import { Replies } from './replies.tsx';

type ForMeProps = { questions: Question[]; onAnswered: (words: string) => void };

/** Questions that others put to a network that the person answers for. Nothing where there are none. */
export function ForMe({ questions, onAnswered }: ForMeProps) {
  const look = useLook();
  const hidden = useHidden();
  // It stays open when the list comes anew without its question: what was typed is not lost.
  const [answering, setAnswering] = useState<Question>();
  return (
    <>
      {questions.length > 0 && (
        <Section heading="Questions for you">
          <ul className={look.list}>
            {questions.map((question) => (
              <li key={question.id}>
                <Card>
                  <div className={look.head}>
                    <h3 className={look.words}>{question.text}</h3>
                    <NoticeText>
                      {askerOf(question)} asked {question.network?.name} on {dayOf(question.askedAt)}.
                    </NoticeText>
                  </div>
                  <Replies replies={question.replies} asker={question.asker?.name ?? 'Whoever asked'} />
                  <div className={look.buttons}>
                    <Button appearance="primary" onClick={() => setAnswering(question)}>
                      Answer<span className={hidden}>: {question.text}</span>
                    </Button>
                  </div>
                </Card>
              </li>
            ))}
          </ul>
        </Section>
      )}
      {answering && (
        <ReplyBox
          question={answering}
          onClose={() => setAnswering(undefined)}
          onAnswered={() => {
            setAnswering(undefined);
            onAnswered(`Thank you. ${answering.asker?.name ?? 'Whoever asked'} gets your answer.`);
          }}
        />
      )}
    </>
  );
}

const askerOf = ({ asker }: Question) =>
  asker ? `${asker.name}, ${asker.organisation},` : 'Somebody who has left';

type ReplyBoxProps = { question: Question; onClose: () => void; onAnswered: () => void };

function ReplyBox({ question, onClose, onAnswered }: ReplyBoxProps) {
  const { id, text, asker } = question;
  const [written, setWritten] = useState('');
  const [checked, setChecked] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useEffect(() => field.current?.focus(), []);
  const { mutate, isPending, error } = useAct(() => replyForNetwork(id, written.trim()), onAnswered);
  const send = () => {
    setChecked(true);
    if (written.trim()) mutate();
    else field.current?.focus();
  };
  return (
    <Box
      title={`Answer ${asker?.name ?? 'this question'}`}
      onClose={onClose}
      actions={
        <>
          <Button appearance="primary" disabledFocusable={isPending} onClick={send}>
            Send answer
          </Button>
          <Button onClick={onClose}>Do not send it</Button>
        </>
      }
    >
      <Quote>{text}</Quote>
      <Field
        label="Your answer"
        required
        hint="They get it with your name. Coordinators see it too, and may add it to what the bot knows."
        validationMessage={checked && !written.trim() ? 'Write the answer' : undefined}
      >
        <Textarea
          ref={field}
          rows={6}
          resize="vertical"
          maxLength={4000}
          value={written}
          onChange={(_, { value }) => setWritten(value)}
        />
      </Field>
      {error && <NoticeText>{describe(error).message}</NoticeText>}
    </Box>
  );
}
