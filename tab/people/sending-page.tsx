import { useQuery } from '@tanstack/react-query';
import type { Sending } from '../../bot/api/contract-people.ts';
import { CoordinatePage } from '../ui/coordinate.tsx';
import { momentOf } from '../ui/dates.ts';
import { Section } from '../ui/section.tsx';
import { Loaded, NoticeText } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { sendingQuery } from './queries.ts';
import { RecordedMessages } from './recorded.tsx';
import { SendingSettings } from './sending-settings.tsx';
import { SendingSwitch } from './sending-switch.tsx';
import { Unconfirmed } from './unconfirmed.tsx';

const pollEvery = 5_000;

export default function SendingPage() {
  return (
    <CoordinatePage
      title="Sending"
      intro="What is on its way to people, by Teams and by e-mail."
      needs="administer"
    >
      <Content />
    </CoordinatePage>
  );
}

function Content() {
  const sending = useQuery({ ...sendingQuery, refetchInterval: pollEvery });
  return (
    <Loaded query={sending} skeleton={[140, 96, 200]}>
      {(sending) => (
        <>
          <SendingSwitch sending={sending} />
          {sending.recording && <RecordedMessages />}
          <Unconfirmed messages={sending.unconfirmed} />
          <Section heading="Organisations that have to wait">
            {sending.paused.length > 0 ? (
              <>
                <NoticeText>
                  Their Teams asked us to slow down. Their messages wait; those of others go on.
                </NoticeText>
                <Table
                  caption="Organisations that have to wait"
                  columns={columns}
                  rows={sending.paused}
                  idOf={({ tenantId }) => tenantId}
                />
              </>
            ) : (
              <NoticeText>None.</NoticeText>
            )}
          </Section>
          <Section heading="Settings">
            <SendingSettings settings={sending.settings} />
          </Section>
        </>
      )}
    </Loaded>
  );
}

const columns: Column<Sending['paused'][number]>[] = [
  { name: 'Organisation', by: ({ organisation }) => organisation, cell: ({ organisation }) => organisation },
  { name: 'Until', by: ({ until }) => until, cell: ({ until }) => momentOf(until) },
  { name: 'Why', cell: ({ reason }) => reason },
];
