import { Button, Field, makeStyles, tokens } from '@fluentui/react-components';
import { type ChangeEvent, useId, useRef, useState } from 'react';
import type { ContactImport } from '../../bot/api/contract-people.ts';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Card } from '../ui/prose.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { importContacts } from './queries.ts';
import { peopleWords } from './words.ts';

const useStyles = makeStyles({
  file: {
    maxWidth: '100%',
    minHeight: '32px',
    font: 'inherit',
    color: 'inherit',
    '::file-selector-button': {
      minHeight: '32px',
      marginInlineEnd: tokens.spacingHorizontalM,
      padding: `0 ${tokens.spacingHorizontalM}`,
      font: 'inherit',
      color: tokens.colorNeutralForeground1,
      backgroundColor: tokens.colorNeutralBackground1,
      border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
      borderRadius: tokens.borderRadiusMedium,
      cursor: 'pointer',
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
});

const types: Record<string, string> = {
  csv: 'text/csv',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
};

/** The file with the type that its name says: browsers take it from whatever is installed. */
function typed(file: File): File | undefined {
  const type = types[file.name.split('.').at(-1)?.toLowerCase() ?? ''];
  return type ? new File([file], file.name, { type }) : undefined;
}

type Fault = ContactImport['faults'][number];
const columns: Column<Fault>[] = [
  { name: 'Row', by: ({ row }) => row, cell: ({ row }) => row },
  { name: 'Column', by: ({ column }) => column, cell: ({ column }) => column },
  { name: 'What to correct', cell: ({ message }) => message },
];

/** Takes a file, checks it, shows every fault, and imports it when there is none. */
export function ImportContacts() {
  const styles = useStyles();
  const id = useId();
  const picker = useRef<HTMLInputElement>(null);
  const [file, setFile] = useState<File>();
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
    if (picker.current) picker.current.value = '';
  };
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    run.reset();
    check.reset();
    const given = target.files?.[0];
    const chosen = given && typed(given);
    setFile(chosen);
    if (chosen) check.mutate(chosen);
    else if (given) say({ words: 'Choose a CSV or an Excel file (.xlsx).', failed: true });
  };
  const result = run.data?.faults.length ? run.data : check.data;
  const failure = run.error ?? check.error;

  return (
    <Card>
      <Field
        label={{ children: 'The list', htmlFor: id }}
        hint="CSV or Excel (.xlsx), with the columns name, e-mail, authority and post"
      >
        <input
          id={id}
          ref={picker}
          type="file"
          accept=".csv,.xlsx"
          className={styles.file}
          onChange={choose}
        />
      </Field>
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
