import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Answer, Source } from '../../bot/api/contract.ts';
import { answerQuery, itemsQuery } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { AnswerText } from '../ui/answer-text.tsx';
import { TextLink } from '../ui/link.tsx';
import { Card } from '../ui/prose.tsx';
import { SourceLine } from '../ui/source-line.tsx';
import { Loaded } from '../ui/states.tsx';
import { AskPeople } from './ask-people.tsx';
import { Rating } from './rating.tsx';

const useStyles = makeStyles({
  question: {
    ...typographyStyles.subtitle2,
    margin: 0,
    overflowWrap: 'anywhere',
    ':focus': { outlineStyle: 'none' },
  },
  choices: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  choice: { textAlign: 'start', fontWeight: tokens.fontWeightRegular },
  more: { ...typographyStyles.body1Strong, margin: 0 },
  sources: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
  source: { minHeight: '24px', marginBottom: tokens.spacingVerticalXS, overflowWrap: 'anywhere' },
});

type AnswerCardProps = {
  question: string;
  earlier: string[];
  /** The newest question: its answer is spoken and offers what to ask next. */
  latest: boolean;
  /** The button that asked it is gone, so its heading takes the focus. */
  takesFocus: boolean;
  onAsk: (question: string) => void;
};

export function AnswerCard({ question, earlier, latest, takesFocus, onAsk }: AnswerCardProps) {
  const styles = useStyles();
  const answer = useQuery(answerQuery(question, earlier));
  const text = answer.data?.text;
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  useEffect(() => {
    if (latest && text) announce(text);
  }, [latest, text]);
  return (
    <Card>
      <h2 ref={heading} tabIndex={-1} className={styles.question}>
        {question}
      </h2>
      <Loaded query={answer} skeleton={[20, 20]}>
        {(answer) => <AnswerBody question={question} answer={answer} latest={latest} onAsk={onAsk} />}
      </Loaded>
    </Card>
  );
}

function AnswerBody({
  question,
  answer,
  latest,
  onAsk,
}: { answer: Answer } & Pick<AnswerCardProps, 'question' | 'latest' | 'onAsk'>) {
  const styles = useStyles();
  // Where it sends people on to others, the bot has said something too.
  const unknown = answer.outcome === 'declined' && answer.sources.length === 0;
  const next = [
    ...answer.choices.map(({ title, question }) => ({ title, question })),
    ...answer.suggestions.map((question) => ({ title: question, question })),
  ];
  return (
    <>
      <AnswerText text={answer.text} />
      {answer.outcome === 'answered' && <ReadMore sources={answer.sources} />}
      {latest && next.length > 0 && (
        <div className={styles.choices}>
          {next.map(({ title, question }) => (
            <Button key={question} className={styles.choice} onClick={() => onAsk(question)}>
              {title}
            </Button>
          ))}
        </div>
      )}
      {answer.id && (
        <>
          <Rating key={answer.id} given={answer.id} />
          <AskPeople question={question} given={answer.id} unknown={unknown} />
        </>
      )}
    </>
  );
}

/** Where there is more of the same: the page of each item, the document itself. The text has named its source. */
function ReadMore({ sources }: Pick<Answer, 'sources'>) {
  const styles = useStyles();
  const { data } = useQuery(itemsQuery);
  const isItem = ({ id }: Source) => data?.items.some((item) => item.id === id);
  const links = sources.filter((source) => isItem(source) || source.url);
  if (links.length === 0) return null;
  return (
    <div>
      <h3 className={styles.more}>Read more</h3>
      <ul className={styles.sources}>
        {links.map((source) => (
          <li key={source.id} className={styles.source}>
            {isItem(source) ? (
              <TextLink to={`/programmes/${source.id}`}>{source.title}</TextLink>
            ) : (
              <SourceLine source={source} />
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
