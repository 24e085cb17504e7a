import { Button, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import { useRef } from 'react';
import { useHidden } from '../ui/hidden.ts';
import type { Link } from './fields.ts';

const useStyles = makeStyles({
  links: {
    display: 'flex',
    flexDirection: 'column',
    alignItems: 'start',
    rowGap: tokens.spacingVerticalM,
    margin: 0,
    padding: 0,
    border: 0,
    minWidth: 0,
  },
  name: { padding: 0 },
  link: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'end',
    gap: tokens.spacingHorizontalM,
    width: '100%',
  },
  field: { flex: '1 1 160px', minWidth: 0 },
});

type LinkFieldsProps = { label: string; links: Link[]; onChange: (links: Link[]) => void };

/** Pages that people are sent to: what each is called, and its address. */
export function LinkFields({ label, links, onChange }: LinkFieldsProps) {
  const styles = useStyles();
  const hidden = useHidden();
  const add = useRef<HTMLButtonElement>(null);
  const remove = (at: number) => {
    onChange(links.filter((_, each) => each !== at));
    add.current?.focus();
  };
  const change = (at: number, changed: Partial<Link>) =>
    onChange(links.map((link, each) => (each === at ? { ...link, ...changed } : link)));
  return (
    <fieldset className={styles.links}>
      <legend className={styles.name}>{label}</legend>
      {links.map(({ title, url }, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a link has nothing else to be known by while it is written
        <div key={at} className={styles.link}>
          <Field label={`Name of link ${at + 1}`} className={styles.field}>
            <Input value={title} onChange={(_, { value }) => change(at, { title: value })} />
          </Field>
          <Field label={`Address of link ${at + 1}`} className={styles.field}>
            <Input
              value={url}
              placeholder="https://"
              onChange={(_, { value }) => change(at, { url: value })}
            />
          </Field>
          <Button onClick={() => remove(at)}>
            Remove<span className={hidden}> link {at + 1}</span>
          </Button>
        </div>
      ))}
      <Button ref={add} onClick={() => onChange([...links, { title: '', url: '' }])}>
        Add a link
      </Button>
    </fieldset>
  );
}
