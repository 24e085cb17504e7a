import { makeStyles } from '@fluentui/react-components';
import { useEffect, useRef } from 'react';
import type { Standing } from '../../bot/api/contract-people.ts';
import { dayOf } from './dates.ts';
import { LookAgain } from './look-again.tsx';
import { Notice, NoticeText, WhoToAsk } from './states.tsx';

const useStyles = makeStyles({ focused: { ':focus': { outlineStyle: 'none' } } });

type AskedProps = {
  standing: Standing;
  /** Whether they have been let in. */
  open: (standing: Standing) => boolean;
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
        <LookAgain open={open} otherwise="There is no answer yet." />
        <WhoToAsk help={signInHelp} about="If you hear nothing, write to" />
      </Notice>
    </div>
  );
}
