import { NoticeText } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';

type Fault = { row: number; column: string; message: string };

const columns: Column<Fault>[] = [
  { name: 'Row', by: ({ row }) => row, cell: ({ row }) => `Row ${row}` },
  { name: 'Column', by: ({ column }) => column, cell: ({ column }) => column },
  { name: 'What to correct', cell: ({ message }) => message },
];

/** Everything that is wrong with a file, row by row. */
export function FileFaults({ faults }: { faults: Fault[] }) {
  if (faults.length === 0) return null;
  return (
    <>
      <NoticeText>Correct these in your file, then choose it again.</NoticeText>
      <Table
        caption="Faults in the file"
        columns={columns}
        rows={faults}
        idOf={({ row, column, message }) => `${row} ${column} ${message}`}
      />
    </>
  );
}
