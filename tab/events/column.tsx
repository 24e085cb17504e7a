import { makeStyles, tokens } from '@fluentui/react-components';
import type { ReactNode } from 'react';

const useStyles = makeStyles({
  column: { display: 'flex', flexDirection: 'column', rowGap: tokens.spacingVerticalXXL },
});

/** Sections one below the other. */
export function Column({ children }: { children: ReactNode }) {
  return <div className={useStyles().column}>{children}</div>;
}
