import { Field, Input, Select, Textarea } from '@fluentui/react-components';
import type { Readers } from '../../bot/api/contract-questions.ts';
import { useLook } from '../ui/look.ts';
import { useMe } from '../ui/me.ts';
import type { Field as FieldOf, Link, Written } from './fields.ts';
import { LinkFields } from './link-fields.tsx';
import { ReadersChoice } from './readers-choice.tsx';

type RecordFieldsProps = {
  fields: FieldOf[];
  written: Written;
  onChange: (written: Written) => void;
  /** The field that is empty and must not be. */
  missing: FieldOf | undefined;
};

/** The fields of a record, each by its plain name. Their ids are their names, so that a fault leads to its field. */
export function RecordFields({ fields, written, onChange, missing }: RecordFieldsProps) {
  const look = useLook();
  const { areas } = useMe();
  return (
    <div className={look.form}>
      {fields.map(({ name, label, as, hint, required = false }) => {
        const value = written[name] ?? '';
        const change = (value: Written[string]) => onChange({ ...written, [name]: value });
        if (as === 'links')
          return <LinkFields key={name} label={label} links={value as Link[]} onChange={change} />;
        if (as === 'readers')
          return <ReadersChoice key={name} label={label} readers={value as Readers} onChange={change} />;
        const text = { id: name, value: value as string };
        return (
          <Field
            key={name}
            label={label}
            hint={hint}
            required={required}
            className={as === 'area' || as === 'day' ? look.short : undefined}
            validationMessage={missing?.name === name ? 'Write something here' : undefined}
          >
            {as === 'area' ? (
              <Select {...text} onChange={(_, { value }) => change(value)}>
                {!required && <option value="">No area</option>}
                {areas.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </Select>
            ) : as === 'line' ? (
              <Input {...text} maxLength={2000} onChange={(_, { value }) => change(value)} />
            ) : as === 'day' ? (
              <Input {...text} type="date" onChange={(_, { value }) => change(value)} />
            ) : (
              <Textarea
                {...text}
                rows={rowsFor(text.value, as)}
                resize="vertical"
                onChange={(_, { value }) => change(value)}
              />
            )}
          </Field>
        );
      })}
    </div>
  );
}

/** As many lines as the text takes, as far as that goes without a bar of its own. */
function rowsFor(text: string, as: FieldOf['as']): number {
  const taken = text.split('\n').reduce((sum, line) => sum + Math.ceil((line.length || 1) / lineLength), 0);
  return Math.min(Math.max(taken, as === 'sentence' ? 2 : 4), 14);
}

const lineLength = 50;
