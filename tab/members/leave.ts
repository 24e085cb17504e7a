import { forgetDraft } from '../announcements/draft.ts';
import { signOut } from '../api.ts';

/** Signs out. Whether or not it worked, the page that is loaded next shows who is signed in. */
export function leave(): void {
  forgetDraft();
  void signOut().finally(() => location.assign('/'));
}
