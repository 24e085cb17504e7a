import { type ReactNode, useState } from 'react';
import { useLook } from '../ui/look.ts';

type FoldProps = {
  summary: string;
  /** Something in it is wrong: it cannot stay shut. */
  faulty?: boolean;
  /** Something in it is set, so that it opens with the page. */
  used?: boolean;
  children: ReactNode;
};

/** What is seldom needed: it opens on request. */
export function Fold({ summary, faulty = false, used = false, children }: FoldProps) {
  const look = useLook();
  const [open, setOpen] = useState(used);
  return (
    <details
      className={look.folded}
      open={open || faulty}
      onToggle={({ currentTarget }) => setOpen(currentTarget.open)}
    >
      <summary>{summary}</summary>
      {(open || faulty) && <div className={look.form}>{children}</div>}
    </details>
  );
}
