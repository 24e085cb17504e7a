import { Button } from '@fluentui/react-components';
import { useQueries } from '@tanstack/react-query';
import { useState } from 'react';
import type { Role } from '../../bot/api/contract.ts';
import type { PersonRow } from '../../bot/api/contract-people.ts';
import { membersQuery } from '../api.ts';
import { FindPerson } from '../ui/find-person.tsx';
import { useHidden } from '../ui/hidden.ts';
import { useOutcome } from '../ui/outcome.tsx';
import { Section } from '../ui/section.tsx';
import { Failed, Skeleton } from '../ui/states.tsx';
import { type Column, Second, Table } from '../ui/table.tsx';
import { RoleBox } from './role-box.tsx';
import { roleNames } from './words.ts';

const roles: Role[] = ['administrator', 'coordinator', 'contact'];

const columns: Column<PersonRow>[] = [
  {
    name: 'Name',
    by: ({ name }) => name,
    cell: ({ name, email }) => (
      <>
        {name}
        <Second>{email}</Second>
      </>
    ),
  },
  {
    name: 'Authority',
    by: ({ organisation }) => organisation.name,
    cell: ({ organisation }) => organisation.name,
  },
  { name: 'Role', by: ({ role }) => roles.indexOf(role), cell: ({ role }) => roleNames[role] },
  { name: 'In their charge', cell: charge },
];

function charge({ role, organisation, inCharge }: PersonRow): string {
  if (role === 'contact') return organisation.name;
  return inCharge.length > 0 ? inCharge.map(({ name }) => name).join(', ') : 'All of London';
}

/** Who has a role, and a way to give one to anybody. */
export function Roles() {
  const hidden = useHidden();
  const { outcome, say } = useOutcome();
  const [open, setOpen] = useState<PersonRow>();
  const queries = useQueries({ queries: roles.map((role) => membersQuery({ role })) });
  const failed = queries.find(({ error, data }) => error && !data);
  const waiting = queries.some(({ data }) => !data);
  const people = queries.flatMap(({ data }) => data?.members ?? []);
  const change = (person: PersonRow) => (
    <Button size="small" onClick={() => setOpen(person)}>
      {person.role === 'member' ? 'Give a role' : 'Change the role'}
      <span className={hidden}>
        {' '}
        {person.role === 'member' ? 'to' : 'of'} {person.name}
      </span>
    </Button>
  );
  return (
    <>
      {outcome}
      <Section heading="People with a role">
        {failed?.error ? (
          <Failed problem={failed.error} retry={() => queries.forEach((query) => void query.refetch())} />
        ) : waiting ? (
          <Skeleton heights={[48, 56, 56]} />
        ) : (
          <Table
            caption="People with a role"
            columns={columns}
            rows={people}
            idOf={({ id }) => id}
            actions={change}
          />
        )}
      </Section>
      <Section heading="Give somebody a role">
        <FindPerson label="Search for a member">{change}</FindPerson>
      </Section>
      {open && (
        <RoleBox
          member={open}
          onClose={() => setOpen(undefined)}
          onSaved={(words) => {
            setOpen(undefined);
            say({ words });
          }}
        />
      )}
    </>
  );
}
