import { makeStyles } from '@fluentui/react-components';
import { type ReactNode, useEffect, useRef } from 'react';

const useStyles = makeStyles({ fields: { display: 'contents' } });

const faulty = ['input', 'textarea', 'select'].map((each) => `${each}[aria-invalid="true"]`);

/** Fields of which the first faulty one takes the focus. @param turn counts how often they were looked over */
export function FirstFault({ turn, children }: { turn: number; children: ReactNode }) {
  const fields = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (turn === 0) return;
    const first = [...faulty, '[aria-invalid="true"] input'].join(', ');
    fields.current?.querySelector<HTMLElement>(first)?.focus();
  }, [turn]);
  return (
    <div ref={fields} className={useStyles().fields}>
      {children}
    </div>
  );
}
