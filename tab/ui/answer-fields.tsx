import { Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import type { EventQuestion } from '../../bot/api/contract-events.ts';

type AnswerFieldsProps = {
  questions: EventQuestion[];
  /** Question id to answer. */
  answers: Record<string, string>;
  onAnswer: (id: string, answer: string) => void;
  /** Special answers are deleted so many days after the event. */
  retentionDays: number;
  /** They are a colleague's. */
  forColleague?: boolean;
  /** Whether answers that are missing are pointed out. */
  checked: boolean;
};

/** The questions of an event. */
export function AnswerFields({
  questions,
  answers,
  onAnswer,
  retentionDays,
  forColleague,
  checked,
}: AnswerFieldsProps) {
  return questions.map((question) => {
    const { id, text, kind, choices, required, special } = question;
    const answer = answers[id] ?? '';
    const days = retentionDays === 1 ? '1 day' : `${retentionDays} days`;
    const field = {
      label: text,
      required,
      hint: special
        ? `Only ${forColleague ? 'your colleague' : 'you'} and the coordinators see the answer. It is deleted ${days} after the event.`
        : undefined,
      validationMessage: checked && required && answer.trim() === '' ? 'Answer this question' : undefined,
    };
    if (kind === 'text')
      return (
        <Field key={id} {...field}>
          <Input maxLength={500} value={answer} onChange={(_, { value }) => onAnswer(id, value)} />
        </Field>
      );
    const options =
      kind === 'choice'
        ? choices.map((each) => [each, each])
        : [
            ['yes', 'Yes'],
            ['no', 'No'],
          ];
    // Once chosen, a radio button cannot be taken back by itself.
    const all = required ? options : [...options, ['', 'I would rather not say']];
    return (
      <Field key={id} {...field}>
        <RadioGroup value={answer} onChange={(_, { value }) => onAnswer(id, value)}>
          {all.map(([value, label]) => (
            <Radio key={value} value={value} label={label} />
          ))}
        </RadioGroup>
      </Field>
    );
  });
}

/** The first question that must be answered and is not. */
export const unanswered = (questions: EventQuestion[], answers: Record<string, string>) =>
  questions.find(({ id, required }) => required && !answers[id]?.trim());
