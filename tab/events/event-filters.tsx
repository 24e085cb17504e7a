import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';
import type { EventSummary } from '../../bot/api/contract-events.ts';
import { dateOf, type EventFilter, eventFilterOf } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { AreaFilter, Chip, Chips } from '../ui/area-label.tsx';
import { Filters } from '../ui/filters.tsx';

const useStyles = makeStyles({
  dates: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
});

/** What of the events is shown, as it stands in the address of the page. */
export function useEventFilter() {
  const [query, setQuery] = useSearchParams();
  const filter = eventFilterOf(query);
  const places = query.get('places') === 'left';
  /** Sets and takes away values of the address; empty ones go. */
  const change = (changed: Partial<EventFilter> & { places?: string; month?: string }) => {
    const values = Object.entries({ ...Object.fromEntries(query), ...changed }).filter(([, value]) => value);
    setQuery(Object.fromEntries(values), { replace: true });
  };
  const filtered = places || Object.values(filter).some(Boolean);
  return { query, filter, places, filtered, change };
}

type Chosen = ReturnType<typeof useEventFilter>;

/** Those with a place to have, where only these are wanted. */
export const withPlaces = (events: EventSummary[], wanted: boolean): EventSummary[] =>
  wanted ? events.filter(({ state }) => state === 'open') : events;

/** Speaks how many events are left after a filter changes. */
export function useSayCount(count: number | undefined) {
  useEffect(() => {
    if (count !== undefined) announce(count === 1 ? '1 event' : `${count} events`);
  }, [count]);
}

type FiltersProps = {
  chosen: Chosen;
  /** With fields for the first and the last day. */
  dates?: boolean;
  /** What is wrong with the last day. */
  problem?: string | undefined;
};

export function EventFilters({ chosen, dates = false, problem }: FiltersProps) {
  const styles = useStyles();
  const { filter, places, filtered, change } = chosen;
  const toggle = (mode: string) => change({ mode: filter.mode === mode ? '' : mode });
  const none = { area: '', from: '', to: '', mode: '', networks: '', places: '' };
  return (
    <Filters active={filtered}>
      <AreaFilter value={filter.area} onChange={(area) => change({ area })} />
      <Chips label="More filters">
        <Chip pressed={filter.mode === 'in person'} onPress={() => toggle('in person')}>
          In person
        </Chip>
        <Chip pressed={filter.mode === 'online'} onPress={() => toggle('online')}>
          Online
        </Chip>
        <Chip
          pressed={filter.networks === 'mine'}
          onPress={() => change({ networks: filter.networks ? '' : 'mine' })}
        >
          My networks
        </Chip>
        <Chip pressed={places} onPress={() => change({ places: places ? '' : 'left' })}>
          With places left
        </Chip>
      </Chips>
      <div className={styles.dates}>
        {dates && (
          <>
            <DateField label="From" value={filter.from} onChange={(from) => change({ from })} />
            <DateField label="To" value={filter.to} onChange={(to) => change({ to })} problem={problem} />
          </>
        )}
        <Button appearance="subtle" disabledFocusable={!filtered} onClick={() => change(none)}>
          Show all events
        </Button>
      </div>
    </Filters>
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
