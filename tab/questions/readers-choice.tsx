import { Field, Select } from '@fluentui/react-components';
import type { Readers } from '../../bot/api/contract-questions.ts';
import { useLook } from '../ui/look.ts';

export const readersNames: Record<Readers, string> = {
  members: 'Every member',
  library: 'People who may open the library',
  coordinators: 'Coordinators only',
};

type ReadersChoiceProps = {
  label?: string;
  names?: Record<Readers, string>;
  readers: Readers;
  onChange: (readers: Readers) => void;
};

/** Who is answered from a record. */
export function ReadersChoice({
  label = 'Who may read it',
  names = readersNames,
  readers,
  onChange,
}: ReadersChoiceProps) {
  const look = useLook();
  return (
    <Field label={label} className={look.short}>
      <Select value={readers} onChange={(_, { value }) => onChange(value as Readers)}>
        {Object.entries(names).map(([value, text]) => (
          <option key={value} value={value}>
            {text}
          </option>
        ))}
      </Select>
    </Field>
  );
}
