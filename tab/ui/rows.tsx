import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  list: { margin: 0, padding: 0, listStyleType: 'none' },
  row: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: tokens.spacingHorizontalM,
    paddingBlock: tokens.spacingVerticalS,
    borderBottom: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  words: { flex: '1 1 200px', overflowWrap: 'anywhere' },
});

/** A list of a line each. @param ordered where the order says something */
export function Rows({ ordered = false, children }: { ordered?: boolean; children: ReactNode }) {
  const List = ordered ? 'ol' : 'ul';
  return <List className={useStyles().list}>{children}</List>;
}

/** One line: words, and behind them what can be done with it. */
export function Row({ words, children }: { words: ReactNode; children?: ReactNode }) {
  const styles = useStyles();
  return (
    <li className={styles.row}>
      <span className={styles.words}>{words}</span>
      {children}
    </li>
  );
}
