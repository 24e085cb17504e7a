import { sql } from 'kysely';
import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { londonDay, longDate } from '../london.ts';
import { inChargeOf, may } from './access.ts';
import { audit } from './audit.ts';
import { confirmBy, dueBefore, libraryOpenAt, noticeLapses } from './library-periods.ts';
import { type Member, membersNow, peopleWithRoles } from './members.ts';
import { tell } from './notices.ts';

type Ctx = Pick<Context, 'db' | 'clock'>;

/**
 * Opens the library to a member, or closes it. The periods begin anew.
 * @throws AppError 'conflict' where it would not open: for a partner's people, and while the authority that a person
 *   chose is not confirmed
 */
export async function setLibrary(
  ctx: TxContext,
  actor: Member,
  member: Member,
  open: boolean,
): Promise<void> {
  const now = ctx.clock.now();
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

/** Says that these members still need the library. Whose access had lapsed has it again. */
export async function confirmLibrary(ctx: TxContext, actor: Member, members: Member[]): Promise<void> {
  const now = ctx.clock.now();
  for (const member of members) {
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
 * What is due each night: tells those whose access has lapsed, and each authority's contacts (where it has none,
 * coordinators) that colleagues' access is to be confirmed: at most once a month, since people were approved at
 * different times and nobody's access may end unannounced. Safe to run at any time.
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
    for (const { organisation_id, name, due, first } of await dueConfirmations(tx)) {
      const inCharge = answering.filter((each) => may(each, 'vouch') && inChargeOf(each, organisation_id));
      const contacts = inCharge.filter(({ role }) => role === 'contact');
      await tell(
        tx,
        (contacts.length > 0 ? contacts : inCharge).map(({ id }) => id),
        'library confirmation',
        `${organisation_id} ${today.slice(0, 7)}`,
        {
          title: `Who in ${name} still needs the library?`,
          text: [
            due === 1
              ? `The access of 1 colleague ends on ${longDate(londonDay(first))} unless you confirm it.`
              : `The access of ${due} colleagues ends unless you confirm it, the first on ${longDate(londonDay(first))}.`,
            'Look through the list and confirm everybody who still needs it. You are asked at most once a month.',
          ],
          path: '/coordinate/people/members',
        },
      );
    }
  });
}

/** How many people's access of each authority is to be confirmed within the next days. */
function dueConfirmations(ctx: Ctx) {
  const now = ctx.clock.now();
  return membersNow(ctx)
    .select([
      'organisation.id as organisation_id',
      sql<string>`organisation.details ->> 'name'`.as('name'),
      sql<number>`count(*)::int`.as('due'),
      sql<Date>`min(${confirmBy})`.as('first'),
    ])
    .where(libraryOpenAt(now))
    .where('member.blocked_at', 'is', null)
    .where(confirmBy, '<', dueBefore(now))
    .groupBy(['organisation.id', sql`organisation.details ->> 'name'`])
    .orderBy('organisation.id')
    .execute();
}
