import { useQuery } from '@tanstack/react-query';
import type { ContentRecord, GivenAnswer } from '../../bot/api/contract-questions.ts';
import { AnswerText } from '../ui/answer-text.tsx';
import { momentOf } from '../ui/dates.ts';
import { useHidden } from '../ui/hidden.ts';
import { ButtonLink } from '../ui/link.tsx';
import { Card } from '../ui/prose.tsx';
import { Quote } from '../ui/quote.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { useLook } from './look.ts';
import { newAnswer, placeOf } from './places.ts';
import { recordsQuery, unhelpfulQuery } from './queries.ts';

/** Answers that did not help, as they were given, with what was said about them. */
export function Unhelpful() {
  const look = useLook();
  const answers = useQuery(unhelpfulQuery);
  const items = useQuery(recordsQuery('item', ''));
  const faqs = useQuery(recordsQuery('faq', ''));
  const known = [...(items.data?.records ?? []), ...(faqs.data?.records ?? [])];
  return (
    <Loaded query={answers} skeleton={[180, 180]}>
      {({ answers }) =>
        answers.length > 0 ? (
          <ul className={look.list}>
            {answers.map((given) => (
              <li key={given.id}>
                <Given given={given} known={known} />
              </li>
            ))}
          </ul>
        ) : (
          <Notice icon="check" heading="No answer was marked as unhelpful">
            <NoticeText>When somebody says that an answer did not help, you read here which one.</NoticeText>
          </Notice>
        )
      }
    </Loaded>
  );
}

function Given({ given, known }: { given: GivenAnswer; known: ContentRecord[] }) {
  const look = useLook();
  const hidden = useHidden();
  const { question, text, sources, comment, at } = given;
  const about = <span className={hidden}> for: {question}</span>;
  const cited = known.filter(({ id }) => sources.some((source) => source.id === id));
  return (
    <Card>
      <div className={look.head}>
        <h2 className={look.words}>{question}</h2>
        <NoticeText>Asked on {momentOf(at)}.</NoticeText>
      </div>
      {comment && (
        <>
          <NoticeText>What was said about the answer:</NoticeText>
          <Quote>{comment}</Quote>
        </>
      )}
      <details className={look.folded}>
        <summary>The answer that was given</summary>
        <AnswerText text={text} />
      </details>
      <div className={look.buttons}>
        {cited.map((record) => (
          <ButtonLink key={record.id} to={placeOf(record)}>
            Change “{record.title}”{about}
          </ButtonLink>
        ))}
        <ButtonLink to={newAnswer([question])}>Write an answer{about}</ButtonLink>
      </div>
    </Card>
  );
}
