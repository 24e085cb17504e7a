import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useOutcome } from '../ui/outcome.tsx';
import { NoticeText } from '../ui/states.tsx';
import { LibraryBox } from './library-box.tsx';
import { authoritiesQuery } from './queries.ts';

const useStyles = makeStyles({
  row: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

/** For a borough contact: who of their own authority may open the library. */
export function OwnLibrary() {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const { outcome, say } = useOutcome();
  const authority = useQuery(authoritiesQuery).data?.authorities[0];
  if (!authority) return null;
  return (
    <>
      {outcome}
      <div className={styles.row}>
        <NoticeText>
          {authority.library === 'all staff'
            ? `All staff of ${authority.name} can open the library.`
            : `In ${authority.name}, people open the library once they have been approved.`}
        </NoticeText>
        <Button onClick={() => setOpen(true)}>Change who may</Button>
      </div>
      {open && (
        <LibraryBox
          authority={authority}
          onClose={() => setOpen(false)}
          onSaved={(words) => {
            setOpen(false);
            say({ words });
          }}
        />
      )}
    </>
  );
}
