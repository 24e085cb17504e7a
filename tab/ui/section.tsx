import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import { type ReactNode, useId } from 'react';

const useStyles = makeStyles({
  section: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalM, minWidth: 0 },
  heading: { ...typographyStyles.subtitle1, margin: 0, overflowWrap: 'anywhere' },
  small: { ...typographyStyles.subtitle2, margin: 0, overflowWrap: 'anywhere' },
});

type SectionProps = { heading: string; small?: boolean; children: ReactNode };

/** A part of a page under its own heading. */
export function Section({ heading, small = false, children }: SectionProps) {
  const styles = useStyles();
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} className={small ? styles.small : styles.heading}>
        {heading}
      </h2>
      {children}
    </section>
  );
}
