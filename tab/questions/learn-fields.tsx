import { Checkbox, Field, Textarea } from '@fluentui/react-components';
import type { RefObject } from 'react';
import type { Faq, Publish, Question } from '../../bot/api/contract-questions.ts';
import { Problem } from '../api.ts';
import { NoticeText } from '../ui/states.tsx';
import { ReadersChoice } from './readers-choice.tsx';

/** What the bot would learn from a question, until the coordinator has looked it over. */
export const toLearn = ({ text }: Question): Publish => ({
  question: text.slice(0, longestQuestion),
  readers: 'members',
});

/** What came of it. */
export const learned: Record<Faq['state'], string> = {
  live: 'The bot answers with it from now on.',
  draft: 'It is a draft: the bot answers with it once another coordinator has approved it.',
};

const longestQuestion = 300;

type LearnFieldsProps = {
  personal: Question['personal'];
  learn: Publish;
  onChange: (learn: Publish) => void;
  checked: boolean;
  problem: Error | null;
  field: RefObject<HTMLTextAreaElement | null>;
};

/** The question as others may read it, and who they are. */
export function LearnFields({ personal, learn, onChange, checked, problem, field }: LearnFieldsProps) {
  const doubted = problem instanceof Problem && problem.code === 'invalid';
  return (
    <>
      <NoticeText>
        Others who ask this then get the answer, with the name of whoever wrote it. Leave out anything about a
        person.
        {personal.length > 0 && ` The question seems to hold ${listed(personal)}.`}
      </NoticeText>
      <Field
        label="The question, as others may read it"
        required
        validationMessage={checked && !learn.question.trim() ? 'Write the question' : undefined}
      >
        <Textarea
          ref={field}
          rows={2}
          resize="vertical"
          maxLength={longestQuestion}
          value={learn.question}
          onChange={(_, { value }) => onChange({ ...learn, question: value })}
        />
      </Field>
      <ReadersChoice readers={learn.readers} onChange={(readers) => onChange({ ...learn, readers })} />
      {(doubted || learn.confirmed) && (
        <Checkbox
          label="I have looked: nothing in it is about a person"
          checked={learn.confirmed ?? false}
          onChange={(_, { checked }) => onChange({ ...learn, confirmed: checked === true })}
        />
      )}
    </>
  );
}

const listed = (things: string[]) =>
  new Intl.ListFormat('en-GB', { style: 'long', type: 'conjunction' }).format(things);
