import { Field, Input, Radio, RadioGroup, Select, Textarea } from '@fluentui/react-components';
import type { Mode } from '../../bot/api/contract-events.ts';
import { useMe } from '../ui/me.ts';
import type { Faults } from './faults.ts';
import type { WrittenEvent } from './written.ts';

export type EventFieldsProps = {
  event: WrittenEvent;
  onChange: (changed: Partial<WrittenEvent>) => void;
  faults: Faults;
};

/** What it is. */
export function AboutFields({ event, onChange, faults }: EventFieldsProps) {
  const { areas } = useMe();
  return (
    <>
      <Field label="Title" required validationMessage={faults.title}>
        <Input maxLength={200} value={event.title} onChange={(_, { value }) => onChange({ title: value })} />
      </Field>
      <Field label="Area" required validationMessage={faults.area}>
        <Select value={event.area} onChange={(_, { value }) => onChange({ area: value })}>
          <option value="">Choose</option>
          {areas.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
      </Field>
      <Field
        label="Summary"
        required
        hint="A sentence or two, for the list of events"
        validationMessage={faults.summary}
      >
        <Textarea
          rows={2}
          resize="vertical"
          maxLength={600}
          value={event.summary}
          onChange={(_, { value }) => onChange({ summary: value })}
        />
      </Field>
    </>
  );
}

/** How it is held, and where. */
export function WhereFields({ event, onChange, faults }: EventFieldsProps) {
  return (
    <>
      <Field label="How it is held" validationMessage={faults.mode}>
        <RadioGroup
          layout="horizontal"
          value={event.mode}
          onChange={(_, { value }) => onChange({ mode: value as Mode })}
        >
          <Radio value="in person" label="In person" />
          <Radio value="online" label="Online" />
          <Radio value="hybrid" label="Both" />
        </RadioGroup>
      </Field>
      {event.mode !== 'online' && (
        <Field label="Where">
          <Input
            maxLength={300}
            placeholder="For example: County Hall, room 2"
            value={event.venue}
            onChange={(_, { value }) => onChange({ venue: value })}
          />
        </Field>
      )}
    </>
  );
}
