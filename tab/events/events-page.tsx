import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { startTransition, useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { EventSummary } from '../../bot/api/contract-events.ts';
import { dateOf, type EventFilter, eventFilterOf, eventsQuery } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { AreaFilter } from '../ui/area-label.tsx';
import { monthOf } from '../ui/dates.ts';
import { EventList } from '../ui/event-row.tsx';
import { Filters } from '../ui/filters.tsx';
import { Page } from '../ui/page.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { EventViews } from './event-views.tsx';

const useStyles = makeStyles({
  dates: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  list: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXL },
});

export default function EventsPage() {
  const styles = useStyles();
  const [query, setQuery] = useSearchParams();
  const filter = eventFilterOf(query);
  const backwards = filter.from !== '' && filter.to !== '' && filter.to < filter.from;
  const events = useQuery({ ...eventsQuery(filter), enabled: !backwards });
  const filtered = Object.values(filter).some(Boolean);
  useSayCount(filtered && !events.isPlaceholderData ? events.data?.events.length : undefined);

  const change = (changed: Partial<EventFilter>) => {
    const values = Object.entries({ ...filter, ...changed }).filter(([, value]) => value);
    setQuery(Object.fromEntries(values), { replace: true });
  };

  return (
    <Page title="Events">
      <EventViews />
      <Filters active={filtered}>
        <AreaFilter value={filter.area} onChange={(area) => change({ area })} />
        <div className={styles.dates}>
          <DateField label="From" value={filter.from} onChange={(from) => change({ from })} />
          <DateField
            label="To"
            value={filter.to}
            onChange={(to) => change({ to })}
            problem={backwards ? 'This is before the first date.' : undefined}
          />
          <Button
            appearance="subtle"
            disabledFocusable={!filtered}
            onClick={() => setQuery({}, { replace: true })}
          >
            Show all events
          </Button>
        </div>
      </Filters>
      {!backwards && (
        <Loaded query={events} skeleton={[28, 104, 104, 104, 104]}>
          {({ events }) =>
            events.length > 0 ? <Months events={events} /> : <NoEvents filtered={filtered} />
          }
        </Loaded>
      )}
    </Page>
  );
}

/** Speaks how many events are left after a filter changes. */
function useSayCount(count: number | undefined) {
  useEffect(() => {
    if (count !== undefined) announce(count === 1 ? '1 event' : `${count} events`);
  }, [count]);
}

function Months({ events }: { events: EventSummary[] }) {
  const styles = useStyles();
  // What fits on the screen is drawn first; a long list follows at once.
  const [all, setAll] = useState(false);
  useEffect(() => startTransition(() => setAll(true)), []);
  const shown = all ? events : events.slice(0, 12);
  return (
    <div className={styles.list}>
      {byHeading(shown).map(([heading, group]) => (
        <Section key={heading} heading={heading}>
          <EventList events={group} />
        </Section>
      ))}
    </div>
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

type DateFieldProps = {
  label: string;
  value: string;
  onChange: (date: string) => void;
  problem?: string | undefined;
};

function DateField({ label, value, onChange, problem }: DateFieldProps) {
  const [typed, setTyped] = useState(value);
  useEffect(() => setTyped(value), [value]);
  const type = (date: string) => {
    setTyped(date);
    // While a year is being typed, its first digits already make a date.
    if (date === '' || dateOf(date) >= '2000') onChange(date);
  };
  return (
    <Field label={label} validationMessage={problem}>
      <Input type="date" max="9999-12-31" value={typed} onChange={(_, data) => type(data.value)} />
    </Field>
  );
}
