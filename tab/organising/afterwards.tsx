import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Afterwards as After } from '../../bot/api/contract-day.ts';
import { Ask } from '../ui/box.tsx';
import { Facts } from '../ui/facts.tsx';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Quote } from '../ui/quote.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, NoticeText } from '../ui/states.tsx';
import { Materials } from './materials.tsx';
import type { OfSession } from './of-session.ts';
import { afterwardsQuery, thank } from './session-queries.ts';
import { peopleWords } from './words.ts';

/** What comes after a session: materials, thanks, and what people thought of it. */
export function Afterwards({ session }: OfSession) {
  const query = useQuery(afterwardsQuery(session.id));
  return (
    <Loaded query={query} what="session" skeleton={[120, 120]}>
      {(after) => (
        <>
          <Materials sessionId={session.id} after={after} />
          <Thanks sessionId={session.id} after={after} />
          <Feedback feedback={after.feedback} />
        </>
      )}
    </Loaded>
  );
}

function Thanks({ sessionId, after }: { sessionId: string; after: After }) {
  const { noted, came, missed, told, bar, byItself } = after;
  const shares = after.materials.length > 0 || after.recordingUrl !== null;
  const [asking, setAsking] = useState(false);
  const { outcome, say } = useOutcome();
  const act = useAct(
    () => thank(sessionId),
    () => {
      setAsking(false);
      say({ words: 'They are on their way. Failures are shown at the people of this session.' });
    },
  );
  const who = !noted
    ? `everybody who had a place (${peopleWords(came)}), because nobody has noted who came`
    : [came > 0 && `${peopleWords(came)} who came`, missed > 0 && `${peopleWords(missed)} who missed it`]
        .filter(Boolean)
        .join(', and ');
  return (
    <Section heading="Thank people">
      {outcome}
      {told && <NoticeText>They were told last on {told}.</NoticeText>}
      {byItself && <NoticeText>{byItself}</NoticeText>}
      {bar ? (
        <NoticeText>{bar}</NoticeText>
      ) : (
        <div>
          <Button onClick={() => setAsking(true)}>
            {shares ? 'Thank them and send the materials' : 'Thank them'}
          </Button>
        </div>
      )}
      {asking && (
        <Ask
          title={shares ? 'Thank people and send the materials?' : 'Thank people?'}
          act="Send it"
          pending={act.isPending}
          failure={act.error}
          onAct={() => act.mutate()}
          onClose={() => setAsking(false)}
        >
          <NoticeText>
            It goes to {who}. Who came is also asked what they thought of it. You cannot take it back.
          </NoticeText>
        </Ask>
      )}
    </Section>
  );
}

function Feedback({ feedback: { people, average, spread, texts } }: Pick<After, 'feedback'>) {
  return (
    <Section heading="What people thought of it">
      {average === null ? (
        <NoticeText>Nobody has said yet. They are asked when they are thanked.</NoticeText>
      ) : (
        <>
          <Facts
            facts={[
              ['Useful, from 1 to 5', `${average} (${peopleWords(people)})`],
              ...spread
                .map((count, at): [string, string] => [`Gave ${at + 1}`, peopleWords(count)])
                .reverse(),
            ]}
          />
          {texts.map((text, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two people may write the same, and they have no names
            <Quote key={at}>{text}</Quote>
          ))}
        </>
      )}
    </Section>
  );
}
