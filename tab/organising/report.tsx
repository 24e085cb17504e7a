import { Button } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { ReportCounts } from '../../bot/api/contract-day.ts';
import { saveFile, segment } from '../api.ts';
import { Facts } from '../ui/facts.tsx';
import { useLook } from '../ui/look.ts';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, NoticeText } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { NeedsList } from './needs-list.tsx';
import type { OfSession } from './of-session.ts';
import { reportQuery } from './session-queries.ts';

type Row = { name: string } & ReportCounts;

/** Who booked, came and missed it, counted: it names nobody. */
export function Report({ session }: OfSession) {
  const look = useLook();
  const { outcome, say } = useOutcome();
  const query = useQuery(reportQuery(session.id));
  const save = useAct(
    (as: string) =>
      saveFile(`/api/organising/sessions/${segment(session.id)}/report/file?as=${as}`, `report.${as}`),
    () => {},
  );
  const download = (as: string) =>
    save.mutate(as, { onError: ({ message }) => say({ words: message, failed: true }) });
  return (
    <Loaded query={query} what="session" skeleton={[64, 48, 48]}>
      {({ noted, total, boroughs, posts }) => (
        <>
          {outcome}
          <Facts
            facts={[
              ['Booked', String(total.booked)],
              ['Came', noted && String(total.came)],
              ['Missed it', noted && String(total.missed)],
              ['Never got a place', total.waiting > 0 && String(total.waiting)],
            ]}
          />
          {!noted && (
            <NoticeText>Nobody has noted who came, so nobody is counted as having missed it.</NoticeText>
          )}
          <div className={look.buttons}>
            <Button onClick={() => download('xlsx')}>Download for Excel</Button>
            <Button onClick={() => download('csv')}>Download as CSV</Button>
          </div>
          {total.booked + total.waiting > 0 && (
            <>
              <Section heading="By borough">
                <Counts caption="Counts by borough" first="Borough" rows={boroughs} noted={noted} />
              </Section>
              <Section heading="By role">
                <Counts caption="Counts by role" first="Role" rows={posts} noted={noted} />
              </Section>
            </>
          )}
          <NeedsList sessionId={session.id} />
        </>
      )}
    </Loaded>
  );
}

type CountsProps = { caption: string; first: string; rows: Row[]; noted: boolean };

function Counts({ caption, first, rows, noted }: CountsProps) {
  const count = (name: string, field: keyof ReportCounts): Column<Row> => ({
    name,
    by: (row) => row[field],
    cell: (row) => row[field],
  });
  const columns: Column<Row>[] = [
    { name: first, by: ({ name }) => name, cell: ({ name }) => name },
    count('Booked', 'booked'),
    ...(noted ? [count('Came', 'came'), count('Missed it', 'missed')] : []),
    count('Never got a place', 'waiting'),
  ];
  return <Table caption={caption} columns={columns} rows={rows} idOf={({ name }) => name} />;
}
