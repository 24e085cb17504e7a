import { Button, Field, Select } from '@fluentui/react-components';
import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import type { Attendee } from '../../bot/api/contract-attendees.ts';
import { saveFile, segment } from '../api.ts';
import { useHidden } from '../ui/hidden.ts';
import { useLook } from '../ui/look.ts';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { SearchField } from '../ui/search-field.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { type Column, Second, Table } from '../ui/table.tsx';
import { AddPeople } from './add-people.tsx';
import { AttendeeBox } from './attendee-box.tsx';
import { BoroughTable } from './borough-table.tsx';
import type { OfSession } from './of-session.ts';
import { type AttendeeFilter, attendeesQuery } from './session-queries.ts';
import { Unreached } from './unreached.tsx';
import { bookingStates, peopleWords, placesWords } from './words.ts';

/** Who comes, wants to or did: by borough, searched, changed one by one. */
export function People({ event, session }: OfSession) {
  const look = useLook();
  const hidden = useHidden();
  const [query, setQuery] = useSearchParams();
  const filter: AttendeeFilter = {
    search: query.get('search') ?? '',
    state: query.get('state') ?? '',
    borough: query.get('borough') ?? '',
  };
  const filtered = Object.values(filter).some(Boolean);
  const [needs, setNeeds] = useState(false);
  const attendees = useInfiniteQuery(attendeesQuery(session.id, filter, needs));
  const { outcome, say } = useOutcome();
  const [open, setOpen] = useState<Attendee>();
  const [adding, setAdding] = useState(false);
  const save = useAct(
    ({ what, as }: { what: string; as: string }) =>
      saveFile(`/api/organising/sessions/${segment(session.id)}/${what}`, `people.${as}`),
    () => {},
  );
  const download = (as: string, answers = '') =>
    save.mutate(
      { what: `attendees/file?as=${as}${answers}`, as },
      { onError: ({ message }) => say({ words: message, failed: true }) },
    );
  const change = (changed: Partial<AttendeeFilter>) => {
    const values = Object.entries({ ...filter, ...changed }).filter(([, value]) => value);
    setQuery(Object.fromEntries(values), { replace: true });
  };
  const done = (message: string) => {
    setOpen(undefined);
    setAdding(false);
    say({ words: message });
  };

  return (
    <>
      {outcome}
      <Unreached sessionId={session.id} />
      <Loaded query={attendees} what="session" skeleton={[32, 48, 56, 56, 56]}>
        {({ pages }) => {
          const first = pages[0]!;
          const people = pages.flatMap(({ people }) => people);
          return (
            <>
              <NoticeText>
                {[
                  placesWords(first.numbers),
                  first.numbers.waiting > 0 && `${peopleWords(first.numbers.waiting)} on the waiting list`,
                  first.numbers.requested > 0 && `${peopleWords(first.numbers.requested)} put forward`,
                ]
                  .filter(Boolean)
                  .join(' · ')}
              </NoticeText>
              <div className={look.buttons}>
                {!session.cancelled && !session.passed && (
                  <Button appearance="primary" onClick={() => setAdding(true)}>
                    Add people
                  </Button>
                )}
                <Button onClick={() => download('xlsx')}>Download for Excel</Button>
                <Button onClick={() => download('csv')}>Download as CSV</Button>
                {first.questions.some(({ special }) => !special) && (
                  <Button onClick={() => download('csv', '&answers=1')}>Download with answers</Button>
                )}
                {!needs && first.questions.some(({ special }) => special) && (
                  <Button
                    onClick={() => {
                      setNeeds(true);
                      say({
                        words: 'Look at a person to see what they need. It is recorded that you looked.',
                      });
                    }}
                  >
                    Show dietary and access needs
                  </Button>
                )}
              </div>
              <search className={look.buttons}>
                <SearchField
                  label="Search by name or organisation"
                  value={filter.search}
                  onChange={(search) => change({ search })}
                />
                <Field label="Show">
                  <Select value={filter.state} onChange={(_, { value }) => change({ state: value })}>
                    <option value="">Everybody who is on it</option>
                    {Object.entries(bookingStates).map(([state, name]) => (
                      <option key={state} value={state}>
                        {name}
                      </option>
                    ))}
                  </Select>
                </Field>
                <Field label="Borough">
                  <Select value={filter.borough} onChange={(_, { value }) => change({ borough: value })}>
                    <option value="">All</option>
                    {first.boroughs.map(({ id, name }) => (
                      <option key={id} value={id}>
                        {name}
                      </option>
                    ))}
                  </Select>
                </Field>
              </search>
              {people.length > 0 ? (
                <Table
                  caption="People"
                  columns={columns}
                  rows={people}
                  idOf={({ bookingId }) => bookingId}
                  actions={(person) => (
                    <Button size="small" onClick={() => setOpen(person)}>
                      Look<span className={hidden}> at {person.name}</span>
                    </Button>
                  )}
                />
              ) : (
                <Notice icon="people" heading={filtered ? 'Nobody matches' : 'Nobody has booked yet'}>
                  <NoticeText>
                    {filtered
                      ? 'Try another word, or take a filter away.'
                      : 'Who books is listed here. You can add people yourself as well.'}
                  </NoticeText>
                </Notice>
              )}
              {attendees.hasNextPage && (
                <div>
                  <Button
                    disabledFocusable={attendees.isFetchingNextPage}
                    onClick={() => void attendees.fetchNextPage()}
                  >
                    Show more of {peopleWords(first.total)}
                  </Button>
                </div>
              )}
              {first.boroughs.length > 0 && (
                <Section heading="By borough">
                  <BoroughTable boroughs={first.boroughs} />
                </Section>
              )}
              {open && (
                <AttendeeBox
                  person={open}
                  questions={first.questions.filter(({ special }) => needs || !special)}
                  over={session.passed || session.cancelled}
                  onDone={done}
                  onClose={() => setOpen(undefined)}
                />
              )}
            </>
          );
        }}
      </Loaded>
      {adding && <AddPeople event={event} session={session} onDone={done} onClose={() => setAdding(false)} />}
    </>
  );
}

const columns: Column<Attendee>[] = [
  {
    name: 'Name',
    cell: ({ name, post, notReached }) => (
      <>
        {name}
        {post && <Second>{post}</Second>}
        {notReached && <Second>Not reached: {notReached}</Second>}
      </>
    ),
  },
  { name: 'Organisation', cell: ({ organisation }) => organisation },
  {
    name: 'Where they stand',
    cell: ({ state, place, passedOver, acceptBy, overCapacity, endorsed }) => (
      <>
        {bookingStates[state]}
        {place !== null && `, number ${place}`}
        {passedOver && <Second>{passedOver}</Second>}
        {acceptBy && <Second>Until {acceptBy}</Second>}
        {overCapacity && <Second>Beyond the rules, by a coordinator</Second>}
        {state === 'requested' && <Second>{endorsed ? 'Endorsed' : 'Not endorsed yet'}</Second>}
      </>
    ),
  },
  { name: 'Kind', cell: ({ pool }) => (pool === 'online' ? 'Online' : 'In person') },
];
