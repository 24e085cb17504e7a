import { Checkbox, Field, Input, Select, Textarea } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { networksQuery } from '../api.ts';
import { NoticeText } from '../ui/states.tsx';
import type { EventFieldsProps } from './event-fields.tsx';
import { Fold } from './fold.tsx';
import { QuestionFields } from './question-fields.tsx';

/** What an event seldom needs. @param used opens what is filled in */
export function MoreFields({ event, onChange, faults, used }: EventFieldsProps & { used: boolean }) {
  const networks = useQuery(networksQuery).data?.networks ?? [];
  const text = (label: string, name: 'audience' | 'bring') => (
    <Field label={label}>
      <Textarea
        rows={2}
        resize="vertical"
        maxLength={600}
        value={event[name]}
        onChange={(_, { value }) => onChange({ [name]: value })}
      />
    </Field>
  );
  const told = Boolean(event.description || event.audience || event.bring || event.network || event.contact);
  const asking = Object.keys(faults).some((name) => /^(question|choices) /.test(name));
  return (
    <>
      <Fold
        summary="Description, who it is for, whom to ask"
        used={used && told}
        faulty={Boolean(faults.contact)}
      >
        <Field label="Description" hint="Leave a line free between paragraphs">
          <Textarea
            rows={6}
            resize="vertical"
            value={event.description}
            onChange={(_, { value }) => onChange({ description: value })}
          />
        </Field>
        {text('Who it is for', 'audience')}
        {text('What to bring', 'bring')}
        <Field label="Network">
          <Select value={event.network} onChange={(_, { value }) => onChange({ network: value })}>
            <option value="">None</option>
            {networks.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
        <Field
          label="Whom to ask"
          hint="An e-mail address. Leave it empty for the alliance’s own"
          validationMessage={faults.contact}
        >
          <Input
            type="email"
            maxLength={254}
            value={event.contact}
            onChange={(_, { value }) => onChange({ contact: value })}
          />
        </Field>
      </Fold>
      <Fold
        summary="Questions to ask of whoever books"
        used={used && event.questions.length > 0}
        faulty={asking || Boolean(faults.retentionDays)}
      >
        <QuestionFields event={event} onChange={onChange} faults={faults} />
      </Fold>
      <Fold summary="Thanks afterwards" used={used && !event.thanks}>
        <Checkbox
          label="Thank those who came, and ask what they thought of it"
          checked={event.thanks}
          onChange={(_, { checked }) => onChange({ thanks: checked === true })}
        />
        <NoticeText>
          It goes without you, at 9am on the next working day. If nobody has noted who came by then, we ask
          you.
        </NoticeText>
      </Fold>
    </>
  );
}
