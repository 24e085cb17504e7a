import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { type EventFilter, eventsQuery } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { monthOf } from '../ui/dates.ts';
import { EventList } from '../ui/event-row.tsx';
import { useNarrow } from '../ui/narrow.ts';
import { Page } from '../ui/page.tsx';
import { Loaded, NoticeText } from '../ui/states.tsx';
import { EventFilters, useEventFilter, withPlaces } from './event-filters.tsx';
import { EventViews } from './event-views.tsx';
import { MonthGrid } from './month-grid.tsx';
import { daysOf, monthAfter, today } from './months.ts';

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
  month: { ...typographyStyles.subtitle1, margin: 0, minWidth: '170px' },
});

/** Events of one month: a grid of days, or where that has no room a list. */
export default function CalendarPage() {
  const styles = useStyles();
  const asList = useNarrow();
  const chosen = useEventFilter();
  const { query, filter, places, change } = chosen;
  const asked = query.get('month') ?? '';
  const month = /^[2-9]\d{3}-(0[1-9]|1[0-2])$/.test(asked) ? asked : today().slice(0, 7);
  const days = daysOf(month);
  const found = useQuery(eventsQuery({ ...filter, from: days[0]!, to: days.at(-1)! }));
  const name = monthOf(days[0]!);
  const count = found.isPlaceholderData
    ? undefined
    : found.data && withPlaces(found.data.events, places).length;
  const first = useRef(true);
  const byKey = useRef(false);
  useEffect(() => {
    if (count === undefined) return;
    if (!first.current)
      announce(`${name}: ${count === 0 ? 'no events' : count === 1 ? '1 event' : `${count} events`}`);
    first.current = false;
    byKey.current = false;
  }, [name, count]);
  return (
    <Page title="Calendar of events" heading="Events">
      <EventViews />
      <EventFilters chosen={chosen} />
      <div className={styles.head}>
        <Button onClick={() => change({ month: monthAfter(month, -1) })}>Month before</Button>
        <h2 className={styles.month}>{name}</h2>
        <Button onClick={() => change({ month: monthAfter(month, 1) })}>Month after</Button>
        <Button appearance="subtle" onClick={() => change({ month: '' })}>
          This month
        </Button>
      </div>
      <Loaded query={found} skeleton={[28, 104, 104, 104, 104]}>
        {({ events }) => {
          const shown = withPlaces(events, places);
          const inOrder = shown.toSorted((a, b) => orderOf(a.when).localeCompare(orderOf(b.when)));
          return (
            <>
              {!asList && (
                <MonthGrid
                  key={month}
                  month={month}
                  events={inOrder}
                  takesFocus={byKey.current}
                  onLeave={(months) => {
                    byKey.current = true;
                    change({ month: monthAfter(month, months) });
                  }}
                />
              )}
              {shown.length === 0 ? (
                <>
                  <NoticeText>{`There are no events in ${name}.`}</NoticeText>
                  <NextEvents
                    filter={filter}
                    places={places}
                    after={month}
                    onGo={(month) => change({ month })}
                  />
                </>
              ) : (
                asList && <EventList events={inOrder} />
              )}
            </>
          );
        }}
      </Loaded>
    </Page>
  );
}

type NextEventsProps = {
  filter: EventFilter;
  places: boolean;
  after: string;
  onGo: (month: string) => void;
};

/** The way from an empty month to the next one that has events. */
function NextEvents({ filter, places, after, onGo }: NextEventsProps) {
  const { data } = useQuery(eventsQuery({ ...filter, from: `${monthAfter(after, 1)}-01` }));
  const days = withPlaces(data?.events ?? [], places).flatMap(({ when }) => when.date ?? []);
  const next = days.toSorted()[0];
  if (!next) return null;
  return (
    <div>
      <Button onClick={() => onGo(next.slice(0, 7))}>Next events: {monthOf(next)}</Button>
    </div>
  );
}

const orderOf = ({ date, startsAt }: { date: string | null; startsAt: string | null }) =>
  startsAt ?? date ?? '';
