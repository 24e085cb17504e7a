import { Button } from '@fluentui/react-components';
import { useState } from 'react';
import type { Sending } from '../../bot/api/contract-people.ts';
import { Ask } from '../ui/box.tsx';
import { momentOf } from '../ui/dates.ts';
import { useHidden } from '../ui/hidden.ts';
import { useAct, useOutcome } from '../ui/outcome.tsx';
import { Section } from '../ui/section.tsx';
import { NoticeText } from '../ui/states.tsx';
import { type Column, Table } from '../ui/table.tsx';
import { resend } from './queries.ts';

type Message = Sending['unconfirmed'][number];

const columns: Column<Message>[] = [
  { name: 'To', by: ({ name }) => name, cell: ({ name }) => name },
  { name: 'Authority', by: ({ organisation }) => organisation, cell: ({ organisation }) => organisation },
  { name: 'Message', by: ({ title }) => title, cell: ({ title }) => title },
  { name: 'When', by: ({ at }) => at, cell: ({ at }) => momentOf(at) },
];

/** Messages of which nobody knows whether they arrived. A person decides whether to send one again. */
export function Unconfirmed({ messages }: { messages: Message[] }) {
  const hidden = useHidden();
  const { outcome, say } = useOutcome();
  const [asking, setAsking] = useState<Message>();
  const act = useAct(resend, () => {
    setAsking(undefined);
    say({ words: `“${asking?.title}” goes to ${asking?.name} again.` });
  });
  return (
    <Section heading={messages.length > 0 ? `Unconfirmed: ${messages.length}` : 'Unconfirmed'}>
      {outcome}
      {messages.length > 0 ? (
        <>
          <NoticeText>
            We were stopped while sending these and cannot tell whether they arrived. They are never sent
            again by themselves.
          </NoticeText>
          <Table
            caption="Unconfirmed messages"
            columns={columns}
            rows={messages}
            idOf={({ id }) => id}
            actions={(message) => (
              <Button size="small" onClick={() => setAsking(message)}>
                Send again
                <span className={hidden}>
                  {' '}
                  to {message.name}: {message.title}
                </span>
              </Button>
            )}
          />
        </>
      ) : (
        <NoticeText>None. We know of every message whether it arrived.</NoticeText>
      )}
      {asking && (
        <Ask
          title={`Send “${asking.title}” to ${asking.name} again?`}
          act="Send again"
          pending={act.isPending}
          failure={act.error}
          onAct={() => act.mutate(asking.id)}
          onClose={() => setAsking(undefined)}
        >
          <NoticeText>{asking.name} may get it twice: the first one may have arrived.</NoticeText>
        </Ask>
      )}
    </Section>
  );
}
