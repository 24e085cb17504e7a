import { useQuery } from '@tanstack/react-query';
import { bookingsQuery, nominationsQuery } from '../api.ts';
import { TextLink } from '../ui/link.tsx';
import { useMe } from '../ui/me.ts';
import { Row, Rows } from '../ui/rows.tsx';
import { Section } from '../ui/section.tsx';
import { NoticeText } from '../ui/states.tsx';
import { Second } from '../ui/table.tsx';

/** Who is put forward and how that stands; to a borough contact, who waits for their support. */
export function PutForward() {
  const { role } = useMe();
  const { putForward = [] } = useQuery(bookingsQuery).data ?? {};
  const { sessions = [] } = useQuery({ ...nominationsQuery, enabled: role === 'contact' }).data ?? {};
  const waiting = sessions.flatMap(({ people }) => people.filter(({ endorsed }) => !endorsed)).length;
  if (putForward.length + waiting === 0) return null;
  return (
    <Section heading="Put forward">
      {waiting > 0 && (
        <NoticeText>
          {waiting === 1
            ? 'A colleague is put forward and waits for your support. '
            : `${waiting} colleagues are put forward and wait for your support. `}
          <TextLink to="/bookings">See who it is</TextLink>
        </NoticeText>
      )}
      {putForward.length > 0 && (
        <Rows>
          {putForward.map(({ id, event, name, standing }) => (
            <Row
              key={id}
              words={
                <>
                  <TextLink to={`/events/${event.id}`}>{event.title}</TextLink>
                  <Second>{event.when.text}</Second>
                  <Second>{name ? `${name}: ${standing}` : standing}</Second>
                </>
              }
            />
          ))}
        </Rows>
      )}
    </Section>
  );
}
