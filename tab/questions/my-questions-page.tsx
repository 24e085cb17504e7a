import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Question } from '../../bot/api/contract-questions.ts';
import { AskNetwork } from '../ui/ask-network.tsx';
import { Ask } from '../ui/box.tsx';
import { dayOf } from '../ui/dates.ts';
import { useHidden } from '../ui/hidden.ts';
import { ButtonLink } from '../ui/link.tsx';
import { useLook } from '../ui/look.ts';
import { useOutcome } from '../ui/outcome.tsx';
import { Page } from '../ui/page.tsx';
import { Card } from '../ui/prose.tsx';
import { askedOf, myQuestionsQuery, standingOf, useQuestionChange } from '../ui/questions.ts';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { ForMe } from './for-me.tsx';
import { Helped } from './helped.tsx';
import { takeBack } from './queries.ts';
import { Replies } from './replies.tsx';

/** What the person asked people, with the answers. */
export default function MyQuestionsPage() {
  const look = useLook();
  const mine = useQuery(myQuestionsQuery);
  const { outcome, say } = useOutcome();
  const [asking, setAsking] = useState<Question>();
  const back = useQuestionChange(takeBack, () => 'You took your question back');
  return (
    <Page
      title="My questions"
      intro="What you asked people, and what they answered. Answers reach you in the chat as well."
      back={{ to: '/home', text: 'Home' }}
    >
      {outcome}
      <Loaded query={mine} skeleton={[120, 120]}>
        {({ questions, forMe }) => (
          <>
            <ForMe questions={forMe} onAnswered={(words) => say({ words })} />
            {questions.length > 0 ? (
              <ul className={look.list} aria-label="What you asked">
                {questions.map((question) => (
                  <li key={question.id}>
                    <Mine
                      question={question}
                      onTakeBack={() => setAsking(question)}
                      onAsked={(asked) => say({ words: `Your question is with ${askedOf(asked)}.` })}
                    />
                  </li>
                ))}
              </ul>
            ) : (
              <Notice icon="people" heading="You have not asked anybody yet">
                <NoticeText>
                  Ask on Home first. Under every answer there is a way to ask a coordinator.
                </NoticeText>
                <ButtonLink to="/home">Ask something</ButtonLink>
              </Notice>
            )}
          </>
        )}
      </Loaded>
      {asking && (
        <Ask
          title="Take this question back?"
          act="Take it back"
          pending={back.isPending}
          failure={back.error}
          onAct={() =>
            back.mutate(asking.id, {
              onSuccess: () => {
                setAsking(undefined);
                say({ words: 'You took your question back.' });
              },
            })
          }
          onClose={() => setAsking(undefined)}
        >
          <NoticeText>Nobody answers it then. You can ask again.</NoticeText>
        </Ask>
      )}
    </Page>
  );
}

type MineProps = { question: Question; onTakeBack: () => void; onAsked: (question: Question) => void };

function Mine({ question, onTakeBack, onAsked }: MineProps) {
  const look = useLook();
  const hidden = useHidden();
  const { text, askedAt, state, replies } = question;
  return (
    <Card>
      <div className={look.head}>
        <h2 className={look.words}>{text}</h2>
        <NoticeText>
          You asked {askedOf(question)} on {dayOf(askedAt)}. {standingOf(question)}
        </NoticeText>
      </div>
      <Replies replies={replies} asker="You" />
      <Helped question={question} />
      {(state === 'open' || state === 'claimed') && (
        <div className={look.buttons}>
          <Button onClick={onTakeBack}>
            Take it back<span className={hidden}>: {text}</span>
          </Button>
          <AskNetwork question={question} onAsked={onAsked} />
        </div>
      )}
    </Card>
  );
}
