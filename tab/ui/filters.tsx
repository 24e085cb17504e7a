import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { type ReactNode, useId, useState } from 'react';
import { useNarrow } from './narrow.ts';

const useStyles = makeStyles({
  filters: { display: 'flex', flexDirection: 'column', alignItems: 'start', rowGap: tokens.spacingVerticalM },
});

/** Filters of a list: in sight where there is room, behind a button on a phone. @param active whether one is set. */
export function Filters({ active, children }: { active: boolean; children: ReactNode }) {
  const styles = useStyles();
  const id = useId();
  const folds = useNarrow();
  const [open, setOpen] = useState(active);
  const shown = open || !folds;
  return (
    <search className={styles.filters}>
      {folds && (
        <Button aria-expanded={open} aria-controls={shown ? id : undefined} onClick={() => setOpen(!open)}>
          {open ? 'Hide filters' : 'Filter'}
        </Button>
      )}
      {shown && (
        <div id={id} className={styles.filters}>
          {children}
        </div>
      )}
    </search>
  );
}
