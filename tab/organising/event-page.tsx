import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation, useParams } from 'react-router';
import type { EventToEdit, Saved } from '../../bot/api/contract-organising.ts';
import { saveFile, segment } from '../api.ts';
import { CoordinatePage } from '../ui/coordinate.tsx';
import { Facts } from '../ui/facts.tsx';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { useLook } from '../ui/look.ts';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { AddSessions } from './add-sessions.tsx';
import { CallOff } from './call-off.tsx';
import { CopyEvent } from './copy-event.tsx';
import { DeleteDraft } from './delete-draft.tsx';
import { publishEvent, toEditQuery } from './queries.ts';
import { Sessions } from './sessions.tsx';
import { Warnings } from './warnings.tsx';
import { peopleWords, placesWords, stateNames } from './words.ts';

export default function EventPage() {
  const { id = '' } = useParams();
  const event = useQuery(toEditQuery(id));
  return (
    <CoordinatePage
      title={event.data?.event.title ?? 'Event'}
      loading={event.isPending}
      intro={event.data && stateNames[event.data.state]}
      needs="manageEvents"
      at="/coordinate/events"
      back={{ to: '/coordinate/events', text: 'All events' }}
    >
      <Loaded query={event} what="event" skeleton={[36, 140, 64, 64]}>
        {(event) => <Overview key={event.id} event={event} />}
      </Loaded>
    </CoordinatePage>
  );
}

type BoxName = 'call off' | 'copy' | 'delete' | 'add';

function Overview({ event }: { event: EventToEdit }) {
  const look = useLook();
  const { state: from } = useLocation();
  const { outcome, say } = useOutcome(from?.said);
  const [box, setBox] = useState<BoxName>();
  const { id, state, sessions, numbers, interested, cancelledReason } = event;
  const said = ({ message }: { message: string }) => {
    setBox(undefined);
    say({ words: message });
  };
  const failed = (problem: Error) => say({ words: problem.message, failed: true });
  const publish = useAct(() => publishEvent(id), said);
  const save = useAct(
    (as: string) => saveFile(files(id, as), `report.${as}`),
    () => {},
  );
  const coming = sessions.some(({ passed, cancelled }) => !passed && !cancelled);
  const close = () => setBox(undefined);
  return (
    <>
      {outcome}
      {state === 'cancelled' && (
        <Notice icon="warning" heading="This was called off">
          <NoticeText>{cancelledReason ?? 'Everybody concerned was told.'}</NoticeText>
        </Notice>
      )}
      <Warnings warnings={event.warnings} />
      <div className={look.buttons}>
        {state === 'draft' && (
          <Button
            appearance="primary"
            disabledFocusable={publish.isPending}
            onClick={() => publish.mutate(undefined, { onError: failed })}
          >
            Publish
          </Button>
        )}
        {state !== 'cancelled' && (
          <ButtonLink to={`/coordinate/events/${segment(id)}/edit`}>Change</ButtonLink>
        )}
        <Button onClick={() => setBox('copy')}>Copy</Button>
        {state !== 'cancelled' && <Button onClick={() => setBox('add')}>Add sessions</Button>}
        {state === 'draft' && <Button onClick={() => setBox('delete')}>Delete</Button>}
        {state === 'published' && coming && <Button onClick={() => setBox('call off')}>Call off</Button>}
      </div>
      <Facts
        facts={[
          ['Summary', event.event.summary],
          ['Places', placesWords(numbers)],
          ['Waiting', numbers.waiting > 0 && peopleWords(numbers.waiting)],
          ['Put forward', numbers.requested > 0 && peopleWords(numbers.requested)],
          ['Cancelled', numbers.cancelled > 0 && peopleWords(numbers.cancelled)],
          ['Want to know the date', interested > 0 && peopleWords(interested)],
          [
            'As members see it',
            state !== 'draft' && <TextLink to={`/events/${segment(id)}`}>{event.event.title}</TextLink>,
          ],
        ]}
      />
      <Section heading={sessions.length === 1 ? 'Who comes' : `${sessions.length} sessions`}>
        <Sessions event={event} onDone={said} />
      </Section>
      {state !== 'draft' && (
        <Section heading="Report by borough and role">
          <NoticeText>Who booked, came and missed it, counted over all sessions. It names nobody.</NoticeText>
          <div className={look.buttons}>
            <Button onClick={() => save.mutate('xlsx', { onError: failed })}>Download for Excel</Button>
            <Button onClick={() => save.mutate('csv', { onError: failed })}>Download as CSV</Button>
          </div>
        </Section>
      )}
      {box === 'call off' && (
        <CallOff id={id} numbers={numbers} whole onDone={(saved: Saved) => said(saved)} onClose={close} />
      )}
      {box === 'copy' && <CopyEvent event={event} onClose={close} />}
      {box === 'add' && <AddSessions event={event} onDone={said} onClose={close} />}
      {box === 'delete' && <DeleteDraft event={event} onClose={close} />}
    </>
  );
}

const files = (id: string, as: string) => `/api/organising/events/${segment(id)}/report/file?as=${as}`;
