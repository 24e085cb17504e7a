import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { AudienceSize } from '../../bot/api/contract.ts';
import { Problem } from '../api.ts';
import { useArea } from '../ui/me.ts';
import { Card } from '../ui/prose.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { notCounted, peopleWords } from './audience.ts';
import type { Draft } from './draft.ts';

const useStyles = makeStyles({
  question: { margin: 0, fontWeight: tokens.fontWeightSemibold, ':focus': { outlineStyle: 'none' } },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

type ConfirmSendingProps = {
  draft: Draft;
  audience: AudienceSize | undefined;
  uncounted: boolean;
  pending: boolean;
  failure: Error | null;
  onSend: () => void;
  onBack: () => void;
};

/** The second look: what will happen, and to whom. It takes the focus, because the form above is locked. */
export function ConfirmSending({
  draft,
  audience,
  uncounted,
  pending,
  failure,
  onSend,
  onBack,
}: ConfirmSendingProps) {
  const styles = useStyles();
  const area = useArea(draft.area);
  const question = useRef<HTMLParagraphElement>(null);
  useEffect(() => question.current?.focus(), []);
  const sentBefore = failure instanceof Problem && failure.code === 'conflict';
  const who = area ? `the followers of ${area.name}` : 'everyone';
  return (
    <Card>
      <p ref={question} tabIndex={-1} className={styles.question}>
        Send “{draft.title.trim()}” to {who} now?
      </p>
      <NoticeText>
        {audience ? `${whatHappens(audience)} ` : uncounted && `${notCounted} `}
        You cannot take it back.
      </NoticeText>
      <div className={styles.buttons}>
        <Button appearance="primary" disabledFocusable={pending} onClick={onSend}>
          {sentBefore ? 'Send this one as well' : failure ? 'Try again' : 'Send now'}
        </Button>
        <Button disabledFocusable={pending} onClick={onBack}>
          Change it
        </Button>
      </div>
      {failure && (
        <NoticeText>
          {describe(failure).message}
          {!sentBefore && ' It is safe to try again: nobody gets it twice.'}
        </NoticeText>
      )}
    </Card>
  );
}

function whatHappens({ people, reachable }: AudienceSize): string {
  const missed = people - reachable;
  if (reachable === 0)
    return 'Nobody in this group can be reached in Teams yet, so everyone will be listed as failed.';
  const sent = `${peopleWords(reachable)} will get it in their chat.`;
  if (missed === 0) return sent;
  return `${sent} ${peopleWords(missed)} cannot be reached in Teams yet and will be listed as failed.`;
}
