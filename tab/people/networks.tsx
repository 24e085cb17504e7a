import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useSearchParams } from 'react-router';
import { AreaLabel } from '../ui/area-label.tsx';
import { useHidden } from '../ui/hidden.ts';
import { TextLink } from '../ui/link.tsx';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { describe, Loaded, NotFound, Notice, NoticeText } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { NetworkMembers } from './network-members.tsx';
import { type Network, networksQuery, setByInvitation } from './queries.ts';
import { peopleWords } from './words.ts';

const here = '/coordinate/people/networks';

/** Every network, or the one that the address names with its members. */
export function Networks() {
  const [query] = useSearchParams();
  const networks = useQuery(networksQuery);
  const shown = query.get('network');
  return (
    <Loaded query={networks} skeleton={[48, 56, 56, 56]}>
      {({ networks }) => {
        if (!shown) return <NetworkList networks={networks} />;
        const network = networks.find(({ id }) => id === shown);
        return (
          <>
            <TextLink to={here}>All networks</TextLink>
            {network ? <NetworkMembers key={network.id} network={network} /> : <NotFound what="network" />}
          </>
        );
      }}
    </Loaded>
  );
}

const whoCanJoin = ({ byInvitation, exploring }: Network): string =>
  exploring ? 'Nobody yet' : byInvitation ? 'By invitation' : 'Everybody';

function NetworkList({ networks }: { networks: Network[] }) {
  const hidden = useHidden();
  const { outcome, say } = useOutcome();
  const { mutate, isPending, error } = useAct(
    ({ id, byInvitation }: Network) => setByInvitation(id, !byInvitation),
    (_, { name, byInvitation }) =>
      say({ words: byInvitation ? `Everybody can join ${name}.` : `${name} is by invitation now.` }),
  );
  if (networks.length === 0)
    return (
      <Notice icon="people" heading="There are no networks yet">
        <NoticeText>Networks come with the alliance's content.</NoticeText>
      </Notice>
    );
  const columns: Column<Network>[] = [
    {
      name: 'Network',
      by: ({ name }) => name,
      cell: ({ id, name }) => <TextLink to={`${here}?network=${id}`}>{name}</TextLink>,
    },
    { name: 'Area', by: ({ area }) => area, cell: ({ area }) => <AreaLabel id={area} /> },
    { name: 'Members', by: ({ members }) => members, cell: ({ members }) => peopleWords(members) },
    {
      name: 'Who can join',
      by: whoCanJoin,
      cell: whoCanJoin,
    },
  ];
  return (
    <>
      {outcome}
      {error && <NoticeText>{describe(error).message}</NoticeText>}
      <NoticeText>Who is in a network that becomes one by invitation stays in it.</NoticeText>
      <Table
        caption="Networks"
        columns={columns}
        rows={networks}
        idOf={({ id }) => id}
        actions={(network) => (
          <Button size="small" disabledFocusable={isPending} onClick={() => mutate(network)}>
            {network.byInvitation ? 'Let everybody join' : 'Make it by invitation'}
            <span className={hidden}>: {network.name}</span>
          </Button>
        )}
      />
    </>
  );
}
