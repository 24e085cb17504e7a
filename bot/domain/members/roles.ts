import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { may, requireRight } from './access.ts';
import { audit } from './audit.ts';
import { findMember, type Identity, type Member, memberById, peopleWithRoles } from './members.ts';
import { organisationNamed } from './organisations.ts';

/**
 * Gives a member a role.
 * @param role `inCharge`: the organisations that a coordinator is limited to, empty for all
 * @throws AppError 'not-allowed' for anybody but administrators, and for one's own role; 'not-found', 'invalid';
 *   'conflict' where nobody would be left to administer
 */
export async function setRole(
  ctx: Context,
  actor: Member,
  memberId: string,
  { role, inCharge }: { role: Member['role']; inCharge: string[] },
): Promise<void> {
  requireRight(actor, 'administer');
  await inTransaction(ctx, async (tx) => {
    const person = await memberById(tx, memberId);
    if (person.id === actor.id) throw new AppError('not-allowed', 'You cannot change your own role.');
    const { kind } = person.organisation;
    if (role === 'contact' && kind !== 'authority')
      throw new AppError('invalid', 'Only people of an authority can be borough contacts.');
    if (kind === 'partner' && role !== 'member')
      throw new AppError('invalid', 'People of a partner cannot have a role here.');
    for (const id of inCharge) await organisationNamed(tx, id);
    const limited = role === 'coordinator' && inCharge.length > 0 ? [...new Set(inCharge)].sort() : null;
    await keepAnAdministrator(tx, async () => {
      await tx.db
        .updateTable('member')
        .set({ role, role_organisations: limited && JSON.stringify(limited) })
        .where('id', '=', person.id)
        .execute();
    });
    await audit(tx, {
      actor,
      action: 'role changed',
      subject: person,
      organisationId: person.organisation.id,
      details: { from: person.role, role, ...(limited && { inCharge: limited }) },
    });
  });
}

/** Makes this person an administrator where there is none yet; what is changed later in the app stays. */
export async function appointFirstAdministrator(ctx: TxContext, identity: Identity): Promise<void> {
  const there = await ctx.db
    .selectFrom('member')
    .select('id')
    .where('role', '=', 'administrator')
    .executeTakeFirst();
  if (there) return;
  const member = await findMember(ctx, identity);
  await ctx.db.updateTable('member').set({ role: 'administrator' }).where('id', '=', member.id).execute();
  await audit(ctx, {
    actor: null,
    action: 'role changed',
    subject: member,
    details: { role: 'administrator' },
  });
}

/**
 * Makes a change that may shut administrators out. One change of this kind at a time: two administrators who take
 * the role from each other at once do not both succeed.
 * @throws AppError 'conflict' where there was an administrator who can get in and there would be none
 */
export async function keepAnAdministrator(ctx: TxContext, change: () => Promise<void>): Promise<void> {
  await ctx.db
    .selectFrom('member')
    .select('id')
    .where('role', '=', 'administrator')
    .orderBy('id')
    .forUpdate()
    .execute();
  const there = async () => (await peopleWithRoles(ctx)).some((each) => may(each, 'administer'));
  const before = await there();
  await change();
  if (before && !(await there()))
    throw new AppError(
      'conflict',
      'Then nobody could administer the app. Make somebody else an administrator first.',
    );
}
