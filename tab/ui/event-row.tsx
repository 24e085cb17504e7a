import { makeStyles, mergeClasses, tokens, typographyStyles } from '@fluentui/react-components';
import type { EventSummary, When } from '../../bot/api/contract-events.ts';
import { AreaLabel } from './area-label.tsx';
import { areaStyle } from './areas.ts';
import { BookingButton, useBooking } from './booking.tsx';
import { BookingStatus } from './booking-status.tsx';
import { dayParts } from './dates.ts';
import { Icon } from './icon.tsx';
import { TextLink } from './link.tsx';
import { useArea } from './me.ts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  row: {
    display: 'grid',
    gridTemplateColumns: 'auto minmax(0, 1fr) auto',
    gap: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalL}`,
    alignItems: 'start',
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 640px)': {
      gridTemplateColumns: 'auto minmax(0, 1fr)',
      columnGap: tokens.spacingHorizontalM,
      padding: tokens.spacingHorizontalM,
    },
  },
  facts: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    rowGap: tokens.spacingVerticalXS,
    minWidth: 0,
  },
  title: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  titleLink: {
    color: tokens.colorNeutralForeground1,
    textDecorationLine: 'none',
    ':hover': { color: tokens.colorBrandForegroundLink, textDecorationLine: 'underline' },
  },
  line: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  marks: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  places: {
    display: 'inline-flex',
    alignItems: 'center',
    columnGap: tokens.spacingHorizontalXS,
    color: tokens.colorNeutralForeground1,
    fontWeight: tokens.fontWeightSemibold,
  },
  booked: { color: tokens.colorStatusSuccessForeground1 },
  action: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalS,
    '@media (max-width: 640px)': { gridColumnStart: 2 },
  },
  status: { gridColumnStart: 2, gridColumnEnd: -1, ':empty': { display: 'none' } },
  block: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'center',
    justifyContent: 'center',
    boxSizing: 'border-box',
    width: '56px',
    flexShrink: 0,
    minHeight: '68px',
    borderRadius: tokens.borderRadiusLarge,
    border: '1px solid transparent',
    color: 'var(--ink)',
    backgroundColor: 'var(--tint)',
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
  },
  contrastEdge: { border: `1px solid ${tokens.colorTransparentStroke}` },
  day: { fontSize: tokens.fontSizeHero700, lineHeight: '30px', fontWeight: tokens.fontWeightSemibold },
  quiet: { color: tokens.colorNeutralForeground2, backgroundColor: tokens.colorNeutralBackground3 },
});

/** The day as a block that the eye finds; the row says it in words as well. */
export function DateBlock({ when, area }: { when: When; area: string }) {
  const styles = useStyles();
  const style = areaStyle(useArea(area));
  const look = mergeClasses(styles.block, styles.contrastEdge, when.passed && styles.quiet);
  if (!when.date) {
    return (
      <div aria-hidden="true" className={look} style={style}>
        <Icon name="calendar" size={24} />
      </div>
    );
  }
  const { weekday, day, month } = dayParts(when.date);
  return (
    <div aria-hidden="true" className={look} style={style}>
      <span>{weekday}</span>
      <span className={styles.day}>{day}</span>
      <span>{month}</span>
    </div>
  );
}

const places = { online: 'Online', 'in person': 'In person', hybrid: 'In person and online' };

/** Where the event is, in one line: "Online", "In person, County Hall"; empty where it is not known. */
export function placeOf({ mode, venue }: EventSummary): string {
  const how = mode ? places[mode] : '';
  return [how, venue].filter(Boolean).join(', ');
}

/** That the event is made up, for trying the app out. */
export function SampleMark() {
  return <span className={useSampleStyles().mark}>Sample</span>;
}

const useSampleStyles = makeStyles({
  mark: {
    padding: `2px ${tokens.spacingHorizontalSNudge}`,
    borderRadius: tokens.borderRadiusCircular,
    border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
});

/** How many places are left, or that this person has one. */
export function Places({ event }: { event: EventSummary }) {
  const styles = useStyles();
  if (!event.places) return null;
  const booked = event.state === 'booked';
  return (
    <span className={mergeClasses(styles.places, booked && styles.booked)}>
      {booked && <Icon name="check" />}
      {event.places}
    </span>
  );
}

type RowProps = { event: EventSummary; withButton: boolean };

function EventRow({ event, withButton }: RowProps) {
  const styles = useStyles();
  const booking = useBooking(event);
  const where = placeOf(event);
  return (
    <li className={styles.row}>
      <DateBlock when={event.when} area={event.area} />
      <div className={styles.facts}>
        <h3 className={styles.title}>
          <TextLink to={`/events/${event.id}`} className={styles.titleLink}>
            {event.title}
          </TextLink>
        </h3>
        {event.sessions > 1 && (
          <p className={styles.line}>
            {[event.sessionTitle, `one of ${event.sessions} sessions`].filter(Boolean).join(', ')}
          </p>
        )}
        <p className={styles.line}>{event.when.text}</p>
        {where && <p className={styles.line}>{where}</p>}
        <div className={styles.marks}>
          <AreaLabel id={event.area} />
          {event.sample && <SampleMark />}
          <Places event={event} />
        </div>
      </div>
      {withButton && (
        <>
          <div className={styles.action}>
            <BookingButton event={event} booking={booking} />
          </div>
          <div className={styles.status}>
            <BookingStatus event={event} booking={booking} />
          </div>
        </>
      )}
    </li>
  );
}

type ListProps = { events: EventSummary[]; withButtons?: boolean };

/** Events as a list of rows, each with its one button. */
export function EventList({ events, withButtons = true }: ListProps) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {events.map((event) => (
        <EventRow key={event.sessionId} event={event} withButton={withButtons} />
      ))}
    </ul>
  );
}
