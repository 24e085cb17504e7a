import type { TxContext } from '../context.ts';
import { addMessages } from '../messages/ledger.ts';

/** What somebody is told about access. `path` is the page of the tab where they act on it. */
export type Notice = { title: string; text: string[]; path: string };

/**
 * Tells members about access, in the caller's transaction: they hear of it if and only if it happened.
 * @param key with `purpose`, names the message: nobody gets it twice
 */
export async function tell(
  ctx: TxContext,
  memberIds: string[],
  purpose: string,
  key: string,
  notice: Notice,
): Promise<void> {
  if (memberIds.length === 0) return;
  await addMessages(ctx, { purpose, key, category: 'access', notice }, { members: memberIds });
}
