import { Checkbox, Field, Input, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useLook } from '../ui/look.ts';
import { Loaded, NoticeText } from '../ui/states.tsx';
import { datesQuery, type Every } from './queries.ts';
import { useRowClass } from './time-fields.tsx';

/** How often a session is held again. `moved`: the dates that were changed by hand, by their place in the list. */
export type Series = { on: boolean; every: Every; times: string; moved: Record<number, string> };
export const noSeries: Series = { on: false, every: 'month', times: '6', moved: {} };

/** How many sessions a series has; 0 where that is no number that the service takes. */
const countOf = ({ times }: Series): number => {
  const count = Number(times);
  return Number.isInteger(count) && count >= 2 && count <= 52 ? count : 0;
};

/** The dates of a series as they stand. `fault`: why there are none. */
export function useSeriesDates(series: Series, from: string) {
  const count = countOf(series);
  const query = useQuery({
    ...datesQuery(from, series.every, count),
    enabled: series.on && from !== '' && count > 0,
  });
  const dates = query.data?.dates.map(({ date }, at) => series.moved[at] || date);
  const fault = !series.on
    ? undefined
    : count === 0
      ? 'Write a whole number from 2 to 52.'
      : !from
        ? 'Choose the date of the first one above.'
        : !dates || query.isPlaceholderData
          ? 'We are still working out the dates.'
          : new Set(dates).size < dates.length
            ? 'Two of the dates are the same.'
            : undefined;
  return { query, dates: series.on ? dates : undefined, fault };
}

type SeriesFieldsProps = {
  series: Series;
  onChange: (series: Series) => void;
  /** Of the first one. */
  from: string;
  found: ReturnType<typeof useSeriesDates>;
  checked: boolean;
};

/** Makes one session a series, and shows its dates before it is saved. */
export function SeriesFields({ series, onChange, from, found, checked }: SeriesFieldsProps) {
  const look = useLook();
  const row = useRowClass();
  const { on, every, times, moved } = series;
  return (
    <>
      <Checkbox
        label="Make it a series"
        checked={on}
        onChange={(_, { checked }) => onChange({ ...series, on: checked === true })}
      />
      {on && (
        <div className={row}>
          <Field label="How often">
            <Select
              value={every}
              onChange={(_, { value }) => onChange({ ...series, every: value as Every, moved: {} })}
            >
              <option value="week">Every week</option>
              <option value="two weeks">Every two weeks</option>
              <option value="month">Every month</option>
            </Select>
          </Field>
          <Field label="How many sessions" validationMessage={checked ? found.fault : undefined}>
            <Input
              inputMode="numeric"
              value={times}
              onChange={(_, { value }) => onChange({ ...series, times: value, moved: {} })}
            />
          </Field>
        </div>
      )}
      {on && from && countOf(series) > 0 && (
        <Loaded query={found.query} skeleton={[24, 24]}>
          {({ dates }) => (
            <details className={look.folded}>
              <summary>
                {dates.length} dates, {dates[0]?.text} to {dates.at(-1)?.text}. Look at them or change them
              </summary>
              <div className={look.form}>
                {dates.map(({ date, text, note }, at) => (
                  <Field
                    key={date}
                    className={look.short}
                    label={`${at + 1}. ${moved[at] ? 'Moved by you' : text}`}
                    hint={moved[at] ? undefined : (note ?? undefined)}
                  >
                    <Input
                      type="date"
                      value={moved[at] ?? date}
                      onChange={(_, { value }) => onChange({ ...series, moved: { ...moved, [at]: value } })}
                    />
                  </Field>
                ))}
              </div>
            </details>
          )}
        </Loaded>
      )}
      {on && found.query.data?.dates.some(({ note }, at) => note && !moved[at]) && (
        <NoticeText>Some of these dates are on a weekend or a bank holiday.</NoticeText>
      )}
    </>
  );
}
