import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Standing } from '../../bot/api/contract-people.ts';
import { standingQuery, useEnter } from './access.ts';
import { announce } from './announce.tsx';
import { describe, NoticeText } from './states.tsx';

const useStyles = makeStyles({
  look: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

type LookAgainProps = {
  /** Whether what was shut is open now. */
  open: (standing: Standing) => boolean;
  /** What is said where it is not. */
  otherwise: string;
};

/** Looks whether the person has been let in meanwhile, and then opens what was shut. */
export function LookAgain({ open, otherwise }: LookAgainProps) {
  const styles = useStyles();
  const { refetch, isFetching } = useQuery({ ...standingQuery, enabled: false });
  const enter = useEnter();
  const [found, setFound] = useState('');
  const look = async () => {
    setFound('');
    const { data, error } = await refetch();
    if (!error && data && open(data)) return enter();
    if (!error && data?.refused && !data.asked) {
      announce('Your request was not approved');
      // This button goes, and the form comes back.
      return document.getElementById('main')?.focus();
    }
    const words = error ? describe(error).message : otherwise;
    setFound(words);
    announce(words);
  };
  return (
    <div className={styles.look}>
      <Button disabledFocusable={isFetching} onClick={() => void look()}>
        Look again
      </Button>
      {found && <NoticeText>{found}</NoticeText>}
    </div>
  );
}
