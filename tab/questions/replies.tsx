import { makeStyles, tokens } from '@fluentui/react-components';
import type { Question } from '../../bot/api/contract-questions.ts';
import { dayOf } from '../ui/dates.ts';
import { Quote } from '../ui/quote.tsx';
import { NoticeText } from '../ui/states.tsx';

const useStyles = makeStyles({
  reply: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
});

/** What people answered, each with name and day. */
export function Replies({ replies }: Pick<Question, 'replies'>) {
  const styles = useStyles();
  return replies.map(({ id, author, text, at }) => (
    <div key={id} className={styles.reply}>
      <NoticeText>
        {author} answered on {dayOf(at)}:
      </NoticeText>
      <Quote>{text}</Quote>
    </div>
  ));
}
