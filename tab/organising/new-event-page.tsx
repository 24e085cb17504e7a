import { Button } from '@fluentui/react-components';
import { type FormEvent, useState } from 'react';
import { useNavigate } from 'react-router';
import { Beside } from '../ui/beside.tsx';
import { CoordinatePage } from '../ui/coordinate.tsx';
import { FirstFault } from '../ui/first-fault.tsx';
import { useLook } from '../ui/look.ts';
import { useAct } from '../ui/outcome.tsx';
import { Card } from '../ui/prose.tsx';
import { Section } from '../ui/section.tsx';
import { type Draft, emptyDraft, forgetDraft, keepDraft, keptDraft } from './draft.ts';
import { AboutFields, WhereFields } from './event-fields.tsx';
import { eventFaults, sessionFaults } from './faults.ts';
import { MoreFields } from './more-fields.tsx';
import { createEvent, type NewEvent } from './queries.ts';
import { Refused } from './refused.tsx';
import { SeriesFields, useSeriesDates } from './series-fields.tsx';
import { BookingFields, PlacesFields, WhenFields } from './session-fields.tsx';
import { eventOf, sessionOf, type WrittenEvent, type WrittenSession } from './written.ts';
import { WrittenSummary } from './written-summary.tsx';

export default function NewEventPage() {
  return (
    <CoordinatePage
      title="New event"
      intro="It is a draft until you publish it: only coordinators see it."
      needs="manageEvents"
      at="/coordinate/events"
      back={{ to: '/coordinate/events', text: 'All events' }}
    >
      <NewEventForm />
    </CoordinatePage>
  );
}

/** One event, or all of a series, on one page. */
function NewEventForm() {
  const look = useLook();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(keptDraft);
  const [checked, setChecked] = useState(0);
  const { key, event, session, series } = draft;
  const held = event.mode;
  const found = useSeriesDates(series, session.date);
  const faults = { ...eventFaults(event), ...sessionFaults(session, held) };
  const shown = checked > 0 ? faults : {};
  const create = useAct(
    (made: NewEvent) => createEvent(made),
    ({ event, message }) => {
      forgetDraft();
      void navigate(`/coordinate/events/${event.id}`, { state: { said: message } });
    },
  );
  const change = (changed: Partial<Draft>) => {
    const written = { ...draft, ...changed };
    keepDraft(written);
    setDraft(written);
  };
  const changeEvent = (changed: Partial<WrittenEvent>) => change({ event: { ...event, ...changed } });
  const changeSession = (changed: Partial<WrittenSession>) => change({ session: { ...session, ...changed } });
  const submit = (press: FormEvent) => {
    press.preventDefault();
    setChecked(checked + 1);
    if (Object.keys(faults).length > 0 || found.fault) return;
    const dates = found.dates && { dates: found.dates };
    create.mutate({ key, event: eventOf(event), session: sessionOf(session, held), ...dates });
  };
  const clear = () => {
    forgetDraft();
    setDraft(emptyDraft());
    setChecked(0);
    create.reset();
  };
  const ofEvent = { event, onChange: changeEvent, faults: shown };
  const ofSession = { session, onChange: changeSession, faults: shown, held };
  return (
    <Beside aside={<WrittenSummary event={event} session={session} dates={found.dates} />}>
      <form key={key} noValidate className={look.form} onSubmit={submit}>
        <FirstFault turn={checked}>
          <Card>
            <AboutFields {...ofEvent} />
          </Card>
          <Section small heading="When and where">
            <Card>
              <WhenFields {...ofSession} />
              <SeriesFields
                series={series}
                onChange={(series) => change({ series })}
                from={session.date}
                found={found}
                checked={checked > 0}
              />
              <WhereFields {...ofEvent} />
            </Card>
          </Section>
          <Section small heading="Booking">
            <Card>
              <PlacesFields {...ofSession} />
              <BookingFields {...ofSession} used={false} />
            </Card>
          </Section>
          <Section small heading="If it needs more">
            <Card>
              <MoreFields {...ofEvent} used={false} />
            </Card>
          </Section>
        </FirstFault>
        <Refused problem={create.error} />
        <div className={look.buttons}>
          <Button type="submit" appearance="primary" disabledFocusable={create.isPending}>
            {series.on ? `Save ${found.dates?.length ?? ''} sessions as a draft` : 'Save as a draft'}
          </Button>
          <Button onClick={clear}>Clear the form</Button>
        </div>
      </form>
    </Beside>
  );
}
