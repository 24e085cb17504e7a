import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';
import { useId } from 'react';
import { Icon } from '../ui/icon.tsx';

const useStyles = makeStyles({
  choices: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(220px, 100%), 1fr))',
    margin: 0,
    padding: 0,
    border: 0,
    minWidth: 0,
  },
  problem: { gridColumn: '1 / -1', display: 'flex', alignItems: 'center', gap: tokens.spacingHorizontalXS },
  name: { padding: 0, fontWeight: tokens.fontWeightSemibold },
});

type ChoicesProps = {
  label: string;
  options: { id: string; name: string }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
  problem?: string | undefined;
};

/** Boxes to tick, any number of them. Not inside a Field, which would give them all the same id. */
export function Choices({ label, options, chosen, onChange, problem }: ChoicesProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <fieldset className={styles.choices} aria-describedby={problem && id}>
      <legend className={styles.name}>{label}</legend>
      {problem && (
        <span id={id} className={styles.problem}>
          <Icon name="warning" />
          {problem}
        </span>
      )}
      {options.map(({ id, name }) => (
        <Checkbox
          key={id}
          label={name}
          checked={chosen.includes(id)}
          onChange={(_, { checked }) =>
            onChange(checked ? [...chosen, id] : chosen.filter((each) => each !== id))
          }
        />
      ))}
    </fieldset>
  );
}
