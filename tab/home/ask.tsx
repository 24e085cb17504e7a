import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { type FormEvent, useRef, useState } from 'react';
import { useSearchParams } from 'react-router';
import { AnswerCard } from './answer.tsx';

const useStyles = makeStyles({
  ask: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  form: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  field: { flex: '1 1 240px' },
});

const keptAtMost = 20;
const rememberedAtMost = 5;

/** One box for every question. The questions stand in the address, so that back and refresh keep the conversation. */
export function Ask() {
  const styles = useStyles();
  const [query, setQuery] = useSearchParams();
  const [typed, setTyped] = useState('');
  const [pressed, setPressed] = useState(false);
  const box = useRef<HTMLInputElement>(null);
  const questions = query.getAll('ask').slice(-keptAtMost);

  const ask = (question: string, byPress: boolean) => {
    const asked = [...questions, question].slice(-keptAtMost);
    setQuery(new URLSearchParams(asked.map((each) => ['ask', each])));
    setTyped('');
    setPressed(byPress);
  };
  const clear = () => {
    setQuery({});
    box.current?.focus();
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (typed.trim()) ask(typed.trim(), false);
  };

  const shown = questions.map((question, at) => ({
    question,
    at,
    earlier: questions.slice(Math.max(0, at - rememberedAtMost), at),
  }));
  return (
    <div className={styles.ask}>
      <search>
        <form className={styles.form} onSubmit={submit}>
          <Field label="Search or ask" className={styles.field}>
            <Input
              ref={box}
              size="large"
              maxLength={500}
              placeholder="For example: when is the next SEND event?"
              value={typed}
              onChange={(_, data) => setTyped(data.value)}
            />
          </Field>
          <Button type="submit" appearance="primary" size="large">
            Ask
          </Button>
        </form>
      </search>
      {shown.reverse().map(({ at, ...each }) => (
        <AnswerCard
          key={at}
          {...each}
          latest={at === questions.length - 1}
          takesFocus={pressed && at === questions.length - 1}
          onAsk={(question) => ask(question, true)}
        />
      ))}
      {questions.length > 0 && (
        <div>
          <Button appearance="subtle" onClick={clear}>
            Clear these answers
          </Button>
        </div>
      )}
    </div>
  );
}
