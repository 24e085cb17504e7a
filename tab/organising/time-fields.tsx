import { Field, Input, makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { NoticeText } from '../ui/states.tsx';
import { timesShown } from './clock.ts';
import type { WrittenTime } from './written.ts';

const useStyles = makeStyles({
  group: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalXS,
    minWidth: 0,
    margin: 0,
    padding: 0,
    border: 0,
  },
  name: { padding: 0, fontWeight: tokens.fontWeightSemibold },
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: tokens.spacingHorizontalM },
});

/** Where fields that are read together stand: beside each other, or below where there is no room. */
export const useRowClass = () => useStyles().row;

type ClockFieldProps = {
  label: string;
  /** With the day that it is on. */
  at: WrittenTime;
  onChange: (at: WrittenTime) => void;
  fault: string | undefined;
};

/** A time on the wall. In the night when the clocks go back it asks which of two is meant. */
export function ClockField({ label, at, onChange, fault }: ClockFieldProps) {
  const { fold: _, ...rest } = at;
  const twice = timesShown(at.date, at.time) === 2;
  return (
    <div>
      <Field label={label} validationMessage={fault}>
        <Input type="time" value={at.time} onChange={(_, { value }) => onChange({ ...rest, time: value })} />
      </Field>
      {twice && (
        <Field label={`${label}: which of the two`}>
          <RadioGroup
            value={at.fold ?? ''}
            onChange={(_, { value }) => onChange({ ...rest, fold: value === 'first' ? 'first' : 'second' })}
          >
            <Radio value="first" label="The first, in summer time" />
            <Radio value="second" label="The second, an hour later" />
          </RadioGroup>
        </Field>
      )}
    </div>
  );
}

/** A day and a time on it. */
export function MomentField({ label, hint, at, onChange, fault }: ClockFieldProps & { hint: string }) {
  const styles = useStyles();
  return (
    <fieldset className={styles.group}>
      <legend className={styles.name}>{label}</legend>
      <NoticeText>{hint}</NoticeText>
      <div className={styles.row}>
        <Field label="Date">
          <Input
            type="date"
            value={at.date}
            onChange={(_, { value }) => onChange({ date: value, time: value ? at.time : '' })}
          />
        </Field>
        <ClockField label="Time" at={at} onChange={onChange} fault={fault} />
      </div>
    </fieldset>
  );
}
