import { Button } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { NominationSession } from '../../bot/api/contract-events.ts';
import { call, nominationsQuery, segment } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { useHidden } from '../ui/hidden.ts';
import { TextLink } from '../ui/link.tsx';
import { useMe } from '../ui/me.ts';
import { Row, Rows } from '../ui/rows.tsx';
import { Section } from '../ui/section.tsx';
import { describe, Loaded, NoticeText } from '../ui/states.tsx';
import { Second } from '../ui/table.tsx';

type Sessions = { sessions: NominationSession[] };

/** Who of a contact's own authority is put forward, for the contact to support; nothing for everybody else. */
export function Nominations() {
  const { role } = useMe();
  return role === 'contact' ? <OfMyAuthority /> : null;
}

function OfMyAuthority() {
  const client = useQueryClient();
  const nominations = useQuery(nominationsQuery);
  const { mutate, isPending, error } = useMutation({
    mutationFn: ({ id, on }: { id: string; on: boolean; name: string }) =>
      call<Sessions>(on ? 'PUT' : 'DELETE', `/api/bookings/${segment(id)}/endorsement`),
    onSuccess: (now, { on, name }) => {
      client.setQueryData(nominationsQuery.queryKey, now);
      announce(on ? `You support ${name}.` : `You no longer support ${name}.`);
    },
    onError: (problem) => announce(describe(problem).message),
  });
  if (nominations.data?.sessions.length === 0) return null;
  return (
    <Section heading="Put forward by your colleagues">
      <NoticeText>Coordinators choose who gets a place. They see whom you support.</NoticeText>
      {error && <NoticeText>{describe(error).message}</NoticeText>}
      <Loaded query={nominations} skeleton={[72, 72]}>
        {({ sessions }) =>
          sessions.map((session) => (
            <OneSession
              key={session.event.sessionId}
              session={session}
              pending={isPending}
              onSupport={(person, on) => mutate({ id: person.bookingId, name: person.name, on })}
            />
          ))
        }
      </Loaded>
    </Section>
  );
}

type Person = NominationSession['people'][number];
type OneSessionProps = {
  session: NominationSession;
  pending: boolean;
  onSupport: (person: Person, on: boolean) => void;
};

function OneSession({ session, pending, onSupport }: OneSessionProps) {
  const hidden = useHidden();
  const { event, most, endorsed, closes, people } = session;
  const full = most !== null && endorsed >= most;
  return (
    <div>
      <NoticeText>
        <TextLink to={`/events/${event.id}`}>{event.title}</TextLink>, {event.when.text}. {counted(session)}{' '}
        Nominations close on {closes}.
      </NoticeText>
      <Rows>
        {people.map((person) => (
          <Row
            key={person.bookingId}
            words={
              <>
                {[person.name, person.post].filter(Boolean).join(', ')}
                {person.statement && <Second>{person.statement}</Second>}
                {person.endorsed && <Second>You support this</Second>}
              </>
            }
          >
            <Button
              disabledFocusable={pending || (full && !person.endorsed)}
              onClick={() => onSupport(person, !person.endorsed)}
            >
              {person.endorsed ? 'Take my support back' : 'Support'}
              <span className={hidden}>: {person.name}</span>
            </Button>
          </Row>
        ))}
      </Rows>
    </div>
  );
}

const counted = ({ most, endorsed }: NominationSession) =>
  most === null ? `You support ${endorsed}.` : `You support ${endorsed} of at most ${most}.`;
