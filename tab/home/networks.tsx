import { Button, makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import type { NetworkRow } from '../../bot/api/contract-people.ts';
import { call, networksQuery, segment } from '../api.ts';
import { announce } from '../ui/announce.tsx';
import { AreaLabel } from '../ui/area-label.tsx';
import { useHidden } from '../ui/hidden.ts';
import { useMe } from '../ui/me.ts';
import { Section } from '../ui/section.tsx';
import { describe, Loaded, NoticeText } from '../ui/states.tsx';
import { NetworkAnswers } from './network-answers.tsx';

type Rows = { networks: NetworkRow[] };

const useStyles = makeStyles({
  list: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(100%, 320px), 1fr))',
    gap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    listStyleType: 'none',
  },
  network: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    rowGap: tokens.spacingVerticalS,
    padding: tokens.spacingHorizontalL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
  },
  name: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
  about: { margin: 0, color: tokens.colorNeutralForeground2, overflowWrap: 'anywhere' },
  marks: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  foot: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    marginTop: 'auto',
  },
});

/** The networks that the person follows, and those to follow. */
export function Networks() {
  const query = useQuery(networksQuery);
  return (
    <Section heading="Networks">
      <Loaded query={query} skeleton={[24, 120]}>
        {({ networks }) =>
          networks.length > 0 ? (
            <Choice networks={networks} />
          ) : (
            <NoticeText>There are no networks to follow yet. New ones appear here.</NoticeText>
          )
        }
      </Loaded>
    </Section>
  );
}

function Choice({ networks }: Rows) {
  const styles = useStyles();
  const { follows } = useMe();
  const [all, setAll] = useState(false);
  // What was pressed stays in sight, so that it can be undone.
  const [pressed, setPressed] = useState<string[]>([]);
  const [newHere] = useState(!networks.some(({ member }) => member));
  const near = networks.filter(
    ({ id, area, member }) => member || pressed.includes(id) || (newHere && follows.includes(area)),
  );
  const shown = all ? networks : near;
  return (
    <>
      <NoticeText>
        Follow the networks that you belong to. What is announced to them then reaches you.
        {near.length === 0 && ' Choose areas above to see theirs, or look at all of them.'}
      </NoticeText>
      {shown.length > 0 && (
        <ul className={styles.list}>
          {shown.map((network) => (
            <Network
              key={network.id}
              network={network}
              onPress={() => setPressed((before) => [...before, network.id])}
            />
          ))}
        </ul>
      )}
      {near.length < networks.length && (
        <div>
          <Button aria-expanded={all} onClick={() => setAll(!all)}>
            {all ? 'Show fewer networks' : `Show all ${networks.length} networks`}
          </Button>
        </div>
      )}
    </>
  );
}

function Network({ network, onPress }: { network: NetworkRow; onPress: () => void }) {
  const styles = useStyles();
  const hidden = useHidden();
  const client = useQueryClient();
  const { id, name, about, area, byInvitation, exploring, member } = network;
  const change = useMutation({
    scope: { id: 'networks' },
    mutationFn: (join: boolean) =>
      call<Rows>(join ? 'PUT' : 'DELETE', `/api/networks/${segment(id)}/membership`),
    onSuccess: (now, join) => {
      client.setQueryData(networksQuery.queryKey, now);
      announce(join ? `You now follow ${name}` : `You no longer follow ${name}`);
    },
    onError: (problem) => announce(describe(problem).message),
  });
  return (
    <li className={styles.network}>
      <h3 className={styles.name}>{name}</h3>
      <p className={styles.about}>{about[0]}</p>
      <div className={styles.marks}>
        <AreaLabel id={area} />
        {byInvitation && <span>By invitation</span>}
      </div>
      <div className={styles.foot}>
        {(member || !(byInvitation || exploring)) && (
          <Button
            disabledFocusable={change.isPending}
            onClick={() => {
              onPress();
              change.mutate(!member);
            }}
          >
            {member ? 'Stop following' : 'Follow'}
            <span className={hidden}>: {name}</span>
          </Button>
        )}
        {member && (
          <NetworkAnswers
            network={network}
            onChanged={(now) => client.setQueryData(networksQuery.queryKey, now)}
          />
        )}
        {!member && exploring && (
          <span className={styles.about}>It is being explored, so you cannot follow it yet.</span>
        )}
        {!member && !exploring && byInvitation && (
          <span className={styles.about}>A coordinator can add you.</span>
        )}
        {change.error && <span role="alert">{describe(change.error).message}</span>}
      </div>
    </li>
  );
}
