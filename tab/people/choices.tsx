import { Checkbox, makeStyles, tokens } from '@fluentui/react-components';

const useStyles = makeStyles({
  choices: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(220px, 100%), 1fr))',
    margin: 0,
    padding: 0,
    border: 0,
    minWidth: 0,
  },
  name: { padding: 0, fontWeight: tokens.fontWeightSemibold },
});

type ChoicesProps = {
  label: string;
  options: { id: string; name: string }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
};

/** Boxes to tick, any number of them. */
export function Choices({ label, options, chosen, onChange }: ChoicesProps) {
  const styles = useStyles();
  return (
    <fieldset className={styles.choices}>
      <legend className={styles.name}>{label}</legend>
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
