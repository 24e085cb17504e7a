import { makeStyles, tokens, typographyStyles } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  card: {
    display: 'flex',
    flexDirection: 'column',
    rowGap: tokens.spacingVerticalL,
    minWidth: 0,
    padding: tokens.spacingHorizontalXXL,
    borderRadius: tokens.borderRadiusXLarge,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground1,
    '@media (max-width: 640px)': { padding: tokens.spacingHorizontalL },
  },
  text: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalS, maxWidth: '70ch' },
  line: { ...typographyStyles.body1, margin: 0, overflowWrap: 'anywhere' },
  list: { margin: 0, paddingInlineStart: tokens.spacingHorizontalXL, maxWidth: '70ch' },
  point: { marginBottom: tokens.spacingVerticalXS, overflowWrap: 'anywhere' },
});

/** A surface that stands out from the page. */
export function Card({ children }: { children: ReactNode }) {
  return <div className={useStyles().card}>{children}</div>;
}

/* The same sentence can come twice, but lines never change places: their position is their key. */

export function Paragraphs({ lines }: { lines: string[] }) {
  const styles = useStyles();
  return (
    <div className={styles.text}>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <p key={at} className={styles.line}>
          {line}
        </p>
      ))}
    </div>
  );
}

export function Points({ lines }: { lines: string[] }) {
  const styles = useStyles();
  return (
    <ul className={styles.list}>
      {lines.map((line, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: see above
        <li key={at} className={styles.point}>
          {line}
        </li>
      ))}
    </ul>
  );
}
