import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Nominations as Found, Nominee } from '../../bot/api/contract-attendees.ts';
import { useHidden } from '../ui/hidden.ts';
import { useOutcome } from '../ui/outcome.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { type Column, Second, Table } from '../ui/table.tsx';
import { Choice } from './choice.tsx';
import { MessageForm } from './message-form.tsx';
import type { OfSession } from './of-session.ts';
import { chase, nominationsQuery } from './session-queries.ts';
import { bookingStates, peopleWords } from './words.ts';

/** Who is put forward, to choose from; and whom to remind. */
export function Nominations({ event, session }: OfSession) {
  const hidden = useHidden();
  const query = useQuery(nominationsQuery(session.id));
  const { outcome, say } = useOutcome();
  const [open, setOpen] = useState<Nominee>();
  return (
    <>
      {outcome}
      <Loaded query={query} what="session" skeleton={[32, 56, 56, 56]}>
        {(found) => {
          const missing = found.boroughs.filter(({ endorsed, chosen }) => endorsed + chosen === 0);
          const reached = missing.filter(({ contacts }) => contacts.length > 0);
          const unknown = missing.filter(({ contacts }) => contacts.length === 0);
          const named = found.boroughs.filter(
            ({ endorsed, chosen, proposed }) => endorsed + chosen + proposed > 0,
          );
          return (
            <>
              <NoticeText>
                {found.chosen} of {found.places} places given.
                {found.closes && ` People can be put forward until ${found.closes}.`}
              </NoticeText>
              {found.people.length > 0 ? (
                <Table
                  caption="People who are put forward"
                  columns={columns}
                  rows={found.people}
                  idOf={({ bookingId }) => bookingId}
                  actions={(person) => (
                    <Button size="small" onClick={() => setOpen(person)}>
                      Decide<span className={hidden}> about {person.name}</span>
                    </Button>
                  )}
                />
              ) : (
                <Notice icon="people" heading="Nobody is put forward yet">
                  <NoticeText>
                    Members put themselves forward at the event, and their borough’s contact endorses them.
                  </NoticeText>
                </Notice>
              )}
              {named.length > 0 && (
                <Section heading="By borough">
                  <Table
                    caption="Nominations by borough"
                    columns={ofBoroughs}
                    rows={named}
                    idOf={({ id }) => id}
                  />
                </Section>
              )}
              {missing.length > 0 && (
                <Section heading="Remind those with nobody endorsed">
                  {reached.length > 0 && (
                    <MessageForm
                      act={`Remind the contacts of ${boroughWords(reached)}`}
                      says={`It goes to ${reached.flatMap(({ contacts }) => contacts).join(', ')}.`}
                      first={{
                        title: `Who should come to ${event.event.title}?`,
                        body: found.closes
                          ? `You have endorsed nobody yet. You can until ${found.closes}.`
                          : 'You have endorsed nobody yet.',
                      }}
                      send={(message) => chase(session.id, message)}
                      onSent={({ counts }) =>
                        say({ words: `It is on its way to ${peopleWords(counts.people)}.` })
                      }
                    />
                  )}
                  {unknown.length > 0 && (
                    <NoticeText>
                      We know no contact of {boroughWords(unknown)}:{' '}
                      {unknown.map(({ name }) => name).join(', ')}.
                    </NoticeText>
                  )}
                </Section>
              )}
            </>
          );
        }}
      </Loaded>
      {open && (
        <Choice
          person={open}
          onDone={(words) => {
            setOpen(undefined);
            say({ words });
          }}
          onClose={() => setOpen(undefined)}
        />
      )}
    </>
  );
}

const boroughWords = ({ length }: unknown[]) => (length === 1 ? '1 borough' : `${length} boroughs`);

const columns: Column<Nominee>[] = [
  {
    name: 'Name',
    by: ({ name }) => name,
    cell: ({ name, post }) => (
      <>
        {name}
        {post && <Second>{post}</Second>}
      </>
    ),
  },
  { name: 'Organisation', by: ({ organisation }) => organisation, cell: ({ organisation }) => organisation },
  { name: 'Why', cell: ({ statement }) => statement },
  {
    name: 'Endorsed by',
    by: ({ endorsedBy }) => endorsedBy ?? '',
    cell: ({ endorsedBy }) => endorsedBy ?? 'Nobody yet',
  },
  {
    name: 'Where they stand',
    by: ({ state }) => state,
    cell: ({ state, bar }) => (
      <>
        {bookingStates[state]}
        {bar && <Second>{bar}</Second>}
      </>
    ),
  },
];

const ofBoroughs: Column<Found['boroughs'][number]>[] = [
  { name: 'Borough', by: ({ name }) => name, cell: ({ name }) => name },
  {
    name: 'Chosen',
    by: ({ chosen }) => chosen,
    cell: ({ chosen, most }) => (most === null ? chosen : `${chosen} of at most ${most}`),
  },
  { name: 'Endorsed', by: ({ endorsed }) => endorsed, cell: ({ endorsed }) => endorsed },
  { name: 'Not endorsed yet', by: ({ proposed }) => proposed, cell: ({ proposed }) => proposed },
  { name: 'Contacts', cell: ({ contacts }) => contacts.join(', ') || 'None known' },
];
