import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  beside: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: tokens.spacingHorizontalXXL,
    alignItems: 'start',
    '@media (max-width: 1020px)': { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
});

/** What is written, and beside it what comes of it. One under the other where there is no room. */
export function Beside({ aside, children }: { aside: ReactNode; children: ReactNode }) {
  return (
    <div className={useStyles().beside}>
      {children}
      {aside}
    </div>
  );
}
