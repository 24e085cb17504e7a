import { sql } from 'kysely';
import type { Database } from '../../ports/store/db.ts';
import type { Context } from '../context.ts';
import { requireRight } from './access.ts';
import type { Member } from './members.ts';

/** Everything that is recorded: what the actor did, to whom. */
export const actions = {
  'library approved': 'opened the library to',
  'library refused': 'refused the library to',
  'library withdrawn': 'closed the library to',
  'library confirmed': 'confirmed that the library is still needed by',
  'library lapsed': 'closed the library, because it had lapsed, to',
  'role changed': 'changed the role of',
  'member blocked': 'blocked',
  'member unblocked': 'let back in',
  'member added': 'let in',
  'post confirmed': 'confirmed the post of',
  'organisation chosen': 'chose their authority',
  'organisation confirmed': 'set the authority of',
  'organisation changed': 'changed an organisation',
  'tenant added': 'added a tenant',
  'tenant removed': 'took a tenant away',
  'request made': 'asked for access',
  'request refused': 'refused the request of',
  'contacts imported': 'imported contacts',
  'contact removed': 'removed a contact',
  'contact matched': 'found in the contact list',
  'network joined': 'added to a network',
  'network left': 'took out of a network',
  'network changed': 'changed a network',
  'content changed': 'changed what the bot knows',
  'event made': 'made an event',
  'event changed': 'changed an event',
  'event published': 'published an event',
  'event called off': 'called off an event',
  'event removed': 'deleted a draft of an event',
  'events imported': 'imported events',
  'event message sent': 'wrote to the people of an event',
  'audience saved': 'saved an audience',
  'audience removed': 'removed an audience',
  'critical message sent': 'sent a critical message',
  'sending stopped': 'stopped all sending',
  'sending resumed': 'resumed sending',
  'settings changed': 'changed settings',
  'attendees exported': 'took the list of who comes to an event as a file',
  'report exported': 'took the report of an event as a file',
  'needs read': 'read the dietary and access needs of people at an event',
  'needs counted': 'counted the dietary and access needs at an event',
  'person erased': 'deleted what was held about',
  'message resent': 'sent an unconfirmed message again to',
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

export type AuditEntry = { id: number; at: Date; text: string };

/**
 * The log in sentences, latest first, 100 at a time, with the names of those who are still here.
 * @param before the id that the last page ended with
 */
export async function listAudit(
  ctx: Pick<Context, 'db' | 'clock'>,
  actor: Member,
  before?: number,
): Promise<AuditEntry[]> {
  requireRight(actor, 'administer');
  let query = ctx.db
    .selectFrom('audit')
    .leftJoin('member as actor', 'actor.pseudonym', 'audit.actor')
    .leftJoin('member as subject', 'subject.pseudonym', 'audit.subject')
    .leftJoin('organisation', 'organisation.id', 'audit.organisation_id')
    .select([
      'audit.id',
      'audit.at',
      'audit.action',
      'audit.actor as by',
      'audit.subject as to',
      'audit.details',
      'actor.name as actor',
      'subject.name as subject',
      sql<string | null>`organisation.details ->> 'name'`.as('organisation'),
    ])
    .orderBy('audit.id', 'desc')
    .limit(100);
  if (before !== undefined) query = query.where('audit.id', '<', before);
  return (await query.execute()).map((row) => ({ id: Number(row.id), at: row.at, text: sentence(row) }));
}

const gone = 'somebody who is no longer here';
const stranger = 'somebody who is not a member';

function sentence(row: {
  action: string;
  by: string | null;
  to: string | null;
  actor: string | null;
  subject: string | null;
  organisation: string | null;
  details: object;
}): string {
  const who = row.by ? (row.actor ?? gone) : row.action === 'request made' ? stranger : 'the service';
  const whom = object(row.action, row.to && (row.to === row.by ? 'themselves' : (row.subject ?? gone)));
  const did = actions[row.action as Action] ?? row.action;
  const where = row.organisation ? ` (${row.organisation})` : '';
  const more = Object.entries(row.details).map(([name, value]) => `${words(name)} ${words(value)}`);
  const text = `${who} ${did}${whom}${where}${more.length > 0 ? `: ${more.join(', ')}` : ''}`;
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
}

/** Whom it was done to, where the words for what was done leave room for that. */
function object(action: string, whom: string | null): string {
  if (action === 'organisation chosen') return ''; // one's own
  if (whom === null) return action.endsWith(' refused') ? ` ${stranger}` : '';
  return ` ${whom}`;
}

/** A field's name or value in words: signedOn as "signed on", true as "yes". */
function words(value: unknown): string {
  if (value === null || (Array.isArray(value) && value.length === 0)) return 'none';
  if (typeof value === 'boolean') return value ? 'yes' : 'no';
  if (Array.isArray(value)) return value.map(words).join(' and ');
  if (typeof value === 'object') return JSON.stringify(value);
  return String(value).replace(/([a-z])([A-Z])/g, (_, one, two) => `${one} ${two.toLowerCase()}`);
}
