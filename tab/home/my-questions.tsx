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

/** The latest that the person asked people, and whether others wait for them. Nothing where there is neither. */
export function MyQuestions() {
  const styles = useStyles();
  const { questions = [], forMe = [] } = useQuery(myQuestionsQuery).data ?? {};
  if (questions.length + forMe.length === 0) return null;
  return (
    <Section heading="My questions">
      <ul className={styles.list}>
        {questions.slice(0, shownAtMost).map((question) => (
          <li key={question.id} className={styles.question}>
            <strong>{question.text}</strong> {standingOf(question)}
          </li>
        ))}
      </ul>
      {forMe.length > 0 && (
        <NoticeText>
          {forMe.length === 1 ? 'A question waits' : `${forMe.length} questions wait`} for your answer, for{' '}
          {[...new Set(forMe.map(({ network }) => network?.name))].join(' and ')}.
        </NoticeText>
      )}
      <NoticeText>
        <TextLink to="/questions">
          {forMe.length > 0 ? 'Questions for you, and your own' : 'All my questions, with the answers'}
        </TextLink>
      </NoticeText>
    </Section>
  );
}
