import { useQuery } from '@tanstack/react-query';
import type { ContentRecord, GivenAnswer, Question } from '../../bot/api/contract-questions.ts';
import { AnswerText } from '../ui/answer-text.tsx';
import { momentOf } from '../ui/dates.ts';
import { useHidden } from '../ui/hidden.ts';
import { ButtonLink } from '../ui/link.tsx';
import { useLook } from '../ui/look.ts';
import { Card } from '../ui/prose.tsx';
import { Quote } from '../ui/quote.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { newAnswer, placeOf } from './places.ts';
import { recordsQuery, unhelpfulQuery } from './queries.ts';
import { Replies } from './replies.tsx';

/** Answers that did not help, of people and of the bot, as they were given, with what was said about them. */
export function Unhelpful() {
  const look = useLook();
  const answers = useQuery(unhelpfulQuery);
  const items = useQuery(recordsQuery('item', ''));
  const faqs = useQuery(recordsQuery('faq', ''));
  const known = [...(items.data?.records ?? []), ...(faqs.data?.records ?? [])];
  return (
    <Loaded query={answers} skeleton={[180, 180]}>
      {({ answers, questions }) => (
        <>
          {questions.length > 0 && (
            <Section heading="Answers of people">
              <ul className={look.list}>
                {questions.map((question) => (
                  <li key={question.id}>
                    <OfPeople question={question} />
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {answers.length > 0 && (
            <Section heading="Answers of the bot">
              <ul className={look.list}>
                {answers.map((given) => (
                  <li key={given.id}>
                    <Given given={given} known={known} />
                  </li>
                ))}
              </ul>
            </Section>
          )}
          {answers.length + questions.length === 0 && (
            <Notice icon="check" heading="No answer was marked as unhelpful">
              <NoticeText>
                When somebody says that an answer did not help, you read here which one.
              </NoticeText>
            </Notice>
          )}
        </>
      )}
    </Loaded>
  );
}

/** A question that somebody answered, and that was or is open again. */
function OfPeople({ question }: { question: Question }) {
  const look = useLook();
  const hidden = useHidden();
  const { text, asker, askedAt, state, replies } = question;
  const places = { open: 'waiting', claimed: 'waiting', answered: 'answered', closed: 'closed' };
  return (
    <Card>
      <div className={look.head}>
        <h3 className={look.words}>{text}</h3>
        <NoticeText>Asked on {momentOf(askedAt)}.</NoticeText>
      </div>
      <Replies replies={replies} asker={asker?.name ?? 'Whoever asked'} />
      <div className={look.buttons}>
        <ButtonLink
          to={`/coordinate/questions/open?${new URLSearchParams({ state: places[state], search: text.slice(0, 200) })}`}
        >
          {places[state] === 'waiting' ? 'It is open again' : 'See the question'}
          <span className={hidden}>: {text}</span>
        </ButtonLink>
      </div>
    </Card>
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
        <h3 className={look.words}>{question}</h3>
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
