import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { UnansweredGroup } from '../../bot/api/contract-questions.ts';
import { dayOf } from '../ui/dates.ts';
import { useHidden } from '../ui/hidden.ts';
import { ButtonLink } from '../ui/link.tsx';
import { useLook } from '../ui/look.ts';
import { useOutcome } from '../ui/outcome.tsx';
import { Card, Points } from '../ui/prose.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { MeansBox } from './means-box.tsx';
import { newAnswer } from './places.ts';
import { unansweredQuery } from './queries.ts';

/** What the bot declined, each with the two ways to mend it: an answer of its own, or one that is there already. */
export function Unanswered() {
  const look = useLook();
  const groups = useQuery(unansweredQuery);
  const { outcome, say } = useOutcome();
  const [matching, setMatching] = useState<UnansweredGroup>();
  return (
    <>
      {outcome}
      <Loaded query={groups} skeleton={[120, 120, 120]}>
        {({ groups }) =>
          groups.length > 0 ? (
            <ul className={look.list}>
              {groups.map((group) => (
                <li key={group.question}>
                  <Group group={group} onMatch={() => setMatching(group)} />
                </li>
              ))}
            </ul>
          ) : (
            <Notice icon="check" heading="Nothing went unanswered">
              <NoticeText>What the bot cannot answer appears here, so that you can teach it.</NoticeText>
            </Notice>
          )
        }
      </Loaded>
      {matching && (
        <MeansBox
          group={matching}
          onClose={() => setMatching(undefined)}
          onMatched={(title) => {
            setMatching(undefined);
            say({ words: `“${matching.question}” is another way to ask for “${title}” now.` });
          }}
        />
      )}
    </>
  );
}

function Group({ group, onMatch }: { group: UnansweredGroup; onMatch: () => void }) {
  const look = useLook();
  const hidden = useHidden();
  const { question, count, latest, wordings } = group;
  const others = wordings.filter((each) => each !== question);
  const about = <span className={hidden}>: {question}</span>;
  return (
    <Card>
      <div className={look.head}>
        <h2 className={look.words}>{question}</h2>
        <NoticeText>
          {count === 1 ? 'Asked by one person' : `Asked by ${count} people`}, last on {dayOf(latest)}.
        </NoticeText>
      </div>
      {others.length > 0 && (
        <details className={look.folded}>
          <summary>Other wordings: {others.length}</summary>
          <Points lines={others} />
        </details>
      )}
      <div className={look.buttons}>
        <ButtonLink to={newAnswer([question, ...others])} appearance="primary">
          Write an answer{about}
        </ButtonLink>
        <Button onClick={onMatch}>Means the same as…{about}</Button>
      </div>
    </Card>
  );
}
