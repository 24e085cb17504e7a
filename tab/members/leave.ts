import { signOut } from '../api.ts';

/**
 * Signs out, and leaves nothing that was being written to who comes next. Whether or not it worked, the page
 * that is loaded next shows who is signed in.
 */
export function leave(): void {
  sessionStorage.clear();
  void signOut()
    .catch(() => {})
    .finally(() => location.assign('/'));
}
