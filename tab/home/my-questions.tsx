import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { TextLink } from '../ui/link.tsx';
import { myQuestionsQuery, standingOf } from '../ui/questions.ts';
import { Section } from '../ui/section.tsx';
import { NoticeText } from '../ui/states.tsx';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  question: { paddingBlock: tokens.spacingVerticalXS, overflowWrap: 'anywhere' },
});

const shownAtMost = 3;

/** The latest that the person asked people. Nothing where they have not, or where it cannot be looked up. */
export function MyQuestions() {
  const styles = useStyles();
  const questions = useQuery(myQuestionsQuery).data?.questions ?? [];
  if (questions.length === 0) return null;
  return (
    <Section heading="My questions">
      <ul className={styles.list}>
        {questions.slice(0, shownAtMost).map((question) => (
          <li key={question.id} className={styles.question}>
            <strong>{question.text}</strong> {standingOf(question)}
          </li>
        ))}
      </ul>
      <NoticeText>
        <TextLink to="/questions">All my questions, with the answers</TextLink>
      </NoticeText>
    </Section>
  );
}
