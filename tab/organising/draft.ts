import { noSeries, type Series } from './series-fields.tsx';
import { noEvent, noSession, type WrittenEvent, type WrittenSession } from './written.ts';

/** An event being written, before it is saved for the first time. */
export type Draft = { key: string; event: WrittenEvent; session: WrittenSession; series: Series };

const place = 'event draft';

/** The key is made with the draft and kept with it, so that saving it again after a failure does not make it twice. */
export const emptyDraft = (): Draft => ({
  key: crypto.randomUUID(),
  event: noEvent,
  session: noSession,
  series: noSeries,
});

/** The draft as it was left: signing in again, or Teams putting the tab away, loads the page anew. */
export function keptDraft(): Draft {
  const kept = sessionStorage.getItem(place);
  return kept ? JSON.parse(kept) : emptyDraft();
}

export const keepDraft = (draft: Draft): void => sessionStorage.setItem(place, JSON.stringify(draft));

export const forgetDraft = (): void => sessionStorage.removeItem(place);
