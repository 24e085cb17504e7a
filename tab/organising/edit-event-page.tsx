import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useNavigate, useParams } from 'react-router';
import type { EventToEdit } from '../../bot/api/contract-organising.ts';
import { segment } from '../api.ts';
import { Beside } from '../ui/beside.tsx';
import { CoordinatePage } from '../ui/coordinate.tsx';
import { FirstFault } from '../ui/first-fault.tsx';
import { useLook } from '../ui/look.ts';
import { useAct } from '../ui/outcome.tsx';
import { Card } from '../ui/prose.tsx';
import { Loaded } from '../ui/states.tsx';
import { AboutFields, WhereFields } from './event-fields.tsx';
import { eventFaults, sessionFaults } from './faults.ts';
import { Meanwhile } from './meanwhile.tsx';
import { MoreFields } from './more-fields.tsx';
import { saveEvent, saveSession, toEditQuery } from './queries.ts';
import { Refused } from './refused.tsx';
import { BookingFields, PlacesFields, WhenFields } from './session-fields.tsx';
import { eventOf, noSession, sessionOf, writtenEvent, writtenSession } from './written.ts';
import { WrittenSummary } from './written-summary.tsx';

export default function EditEventPage() {
  const { id = '' } = useParams();
  const event = useQuery(toEditQuery(id));
  return (
    <CoordinatePage
      title={event.data ? `Change “${event.data.event.title}”` : 'Change an event'}
      loading={event.isPending}
      needs="manageEvents"
      at="/coordinate/events"
      back={{ to: `/coordinate/events/${segment(id)}`, text: 'The event' }}
    >
      <Loaded query={event} what="event" skeleton={[200, 140]}>
        {(event) => <Editor key={event.id} event={event} />}
      </Loaded>
    </CoordinatePage>
  );
}

const versions = ({ version, sessions }: EventToEdit) =>
  [version, ...sessions.map((each) => each.version)].join();

/** @param event as it stands now; what is written stays while others change it */
function Editor({ event }: { event: EventToEdit }) {
  const [was, setWas] = useState(event);
  const [seen, setSeen] = useState(versions(event));
  const look = (now: EventToEdit) => setSeen(versions(now));
  const lookAtTheirs = () => {
    setWas(event);
    look(event);
  };
  return (
    <>
      {versions(event) !== seen && <Meanwhile onLook={lookAtTheirs} />}
      <EditForm key={versions(was)} was={was} onSaved={look} />
    </>
  );
}

const same = (one: unknown, other: unknown) => JSON.stringify(one) === JSON.stringify(other);

type EditFormProps = {
  was: EventToEdit /** Called with it after each step. */;
  onSaved: (now: EventToEdit) => void;
};

/** Everything of an event that has one session; of a series what its sessions share. */
function EditForm({ was, onSaved }: EditFormProps) {
  const look = useLook();
  const navigate = useNavigate();
  const only = was.sessions.length === 1 ? was.sessions[0] : undefined;
  const [event, setEvent] = useState(() => writtenEvent(was.event));
  const [session, setSession] = useState(() => (only ? writtenSession(only.session) : noSession));
  const [checked, setChecked] = useState(0);
  const held = session.mode || event.mode;
  const faults = { ...eventFaults(event), ...(only && sessionFaults(session, held)) };
  const shown = checked > 0 ? faults : {};
  // What was saved already, where the second half was refused.
  const [half, setHalf] = useState<{ event: EventToEdit; message: string }>();
  const save = useAct(
    async () => {
      const before = half?.event ?? was;
      let message = half?.message ?? '';
      let now = before;
      if (!same(eventOf(event), eventOf(writtenEvent(before.event)))) {
        const saved = await saveEvent(before, eventOf(event));
        setHalf(saved);
        onSaved(saved.event);
        ({ event: now, message } = saved);
      }
      const [first] = now.sessions;
      const form = sessionOf(session, held);
      if (!only || !first || same(form, sessionOf(writtenSession(first.session), held)))
        return message || 'Nothing was changed.';
      const saved = await saveSession(first, form);
      onSaved(saved.event);
      return message + (message ? saved.message.replace(/^Saved\./, '') : saved.message);
    },
    (message) => void navigate(`/coordinate/events/${segment(was.id)}`, { state: { said: message } }),
  );
  const submit = () => {
    setChecked(checked + 1);
    if (Object.keys(faults).length === 0) save.mutate();
  };
  const ofEvent = {
    event,
    onChange: (changed: Partial<typeof event>) => setEvent({ ...event, ...changed }),
    faults: shown,
  };
  const ofSession = {
    session,
    onChange: (changed: Partial<typeof session>) => setSession({ ...session, ...changed }),
    faults: shown,
    held,
  };
  return (
    <Beside aside={<WrittenSummary event={event} session={only ? session : undefined} />}>
      <div className={look.form}>
        <FirstFault turn={checked}>
          <Card>
            <AboutFields {...ofEvent} />
            {only && <WhenFields {...ofSession} />}
            <WhereFields {...ofEvent} />
          </Card>
          {only && (
            <Card>
              <PlacesFields {...ofSession} />
              <BookingFields {...ofSession} used />
            </Card>
          )}
          <Card>
            <MoreFields {...ofEvent} used />
          </Card>
        </FirstFault>
        <Refused problem={save.error} />
        <div className={look.buttons}>
          <Button appearance="primary" disabledFocusable={save.isPending} onClick={submit}>
            {was.state === 'draft' ? 'Save' : 'Save and tell those concerned'}
          </Button>
        </div>
      </div>
    </Beside>
  );
}
