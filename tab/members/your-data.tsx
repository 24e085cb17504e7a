import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { queryOptions, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Erased, OwnData } from '../../bot/api/contract-day.ts';
import { callLast, get, saveFile } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { Ask } from '../ui/box.tsx';
import { Facts } from '../ui/facts.tsx';
import { useOutcome } from '../ui/outcome.tsx';
import { Points } from '../ui/prose.tsx';
import { Section } from '../ui/section.tsx';
import { describe, Loaded, NoticeText } from '../ui/states.tsx';

const dataQuery = queryOptions({
  queryKey: ['own data'],
  queryFn: () => get<OwnData>('/api/me/data'),
  staleTime: 0,
});

const useStyles = makeStyles({
  data: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    maxWidth: '640px',
    marginTop: tokens.spacingVerticalXXXL,
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
  held: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  entries: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalXL,
  },
  heading: {
    cursor: 'pointer',
    fontWeight: tokens.fontWeightSemibold,
    paddingBlock: tokens.spacingVerticalXS,
  },
});

/** What is held about the person: to read, to keep and to have deleted. */
export function YourData() {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const [asking, setAsking] = useState(false);
  const { outcome, say } = useOutcome();
  const save = useMutation({
    mutationFn: () => saveFile('/api/me/data?file=1', 'what-is-held-about-me.json'),
    onError: (problem) => say({ words: describe(problem).message, failed: true }),
  });
  const erase = useMutation({
    mutationFn: () => callLast<Erased>('DELETE', '/api/me', { typed: 'delete' }),
    onSuccess: ({ message }) => {
      setAsking(false);
      setOpen(false);
      say({ words: message });
    },
    onError: (problem) => announce(describe(problem).message),
  });
  return (
    <div className={styles.data}>
      <Section heading="Your data">
        {!erase.isSuccess && (
          <>
            <NoticeText>
              You can see and keep everything that is held about you here, and have it deleted.
            </NoticeText>
            <div className={styles.buttons}>
              <Button aria-expanded={open} onClick={() => setOpen(!open)}>
                {open ? 'Hide what is held about me' : 'Show what is held about me'}
              </Button>
              <Button disabledFocusable={save.isPending} onClick={() => save.mutate()}>
                Keep it as a file
              </Button>
              <Button onClick={() => setAsking(true)}>Delete everything about me</Button>
            </div>
          </>
        )}
        {outcome}
        {open && <Held />}
      </Section>
      {asking && (
        <Ask
          title="Delete everything that is held about you?"
          act="Delete everything"
          word="delete"
          pending={erase.isPending}
          failure={erase.error}
          onAct={() => erase.mutate()}
          onClose={() => setAsking(false)}
        >
          <Points
            lines={[
              'Your places at events to come are cancelled, and go to who waits. What is in your own calendar stays there: delete it yourself.',
              'Your questions, answers, choices, ratings and messages are deleted. You lose the library and any role.',
              'What you answered others, announced or wrote for everybody stays, without your name. So do numbers of who came to events.',
              'If you use the app again, you begin as somebody new.',
            ]}
          />
        </Ask>
      )}
    </div>
  );
}

function Held() {
  const styles = useStyles();
  const data = useQuery(dataQuery);
  return (
    <Loaded query={data} skeleton={[28, 28, 28, 28]}>
      {({ made, sections }) => (
        <div className={styles.held}>
          <NoticeText>As it was on {made}.</NoticeText>
          {sections.map(({ heading, about, entries }) => (
            <details key={heading}>
              <summary className={styles.heading}>
                {heading}: {entries.length === 0 ? 'nothing' : entries.length}
              </summary>
              <NoticeText>{about}</NoticeText>
              <ul className={styles.entries}>
                {entries.map((entry, at) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: two entries may say the same, and never change places
                  <li key={at}>
                    <Facts facts={Object.entries(entry)} />
                  </li>
                ))}
              </ul>
            </details>
          ))}
        </div>
      )}
    </Loaded>
  );
}
