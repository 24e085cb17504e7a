import type { BoroughNumbers } from '../../bot/api/contract-attendees.ts';
import { type Column, Table } from '../ui/table.tsx';

const columns: Column<BoroughNumbers>[] = [
  { name: 'Borough', by: ({ name }) => name, cell: ({ name }) => name },
  {
    name: 'With a place',
    by: ({ confirmed, offered }) => confirmed + offered,
    cell: ({ confirmed, offered, most }) =>
      [
        most === null ? String(confirmed) : `${confirmed} of at most ${most}`,
        offered > 0 && `${offered} offered`,
      ]
        .filter(Boolean)
        .join(', '),
  },
  { name: 'Kept for them', by: ({ reserved }) => reserved, cell: ({ reserved }) => reserved || '' },
  { name: 'Waiting', by: ({ waiting }) => waiting, cell: ({ waiting }) => waiting || '' },
  { name: 'Put forward', by: ({ requested }) => requested, cell: ({ requested }) => requested || '' },
];

/** How many come from each borough, against what it may have. */
export function BoroughTable({ boroughs }: { boroughs: BoroughNumbers[] }) {
  return <Table caption="Numbers by borough" columns={columns} rows={boroughs} idOf={({ id }) => id} />;
}
