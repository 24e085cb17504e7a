import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { EventToEdit, Saved } from '../../bot/api/contract-organising.ts';
import { Box } from '../ui/box.tsx';
import { FirstFault } from '../ui/first-fault.tsx';
import { useAct } from '../ui/outcome.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { sessionFaults } from './faults.ts';
import { addSessions } from './queries.ts';
import { noSeries, SeriesFields, useSeriesDates } from './series-fields.tsx';
import { WhenFields } from './session-fields.tsx';
import { noSession, sessionOf, writtenSession } from './written.ts';

type AddSessionsProps = { event: EventToEdit; onDone: (saved: Saved) => void; onClose: () => void };

/** Further sessions, with places like those of the last one. */
export function AddSessions({ event, onDone, onClose }: AddSessionsProps) {
  const last = event.sessions.at(-1);
  const [key] = useState(() => crypto.randomUUID());
  // Its times of booking were about its own day.
  const [session, setSession] = useState(() => {
    const { opens, closes, cancelBy, offerCutoff } = noSession;
    const like = last ? writtenSession(last.session) : noSession;
    const ends = { ...like.ends, date: '' };
    return { ...like, ends, opens, closes, cancelBy, offerCutoff, title: '', date: '', joinUrl: '' };
  });
  const [series, setSeries] = useState(noSeries);
  const [checked, setChecked] = useState(0);
  const held = session.mode || event.event.mode || '';
  const found = useSeriesDates(series, session.date);
  const faults = sessionFaults(session, held);
  const add = useAct(
    () =>
      addSessions(event.id, {
        key,
        session: sessionOf(session, held),
        ...(found.dates && { dates: found.dates }),
      }),
    onDone,
  );
  const submit = () => {
    setChecked(checked + 1);
    if (Object.keys(faults).length === 0 && !found.fault) add.mutate();
  };
  return (
    <Box
      title="Add sessions"
      onClose={onClose}
      actions={
        <>
          <Button appearance="primary" disabledFocusable={add.isPending} onClick={submit}>
            {series.on ? `Add ${found.dates?.length ?? ''} sessions` : 'Add the session'}
          </Button>
          <Button onClick={onClose}>Do not add any</Button>
        </>
      }
    >
      <NoticeText>
        They have the places of the last session. You can change each of them when they are there.
      </NoticeText>
      <FirstFault turn={checked}>
        <WhenFields
          session={session}
          onChange={(changed) => setSession({ ...session, ...changed })}
          faults={checked > 0 ? faults : {}}
          held={held}
        />
        <SeriesFields
          series={series}
          onChange={setSeries}
          from={session.date}
          found={found}
          checked={checked > 0}
        />
      </FirstFault>
      {add.error && <NoticeText>{describe(add.error).message}</NoticeText>}
    </Box>
  );
}
