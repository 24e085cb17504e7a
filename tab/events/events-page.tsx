import { useQuery } from '@tanstack/react-query';
import { startTransition, useEffect, useState } from 'react';
import type { EventSummary } from '../../bot/api/contract-events.ts';
import { eventsQuery } from '../api.ts';
import { monthOf } from '../ui/dates.ts';
import { EventList } from '../ui/event-row.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { Column } from './column.tsx';
import { EventFilters, useEventFilter, useSayCount, withPlaces } from './event-filters.tsx';
import { EventViews } from './event-views.tsx';

/** Events as a list, by month. */
export default function EventsPage() {
  const chosen = useEventFilter();
  const { filter, places, filtered } = chosen;
  const backwards = filter.from !== '' && filter.to !== '' && filter.to < filter.from;
  const query = useQuery({ ...eventsQuery(filter), enabled: !backwards });
  const events = query.data && withPlaces(query.data.events, places);
  useSayCount(filtered && !query.isPlaceholderData ? events?.length : undefined);
  return (
    <Page title="Events">
      <EventViews />
      <EventFilters
        chosen={chosen}
        dates
        problem={backwards ? 'This is before the first date.' : undefined}
      />
      {!backwards && (
        <Loaded query={query} skeleton={[28, 104, 104, 104, 104]}>
          {() => (events?.length ? <Months events={events} /> : <NoEvents filtered={filtered} />)}
        </Loaded>
      )}
    </Page>
  );
}

function Months({ events }: { events: EventSummary[] }) {
  // What fits on the screen is drawn first; a long list follows at once.
  const [all, setAll] = useState(false);
  useEffect(() => startTransition(() => setAll(true)), []);
  const shown = all ? events : events.slice(0, 12);
  return (
    <Column>
      {byHeading(shown).map(([heading, group]) => (
        <Section key={heading} heading={heading}>
          <EventList events={group} />
        </Section>
      ))}
    </Column>
  );
}

/** Coming events by month, then those without a date, then past ones; each group in the order given. */
function byHeading(events: EventSummary[]): [string, EventSummary[]][] {
  const coming = events.filter(({ when }) => !when.passed && when.date);
  const months = Map.groupBy(coming, ({ when }) => monthOf(when.date!));
  const undated = events.filter(({ when }) => !when.passed && !when.date);
  const past = events.filter(({ when }) => when.passed);
  const groups: [string, EventSummary[]][] = [
    ...months,
    ['Date to be confirmed', undated],
    ['Past events', past],
  ];
  return groups.filter(([, group]) => group.length > 0);
}

function NoEvents({ filtered }: { filtered: boolean }) {
  return filtered ? (
    <Notice icon="calendar" heading="No events match">
      <NoticeText>Choose another area or other dates, or show all events.</NoticeText>
    </Notice>
  ) : (
    <Notice icon="calendar" heading="No events yet">
      <NoticeText>New events appear here as soon as they are announced.</NoticeText>
    </Notice>
  );
}
