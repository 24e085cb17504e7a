import { Button, makeStyles, tokens } from '@fluentui/react-components';
import { useIsMutating, useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useRef, useState } from 'react';
import { announce } from './announce.tsx';
import { Icon } from './icon.tsx';
import { describe } from './states.tsx';

const useStyles = makeStyles({
  outcome: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: `${tokens.spacingVerticalXS} ${tokens.spacingHorizontalM}`,
    padding: `${tokens.spacingVerticalS} ${tokens.spacingHorizontalM}`,
    borderRadius: tokens.borderRadiusMedium,
    border: `1px solid ${tokens.colorNeutralStroke2}`,
    backgroundColor: tokens.colorNeutralBackground3,
    ':focus': { outlineStyle: 'none' },
  },
  done: { color: tokens.colorStatusSuccessForeground1, lineHeight: 0 },
  failed: { color: tokens.colorStatusDangerForeground1, lineHeight: 0 },
  words: { flex: '1 1 160px', overflowWrap: 'anywhere' },
});

type Undo = { text: string; act: () => void };
type Said = { words: string; failed?: boolean; undo?: Undo | undefined };

/**
 * What the last act did, shown where `outcome` is put. It takes the focus, so that it is seen and read out even
 * where the button that was pressed is gone.
 * @param first what was done on the page before this one
 */
export function useOutcome(first?: string): { outcome: ReactNode; say: (said: Said) => void } {
  const [said, setSaid] = useState<Said | undefined>(first ? { words: first } : undefined);
  return { outcome: said && <Outcome said={said} />, say: setSaid };
}

function Outcome({ said }: { said: Said }) {
  const styles = useStyles();
  const { words, failed = false, undo } = said;
  const place = useRef<HTMLDivElement>(null);
  // Pressed twice, it would be done twice.
  const busy = useIsMutating({ mutationKey }) > 0;
  // biome-ignore lint/correctness/useExhaustiveDependencies: the same words again are something new
  useEffect(() => {
    // Afterwards: a page that one comes to gives the focus to its heading.
    queueMicrotask(() => place.current?.focus());
  }, [said]);
  return (
    <div ref={place} tabIndex={-1} className={styles.outcome}>
      <span className={failed ? styles.failed : styles.done}>
        <Icon name={failed ? 'warning' : 'check'} />
      </span>
      <span className={styles.words}>{words}</span>
      {undo && (
        <Button size="small" disabledFocusable={busy} onClick={undo.act}>
          {undo.text}
        </Button>
      )}
    </div>
  );
}

const mutationKey = ['act'];

/**
 * One act of a coordinator. When it is done, whatever is in sight asks again; a failure is read out.
 * @param done called with the answer and with what was asked for
 */
export function useAct<Input, Answer>(
  act: (input: Input) => Promise<Answer>,
  done: (answer: Answer, input: Input) => void,
) {
  const client = useQueryClient();
  return useMutation({
    mutationKey,
    mutationFn: act,
    onSuccess: done,
    onError: (problem) => announce(describe(problem).message),
    // A call that failed may have been carried out all the same.
    onSettled: () => void client.invalidateQueries(),
  });
}
