import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { EventToEdit, Saved, SessionToEdit } from '../../bot/api/contract-organising.ts';
import { segment } from '../api.ts';
import { Ask } from '../ui/box.tsx';
import { useHidden } from '../ui/hidden.ts';
import { ButtonLink, TextLink } from '../ui/link.tsx';
import { useAct } from '../ui/outcome.tsx';
import { NoticeText } from '../ui/states.tsx';
import { type Column, Second, Table } from '../ui/table.tsx';
import { CallOff } from './call-off.tsx';
import { deleteSession } from './queries.ts';
import { Warnings } from './warnings.tsx';
import { placesWords } from './words.ts';

type SessionsProps = { event: EventToEdit; onDone: (saved: Saved) => void };

/** The sessions of an event with their numbers, each leading to its people. */
export function Sessions({ event, onDone }: SessionsProps) {
  const hidden = useHidden();
  const [asked, setAsked] = useState<{ session: SessionToEdit; act: 'call off' | 'delete' }>();
  const close = () => setAsked(undefined);
  const done = (saved: Saved) => {
    close();
    onDone(saved);
  };
  const remove = useAct(deleteSession, done);
  const at = (session: SessionToEdit) => `/coordinate/events/${segment(event.id)}/${segment(session.id)}`;
  const several = event.sessions.length > 1;
  const columns: Column<SessionToEdit>[] = [
    {
      name: 'When',
      cell: (session) => (
        <>
          <TextLink to={at(session)}>{session.when.text}</TextLink>
          {session.session.title && <Second>{session.session.title}</Second>}
          {session.cancelled && <Second>Called off</Second>}
        </>
      ),
    },
    { name: 'Places', cell: ({ numbers }) => placesWords(numbers) },
    { name: 'Waiting', cell: ({ numbers }) => numbers.waiting + numbers.requested || '' },
    { name: 'To do', cell: ({ warnings }) => warnings.length > 0 && <Warnings warnings={warnings} /> },
  ];
  const free = ({ numbers }: SessionToEdit) =>
    numbers.confirmed + numbers.offered + numbers.waiting + numbers.requested + numbers.cancelled === 0;
  return (
    <>
      <Table
        caption="Sessions"
        columns={columns}
        rows={event.sessions}
        idOf={({ id }) => id}
        actions={(session) => {
          const name = <span className={hidden}> {session.when.text}</span>;
          if (session.cancelled || !several) return null;
          return (
            <>
              <ButtonLink to={`${at(session)}/edit`}>Change{name}</ButtonLink>
              {event.state === 'published' && !session.passed && (
                <Button onClick={() => setAsked({ session, act: 'call off' })}>Call off{name}</Button>
              )}
              {event.state === 'draft' && free(session) && (
                <Button onClick={() => setAsked({ session, act: 'delete' })}>Delete{name}</Button>
              )}
            </>
          );
        }}
      />
      {asked?.act === 'call off' && (
        <CallOff id={asked.session.id} numbers={asked.session.numbers} onDone={done} onClose={close}>
          {asked.session.when.text}
        </CallOff>
      )}
      {asked?.act === 'delete' && (
        <Ask
          title="Delete this session?"
          act="Delete"
          pending={remove.isPending}
          failure={remove.error}
          onAct={() => remove.mutate(asked.session.id)}
          onClose={close}
        >
          <NoticeText>{asked.session.when.text}. Nobody has booked it.</NoticeText>
        </Ask>
      )}
    </>
  );
}
