import { Field, makeStyles, tokens } from '@fluentui/react-components';
import { type ChangeEvent, useId, useState } from 'react';

const useStyles = makeStyles({
  file: {
    maxWidth: '100%',
    minHeight: '32px',
    font: 'inherit',
    color: 'inherit',
    '::file-selector-button': {
      minHeight: '32px',
      marginInlineEnd: tokens.spacingHorizontalM,
      padding: `0 ${tokens.spacingHorizontalM}`,
      font: 'inherit',
      color: tokens.colorNeutralForeground1,
      backgroundColor: tokens.colorNeutralBackground1,
      border: `1px solid ${tokens.colorNeutralStrokeAccessible}`,
      borderRadius: tokens.borderRadiusMedium,
      cursor: 'pointer',
    },
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
});

type FileFieldProps = {
  label: string;
  hint: string;
  /** What the ends of names mean: browsers take a file's type from whatever is installed. */
  types: Record<string, string>;
  /** Said of any other file. */
  otherwise: string;
  /** Called with the file, under the type that its name says; without one where it cannot be used. */
  onChoose: (file: File | undefined) => void;
};

/** Chooses one file. */
export function FileField({ label, hint, types, otherwise, onChoose }: FileFieldProps) {
  const styles = useStyles();
  const id = useId();
  const [refused, setRefused] = useState(false);
  const choose = ({ target }: ChangeEvent<HTMLInputElement>) => {
    const given = target.files?.[0];
    const type = types[given?.name.split('.').at(-1)?.toLowerCase() ?? ''];
    setRefused(given !== undefined && !type);
    onChoose(given && type ? new File([given], given.name, { type }) : undefined);
  };
  return (
    <Field
      label={{ children: label, htmlFor: id }}
      hint={hint}
      validationMessage={refused ? otherwise : undefined}
    >
      <input
        id={id}
        type="file"
        accept={Object.keys(types)
          .map((end) => `.${end}`)
          .join()}
        className={styles.file}
        onChange={choose}
      />
    </Field>
  );
}
