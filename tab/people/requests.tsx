import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccessRequest } from '../../bot/api/contract-people.ts';
import { dayOf } from '../ui/dates.ts';
import { useOutcome } from '../ui/outcome.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { type Column, Cut, Second, Table } from '../ui/table.tsx';
import { Decision } from './decision.tsx';
import { OpenRequest } from './open-request.tsx';
import { requestsQuery } from './queries.ts';
import { wishes } from './words.ts';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
});

/** What people ask for: open requests first, then those that were answered. */
export function Requests() {
  const styles = useStyles();
  const requests = useQuery(requestsQuery);
  const { outcome, say } = useOutcome();
  const [deciding, setDeciding] = useState<{ request: AccessRequest; approve: boolean }>();
  return (
    <>
      {outcome}
      <Loaded query={requests} skeleton={[140, 140]}>
        {({ requests, total }) => {
          const open = requests.filter(({ state }) => state === 'open');
          const answered = requests.filter(({ state }) => state !== 'open');
          return (
            <>
              <Section
                heading={open.length > 0 ? `Waiting for an answer: ${open.length}` : 'Waiting for an answer'}
              >
                {open.length > 0 ? (
                  <ul className={styles.list}>
                    {open.map((request) => (
                      <li key={request.id}>
                        <OpenRequest
                          request={request}
                          onDecide={(approve) => setDeciding({ request, approve })}
                        />
                      </li>
                    ))}
                  </ul>
                ) : (
                  <Notice icon="check" heading="Nobody is waiting">
                    <NoticeText>
                      When somebody asks for access, you read about it in Teams and here.
                    </NoticeText>
                  </Notice>
                )}
              </Section>
              {answered.length > 0 && (
                <Section heading="Answered">
                  <Table
                    caption="Answered requests"
                    columns={columns}
                    rows={answered}
                    idOf={({ id }) => id}
                  />
                </Section>
              )}
              <Cut shown={requests.length} total={total} />
            </>
          );
        }}
      </Loaded>
      {deciding && (
        <Decision
          {...deciding}
          onClose={() => setDeciding(undefined)}
          onDecided={(words) => {
            setDeciding(undefined);
            say({ words });
          }}
        />
      )}
    </>
  );
}

const columns: Column<AccessRequest>[] = [
  {
    name: 'Name',
    by: ({ name }) => name,
    cell: ({ name, organisation }) => (
      <>
        {name}
        <Second>{organisation?.name}</Second>
      </>
    ),
  },
  { name: 'Asked for', by: ({ kind }) => wishes[kind], cell: ({ kind }) => wishes[kind] },
  {
    name: 'Answer',
    by: ({ state }) => state,
    cell: ({ state }) => (state === 'approved' ? 'Approved' : 'Refused'),
  },
  {
    name: 'When',
    by: ({ decidedAt }) => decidedAt ?? '',
    cell: ({ decidedAt }) => decidedAt && dayOf(decidedAt),
  },
];
