import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { AccessRequest } from '../../bot/api/contract-people.ts';
import { dayOf, momentOf } from '../ui/dates.ts';
import { useHidden } from '../ui/hidden.ts';
import { Card } from '../ui/prose.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { Decision } from './decision.tsx';
import { useOutcome } from './outcome.tsx';
import { requestsQuery } from './queries.ts';
import { type Column, Second, Table } from './table.tsx';

const useStyles = makeStyles({
  list: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  who: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  words: { margin: 0, overflowWrap: 'anywhere' },
  reason: {
    margin: 0,
    paddingInlineStart: tokens.spacingHorizontalM,
    boxShadow: `inset 3px 0 0 ${tokens.colorNeutralStroke1}`,
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
    maxWidth: '70ch',
  },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalM },
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
        {({ requests }) => {
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

const wishes: Record<AccessRequest['kind'], string> = {
  join: 'Wants to join',
  library: 'Wants to open the library',
  authority: 'Says which authority they work for',
};

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

function OpenRequest({
  request,
  onDecide,
}: {
  request: AccessRequest;
  onDecide: (approve: boolean) => void;
}) {
  const styles = useStyles();
  const hidden = useHidden();
  const { kind, name, email, post, organisation, reason, askedAt, tenantKnown, tenantId } = request;
  const where = [post, organisation?.name].filter(Boolean).join(', ');
  return (
    <Card>
      <div>
        <h3 className={styles.who}>{name}</h3>
        <p className={styles.words}>{[where, email].filter(Boolean).join(' · ')}</p>
      </div>
      <p className={styles.words}>
        {wishes[kind]}
        {kind === 'authority' && organisation ? `: ${organisation.name}` : ''}. Asked on {momentOf(askedAt)}.
        {!tenantKnown && ` We do not know the organisation that they sign in from (${tenantId}).`}
      </p>
      {reason && <blockquote className={styles.reason}>{reason}</blockquote>}
      <div className={styles.buttons}>
        <Button appearance="primary" onClick={() => onDecide(true)}>
          Approve<span className={hidden}> {name}</span>
        </Button>
        <Button onClick={() => onDecide(false)}>
          Refuse<span className={hidden}> {name}</span>
        </Button>
      </div>
    </Card>
  );
}
