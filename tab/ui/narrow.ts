import { useSyncExternalStore } from 'react';

const narrow = matchMedia('(max-width: 640px)');
const watch = (changed: () => void) => {
  narrow.addEventListener('change', changed);
  return () => narrow.removeEventListener('change', changed);
};

/** Whether the page is as narrow as on a phone. */
export const useNarrow = (): boolean => useSyncExternalStore(watch, () => narrow.matches);
