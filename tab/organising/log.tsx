import { useInfiniteQuery } from '@tanstack/react-query';
import type { LogLine } from '../../bot/api/contract-attendees.ts';
import { EarlierButton } from '../ui/earlier-button.tsx';
import { Loaded, Notice, NoticeText } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import type { OfSession } from './of-session.ts';
import { logQuery } from './session-queries.ts';

const columns: Column<LogLine>[] = [
  { name: 'When', cell: ({ at }) => at },
  { name: 'What', cell: ({ text }) => text },
];

/** Everything that was done at a session, latest first. */
export function Log({ session }: OfSession) {
  const log = useInfiniteQuery(logQuery(session.id));
  return (
    <Loaded query={log} what="session" skeleton={[40, 48, 48, 48]}>
      {({ pages }) => {
        const lines = pages.flatMap(({ lines }) => lines);
        if (lines.length === 0)
          return (
            <Notice icon="info" heading="Nothing has been done yet">
              <NoticeText>Every booking, change and message of this session is listed here.</NoticeText>
            </Notice>
          );
        return (
          <>
            <Table
              caption="What was done, latest first"
              columns={columns}
              rows={lines}
              idOf={({ id }) => String(id)}
            />
            <EarlierButton log={log} />
          </>
        );
      }}
    </Loaded>
  );
}
