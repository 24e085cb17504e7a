import { makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import type { RecordedMessage } from '../../bot/api/contract-people.ts';
import { momentOf } from '../ui/dates.ts';
import { Section } from '../ui/section.tsx';
import { Loaded, NoticeText } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { recordedQuery } from './queries.ts';

const useStyles = makeStyles({
  summary: {
    cursor: 'pointer',
    overflowWrap: 'anywhere',
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  words: { margin: `${tokens.spacingVerticalS} 0 0`, whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' },
});

/** Where messages are recorded instead of sent: what people would have got, latest first. */
export function RecordedMessages() {
  const recorded = useQuery({ ...recordedQuery, refetchInterval: 5_000 });
  return (
    <Section heading="Recorded instead of sent">
      <Loaded query={recorded} skeleton={[48, 48, 48]}>
        {({ messages }) =>
          messages.length > 0 ? (
            <Table
              caption="Recorded messages, latest first"
              columns={columns}
              rows={messages}
              idOf={({ id }) => String(id)}
            />
          ) : (
            <NoticeText>None yet. Send an announcement to see here what people would get.</NoticeText>
          )
        }
      </Loaded>
    </Section>
  );
}

function Message({ message: { subject, body } }: { message: RecordedMessage }) {
  const styles = useStyles();
  return (
    <details>
      <summary className={styles.summary}>{subject}</summary>
      <p className={styles.words}>{body}</p>
    </details>
  );
}

const columns: Column<RecordedMessage>[] = [
  { name: 'To', cell: ({ to }) => to },
  { name: 'When', cell: ({ at }) => momentOf(at) },
  { name: 'By', cell: ({ way }) => (way === 'teams' ? 'Teams' : 'E-mail') },
  { name: 'Message', cell: (message) => <Message message={message} /> },
];
