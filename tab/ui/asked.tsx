import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef, useState } from 'react';
import type { Standing } from '../../bot/api/contract-people.ts';
import { standingQuery, useEnter } from './access.ts';
import { announce } from './announce.tsx';
import { dayOf } from './dates.ts';
import { describe, Notice, NoticeText, WhoToAsk } from './states.tsx';

const useStyles = makeStyles({
  focused: { ':focus': { outlineStyle: 'none' } },
  look: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalM },
});

type Opens = {
  /** Whether they have been let in. */
  open: (standing: Standing) => boolean;
};
type AskedProps = Opens & {
  standing: Standing;
  /** The form that was sent is gone. */
  takesFocus: boolean;
};

/** That the person has asked, who answers, and a way to look whether they have. */
export function Asked({ standing, open, takesFocus }: AskedProps) {
  const styles = useStyles();
  const notice = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (takesFocus) notice.current?.focus();
  }, [takesFocus]);
  const { asked, answeredBy, signInHelp } = standing;
  return (
    <div ref={notice} tabIndex={-1} className={styles.focused}>
      <Notice icon="check" heading="You have asked for access">
        <NoticeText>
          {asked && `You asked on ${dayOf(asked.at)}. `}
          {answeredBy} will answer.
        </NoticeText>
        <LookAgain open={open} />
        <WhoToAsk help={signInHelp} about="If you hear nothing, write to" />
      </Notice>
    </div>
  );
}

function LookAgain({ open }: Opens) {
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
    const words = error ? describe(error).message : 'There is no answer yet.';
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
