import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Arrival, Arrivals } from '../../bot/api/contract-day.ts';
import { useHidden } from '../ui/hidden.ts';
import { Icon } from '../ui/icon.tsx';
import { useOutcome } from '../ui/outcome.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { AttendanceReport } from './attendance-report.tsx';
import { Fold } from './fold.tsx';
import type { OfSession } from './of-session.ts';
import { Scan } from './scan.tsx';
import { arrivalsQuery } from './session-queries.ts';
import { findArrivals, holderOf, withTaps } from './taps.ts';
import { useTaps } from './use-taps.ts';
import { WalkIn } from './walk-in.tsx';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  person: {
    display: 'flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    minHeight: '64px',
    paddingBlock: tokens.spacingVerticalXS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flex: '1 1 0', minWidth: 0, overflowWrap: 'anywhere' },
  second: { display: 'block', color: tokens.colorNeutralForeground2, fontSize: tokens.fontSizeBase200 },
  // A thumb finds it, in a queue of people.
  button: { minWidth: '104px', minHeight: '48px', flexShrink: 0 },
  here: { color: tokens.colorStatusSuccessForeground1, lineHeight: 0 },
  waits: { fontWeight: tokens.fontWeightSemibold, margin: 0 },
});

/** The door: find somebody and tap once. Works on when the connection does not. */
export function CheckIn({ session }: OfSession) {
  const arrivals = useQuery(arrivalsQuery(session.id));
  return (
    <Loaded query={arrivals} what="session" skeleton={[32, 64, 64, 64]}>
      {(arrivals) => <Door sessionId={session.id} arrivals={arrivals} />}
    </Loaded>
  );
}

function Door({ sessionId, arrivals }: { sessionId: string; arrivals: Arrivals }) {
  const styles = useStyles();
  const [query] = useSearchParams();
  // Whoever scanned a code with the phone's own camera comes here with it.
  const [search, setSearch] = useState(query.get('code') ?? '');
  const { outcome, say } = useOutcome();
  const { taps, tap } = useTaps(sessionId, (words) => say({ words, failed: true }));
  const people = withTaps(arrivals.people, taps);
  const came = people.filter(({ arrived }) => arrived).length;
  const found = findArrivals(people, search);
  const scanned = (text: string) => {
    const person = holderOf(people, text);
    if (!person) return say({ words: 'This code is of nobody who has a place here.', failed: true });
    if (person.arrived) return say({ words: `${person.name} was checked in already, at ${person.arrived}.` });
    tap(person.bookingId, person.name, true);
    say({ words: `${person.name} (${person.organisation}) is checked in.` });
  };
  if (arrivals.closed)
    return (
      <Notice icon="lock" heading="Nobody is checked in here any more">
        <NoticeText>The names of this session are gone. Its report still counts who came.</NoticeText>
      </Notice>
    );
  return (
    <>
      <p className={styles.waits}>
        {came} of {people.length} are here
      </p>
      {taps.length > 0 && (
        <Notice icon="info" heading={`${taps.length} waiting to be sent`}>
          <NoticeText>Go on checking people in. We send it as soon as there is a connection.</NoticeText>
        </Notice>
      )}
      {outcome}
      <Scan onScanned={scanned} />
      <search>
        <Field label="Name, organisation or code">
          <Input
            type="search"
            size="large"
            autoComplete="off"
            value={search}
            onChange={(_, { value }) => setSearch(value)}
          />
        </Field>
      </search>
      {found.length > 0 ? (
        <ul className={styles.list}>
          {found.map((person) => (
            <Person
              key={person.bookingId}
              person={person}
              onTap={(here) => tap(person.bookingId, person.name, here)}
            />
          ))}
        </ul>
      ) : (
        <NoticeText>
          {people.length === 0 ? 'Nobody has a place here yet.' : 'Nobody who has a place matches.'}
        </NoticeText>
      )}
      <Section small heading="Somebody who has no place">
        <WalkIn
          sessionId={sessionId}
          onDone={(words) => say({ words })}
          onFailed={(words) => say({ words, failed: true })}
        />
      </Section>
      <Fold
        summary="Read the attendance report that Teams gives"
        used={people.length > 0 && people.every(({ pool }) => pool === 'online')}
      >
        <AttendanceReport sessionId={sessionId} />
      </Fold>
    </>
  );
}

function Person({ person, onTap }: { person: Arrival; onTap: (here: boolean) => void }) {
  const styles = useStyles();
  const hidden = useHidden();
  const { name, organisation, arrived, minutes, pool } = person;
  const facts = [organisation, pool === 'online' && 'online', arrived && `here at ${arrived}`];
  return (
    <li className={styles.person}>
      {arrived && (
        <span className={styles.here}>
          <Icon name="check" size={24} />
        </span>
      )}
      <span className={styles.words}>
        {name}
        <span className={styles.second}>
          {[...facts, minutes !== null && `${minutes} minutes online`].filter(Boolean).join(', ')}
        </span>
      </span>
      {/* The same button before and after, so that the focus stays where it is. */}
      <Button
        className={styles.button}
        appearance={arrived ? 'secondary' : 'primary'}
        onClick={() => onTap(!arrived)}
      >
        {arrived ? 'Undo' : 'Check in'}
        <span className={hidden}> {name}</span>
      </Button>
    </li>
  );
}
