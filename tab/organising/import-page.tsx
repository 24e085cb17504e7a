import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { EventImport } from '../../bot/api/contract-organising.ts';
import { CoordinatePage } from '../ui/coordinate.tsx';
import { FileField } from '../ui/file-field.tsx';
import { TextLink } from '../ui/link.tsx';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Card, Points } from '../ui/prose.tsx';
import { Section } from '../ui/section.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { FileFaults } from './file-faults.tsx';
import { Fold } from './fold.tsx';
import { importEvents } from './queries.ts';

const types = { csv: 'text/csv', ics: 'text/calendar' };

const columns: Column<EventImport['events'][number]>[] = [
  {
    name: 'Event',
    cell: ({ id, title }) => (id ? <TextLink to={`/coordinate/events/${id}`}>{title}</TextLink> : title),
  },
  { name: 'When', cell: ({ when }) => when },
  { name: 'Places', cell: ({ places }) => places },
];

const headings = [
  'Title, Summary and Area: of each event.',
  'Date, Starts and Ends: such as 3 March 2027, 10:00 and 1:30pm. Leave them empty while they are not known.',
  'Place: the venue, or “Online”.',
  'If you wish, also End date (where it ends on another day), Places, Places online, Per borough, Join link and Audience. With a venue and places online, it is held in both ways.',
];

const eventWords = (count: number) => (count === 1 ? '1 event' : `${count} events`);

export default function ImportPage() {
  return (
    <CoordinatePage
      title="Import a list of events"
      intro="They come in as drafts. If one row is wrong, nothing comes in."
      needs="manageEvents"
      at="/coordinate/events"
      back={{ to: '/coordinate/events', text: 'All events' }}
    >
      <ImportEvents />
    </CoordinatePage>
  );
}

/** Takes a file, checks it, shows every fault, and imports it when there is none. */
function ImportEvents() {
  // The same file again after a failure does nothing more.
  const [chosen, setChosen] = useState<{ file: File; key: string }>();
  const { outcome, say } = useOutcome();
  const check = useAct(
    (file: File) => importEvents(file, undefined),
    ({ rows, faults }) =>
      faults.length > 0
        ? say({ words: `${faultWords(faults.length)}. Nothing was imported.`, failed: true })
        : say({
            words: `We read ${rows === 1 ? '1 row' : `${rows} rows`} and found no faults. Nothing is imported yet.`,
          }),
  );
  const run = useAct(
    ({ file, key }: { file: File; key: string }) => importEvents(file, key),
    ({ added, faults }) => {
      if (faults.length > 0)
        return say({ words: `${faultWords(faults.length)}. Nothing was imported.`, failed: true });
      setChosen(undefined);
      say({ words: `${eventWords(added)} imported as drafts.` });
    },
  );
  const choose = (file: File | undefined) => {
    run.reset();
    check.reset();
    setChosen(file && { file, key: crypto.randomUUID() });
    if (file) check.mutate(file);
  };
  const result = run.data ?? check.data;
  const failure = run.error ?? check.error;
  return (
    <>
      <Card>
        <FileField
          label="The list"
          hint="A CSV file with a row for each event or session, or a calendar file (.ics)"
          types={types}
          otherwise="Choose a CSV or a calendar file (.ics)."
          onChoose={choose}
        />
        <Fold summary="What a CSV file needs">
          <NoticeText>The first row has these headings, in any order.</NoticeText>
          <Points lines={headings} />
        </Fold>
        {check.isPending && <NoticeText>Checking the file.</NoticeText>}
        {outcome}
        {failure && <NoticeText>{describe(failure).message}</NoticeText>}
        {result && <FileFaults faults={result.faults} />}
        {chosen && result && result.faults.length === 0 && (
          <div>
            <Button appearance="primary" disabledFocusable={run.isPending} onClick={() => run.mutate(chosen)}>
              Import them as drafts
            </Button>
          </div>
        )}
      </Card>
      {result && result.skipped.length > 0 && (
        <Section heading="Left out">
          <Points lines={result.skipped} />
        </Section>
      )}
      {result && result.events.length > 0 && (
        <Section heading={headingOf(result, Boolean(run.data))}>
          <Table
            caption="Events of the file"
            columns={columns}
            rows={result.events}
            idOf={({ id, title, when }) => `${id} ${title} ${when}`}
          />
        </Section>
      )}
    </>
  );
}

const headingOf = ({ faults }: EventImport, done: boolean) =>
  faults.length > 0 ? 'Rows without a fault' : done ? 'Imported' : 'What would come in';

const faultWords = (count: number) =>
  count === 1 ? 'There is 1 fault in the file' : `There are ${count} faults in the file`;
