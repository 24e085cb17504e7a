import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Question } from '../../bot/api/contract-questions.ts';
import { Ask } from './box.tsx';
import { askPeople, useQuestionChange } from './questions.ts';
import { NoticeText } from './states.tsx';

type AskNetworkProps = { question: Question; onAsked: (question: Question) => void };

/** Puts a question to those of a network who answer as well, where there are any: they read who asks, so it is asked twice. */
export function AskNetwork({ question, onAsked }: AskNetworkProps) {
  const [asking, setAsking] = useState(false);
  const { key, text, given, mayAsk } = question;
  const ask = useQuestionChange(askPeople, () => `Your question is with ${mayAsk?.name}`);
  if (!mayAsk) return null;
  const { name, people } = mayAsk;
  const asked = {
    key,
    text,
    ...(given && { givenAnswer: given.id }),
    network: mayAsk.id,
  };
  return (
    <div>
      <Button onClick={() => setAsking(true)}>Ask {name} as well</Button>
      {asking && (
        <Ask
          title={`Ask ${name}?`}
          act="Ask them"
          pending={ask.isPending}
          failure={ask.error}
          onAct={() =>
            ask.mutate(asked, {
              onSuccess: (asked) => {
                setAsking(false);
                onAsked(asked);
              },
            })
          }
          onClose={() => setAsking(false)}
        >
          <NoticeText>
            Your name and this question go to {people === 1 ? 'one person' : `${people} people`} of {name} who
            said that they answer. Leave it if the question is about a child or a family.
          </NoticeText>
        </Ask>
      )}
    </div>
  );
}
