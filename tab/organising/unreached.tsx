import { useQuery } from '@tanstack/react-query';
import type { Unreached as Person } from '../../bot/api/contract-attendees.ts';
import { type Column, Second, Table } from '../ui/table.tsx';
import { Fold } from './fold.tsx';
import { unreachedQuery } from './session-queries.ts';
import { peopleWords } from './words.ts';

const columns: Column<Person>[] = [
  {
    name: 'Name',
    by: ({ name }) => name,
    cell: ({ name, organisation }) => (
      <>
        {name}
        <Second>{organisation}</Second>
      </>
    ),
  },
  { name: 'What it was', cell: ({ message }) => message },
  { name: 'Why', cell: ({ reason }) => reason },
  { name: 'When', cell: ({ at }) => at },
];

/** Whom a message about the session did not reach: somebody may want to call them. */
export function Unreached({ sessionId }: { sessionId: string }) {
  const people = useQuery(unreachedQuery(sessionId)).data?.people ?? [];
  if (people.length === 0) return null;
  const names = new Set(people.map(({ name, organisation }) => `${name} ${organisation}`));
  return (
    <Fold summary={`We could not reach ${peopleWords(names.size)}`}>
      <Table
        caption="People whom we could not reach"
        columns={columns}
        rows={people}
        idOf={({ name, organisation, message, at }) => `${name} ${organisation} ${message} ${at}`}
      />
    </Fold>
  );
}
