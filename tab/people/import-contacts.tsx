import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { ContactImport } from '../../bot/api/contract-people.ts';
import { FileField } from '../ui/file-field.tsx';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Card } from '../ui/prose.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { importContacts } from './queries.ts';
import { peopleWords } from './words.ts';

const types = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

type Fault = ContactImport['faults'][number];
const columns: Column<Fault>[] = [
  { name: 'Row', by: ({ row }) => row, cell: ({ row }) => row },
  { name: 'Column', by: ({ column }) => column, cell: ({ column }) => column },
  { name: 'What to correct', cell: ({ message }) => message },
];

/** Takes a file, checks it, shows every fault, and imports it when there is none. */
export function ImportContacts() {
  const [file, setFile] = useState<File>();
  // A new field after each import: the file's name stands there no more.
  const [turn, setTurn] = useState(0);
  const { outcome, say } = useOutcome();
  const check = useAct(
    (file: File) => importContacts(file, true),
    ({ rows, faults }) =>
      faults.length > 0
        ? say({ words: `${faultWords(faults.length)}. Nothing was imported.`, failed: true })
        : say({ words: `We read ${peopleWords(rows)} and found no faults. Nothing is imported yet.` }),
  );
  const run = useAct(
    (file: File) => importContacts(file, false),
    ({ faults, added, changed }) => {
      if (faults.length > 0)
        return say({ words: `${faultWords(faults.length)}. Nothing was imported.`, failed: true });
      forget();
      say({ words: `The list is imported: ${added} new, ${changed} changed.` });
    },
  );
  const forget = () => {
    setFile(undefined);
    check.reset();
    setTurn(turn + 1);
  };
  const choose = (chosen: File | undefined) => {
    run.reset();
    check.reset();
    setFile(chosen);
    if (chosen) check.mutate(chosen);
  };
  const result = run.data?.faults.length ? run.data : check.data;
  const failure = run.error ?? check.error;

  return (
    <Card>
      <FileField
        key={turn}
        label="The list"
        hint="CSV or Excel (.xlsx), with the columns name, e-mail, authority and post"
        types={types}
        otherwise="Choose a CSV or an Excel file (.xlsx)."
        onChoose={choose}
      />
      {check.isPending && <NoticeText>Checking the file.</NoticeText>}
      {outcome}
      {failure && <NoticeText>{describe(failure).message}</NoticeText>}
      {result && result.faults.length > 0 && (
        <>
          <NoticeText>Correct these in your file, then choose it again.</NoticeText>
          <Table
            caption="Faults in the file"
            columns={columns}
            rows={result.faults}
            idOf={({ row, column, message }) => `${row} ${column} ${message}`}
          />
        </>
      )}
      {file && result && result.faults.length === 0 && (
        <>
          <NoticeText>
            {result.added} new, {result.changed} changed, {result.rows - result.added - result.changed} as
            they are.
          </NoticeText>
          <div>
            <Button appearance="primary" disabledFocusable={run.isPending} onClick={() => run.mutate(file)}>
              Import {peopleWords(result.rows)}
            </Button>
          </div>
        </>
      )}
    </Card>
  );
}

const faultWords = (count: number) =>
  count === 1 ? 'There is 1 fault in the file' : `There are ${count} faults in the file`;
