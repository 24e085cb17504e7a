import { useLocation } from 'react-router';
import { Views } from '../ui/views.tsx';

const kept = ['area', 'mode', 'networks', 'places'];

/** The three views of Events. The list and the calendar keep what is filtered by. */
export function EventViews() {
  const { pathname, search } = useLocation();
  const query = new URLSearchParams(search);
  const filters = new URLSearchParams([...query].filter(([name]) => kept.includes(name))).toString();
  return (
    <Views
      label="Views of events"
      here={pathname}
      views={[
        { name: '/events', to: { pathname: '/events', search: filters }, text: 'All events' },
        { name: '/calendar', to: { pathname: '/calendar', search: filters }, text: 'Calendar' },
        { name: '/bookings', to: '/bookings', text: 'My bookings' },
      ]}
    />
  );
}
