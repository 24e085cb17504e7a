import { useEffect, useRef } from 'react';
import { describe, Notice, NoticeText } from '../ui/states.tsx';

/** Why the service did not save what is written above. It takes the focus, and everything stays as it was typed. */
export function Refused({ problem }: { problem: Error | null }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (problem) place.current?.focus();
  }, [problem]);
  if (!problem) return null;
  return (
    <div ref={place} tabIndex={-1} style={{ outline: 'none' }}>
      <Notice icon="warning" heading="This is not saved yet">
        <NoticeText>{describe(problem).message}</NoticeText>
      </Notice>
    </div>
  );
}
