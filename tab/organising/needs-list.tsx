import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { saveFile, segment } from '../api.ts';
import { useLook } from '../ui/look.ts';
import { useAct } from '../ui/outcome.tsx';
import { Points } from '../ui/prose.tsx';
import { Section } from '../ui/section.tsx';
import { describe, Loaded, NoticeText } from '../ui/states.tsx';
import { needsQuery } from './session-queries.ts';
import { peopleWords } from './words.ts';

/** Dietary and access needs, counted. Asked for by a press: whoever looks at them is recorded. */
export function NeedsList({ sessionId }: { sessionId: string }) {
  const look = useLook();
  const [open, setOpen] = useState(false);
  const query = useQuery({ ...needsQuery(sessionId), enabled: open });
  const save = useAct(
    (as: string) =>
      saveFile(`/api/organising/sessions/${segment(sessionId)}/needs/file?as=${as}`, `needs.${as}`),
    () => {},
  );
  return (
    <Section heading="For catering and access">
      {!open && (
        <>
          <NoticeText>
            What people answered about health or religion, as counts without names. That you looked is
            recorded.
          </NoticeText>
          <div>
            <Button onClick={() => setOpen(true)}>Show the counts</Button>
          </div>
        </>
      )}
      {open && (
        <Loaded query={query} what="session" skeleton={[32, 32]}>
          {({ kept, people, questions }) => (
            <>
              <NoticeText>
                {peopleWords(people)} with a place. {kept}
              </NoticeText>
              {questions.length === 0 && <NoticeText>Nobody is asked about such needs.</NoticeText>}
              {questions.map(({ text, answers }) => (
                <div key={text}>
                  <strong>{text}</strong>
                  {answers.length > 0 ? (
                    <Points lines={answers.map(({ answer, people }) => `${answer}: ${people}`)} />
                  ) : (
                    <NoticeText>No answers.</NoticeText>
                  )}
                </div>
              ))}
              {questions.length > 0 && (
                <div className={look.buttons}>
                  <Button onClick={() => save.mutate('xlsx')}>Download the needs for Excel</Button>
                  <Button onClick={() => save.mutate('csv')}>Download the needs as CSV</Button>
                </div>
              )}
              {save.error && <NoticeText>{describe(save.error).message}</NoticeText>}
            </>
          )}
        </Loaded>
      )}
    </Section>
  );
}
