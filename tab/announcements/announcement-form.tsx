import { makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { announcementsQuery, Problem, reachQuery, sendAnnouncement } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { Card } from '../ui/prose.tsx';
import { Section } from '../ui/section.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { AnnouncementText } from './announcement-text.tsx';
import { peopleWords } from './audience.ts';
import { ConfirmSending } from './confirm-sending.tsx';
import { type Draft, emptyDraft, forgetDraft, keepDraft, keptDraft } from './draft.ts';
import { DraftFields } from './draft-fields.tsx';

const useStyles = makeStyles({
  layout: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: tokens.spacingHorizontalXXXL,
    alignItems: 'start',
    '@media (max-width: 760px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  write: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalL },
  done: { margin: 0, fontWeight: tokens.fontWeightSemibold, ':focus': { outlineStyle: 'none' } },
});

/** Writes one announcement, shows it as it will be read, and sends it after a second look. */
export function AnnouncementForm() {
  const styles = useStyles();
  const client = useQueryClient();
  const [draft, setDraft] = useState(keptDraft);
  const [confirming, setConfirming] = useState(false);
  const { kind: _, ...audience } = draft.audience;
  const reach = useQuery(reachQuery(audience));
  const sending = useMutation({
    mutationFn: send,
    onSuccess: () => {
      forgetDraft();
      setDraft(emptyDraft());
      setConfirming(false);
    },
    onError: (problem) => {
      announce(describe(problem).message);
      // These words are another announcement; the person, who is told so, may still send it.
      if (problem instanceof Problem && problem.code === 'conflict') write({ key: crypto.randomUUID() });
    },
    // Not waited for: the focus moves as soon as the buttons are gone. A failed call may have sent it all the same.
    onSettled: () => void client.invalidateQueries({ queryKey: announcementsQuery.queryKey }),
  });
  const write = (changed: Partial<Draft>) => {
    const written = { ...draft, ...changed };
    keepDraft(written);
    setDraft(written);
  };
  const change = (changed: Partial<Draft>) => {
    sending.reset();
    write(changed);
  };

  return (
    <div className={styles.layout}>
      <Section heading="New announcement">
        <div className={styles.write}>
          <DraftFields
            key={draft.key}
            draft={draft}
            onChange={change}
            reach={reach.data}
            uncounted={reach.isError}
            locked={confirming}
            onReady={() => setConfirming(true)}
          />
          {confirming && (
            <ConfirmSending
              draft={draft}
              reach={reach.data}
              uncounted={reach.isError}
              pending={sending.isPending}
              failure={sending.error}
              onSend={() => sending.mutate(draft)}
              onBack={() => setConfirming(false)}
            />
          )}
          {sending.data && <OnItsWay people={sending.data.counts.people} />}
        </div>
      </Section>
      <Section heading="Preview">
        <Card>
          {draft.title || draft.body ? (
            <AnnouncementText title={draft.title || 'Title'} body={draft.body} />
          ) : (
            <NoticeText>What you write appears here as members will read it.</NoticeText>
          )}
        </Card>
      </Section>
    </div>
  );
}

function send({ title, body, ...draft }: Draft) {
  return sendAnnouncement({ ...draft, title: title.trim(), body: body.trim() });
}

function OnItsWay({ people }: { people: number }) {
  const styles = useStyles();
  const words = useRef<HTMLParagraphElement>(null);
  useEffect(() => words.current?.focus(), []);
  return (
    <p ref={words} tabIndex={-1} className={styles.done}>
      Your announcement is on its way to {peopleWords(people)}. You can follow it under Sent.
    </p>
  );
}
