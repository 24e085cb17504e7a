import type { Database } from '../../ports/store/db.ts';
import type { Context } from '../context.ts';

/** Everything that is recorded, in the words of the log. */
export const actions = {
  'library approved': 'approved the library for',
  'library refused': 'refused the library to',
  'library withdrawn': 'took the library away from',
  'library confirmed': 'confirmed the library for',
  'library lapsed': 'library access lapsed:',
  'role changed': 'changed the role of',
  'member blocked': 'blocked',
  'member unblocked': 'let back in',
  'member added': 'let in',
  'post confirmed': 'confirmed the post of',
  'organisation chosen': 'chose their authority:',
  'organisation confirmed': 'confirmed the authority of',
  'organisation changed': 'changed the authority',
  'tenant added': 'added a tenant to',
  'tenant removed': 'took a tenant from',
  'request made': 'asked for access:',
  'request refused': 'refused the request of',
  'contacts imported': 'imported contacts',
  'contact removed': 'removed a contact',
  'contact matched': 'was known as a contact:',
  'network joined': 'added to a network',
  'network left': 'taken out of a network',
  'network changed': 'changed a network',
  'audience saved': 'saved an audience',
  'audience removed': 'removed an audience',
  'critical message sent': 'sent a critical message',
  'sending stopped': 'stopped all sending',
  'sending resumed': 'resumed sending',
  'settings changed': 'changed settings',
  'message resent': 'sent an unconfirmed message again',
} as const;
export type Action = keyof typeof actions;

/**
 * Adds a line to the audit log, which nothing changes or takes away again. People stand in it by pseudonym, never
 * by name: nor may `details` hold anything about a person.
 * @param entry `actor` null for the service itself
 */
export async function audit(
  ctx: { db: Database; clock: Context['clock'] },
  entry: {
    actor: { pseudonym: string } | null;
    action: Action;
    subject?: { pseudonym: string } | undefined;
    organisationId?: string | undefined;
    details?: object;
  },
): Promise<void> {
  await ctx.db
    .insertInto('audit')
    .values({
      at: ctx.clock.now(),
      actor: entry.actor?.pseudonym ?? null,
      action: entry.action,
      subject: entry.subject?.pseudonym ?? null,
      organisation_id: entry.organisationId ?? null,
      details: JSON.stringify(entry.details ?? {}),
    })
    .execute();
}
