import { Button, Checkbox, Field, Input, Select, Textarea } from '@fluentui/react-components';
import { useRef } from 'react';
import { useHidden } from '../ui/hidden.ts';
import { useLook } from '../ui/look.ts';
import { Card } from '../ui/prose.tsx';
import { NoticeText } from '../ui/states.tsx';
import type { EventFieldsProps } from './event-fields.tsx';
import { newQuestion, type WrittenQuestion } from './written.ts';

const kinds: [WrittenQuestion['kind'], string][] = [
  ['text', 'In their own words'],
  ['choice', 'By a choice'],
  ['yes or no', 'Yes or no'],
];

/** What is asked of whoever books, and how long what is special is kept. */
export function QuestionFields({ event, onChange, faults }: EventFieldsProps) {
  const look = useLook();
  const add = useRef<HTMLButtonElement>(null);
  const { questions } = event;
  const change = (key: string, changed: Partial<WrittenQuestion>) =>
    onChange({ questions: questions.map((each) => (each.key === key ? { ...each, ...changed } : each)) });
  const remove = (key: string) => {
    onChange({ questions: questions.filter((each) => each.key !== key) });
    // The button that was pressed is gone.
    add.current?.focus();
  };
  return (
    <>
      {questions.map((question, at) => (
        <Asked
          key={question.key}
          number={at + 1}
          question={question}
          faults={faults}
          onChange={(changed) => change(question.key, changed)}
          onRemove={() => remove(question.key)}
        />
      ))}
      <div className={look.buttons}>
        <Button
          ref={add}
          disabledFocusable={questions.length >= 20}
          onClick={() => onChange({ questions: [...questions, newQuestion()] })}
        >
          Add a question
        </Button>
      </div>
      {questions.some(({ special }) => special) && (
        <Field
          className={look.short}
          label="Days after which answers about health or religion are deleted"
          hint="Counted from the end of each session"
          validationMessage={faults.retentionDays}
        >
          <Input
            inputMode="numeric"
            value={event.retentionDays}
            onChange={(_, { value }) => onChange({ retentionDays: value })}
          />
        </Field>
      )}
    </>
  );
}

type AskedProps = {
  number: number;
  question: WrittenQuestion;
  faults: EventFieldsProps['faults'];
  onChange: (changed: Partial<WrittenQuestion>) => void;
  onRemove: () => void;
};

function Asked({ number, question, faults, onChange, onRemove }: AskedProps) {
  const look = useLook();
  const hidden = useHidden();
  const { key, id, text, kind, choices, required, special } = question;
  return (
    <Card>
      <Field label={`Question ${number}`} validationMessage={faults[`question ${key}`]}>
        <Input maxLength={300} value={text} onChange={(_, { value }) => onChange({ text: value })} />
      </Field>
      <Field label="How it is answered">
        <Select
          value={kind}
          onChange={(_, { value }) => onChange({ kind: value as WrittenQuestion['kind'] })}
        >
          {kinds.map(([value, label]) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </Select>
      </Field>
      {kind === 'choice' && (
        <Field label="Choices" hint="One on each line" validationMessage={faults[`choices ${key}`]}>
          <Textarea
            rows={3}
            resize="vertical"
            value={choices}
            onChange={(_, { value }) => onChange({ choices: value })}
          />
        </Field>
      )}
      <Checkbox
        label="It must be answered"
        checked={required}
        onChange={(_, { checked }) => onChange({ required: checked === true })}
      />
      <Checkbox
        label="It is about health or religion: dietary or access needs, for example"
        checked={special}
        onChange={(_, { checked }) => onChange({ special: checked === true })}
      />
      {special && (
        <NoticeText>
          Only the person and the coordinators see the answer. It is kept sealed, stands in no list that you
          download, and is deleted after the event.
        </NoticeText>
      )}
      {id && (
        <NoticeText>
          Once somebody has answered it, its words cannot change: take it out and ask another.
        </NoticeText>
      )}
      <div className={look.buttons}>
        <Button onClick={onRemove}>
          Take it out<span className={hidden}>: question {number}</span>
        </Button>
      </div>
    </Card>
  );
}
