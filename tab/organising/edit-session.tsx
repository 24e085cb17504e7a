import { Button, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import { useNavigate } from 'react-router';
import { segment } from '../api.ts';
import { Beside } from '../ui/beside.tsx';
import { FirstFault } from '../ui/first-fault.tsx';
import { useLook } from '../ui/look.ts';
import { useAct } from '../ui/outcome.tsx';
import { Card } from '../ui/prose.tsx';
import { NoticeText } from '../ui/states.tsx';
import { sessionFaults } from './faults.ts';
import { Meanwhile } from './meanwhile.tsx';
import type { OfSession } from './of-session.ts';
import { saveSession } from './queries.ts';
import { Refused } from './refused.tsx';
import { BookingFields, PlacesFields, WhenFields } from './session-fields.tsx';
import { sessionOf, type WrittenSession, writtenEvent, writtenSession } from './written.ts';
import { WrittenSummary } from './written-summary.tsx';

/** One session of a series. What is written stays while others change it. */
export function EditSession({ event, session }: OfSession) {
  const [was, setWas] = useState(session);
  const [saved, setSaved] = useState(false);
  return (
    <>
      {!saved && session.version > was.version && <Meanwhile onLook={() => setWas(session)} />}
      <EditForm key={was.version} event={event} session={was} onSaved={() => setSaved(true)} />
    </>
  );
}

function EditForm({ event, session: was, onSaved }: OfSession & { onSaved: () => void }) {
  const look = useLook();
  const navigate = useNavigate();
  const [session, setSession] = useState(() => writtenSession(was.session));
  const [checked, setChecked] = useState(0);
  const held: WrittenSession['mode'] = session.mode || event.event.mode || '';
  const faults = sessionFaults(session, held);
  const save = useAct(
    async () => {
      const saved = await saveSession(was, sessionOf(session, held));
      onSaved();
      return saved;
    },
    ({ message }) => void navigate(`/coordinate/events/${segment(event.id)}`, { state: { said: message } }),
  );
  const change = (changed: Partial<WrittenSession>) => setSession({ ...session, ...changed });
  const submit = () => {
    setChecked(checked + 1);
    if (Object.keys(faults).length === 0) save.mutate();
  };
  const fields = { session, onChange: change, faults: checked > 0 ? faults : {}, held };
  return (
    <Beside aside={<WrittenSummary event={writtenEvent(event.event)} session={session} />}>
      <div className={look.form}>
        <NoticeText>This changes one session. What all of them share is changed at the event.</NoticeText>
        <FirstFault turn={checked}>
          <Card>
            <Field label="Its own name" hint="Leave it empty if it has none">
              <Input
                maxLength={200}
                value={session.title}
                onChange={(_, { value }) => change({ title: value })}
              />
            </Field>
            <WhenFields {...fields} />
            <Field label="How it is held">
              <RadioGroup
                value={session.mode}
                onChange={(_, { value }) => change({ mode: value as WrittenSession['mode'] })}
              >
                <Radio value="" label="As the event is" />
                <Radio value="in person" label="In person" />
                <Radio value="online" label="Online" />
                <Radio value="hybrid" label="Both" />
              </RadioGroup>
            </Field>
            {held !== 'online' && (
              <Field label="Where" hint={event.event.venue ?? 'Leave it empty if it is where the event is'}>
                <Input
                  maxLength={300}
                  value={session.venue}
                  onChange={(_, { value }) => change({ venue: value })}
                />
              </Field>
            )}
          </Card>
          <Card>
            <PlacesFields {...fields} />
            <BookingFields {...fields} used />
          </Card>
        </FirstFault>
        <Refused problem={save.error} />
        <div className={look.buttons}>
          <Button appearance="primary" disabledFocusable={save.isPending} onClick={submit}>
            {event.state === 'draft' ? 'Save' : 'Save and tell those concerned'}
          </Button>
        </div>
      </div>
    </Beside>
  );
}
