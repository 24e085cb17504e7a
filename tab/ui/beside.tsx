import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const narrow = '@media (max-width: 1020px)';

const useStyles = makeStyles({
  beside: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
    [narrow]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  // A long form scrolls by; what comes of it stays in sight.
  aside: {
    position: 'sticky',
    top: tokens.spacingVerticalL,
    maxHeight: `calc(100vh - 2 * ${tokens.spacingVerticalL})`,
    overflowY: 'auto',
    [narrow]: { position: 'static', maxHeight: 'none' },
  },
});

/** What is written, and beside it what comes of it. One under the other where there is no room. */
export function Beside({ aside, children }: { aside: ReactNode; children: ReactNode }) {
  const styles = useStyles();
  return (
    <div className={styles.beside}>
      {children}
      <div className={styles.aside}>{aside}</div>
    </div>
  );
}
