import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Question } from '../../bot/api/contract-questions.ts';
import { AskNetwork } from '../ui/ask-network.tsx';
import { TextLink } from '../ui/link.tsx';
import { askedOf, askPeople, myQuestionsQuery, standingOf, useQuestionChange } from '../ui/questions.ts';
import { describe, NoticeText } from '../ui/states.tsx';

const useStyles = makeStyles({
  asked: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    ':focus': { outlineStyle: 'none' },
  },
});

type AskPeopleProps = {
  question: string;
  /** Id of the answer that the bot gave. */
  given: string;
  /** The bot had nothing to say, so that people are the next step. */
  unknown: boolean;
};

/** Sends a question to the coordinators, by one press; where it is with people already, says where it stands. */
export function AskPeople({ question, given, unknown }: AskPeopleProps) {
  const mine = useQuery(myQuestionsQuery).data?.questions ?? [];
  const ask = useQuestionChange(askPeople, askedWords);
  // Asked of this answer, or in the same words before.
  const ever = mine.filter((each) => each.given?.id === given || (each.text === question && waits(each)));
  const asked = ever.filter(({ state }) => state !== 'closed');
  const closed = ever.find(({ state }) => state === 'closed');
  const all = ask.data && !ever.some(({ id }) => id === ask.data.id) ? [ask.data, ...asked] : asked;
  if (all.length > 0) return <Asked questions={all} takesFocus={ask.isSuccess} />;
  return (
    <div>
      <Button
        appearance={unknown ? 'primary' : 'secondary'}
        disabledFocusable={ask.isPending}
        // What was closed or taken back stays so: this is a new question then.
        onClick={() =>
          ask.mutate({
            key: closed ? `${given}/${closed.id}` : given,
            text: question,
            givenAnswer: given,
          })
        }
      >
        Ask a coordinator
      </Button>
      {ask.error && <NoticeText>{describe(ask.error).message}</NoticeText>}
    </div>
  );
}

const waits = ({ state }: Question) => state === 'open' || state === 'claimed';
const askedWords = (question: Question) =>
  `Your question is with ${askedOf(question)}. ${standingOf(question)}`;

function Asked({ questions, takesFocus }: { questions: Question[]; takesFocus: boolean }) {
  const styles = useStyles();
  const place = useRef<HTMLDivElement>(null);
  // The button that asked is gone.
  useEffect(() => {
    if (takesFocus) place.current?.focus();
  }, [takesFocus]);
  return (
    <div ref={place} tabIndex={-1} className={styles.asked}>
      {questions.map((question) => (
        <NoticeText key={question.id}>{askedWords(question)}</NoticeText>
      ))}
      <NoticeText>
        <TextLink to="/questions">My questions</TextLink>
      </NoticeText>
      {questions.map((question) => (
        <AskNetwork key={question.id} question={question} onAsked={() => place.current?.focus()} />
      ))}
    </div>
  );
}
