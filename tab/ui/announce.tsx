import { useEffect, useState } from 'react';
import { useHidden } from './hidden.ts';

let say: (text: string) => void = () => {};

/** Reads `text` to people who use a screen reader, without moving where they are. */
export function announce(text: string): void {
  say(text);
}

/** Where announcements are spoken from: once, at the root of the page. */
export function LiveRegion() {
  const [spoken, setSpoken] = useState({ text: '', turn: 0 });
  const hidden = useHidden();
  useEffect(() => {
    say = (text) => setSpoken(({ turn }) => ({ text, turn: turn + 1 }));
  }, []);
  // A new element each time, so that the same words are spoken again.
  return (
    <div role="status" aria-live="polite" className={hidden}>
      <span key={spoken.turn}>{spoken.text}</span>
    </div>
  );
}
