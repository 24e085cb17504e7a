import { makeStyles, mergeClasses, tokens } from '@fluentui/react-components';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import type { EventSummary } from '../../bot/api/contract-events.ts';
import { areaStyle } from '../ui/areas.ts';
import { fullDayOf, monthOf } from '../ui/dates.ts';
import { useHidden } from '../ui/hidden.ts';
import { Icon } from '../ui/icon.tsx';
import { TextLink } from '../ui/link.tsx';
import { useArea } from '../ui/me.ts';
import { dayAfter, daysTo, today, weekdayOf, weeksOf } from './months.ts';

const useStyles = makeStyles({
  grid: {
    width: '100%',
    tableLayout: 'fixed',
    borderCollapse: 'collapse',
    backgroundColor: tokens.colorNeutralBackground1,
  },
  name: {
    padding: tokens.spacingVerticalXS,
    textAlign: 'start',
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground2,
  },
  short: { textDecorationLine: 'none' },
  cell: {
    height: '92px',
    verticalAlign: 'top',
    padding: tokens.spacingHorizontalXS,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '-2px' },
  },
  empty: { backgroundColor: tokens.colorNeutralBackground3 },
  number: {
    display: 'inline-block',
    minWidth: '24px',
    textAlign: 'center',
    color: tokens.colorNeutralForeground2,
  },
  today: {
    borderRadius: tokens.borderRadiusCircular,
    outline: `2px solid ${tokens.colorCompoundBrandStroke}`,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
  },
  events: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXXS,
    margin: `${tokens.spacingVerticalXS} 0 0`,
    padding: 0,
    listStyleType: 'none',
  },
  event: {
    display: 'block',
    minHeight: '24px',
    boxSizing: 'border-box',
    padding: `2px ${tokens.spacingHorizontalXS}`,
    borderRadius: tokens.borderRadiusMedium,
    border: '1px solid transparent',
    color: 'var(--ink)',
    backgroundColor: 'var(--tint)',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    textDecorationLine: 'none',
    ':hover': { color: 'var(--ink)', textDecorationLine: 'underline' },
  },
  off: { textDecorationLine: 'line-through' },
});

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];

type GridProps = {
  month: string;
  events: EventSummary[];
  /** The person came here by a key. */
  takesFocus: boolean;
  /** Page Up and Page Down: so many months on. */
  onLeave: (months: number) => void;
};

/**
 * A month by weeks. One stop of the Tab key: the arrows move from day to day, Home and End within the week, Page Up and
 * Page Down to another month; Tab goes on to the events of the day.
 */
export function MonthGrid({ month, events, takesFocus, onLeave }: GridProps) {
  const styles = useStyles();
  const grid = useRef<HTMLTableElement>(null);
  const now = today();
  const onDays = events.flatMap((event) =>
    event.when.date ? daysTo(event.when.date, event.when.endsAt).map((day) => ({ day, event })) : [],
  );
  const byDay = Map.groupBy(onDays, ({ day }) => day);
  const first = onDays.find(({ day }) => day.startsWith(month))?.day;
  const [active, setActive] = useState(now.startsWith(month) ? now : (first ?? `${month}-01`));
  const dayCell = (day: string) => grid.current?.querySelector<HTMLElement>(`[data-day="${day}"]`);
  // biome-ignore lint/correctness/useExhaustiveDependencies: once, as the month comes
  useEffect(() => {
    if (takesFocus) dayCell(active)?.focus();
  }, []);
  const move = (event: KeyboardEvent) => {
    const cell = (event.target as HTMLElement).closest<HTMLElement>('[data-day]');
    if (!cell || event.altKey || event.ctrlKey || event.metaKey) return;
    const pages: Record<string, number> = { PageUp: -1, PageDown: 1 };
    const weekday = weekdayOf(active);
    const days: Record<string, number> = {
      ArrowLeft: -1,
      ArrowRight: 1,
      ArrowUp: -7,
      ArrowDown: 7,
      Home: -weekday,
      End: 6 - weekday,
    };
    if (event.key in pages) {
      event.preventDefault();
      onLeave(pages[event.key]!);
    } else if (event.key in days) {
      event.preventDefault();
      const day = dayAfter(active, days[event.key]!);
      if (!day.startsWith(month)) return;
      setActive(day);
      dayCell(day)?.focus();
    } else if (event.key === 'Enter' && event.target === cell) {
      cell.querySelector('a')?.focus();
    }
  };
  return (
    <table
      ref={grid}
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: a grid is a table that keys move in
      role="grid"
      aria-label={monthOf(`${month}-01`)}
      className={styles.grid}
      onKeyDown={move}
    >
      <thead>
        <tr>
          {weekdays.map((weekday) => (
            <th key={weekday} scope="col" className={styles.name}>
              <abbr title={weekday} className={styles.short}>
                {weekday.slice(0, 3)}
              </abbr>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {weeksOf(month).map((week, at) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: the weeks of a month never change places
          <tr key={at}>
            {week.map((day, weekday) =>
              day ? (
                <Day
                  key={day}
                  day={day}
                  today={day === now}
                  active={day === active}
                  events={(byDay.get(day) ?? []).map(({ event }) => event)}
                  onFocus={() => setActive(day)}
                />
              ) : (
                <td key={weekdays[weekday]} className={mergeClasses(styles.cell, styles.empty)} />
              ),
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

type DayProps = { day: string; today: boolean; active: boolean; events: EventSummary[]; onFocus: () => void };

function Day({ day, today, active, events, onFocus }: DayProps) {
  const styles = useStyles();
  const hidden = useHidden();
  const reach = active ? 0 : -1;
  return (
    <td
      // biome-ignore lint/a11y/noNoninteractiveElementToInteractiveRole: as above
      role="gridcell"
      data-day={day}
      tabIndex={reach}
      className={styles.cell}
      onFocus={onFocus}
    >
      <span aria-hidden="true" className={mergeClasses(styles.number, today && styles.today)}>
        {Number(day.slice(8))}
      </span>
      <span className={hidden}>
        {fullDayOf(day)}
        {today && ', today'}
        {events.length === 0 ? ', no events' : ''}
      </span>
      {events.length > 0 && (
        <ul className={styles.events}>
          {events.map((event) => (
            <li key={event.sessionId}>
              <DayEvent event={event} reach={reach} />
            </li>
          ))}
        </ul>
      )}
    </td>
  );
}

function DayEvent({ event, reach }: { event: EventSummary; reach: number }) {
  const styles = useStyles();
  const hidden = useHidden();
  const area = useArea(event.area);
  return (
    <span style={areaStyle(area)}>
      <TextLink
        to={`/events/${event.id}`}
        tabIndex={reach}
        className={mergeClasses(styles.event, event.state === 'cancelled' && styles.off)}
      >
        {event.state === 'booked' && <Icon name="check" size={12} />}
        {event.title}
        {event.sessionTitle && `: ${event.sessionTitle}`}
        {event.places && <span className={hidden}>, {event.places}</span>}
      </TextLink>
    </span>
  );
}
