import { isDeepStrictEqual } from 'node:util';
import { type Context, inTransaction } from '../context.ts';
import { changeSettings, type Settings, settings } from '../settings.ts';
import { requireRight } from './access.ts';
import { audit } from './audit.ts';
import type { Member } from './members.ts';

/**
 * Changes settings for an administrator, on the record. While sending is stopped everything waits; when it is
 * resumed the sender is woken.
 * @throws AppError 'not-allowed'
 */
export async function administerSettings(
  ctx: Context,
  actor: Member,
  changes: Partial<Settings>,
): Promise<Settings> {
  requireRight(actor, 'administer');
  return inTransaction(ctx, async (tx) => {
    const before = await settings(tx.db);
    const after = await changeSettings(tx.db, changes);
    const { sendingStopped, ...rest } = after;
    if (sendingStopped !== before.sendingStopped)
      await audit(tx, { actor, action: sendingStopped ? 'sending stopped' : 'sending resumed' });
    if (!isDeepStrictEqual({ ...rest, sendingStopped: before.sendingStopped }, before))
      await audit(tx, { actor, action: 'settings changed', details: rest });
    if (!sendingStopped) await tx.queue.send(tx.db, 'deliver', {});
    return after;
  });
}
