import { makeStyles, tokens } from '@fluentui/react-components';
import { Fragment } from 'react';
import type { Mode } from '../../bot/api/contract-events.ts';
import { fullDayOf } from '../ui/dates.ts';
import { useArea } from '../ui/me.ts';
import { Card } from '../ui/prose.tsx';
import { Section } from '../ui/section.tsx';
import { timeWords } from './clock.ts';
import { kindsOf, lastDayOf, type WrittenEvent, type WrittenSession } from './written.ts';

const useStyles = makeStyles({
  list: { margin: 0, '& dt': { fontWeight: tokens.fontWeightSemibold } },
  value: { margin: `0 0 ${tokens.spacingVerticalM}`, overflowWrap: 'anywhere' },
});

type WrittenSummaryProps = {
  event: WrittenEvent;
  /** Left out where only what several share is written. */
  session: WrittenSession | undefined;
  /** Of a series. */
  dates?: string[] | undefined;
};

const ways: Record<Mode, string> = {
  'in person': 'In person',
  online: 'Online',
  hybrid: 'In person and online',
};

/** What is written, in short, beside the form. */
export function WrittenSummary({ event, session, dates }: WrittenSummaryProps) {
  const styles = useStyles();
  const area = useArea(event.area);
  const mode = session?.mode || event.mode;
  const where = [mode && ways[mode], mode !== 'online' && (session?.venue || event.venue)];
  const facts: [name: string, value: string | false | undefined][] = [
    ['Title', event.title],
    ['Area', area?.name],
    ['When', session && whenWords(session)],
    ['Series', dates && `${dates.length} sessions, the last on ${fullDayOf(dates.at(-1) ?? '')}`],
    ['Where', where.filter(Boolean).join(', ')],
    ['Places', session && placesWords(session, mode)],
    ['By approval', session?.byApproval && 'A coordinator chooses among people who are put forward'],
    ['Questions', event.questions.length > 0 && String(event.questions.length)],
  ];
  return (
    <Section heading="In short">
      <Card>
        <dl className={styles.list}>
          {facts.map(
            ([name, value]) =>
              value && (
                <Fragment key={name}>
                  <dt>{name}</dt>
                  <dd className={styles.value}>{value}</dd>
                </Fragment>
              ),
          )}
        </dl>
      </Card>
    </Section>
  );
}

function whenWords(session: WrittenSession): string {
  const { date, starts, ends } = session;
  if (!date) return 'Date to be confirmed';
  const dayWords = (day: string) => (Number.isNaN(Date.parse(day)) ? '' : fullDayOf(day));
  if (!starts.time || !ends.time) return dayWords(date);
  const last = lastDayOf(session);
  const until = [last && dayWords(last), timeWords(ends.time)].filter(Boolean).join(', ');
  return `${dayWords(date)}, ${timeWords(starts.time)} to ${until}`;
}

function placesWords(session: WrittenSession, mode: Mode | ''): string {
  const booked = kindsOf(mode).filter((kind) => session.pools[kind].capacity.trim());
  if (booked.length === 0) return 'Not booked here';
  return booked
    .map((kind) => {
      const { capacity, perBorough, quotas } = session.pools[kind];
      return [
        `${capacity} ${kind}`,
        perBorough && `at most ${perBorough} for each borough`,
        quotas.length > 0 &&
          (quotas.length === 1 ? '1 rule for a borough' : `${quotas.length} rules for boroughs`),
      ]
        .filter(Boolean)
        .join(', ');
    })
    .join('; ');
}
