import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import type { Answer } from '../../bot/api/contract.ts';
import type { ContentKind, Readers } from '../../bot/api/contract-questions.ts';
import { announce } from '../ui/announce.tsx';
import { AnswerText } from '../ui/answer-text.tsx';
import { useLook } from '../ui/look.ts';
import { Section } from '../ui/section.tsx';
import { Loaded, NoticeText } from '../ui/states.tsx';
import { type Fields, type Preview, previewQuery } from './queries.ts';
import { ReadersChoice } from './readers-choice.tsx';

const useStyles = makeStyles({
  answer: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
});

type PreviewBoxProps = {
  kind: ContentKind;
  /** As it stands in the form, saved or not. */
  record: Fields;
  /** The question to begin with. */
  first: string;
};

/** Tries a question on what the bot would know with the record as it stands in the form. */
export function PreviewBox({ kind, record, first }: PreviewBoxProps) {
  const look = useLook();
  const [question, setQuestion] = useState(first);
  const [readers, setReaders] = useState<Readers>('members');
  const [tried, setTried] = useState<Preview>();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (question.trim()) setTried({ question: question.trim(), readers, record: { kind, record } });
  };
  const changed = tried !== undefined && JSON.stringify(tried.record.record) !== JSON.stringify(record);
  return (
    <Section small heading="How would the bot answer?">
      <form className={look.form} onSubmit={submit}>
        <Field label="A question" hint="Nothing is saved by trying">
          <Input maxLength={500} value={question} onChange={(_, { value }) => setQuestion(value)} />
        </Field>
        <ReadersChoice label="Asked by" names={askers} readers={readers} onChange={setReaders} />
        <div className={look.buttons}>
          <Button type="submit">Try it</Button>
          {changed && <NoticeText>You have changed it since. Try again.</NoticeText>}
        </div>
      </form>
      {tried && <Tried preview={tried} />}
    </Section>
  );
}

const askers: Record<Readers, string> = {
  members: 'Any member',
  library: 'Somebody who may open the library',
  coordinators: 'A coordinator',
};

function Tried({ preview }: { preview: Preview }) {
  const styles = useStyles();
  const answer = useQuery(previewQuery(preview));
  const text = answer.data?.text;
  useEffect(() => {
    if (text) announce(text);
  }, [text]);
  return (
    <div className={styles.answer}>
      <Loaded query={answer} skeleton={[20, 20]}>
        {(answer) => (
          <>
            <AnswerText text={answer.text} />
            <NoticeText>{from(answer)}</NoticeText>
          </>
        )}
      </Loaded>
    </div>
  );
}

function from({ outcome, sources, choices }: Answer): string {
  if (outcome === 'declined') return 'The bot does not know, and offers to ask a coordinator.';
  if (outcome === 'offered') return `It offers: ${choices.map(({ title }) => title).join('; ')}.`;
  return `It answers from: ${sources.map(({ title }) => title).join('; ')}.`;
}
