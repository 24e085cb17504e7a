import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { Reach } from '../../bot/api/contract.ts';
import { Problem } from '../api.ts';
import { Card } from '../ui/prose.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { notCounted, peopleWords, useAudienceName } from './audience.ts';
import type { Draft } from './draft.ts';

const useStyles = makeStyles({
  question: { margin: 0, fontWeight: tokens.fontWeightSemibold, ':focus': { outlineStyle: 'none' } },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

type ConfirmSendingProps = {
  draft: Draft;
  reach: Reach | undefined;
  uncounted: boolean;
  pending: boolean;
  failure: Error | null;
  onSend: () => void;
  onBack: () => void;
};

/** The second look: what will happen, and to whom. It takes the focus, because the form above is locked. */
export function ConfirmSending({
  draft,
  reach,
  uncounted,
  pending,
  failure,
  onSend,
  onBack,
}: ConfirmSendingProps) {
  const styles = useStyles();
  const who = useAudienceName(draft.audience);
  const question = useRef<HTMLParagraphElement>(null);
  useEffect(() => question.current?.focus(), []);
  const sentBefore = failure instanceof Problem && failure.code === 'conflict';
  return (
    <Card>
      <p ref={question} tabIndex={-1} className={styles.question}>
        Send “{draft.title.trim()}” to {who} now?
      </p>
      <NoticeText>
        {reach ? `${whatHappens(reach, draft.critical)} ` : uncounted && `${notCounted} `}
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

function whatHappens({ people, reachable, only }: Reach, critical: boolean): string {
  const whom = only ? `${peopleWords(people)} in ${only}` : peopleWords(people);
  const how = critical
    ? `This is critical: it goes to ${whom} at once, whatever they prefer.`
    : `It goes to ${whom} in the way and at the time that each prefers.`;
  const missed = people - reachable;
  if (missed === 0) return how;
  return `${how} We cannot reach ${peopleWords(missed)} in Teams yet: they get an e-mail where we have their address, and are listed as failed where we do not.`;
}
