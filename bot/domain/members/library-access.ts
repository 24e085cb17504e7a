import { sql } from 'kysely';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { londonDay, longDate } from '../london.ts';
import { inChargeOf, may, requireOther } from './access.ts';
import { audit } from './audit.ts';
import { confirmBy, dueBefore, libraryOpenAt, noticeLapses } from './library-periods.ts';
import { type Member, membersNow, peopleWithRoles } from './members.ts';
import { tell } from './notices.ts';

type Ctx = Pick<Context, 'db' | 'clock'>;

/**
 * Opens the library to a member, or closes it. The periods begin anew.
 * @throws AppError 'conflict' where it would not open: for a partner's people, and while the authority that a person
 *   chose is not confirmed; 'not-allowed' for one's own
 */
export async function setLibrary(
  ctx: TxContext,
  actor: Member,
  member: Member,
  open: boolean,
): Promise<void> {
  const now = ctx.clock.now();
  if (open) requireOther(actor, member);
  if (open && member.organisation.kind === 'partner')
    throw new AppError('conflict', 'The library is not for people of a partner.');
  if (open && !member.organisationConfirmed)
    throw new AppError('conflict', 'A coordinator must confirm first that this is their authority.');
  await ctx.db
    .updateTable('member')
    .set({ library_since: open ? now : null, library_confirmed_at: null, library_lapsed_at: null })
    .where('id', '=', member.id)
    .execute();
  await audit(ctx, {
    actor,
    action: open ? 'library approved' : 'library withdrawn',
    subject: member,
    organisationId: member.organisation.id,
  });
}

/** Says that these members still need the library. Whose access had lapsed has it again. @throws AppError 'not-allowed' for one's own */
export async function confirmLibrary(ctx: TxContext, actor: Member, members: Member[]): Promise<void> {
  const now = ctx.clock.now();
  for (const member of members) {
    requireOther(actor, member);
    await ctx.db
      .updateTable('member')
      .set((e) => ({
        library_confirmed_at: now,
        library_since: e.case().when(libraryOpenAt(now)).then(e.ref('library_since')).else(now).end(),
        library_lapsed_at: null,
      }))
      .where('id', '=', member.id)
      .execute();
    await audit(ctx, {
      actor,
      action: 'library confirmed',
      subject: member,
      organisationId: member.organisation.id,
    });
  }
}

/**
 * What is due each night: tells those whose access has lapsed, and each authority's contacts (where it has none, and
 * of its only one, coordinators) that colleagues' access is to be confirmed: at most once a month, since people were
 * approved at different times and nobody's access may end unannounced. Safe to run at any time.
 */
export async function keepLibraryAccess(ctx: Context): Promise<void> {
  await inTransaction(ctx, async (tx) => {
    const today = londonDay(tx.clock.now());
    const lapsed = await noticeLapses(tx);
    await tell(tx, lapsed, 'library lapsed', today, {
      title: 'Your access to the library has ended',
      text: ['It ends when it has not been used or confirmed for a while. If you need it, ask for it again.'],
      path: '/library',
    });
    const answering = await peopleWithRoles(tx);
    for (const [organisation, due] of Map.groupBy(await dueConfirmations(tx), (row) => row.organisation_id)) {
      const inCharge = answering.filter((each) => may(each, 'vouch') && inChargeOf(each, organisation));
      const contacts = inCharge.filter(({ role }) => role === 'contact');
      for (const { id, role } of inCharge) {
        const theirs = due.filter(
          (each) =>
            each.id !== id && (role === 'contact' || contacts.every((contact) => contact.id === each.id)),
        );
        const [first] = theirs;
        if (!first) continue;
        const day = longDate(londonDay(first.confirm_by!));
        await tell(tx, [id], 'library confirmation', `${organisation} ${today.slice(0, 7)} ${id}`, {
          title: `Who in ${first.name} still needs the library?`,
          text: [
            theirs.length === 1
              ? `The access of 1 colleague ends on ${day} unless you confirm it.`
              : `The access of ${theirs.length} colleagues ends unless you confirm it, the first on ${day}.`,
            'Look through the list and confirm everybody who still needs it. You are asked at most once a month.',
          ],
          path: '/coordinate/people/members',
        });
      }
    }
  });
}

/** Whose access is to be confirmed within the next days, the first to end first. */
function dueConfirmations(ctx: Ctx) {
  const now = ctx.clock.now();
  return membersNow(ctx)
    .select([
      'organisation.id as organisation_id',
      sql<string>`organisation.details ->> 'name'`.as('name'),
      'member.id',
      confirmBy.as('confirm_by'),
    ])
    .where(libraryOpenAt(now))
    .where('member.blocked_at', 'is', null)
    .where(confirmBy, '<', dueBefore(now))
    .orderBy('organisation.position')
    .orderBy(confirmBy)
    .execute();
}
