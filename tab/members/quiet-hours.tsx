import { Checkbox, Field, Input, makeStyles, tokens } from '@fluentui/react-components';
import type { Preferences } from '../../bot/api/contract-people.ts';
import { NoticeText } from '../ui/states.tsx';

const useStyles = makeStyles({
  quiet: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM },
  times: { display: 'flex', flexWrap: 'wrap', alignItems: 'start', gap: tokens.spacingHorizontalL },
});

type QuietHoursProps = {
  quiet: Preferences['quiet'];
  /** Whether what is missing is to be said. */
  checked: boolean;
  onChange: (quiet: Preferences['quiet']) => void;
};

/** From when to when nothing is sent, in London time. */
export function QuietHours({ quiet, checked, onChange }: QuietHoursProps) {
  const styles = useStyles();
  const fault = (time: string) =>
    !checked || !quiet
      ? undefined
      : !time
        ? 'Write a time'
        : quiet.from === quiet.to
          ? 'Choose two different times'
          : undefined;
  return (
    <div className={styles.quiet}>
      <NoticeText>
        Nothing is sent to you between these times, in London. What comes in meanwhile reaches you afterwards.
      </NoticeText>
      <Checkbox
        label="Keep quiet hours"
        checked={quiet !== null}
        onChange={(_, { checked }) => onChange(checked ? { from: '19:00', to: '08:00' } : null)}
      />
      {quiet && (
        <div className={styles.times}>
          <Field label="Quiet from" validationMessage={fault(quiet.from)}>
            <Input
              type="time"
              value={quiet.from}
              onChange={(_, { value }) => onChange({ ...quiet, from: value })}
            />
          </Field>
          <Field label="Quiet until" validationMessage={fault(quiet.to)}>
            <Input
              type="time"
              value={quiet.to}
              onChange={(_, { value }) => onChange({ ...quiet, to: value })}
            />
          </Field>
        </div>
      )}
    </div>
  );
}
