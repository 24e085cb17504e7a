import { Button, Checkbox, Field, Radio, RadioGroup, Textarea } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Colleague, EventSummary, PoolMode } from '../../bot/api/contract-events.ts';
import { acceptOffer, bookPlace, eventQuery } from '../api.ts';
import { AnswerFields, unanswered } from './answer-fields.tsx';
import type { Booking } from './booking.tsx';
import { Box } from './box.tsx';
import { ColleagueField } from './colleague-field.tsx';
import { FirstFault } from './first-fault.tsx';
import { describe, Loaded, NoticeText } from './states.tsx';

type FormProps = { event: EventSummary; booking: Booking; forColleague: boolean };

/** What booking takes beyond one press: a choice, answers, a colleague; and joining the waiting list. */
export function BookingForm({ event, booking, forColleague }: FormProps) {
  const detail = useQuery(eventQuery(event.id));
  const [to, setTo] = useState<Colleague>();
  const [given, setGiven] = useState<Record<string, string>>({});
  const [pool, setPool] = useState<PoolMode>();
  const [statement, setStatement] = useState('');
  const [automatic, setAutomatic] = useState(false);
  const [checked, setChecked] = useState(0);
  const way = pool ?? event.pools.find(({ left }) => left > 0)?.mode ?? event.pools[0]?.mode;
  const chosen = event.pools.find(({ mode }) => mode === way);
  const offered = event.state === 'offered' && !forColleague;
  const byApproval = ['nominate', 'requested'].includes(event.state);
  const waits = !offered && !byApproval && chosen?.left === 0;
  const questions = detail.data?.questions ?? [];
  const answers = { ...(forColleague ? {} : detail.data?.filled), ...given };
  // Another answer than "full" closes the box; after it this is a new wish, so it needs a new name.
  const key = useRef(crypto.randomUUID());
  const { result } = booking.done ?? {};
  const full = result?.outcome === 'full' ? result.message : undefined;
  useEffect(() => {
    if (full) key.current = crypto.randomUUID();
  }, [full]);

  const submit = () => {
    setChecked(checked + 1);
    if ((forColleague && !to) || !detail.data || unanswered(questions, answers)) return;
    const id = event.booking?.id ?? '';
    booking.press({
      act: () =>
        offered
          ? acceptOffer(id, answers)
          : bookPlace(event.sessionId, {
              key: key.current,
              answers,
              ...(to && { memberId: to.id }),
              ...(way && { pool: way }),
              ...(waits && { wait: true, automatic }),
              ...(byApproval && { statement }),
            }),
      undo: !offered && !waits && !byApproval && !forColleague,
      ...(offered && { answers }),
    });
  };

  const act = offered
    ? 'Accept my place'
    : byApproval
      ? forColleague
        ? 'Put them forward'
        : 'Put me forward'
      : `${waits ? 'Join the waiting list' : 'Book a place'}${forColleague ? ' for them' : ''}`;
  return (
    <Box
      title={forColleague ? 'Book for a colleague' : act}
      onClose={booking.close}
      actions={
        <>
          <Button appearance="primary" disabledFocusable={booking.isPending} onClick={submit}>
            {act}
          </Button>
          <Button onClick={booking.close}>Not now</Button>
        </>
      }
    >
      <NoticeText>
        {event.title}, {event.when.text}
      </NoticeText>
      {byApproval && (
        <NoticeText>
          Coordinators choose who gets a place, and the borough contact can support a name. We say what came
          of it.
        </NoticeText>
      )}
      <FirstFault turn={checked}>
        {forColleague && (
          <ColleagueField
            chosen={to}
            onChoose={setTo}
            problem={checked > 0 && !to ? 'Choose a colleague' : undefined}
          />
        )}
        {event.pools.length > 1 && !offered && (
          <Field label="How will you take part?">
            <RadioGroup value={way ?? ''} onChange={(_, { value }) => setPool(value as PoolMode)}>
              {event.pools.map(({ mode, left }) => (
                <Radio
                  key={mode}
                  value={mode}
                  label={`${ways[mode]}: ${byApproval ? '' : placesWords(left)}`}
                />
              ))}
            </RadioGroup>
          </Field>
        )}
        {forColleague && questions.length > 0 && (
          <NoticeText>Answer for your colleague, who can change the answers.</NoticeText>
        )}
        <Loaded query={detail} skeleton={[32]}>
          {({ retentionDays }) => (
            <AnswerFields
              questions={questions}
              answers={answers}
              onAnswer={(id, answer) => setGiven({ ...given, [id]: answer })}
              retentionDays={retentionDays}
              forColleague={forColleague}
              checked={checked > 0}
            />
          )}
        </Loaded>
        {byApproval && (
          <Field label={forColleague ? 'Why should they come?' : 'Why should you come?'}>
            <Textarea
              rows={4}
              resize="vertical"
              maxLength={1000}
              value={statement}
              onChange={(_, { value }) => setStatement(value)}
            />
          </Field>
        )}
        {waits && (
          <>
            <NoticeText>
              There is no place now. When one comes free, it is offered to the next person on the list, who is
              given time to accept it.
            </NoticeText>
            <Checkbox
              checked={automatic}
              label={`Take a place at once if it comes too late to ask ${forColleague ? 'them' : 'me'}`}
              onChange={(_, { checked }) => setAutomatic(checked === true)}
            />
          </>
        )}
      </FirstFault>
      {(booking.error || full) && (
        <div role="alert">
          <NoticeText>{booking.error ? describe(booking.error).message : full}</NoticeText>
        </div>
      )}
    </Box>
  );
}

const ways: Record<PoolMode, string> = { 'in person': 'In person', online: 'Online' };
const placesWords = (left: number) =>
  left === 0 ? 'full, with a waiting list' : left === 1 ? '1 place left' : `${left} places left`;
