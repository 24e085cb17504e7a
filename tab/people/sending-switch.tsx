import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useState } from 'react';
import type { Sending } from '../../bot/api/contract-people.ts';
import { Ask } from '../ui/box.tsx';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Card } from '../ui/prose.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { stopSending } from './queries.ts';

const useStyles = makeStyles({
  state: { ...typographyStyles.subtitle2, margin: 0 },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
});

/** Whether messages go out, and the switch that stops them all. */
export function SendingSwitch({ sending }: { sending: Sending }) {
  const styles = useStyles();
  const { stopped, recording, waiting } = sending;
  const [asking, setAsking] = useState(false);
  const { outcome, say } = useOutcome();
  const { mutate, isPending, error } = useAct(stopSending, (_, stop) => {
    setAsking(false);
    say({
      words: stop ? 'Sending is stopped. Everything waits.' : 'Sending goes on with what was waiting.',
    });
  });
  return (
    <>
      {outcome}
      <Card>
        <p className={styles.state}>
          {stopped
            ? 'Sending is stopped'
            : recording
              ? 'Messages are recorded, not sent'
              : 'Messages are being sent'}
        </p>
        <NoticeText>
          {waiting === 1 ? '1 message is' : `${waiting.toLocaleString('en-GB')} messages are`} waiting to be
          sent.
        </NoticeText>
        {recording && (
          <NoticeText>
            This is a place to try things out: messages are recorded, and nobody gets them.
          </NoticeText>
        )}
        <NoticeText>
          {stopped
            ? 'Nothing reaches anybody until you resume. Nothing is lost, and nobody gets anything twice.'
            : 'Stopping holds back every message at once, urgent ones too. What has left already still arrives.'}
        </NoticeText>
        <div className={styles.buttons}>
          {stopped ? (
            <Button appearance="primary" disabledFocusable={isPending} onClick={() => mutate(false)}>
              Resume sending
            </Button>
          ) : (
            <Button onClick={() => setAsking(true)}>Stop all sending</Button>
          )}
        </div>
        {error && !asking && <NoticeText>{describe(error).message}</NoticeText>}
      </Card>
      {asking && (
        <Ask
          title="Stop all sending?"
          act="Stop all sending"
          pending={isPending}
          failure={error}
          onAct={() => mutate(true)}
          onClose={() => setAsking(false)}
        >
          <NoticeText>
            Nobody gets a message from here until you resume: no announcement, reminder or answer to a
            request. Everything waits and goes out then. The bot still answers those who write to it.
          </NoticeText>
        </Ask>
      )}
    </>
  );
}
