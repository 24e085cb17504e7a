import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { FindPerson } from '../ui/find-person.tsx';
import { useHidden } from '../ui/hidden.ts';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Section } from '../ui/section.tsx';
import { describe, Loaded, NoticeText } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { type Network, type NetworkMember, networkMembersQuery, setInNetwork } from './queries.ts';

type Change = { person: { id: string; name: string }; inNetwork: boolean };

const columns: Column<NetworkMember>[] = [
  { name: 'Name', by: ({ name }) => name, cell: ({ name }) => name },
  { name: 'Authority', by: ({ organisation }) => organisation, cell: ({ organisation }) => organisation },
  { name: 'Post', by: ({ post }) => post ?? '', cell: ({ post }) => post },
];

/** Who is in a network; a coordinator adds people and takes them out. */
export function NetworkMembers({ network }: { network: Network }) {
  const hidden = useHidden();
  const { id, name, byInvitation, exploring } = network;
  const members = useQuery(networkMembersQuery(id));
  const { outcome, say } = useOutcome();
  const { mutate, isPending, error } = useAct(
    ({ person, inNetwork }: Change) => setInNetwork(id, person.id, inNetwork),
    (_, { person, inNetwork }) =>
      say({
        words: `${person.name} is ${inNetwork ? 'in' : 'no longer in'} ${name}.`,
        undo: { text: 'Undo', act: () => mutate({ person, inNetwork: !inNetwork }) },
      }),
  );
  const memberIds = new Set(members.data?.members.map((member) => member.id));
  return (
    <>
      {outcome}
      {error && <NoticeText>{describe(error).message}</NoticeText>}
      <Section heading={name}>
        <NoticeText>
          {exploring
            ? 'It is being explored, so nobody can join it yet.'
            : byInvitation
              ? 'By invitation: only you and your colleagues add people.'
              : 'Everybody can join it.'}
        </NoticeText>
        <Loaded query={members} skeleton={[48, 56, 56]}>
          {({ members }) =>
            members.length > 0 ? (
              <Table
                caption={`Members of ${name}`}
                columns={columns}
                rows={members}
                idOf={({ id }) => id}
                actions={(person) => (
                  <Button
                    size="small"
                    disabledFocusable={isPending}
                    onClick={() => mutate({ person, inNetwork: false })}
                  >
                    Take out<span className={hidden}> {person.name}</span>
                  </Button>
                )}
              />
            ) : (
              <NoticeText>Nobody is in it yet.</NoticeText>
            )
          }
        </Loaded>
      </Section>
      <Section heading="Add somebody">
        <FindPerson label="Search for a member">
          {(person) =>
            memberIds.has(person.id) ? (
              'Is in it'
            ) : (
              <Button
                size="small"
                disabledFocusable={isPending}
                onClick={() => mutate({ person, inNetwork: true })}
              >
                Add<span className={hidden}> {person.name}</span>
              </Button>
            )
          }
        </FindPerson>
      </Section>
    </>
  );
}
