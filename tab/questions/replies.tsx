import { makeStyles, tokens } from '@fluentui/react-components';
import type { Question } from '../../bot/api/contract-questions.ts';
import { dayOf } from '../ui/dates.ts';
import { Quote } from '../ui/quote.tsx';
import { NoticeText } from '../ui/states.tsx';

const useStyles = makeStyles({
  reply: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXS },
});

/** What people answered, each with name and day. @param asker who says whether it helped: "You", or a name */
export function Replies({ replies, asker }: Pick<Question, 'replies'> & { asker: string }) {
  const styles = useStyles();
  return replies.map(({ id, author, text, at, rating, comment }) => (
    <div key={id} className={styles.reply}>
      <NoticeText>
        {author} answered on {dayOf(at)}:
      </NoticeText>
      <Quote>{text}</Quote>
      {rating === 'like' && <NoticeText>{asker} said that this helped.</NoticeText>}
      {rating === 'dislike' && (
        <NoticeText>
          {asker} said that this did not help{comment ? `: ${comment}` : '.'}
        </NoticeText>
      )}
    </div>
  ));
}
