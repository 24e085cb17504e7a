/** An announcement being written. `area` is the one whose followers are meant; empty for everyone. */
export type Draft = { key: string; title: string; body: string; area: string };

const place = 'announcement draft';

/** The key is made with the draft and kept with it, so that sending it again after a failure does not send it twice. */
export const emptyDraft = (): Draft => ({ key: crypto.randomUUID(), title: '', body: '', area: '' });

/** The draft as it was left: signing in again, or Teams putting the tab away, loads the page anew. */
export function keptDraft(): Draft {
  const kept = sessionStorage.getItem(place);
  return kept ? JSON.parse(kept) : emptyDraft();
}

export function keepDraft(draft: Draft): void {
  sessionStorage.setItem(place, JSON.stringify(draft));
}

export function forgetDraft(): void {
  sessionStorage.removeItem(place);
}
