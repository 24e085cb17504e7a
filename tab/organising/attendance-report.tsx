import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { AttendanceReport as Read } from '../../bot/api/contract-day.ts';
import { FileField } from '../ui/file-field.tsx';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Card } from '../ui/prose.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { FileFaults } from './file-faults.tsx';
import { readReport } from './session-queries.ts';
import { peopleWords } from './words.ts';

const types = { csv: 'text/csv', tsv: 'text/tab-separated-values', txt: 'text/plain' };

const columns: Column<Read['unmatched'][number]>[] = [
  { name: 'Name', by: ({ name }) => name, cell: ({ name }) => name },
  { name: 'E-mail', cell: ({ email }) => email },
  { name: 'Why', cell: ({ why }) => why },
];

/** Marks who took part online as having come: looks first, then does it. */
export function AttendanceReport({ sessionId }: { sessionId: string }) {
  const [file, setFile] = useState<File>();
  const { outcome, say } = useOutcome();
  const read = useAct(
    ({ file, check }: { file: File; check: boolean }) => readReport(sessionId, file, check),
    ({ message, faults }, { check }) => {
      say({ words: message, failed: faults.length > 0 });
      if (!check) setFile(undefined);
    },
  );
  const choose = (file: File | undefined) => {
    read.reset();
    setFile(file);
    if (file) read.mutate({ file, check: true });
  };
  const result = read.data;
  return (
    <Card>
      <FileField
        label="The attendance report"
        hint="In Teams: open the meeting, choose Attendance, then Download"
        types={types}
        otherwise="Choose the CSV file that Teams gives."
        onChoose={choose}
      />
      {read.isPending && <NoticeText>Reading the file.</NoticeText>}
      {outcome}
      {read.error && <NoticeText>{describe(read.error).message}</NoticeText>}
      {result && <FileFaults faults={result.faults} />}
      {result && result.unmatched.length > 0 && (
        <Table
          caption="People in the file who have no place"
          columns={columns}
          rows={result.unmatched}
          idOf={({ row }) => String(row)}
        />
      )}
      {file && result && result.faults.length === 0 && result.added > 0 && (
        <div>
          <Button
            appearance="primary"
            disabledFocusable={read.isPending}
            onClick={() => read.mutate({ file, check: false })}
          >
            Mark {peopleWords(result.added)} as having come
          </Button>
        </div>
      )}
    </Card>
  );
}
