import { Field, Input } from '@fluentui/react-components';
import { useEffect, useRef, useState } from 'react';

type SearchFieldProps = { label: string; value: string; onChange: (search: string) => void };

/** Searches as the person types, once they pause. */
export function SearchField({ label, value, onChange }: SearchFieldProps) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  useEffect(() => {
    // What this field sent comes back without its last space, and after more is typed.
    if (value === sent.current) return;
    sent.current = value;
    setTyped(value);
  }, [value]);
  // The pause starts again where `onChange` changes with the other filters, so that it never brings back old ones.
  useEffect(() => {
    const search = typed.trim();
    if (search === sent.current) return;
    const pause = setTimeout(() => {
      sent.current = search;
      onChange(search);
    }, 300);
    return () => clearTimeout(pause);
  }, [typed, onChange]);
  return (
    <Field label={label}>
      <Input type="search" maxLength={200} value={typed} onChange={(_, data) => setTyped(data.value)} />
    </Field>
  );
}
