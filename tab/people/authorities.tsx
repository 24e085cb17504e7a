import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Authority } from '../../bot/api/contract-people.ts';
import { dayOf } from '../ui/dates.ts';
import { useHidden } from '../ui/hidden.ts';
import { useOutcome } from '../ui/outcome.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { type Column, Second, Table } from '../ui/table.tsx';
import { AuthorityBox } from './authority-box.tsx';
import { LibraryBox } from './library-box.tsx';
import { authoritiesQuery } from './queries.ts';

/** Every authority and partner: signature, where its people sign in, who may open the library. */
export function Authorities() {
  const hidden = useHidden();
  const authorities = useQuery(authoritiesQuery);
  const { outcome, say } = useOutcome();
  const [open, setOpen] = useState('');
  const saved = (words: string) => {
    setOpen('');
    say({ words });
  };
  const opened = authorities.data?.authorities.find(({ id }) => id === open);
  const OpenedBox = opened?.mayChange ? AuthorityBox : LibraryBox;
  return (
    <>
      {outcome}
      <Loaded query={authorities} skeleton={[48, 56, 56, 56]}>
        {({ authorities }) =>
          authorities.length > 0 ? (
            <Table
              caption="Authorities and partners"
              columns={columns}
              rows={authorities}
              idOf={({ id }) => id}
              actions={({ id, name, kind, mayChange }) =>
                (mayChange || kind !== 'partner') && (
                  <Button size="small" onClick={() => setOpen(id)}>
                    Change<span className={hidden}> {name}</span>
                  </Button>
                )
              }
            />
          ) : (
            <Notice icon="building" heading="No authority is in your charge">
              <NoticeText>An administrator sets which authorities you look after.</NoticeText>
            </Notice>
          )
        }
      </Loaded>
      {opened && <OpenedBox authority={opened} onClose={() => setOpen('')} onSaved={saved} />}
    </>
  );
}

const kinds: Record<Authority['kind'], string> = {
  authority: '',
  partner: 'Partner',
  host: "The alliance's own team",
};

const columns: Column<Authority>[] = [
  {
    name: 'Name',
    by: ({ name }) => name,
    cell: ({ name, kind, careSystem }) => (
      <>
        {name}
        <Second>{kinds[kind] || careSystem}</Second>
      </>
    ),
  },
  {
    name: 'Data Sharing Protocol',
    by: ({ signed, signedOn }) => (signed ? `1${signedOn ?? ''}` : '0'),
    cell: ({ kind, signed, signedOn }) =>
      kind !== 'authority'
        ? 'Not needed'
        : signed
          ? `Signed${signedOn ? ` on ${dayOf(signedOn)}` : ''}`
          : 'Not signed',
  },
  {
    name: 'Library',
    by: ({ library }) => library,
    cell: ({ kind, library }) =>
      kind === 'partner' ? 'Not for partners' : library === 'all staff' ? 'All staff' : 'Approved people',
  },
  { name: 'Members', by: ({ members }) => members, cell: ({ members }) => members },
  {
    name: 'Borough contact',
    by: ({ contacts }) => contacts.join(),
    cell: ({ contacts }) => contacts.join(', ') || 'None yet',
  },
  { name: 'Tenants', by: ({ tenants }) => tenants.length, cell: ({ tenants }) => tenants.length },
];
