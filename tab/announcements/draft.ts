import type { AnnouncementAudience } from '../../bot/api/contract.ts';

/** An announcement being written. */
export type Draft = {
  key: string;
  title: string;
  body: string;
  audience: AnnouncementAudience;
  critical: boolean;
};

const place = 'announcement draft';

/** The key is made with the draft and kept with it, so that sending it again after a failure does not send it twice. */
export const emptyDraft = (): Draft => ({
  key: crypto.randomUUID(),
  title: '',
  body: '',
  audience: { kind: 'everyone' },
  critical: false,
});

/** The draft as it was left: signing in again, or Teams putting the tab away, loads the page anew. */
export function keptDraft(): Draft {
  const kept = sessionStorage.getItem(place);
  return { ...emptyDraft(), ...(kept ? JSON.parse(kept) : {}) };
}

export function keepDraft(draft: Draft): void {
  sessionStorage.setItem(place, JSON.stringify(draft));
}

export function forgetDraft(): void {
  sessionStorage.removeItem(place);
}
