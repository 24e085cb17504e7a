import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Question } from '../../bot/api/contract-questions.ts';
import { Chip, Chips } from '../ui/area-label.tsx';
import { useLook } from '../ui/look.ts';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { describe, Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { Cut } from '../ui/table.tsx';
import { AnswerBox } from './answer-box.tsx';
import { CloseBox } from './close-box.tsx';
import { OpenQuestion } from './open-question.tsx';
import { claim, type QuestionState, questionsQuery } from './queries.ts';

const states: Record<QuestionState, string> = {
  waiting: 'Waiting',
  answered: 'Answered',
  closed: 'Closed',
};

/** What members asked people: claimed, answered, closed. */
export function Open() {
  const look = useLook();
  const [query, setQuery] = useSearchParams();
  const asked = query.get('state') ?? '';
  const state: QuestionState = Object.hasOwn(states, asked) ? (asked as QuestionState) : 'waiting';
  const search = query.get('search') ?? '';
  const questions = useQuery(questionsQuery(state, search));
  const { outcome, say } = useOutcome();
  const [doing, setDoing] = useState<{ question: Question; what: 'answer' | 'close' }>();
  const change = (changed: Record<string, string>) => {
    const values = Object.entries({ state, search, ...changed }).filter(([, value]) => value);
    setQuery(Object.fromEntries(values), { replace: true });
  };
  const claiming = useAct(
    ({ id, claimedByMe }: Question) => claim(id, !claimedByMe),
    (_, { claimedByMe, asker }) =>
      say({
        words: claimedByMe
          ? `The question is free for others again. ${asker?.name ?? 'Whoever asked'} is told so.`
          : `You said that you will answer. ${asker?.name ?? 'Whoever asked'} is told so.`,
      }),
  );
  const done = (words: string) => {
    setDoing(undefined);
    say({ words });
  };

  return (
    <>
      {outcome}
      {claiming.error && <NoticeText>{describe(claiming.error).message}</NoticeText>}
      <search className={look.search}>
        <SearchField label="Search questions" value={search} onChange={(search) => change({ search })} />
      </search>
      <Chips label="Which questions">
        {Object.entries(states).map(([name, text]) => (
          <Chip key={name} pressed={name === state} onPress={() => change({ state: name })}>
            {text}
          </Chip>
        ))}
      </Chips>
      <Loaded query={questions} skeleton={[180, 180]}>
        {({ questions, total }) =>
          questions.length > 0 ? (
            <>
              <ul className={look.list} aria-label={states[state]}>
                {questions.map((question) => (
                  <li key={question.id}>
                    <OpenQuestion
                      question={question}
                      pending={claiming.isPending}
                      onClaim={() => claiming.mutate(question)}
                      onAnswer={() => setDoing({ question, what: 'answer' })}
                      onClose={() => setDoing({ question, what: 'close' })}
                    />
                  </li>
                ))}
              </ul>
              <Cut shown={questions.length} total={total}>
                {' Search to find the others.'}
              </Cut>
            </>
          ) : (
            <NoQuestions state={state} searched={search !== ''} />
          )
        }
      </Loaded>
      {doing?.what === 'answer' && (
        <AnswerBox question={doing.question} onClose={() => setDoing(undefined)} onDone={done} />
      )}
      {doing?.what === 'close' && (
        <CloseBox question={doing.question} onClose={() => setDoing(undefined)} onClosed={done} />
      )}
    </>
  );
}

function NoQuestions({ state, searched }: { state: QuestionState; searched: boolean }) {
  if (searched)
    return (
      <Notice icon="search" heading="Nothing matches">
        <NoticeText>Try another word, or look under another state.</NoticeText>
      </Notice>
    );
  if (state !== 'waiting') return <NoticeText>There are none yet.</NoticeText>;
  return (
    <Notice icon="check" heading="Nobody is waiting for an answer">
      <NoticeText>When a member asks a coordinator, you read it in Teams and here.</NoticeText>
    </Notice>
  );
}
