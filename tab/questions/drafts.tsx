import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ContentRecord, Faq } from '../../bot/api/contract-questions.ts';
import { Ask } from '../ui/box.tsx';
import { dayOf } from '../ui/dates.ts';
import { useHidden } from '../ui/hidden.ts';
import { ButtonLink } from '../ui/link.tsx';
import { useLook } from '../ui/look.ts';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Card, Paragraphs, Points } from '../ui/prose.tsx';
import { Quote } from '../ui/quote.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { placeOf } from './places.ts';
import { publish, recordsQuery } from './queries.ts';
import { readersNames } from './readers-choice.tsx';

/** Answers that wait for a second look. */
export function Drafts() {
  const look = useLook();
  const faqs = useQuery(recordsQuery('faq', ''));
  const { outcome, say } = useOutcome();
  const [asking, setAsking] = useState<ContentRecord>();
  const act = useAct(publish, (_, { title }) => {
    setAsking(undefined);
    say({ words: `“${title}” is live. The bot answers with it from now on.` });
  });
  return (
    <>
      {outcome}
      <Loaded query={faqs} skeleton={[180, 180]}>
        {({ records }) => {
          const drafts = records.filter(({ record }) => record.state === 'draft');
          return drafts.length > 0 ? (
            <ul className={look.list}>
              {drafts.map((draft) => (
                <li key={draft.id}>
                  <Draft draft={draft} onPublish={() => setAsking(draft)} />
                </li>
              ))}
            </ul>
          ) : (
            <Notice icon="check" heading="Nothing waits for a second look">
              <NoticeText>Answers that your colleagues add appear here before the bot uses them.</NoticeText>
            </Notice>
          );
        }}
      </Loaded>
      {asking && (
        <Ask
          title="Approve this answer?"
          act="Approve and publish"
          pending={act.isPending}
          failure={act.error}
          onAct={() => act.mutate(asking)}
          onClose={() => setAsking(undefined)}
        >
          <Quote>{asking.title}</Quote>
          <NoticeText>
            The bot answers with it at once. {readersNames[(asking.record as Faq).readers]} may read it. You
            can take it away again.
          </NoticeText>
        </Ask>
      )}
    </>
  );
}

function Draft({ draft, onPublish }: { draft: ContentRecord; onPublish: () => void }) {
  const look = useLook();
  const hidden = useHidden();
  const { title, mayPublish } = draft;
  const { questions, answer, author, answeredOn, readers } = draft.record as Faq;
  const about = <span className={hidden}>: {title}</span>;
  return (
    <Card>
      <div className={look.head}>
        <h2 className={look.words}>{title}</h2>
        <NoticeText>
          {author} wrote it on {dayOf(answeredOn)}. For: {readersNames[readers].toLowerCase()}.
        </NoticeText>
      </div>
      <Paragraphs lines={answer} />
      {questions.length > 1 && (
        <details className={look.folded}>
          <summary>Other ways to ask it: {questions.length - 1}</summary>
          <Points lines={questions.slice(1)} />
        </details>
      )}
      {!mayPublish && <NoticeText>Somebody else has to approve it.</NoticeText>}
      <div className={look.buttons}>
        {mayPublish && (
          <Button appearance="primary" onClick={onPublish}>
            Approve and publish{about}
          </Button>
        )}
        <ButtonLink to={placeOf(draft)}>Change it{about}</ButtonLink>
      </div>
    </Card>
  );
}
