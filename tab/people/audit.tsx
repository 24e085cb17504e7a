import { useInfiniteQuery } from '@tanstack/react-query';
import type { AuditEntry } from '../../bot/api/contract-people.ts';
import { momentOf } from '../ui/dates.ts';
import { EarlierButton } from '../ui/earlier-button.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { auditQuery } from './queries.ts';

const columns: Column<AuditEntry>[] = [
  { name: 'When', cell: ({ at }) => momentOf(at) },
  { name: 'What', cell: ({ text }) => text },
];

/** Who changed what, latest first. */
export function Audit() {
  const log = useInfiniteQuery(auditQuery);
  return (
    <Loaded query={log} skeleton={[40, 48, 48, 48]}>
      {({ pages }) => {
        const entries = pages.flatMap(({ entries }) => entries);
        if (entries.length === 0)
          return (
            <Notice icon="info" heading="Nothing has been changed yet">
              <NoticeText>Every change to people, access and sending is listed here.</NoticeText>
            </Notice>
          );
        return (
          <>
            <Table
              caption="Audit log, latest first"
              columns={columns}
              rows={entries}
              idOf={({ id }) => String(id)}
            />
            <EarlierButton log={log} />
          </>
        );
      }}
    </Loaded>
  );
}
