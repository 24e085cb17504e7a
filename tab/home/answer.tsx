import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { Answer } from '../../bot/api/contract.ts';
import { answerQuery } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { Card, Paragraphs, Points } from '../ui/prose.tsx';
import { SourceLine } from '../ui/source-line.tsx';
import { Loaded } from '../ui/states.tsx';

const useStyles = makeStyles({
  question: {
    ...typographyStyles.subtitle2,
    margin: 0,
    overflowWrap: 'anywhere',
    ':focus': { outlineStyle: 'none' },
  },
  text: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  choices: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  choice: { textAlign: 'start', fontWeight: tokens.fontWeightRegular },
  sources: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  sourceList: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL },
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
        {(answer) => <AnswerBody answer={answer} latest={latest} onAsk={onAsk} />}
      </Loaded>
    </Card>
  );
}

function AnswerBody({
  answer,
  latest,
  onAsk,
}: { answer: Answer } & Pick<AnswerCardProps, 'latest' | 'onAsk'>) {
  const styles = useStyles();
  const next = [
    ...answer.choices.map(({ title, question }) => ({ title, question })),
    ...answer.suggestions.map((question) => ({ title: question, question })),
  ];
  return (
    <>
      <AnswerText text={answer.text} />
      {answer.outcome === 'answered' && answer.sources.length > 0 && (
        <div className={styles.sources}>
          {answer.sources.length === 1 ? 'Source: ' : 'Sources:'}
          <SourceList sources={answer.sources} />
        </div>
      )}
      {latest && next.length > 0 && (
        <div className={styles.choices}>
          {next.map(({ title, question }) => (
            <Button key={question} className={styles.choice} onClick={() => onAsk(question)}>
              {title}
            </Button>
          ))}
        </div>
      )}
    </>
  );
}

function SourceList({ sources }: Pick<Answer, 'sources'>) {
  const styles = useStyles();
  const [only, ...others] = sources;
  if (only && others.length === 0) return <SourceLine source={only} />;
  return (
    <ul className={styles.sourceList}>
      {sources.map((source) => (
        <li key={source.id}>
          <SourceLine source={source} />
        </li>
      ))}
    </ul>
  );
}

/** Paragraphs and lists as the service writes them: a blank line between, "- " before each point. */
function AnswerText({ text }: { text: string }) {
  const styles = useStyles();
  return (
    <div className={styles.text}>
      {blocksOf(text).map(({ points, lines }, at) => {
        const Block = points ? Points : Paragraphs;
        // biome-ignore lint/suspicious/noArrayIndexKey: the blocks of an answer never change places
        return <Block key={at} lines={lines} />;
      })}
    </div>
  );
}

function blocksOf(text: string): { points: boolean; lines: string[] }[] {
  const blocks: { points: boolean; lines: string[] }[] = [];
  for (const line of text.split('\n').map((each) => each.trim())) {
    if (!line) continue;
    const points = line.startsWith('- ');
    const last = blocks.at(-1);
    const words = points ? line.slice(2) : line;
    if (last?.points === points) last.lines.push(words);
    else blocks.push({ points, lines: [words] });
  }
  return blocks;
}
