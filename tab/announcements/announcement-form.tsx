import { makeStyles, tokens } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import { announcementsQuery, audienceQuery, sendAnnouncement } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { Card } from '../ui/prose.tsx';
import { Section } from '../ui/section.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { AnnouncementText } from './announcement-text.tsx';
import { peopleWords } from './audience.ts';
import { ConfirmSending } from './confirm-sending.tsx';
import { type Draft, DraftFields } from './draft-fields.tsx';

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

// The key is made with the draft, so that sending it again after a failure does not send it twice.
const emptyDraft = (): Draft => ({ key: crypto.randomUUID(), title: '', body: '', area: '' });

/** Writes one announcement, shows it as it will be read, and sends it after a second look. */
export function AnnouncementForm() {
  const styles = useStyles();
  const client = useQueryClient();
  const [draft, setDraft] = useState(emptyDraft);
  const [confirming, setConfirming] = useState(false);
  const audience = useQuery(audienceQuery(draft.area));
  const sending = useMutation({
    mutationFn: send,
    onSuccess: async () => {
      setDraft(emptyDraft());
      setConfirming(false);
      await client.invalidateQueries({ queryKey: announcementsQuery.queryKey });
    },
    onError: (problem) => announce(describe(problem).message),
  });
  const change = (changed: Partial<Draft>) => {
    sending.reset();
    setDraft({ ...draft, ...changed });
  };

  return (
    <div className={styles.layout}>
      <Section heading="New announcement">
        <div className={styles.write}>
          <DraftFields
            key={draft.key}
            draft={draft}
            onChange={change}
            audience={audience.data}
            locked={confirming}
            onReady={() => setConfirming(true)}
          />
          {confirming && (
            <ConfirmSending
              draft={draft}
              audience={audience.data}
              pending={sending.isPending}
              failure={sending.error ? describe(sending.error).message : undefined}
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

function send({ key, title, body, area }: Draft) {
  const audience = area ? ({ kind: 'area', area } as const) : ({ kind: 'everyone' } as const);
  return sendAnnouncement({ key, title: title.trim(), body: body.trim(), audience });
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
