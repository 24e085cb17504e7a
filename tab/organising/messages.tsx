import { Field, Select } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { MessageTo } from '../../bot/api/contract-attendees.ts';
import { useOutcome } from '../ui/outcome.tsx';
import { Card, Paragraphs } from '../ui/prose.tsx';
import { Section } from '../ui/section.tsx';
import { Loaded, NoticeText } from '../ui/states.tsx';
import { MessageForm } from './message-form.tsx';
import type { OfSession } from './of-session.ts';
import { messageSizeQuery, messagesQuery, sendMessage } from './session-queries.ts';
import { peopleWords } from './words.ts';

const groups: Record<MessageTo, string> = {
  confirmed: 'Who has a place',
  waiting: 'Who waits for one',
  everybody: 'Everybody of both',
};

/** Writes to the people of a session, or of all that are to come, and shows what was written before. */
export function Messages({ event, session }: OfSession) {
  const several = event.sessions.length > 1;
  const [all, setAll] = useState(false);
  const [to, setTo] = useState<MessageTo>('confirmed');
  const sessionId = all ? null : session.id;
  const size = useQuery(messageSizeQuery(event.id, sessionId ?? '', to)).data?.people;
  const sent = useQuery(messagesQuery(event.id));
  const { outcome, say } = useOutcome();
  return (
    <>
      {outcome}
      {event.state === 'draft' ? (
        <NoticeText>Nobody has booked a draft, so there is nobody to write to.</NoticeText>
      ) : (
        <Section heading="Write to them">
          <MessageForm
            act={size === undefined ? 'Send' : `Send to ${peopleWords(size)}`}
            says="Each gets it in their chat or by e-mail, as they prefer. You cannot take it back."
            send={(message) => sendMessage(event.id, { ...message, sessionId, to })}
            onSent={({ counts }) => say({ words: `It is on its way to ${peopleWords(counts.people)}.` })}
          >
            {several && (
              <Field label="Of">
                <Select value={all ? 'all' : 'one'} onChange={(_, { value }) => setAll(value === 'all')}>
                  <option value="one">This session</option>
                  <option value="all">All sessions to come</option>
                </Select>
              </Field>
            )}
            <Field label="Who it is for" hint={size === undefined ? undefined : peopleWords(size)}>
              <Select value={to} onChange={(_, { value }) => setTo(value as MessageTo)}>
                {Object.entries(groups).map(([id, name]) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            </Field>
          </MessageForm>
        </Section>
      )}
      <Section heading="Sent">
        <Loaded query={sent} skeleton={[120]}>
          {({ messages }) =>
            messages.length === 0 ? (
              <NoticeText>Nothing has been written to them yet.</NoticeText>
            ) : (
              messages.map(({ id, title, body, to, author, sent, counts }) => (
                <Card key={id}>
                  <strong>{title}</strong>
                  <Paragraphs lines={body.split('\n').filter(Boolean)} />
                  <NoticeText>
                    To: {to}. By {author}, {sent}. {peopleWords(counts.people)}: {counts.sent} sent
                    {counts.waiting > 0 && `, ${counts.waiting} on the way`}
                    {counts.failed > 0 && `, ${counts.failed} failed`}
                    {counts.unconfirmed > 0 && `, ${counts.unconfirmed} unconfirmed`}.
                  </NoticeText>
                </Card>
              ))
            )
          }
        </Loaded>
      </Section>
    </>
  );
}
