import { useQuery } from '@tanstack/react-query';
import { Navigate, useParams } from 'react-router';
import { segment } from '../api.ts';
import { useMe } from '../ui/me.ts';
import { Page } from '../ui/page.tsx';
import { Forbidden, Loaded } from '../ui/states.tsx';
import { scannedQuery } from './session-queries.ts';

/** Where the QR code of somebody who has a place leads: to their name at the door of the right session. */
export default function CodePage() {
  const { can } = useMe();
  return (
    <Page title="Check in" back={{ to: '/home', text: 'Home' }}>
      {can.manageEvents ? (
        <Scanned />
      ) : (
        <Forbidden message="This is for the coordinators at the door. If the code is yours, show it to them." />
      )}
    </Page>
  );
}

function Scanned() {
  const { code = '' } = useParams();
  const query = useQuery(scannedQuery(code));
  return (
    <Loaded query={query} what="code" skeleton={[64]}>
      {({ eventId, sessionId }) => (
        <Navigate
          replace
          to={`/coordinate/events/${segment(eventId)}/${segment(sessionId)}/check-in?code=${segment(code)}`}
        />
      )}
    </Loaded>
  );
}
