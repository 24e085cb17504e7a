import { Button, Checkbox, Field, Input, Radio, RadioGroup } from '@fluentui/react-components';
import { useState } from 'react';
import type { PoolMode } from '../../bot/api/contract-events.ts';
import { Box } from '../ui/box.tsx';
import { FindPerson } from '../ui/find-person.tsx';
import { useHidden } from '../ui/hidden.ts';
import { useAct } from '../ui/outcome.tsx';
import { Row, Rows } from '../ui/rows.tsx';
import { describe, NoticeText } from '../ui/states.tsx';
import type { OfSession } from './of-session.ts';
import { addPeople } from './session-queries.ts';
import { peopleWords } from './words.ts';

type AddPeopleProps = OfSession & { onDone: (message: string) => void; onClose: () => void };

/** Adds people by the rules; with a reason, whatever the rules say. */
export function AddPeople({ session, onDone, onClose }: AddPeopleProps) {
  const hidden = useHidden();
  const { pools } = session.session;
  // Another name where the list has changed: what failed may have been carried out all the same.
  const [key, setKey] = useState(() => crypto.randomUUID());
  const [people, setPeople] = useState<{ id: string; name: string }[]>([]);
  const [pool, setPool] = useState<PoolMode | undefined>(pools[0]?.mode);
  const [wait, setWait] = useState(true);
  const [reason, setReason] = useState('');
  const [checked, setChecked] = useState(false);
  const add = useAct(
    () =>
      addPeople(session.id, {
        key,
        memberIds: people.map(({ id }) => id),
        wait,
        ...(pools.length > 1 && { pool }),
        ...(reason.trim() && { reason: reason.trim() }),
      }),
    ({ message }) => onDone(message),
  );
  const choose = (chosen: typeof people) => {
    setPeople(chosen);
    setKey(crypto.randomUUID());
    add.reset();
  };
  const submit = () => {
    setChecked(true);
    if (people.length > 0) add.mutate();
  };
  return (
    <Box
      title="Add people"
      onClose={onClose}
      actions={
        <>
          <Button appearance="primary" disabledFocusable={add.isPending} onClick={submit}>
            {people.length === 0 ? 'Add them' : `Add ${peopleWords(people.length)}`}
          </Button>
          <Button onClick={onClose}>Do not add anybody</Button>
        </>
      }
    >
      <FindPerson label="Search for a member">
        {({ id, name }) => (
          <Button
            size="small"
            disabledFocusable={people.some((each) => each.id === id) || people.length >= 50}
            onClick={() => choose([...people, { id, name }])}
          >
            Choose<span className={hidden}> {name}</span>
          </Button>
        )}
      </FindPerson>
      {people.length > 0 && (
        <Rows>
          {people.map(({ id, name }) => (
            <Row key={id} words={name}>
              <Button size="small" onClick={() => choose(people.filter((each) => each.id !== id))}>
                Leave out<span className={hidden}> {name}</span>
              </Button>
            </Row>
          ))}
        </Rows>
      )}
      {checked && people.length === 0 && <NoticeText>Choose somebody first.</NoticeText>}
      {pools.length > 1 && (
        <Field label="Which kind of place">
          <RadioGroup value={pool ?? ''} onChange={(_, { value }) => setPool(value as PoolMode)}>
            {pools.map(({ mode }) => (
              <Radio key={mode} value={mode} label={mode === 'online' ? 'Online' : 'In person'} />
            ))}
          </RadioGroup>
        </Field>
      )}
      <Checkbox
        label="Where there is no place for somebody, put them on the waiting list"
        checked={wait}
        onChange={(_, { checked }) => setWait(checked === true)}
      />
      <Field
        label="Reason to give them a place whatever the rules say"
        hint="Leave it empty to keep to the rules"
      >
        <Input maxLength={500} value={reason} onChange={(_, { value }) => setReason(value)} />
      </Field>
      {add.error && <NoticeText>{describe(add.error).message}</NoticeText>}
    </Box>
  );
}
