import { type Context, inTransaction, type TxContext } from '../context.ts';
import { AppError } from '../errors.ts';
import { inChargeOf, type Right, requireAbove, requireRight } from './access.ts';
import { audit } from './audit.ts';
import { confirmLibrary, setLibrary } from './library-access.ts';
import { type Member, memberById } from './members.ts';
import { organisationsOfTenant } from './organisations.ts';
import { type Person, personById } from './people.ts';
import { answerRequest, lockRequestsOf } from './request-answers.ts';
import { keepAnAdministrator } from './roles.ts';

/** What those who look after people change of one. Each takes effect at the person's very next call. */

/** Opens the library to a person, or closes it. An open request of theirs is answered with it. */
export const openLibrary = (ctx: Context, actor: Member, id: string, open: boolean): Promise<Person> =>
  change(ctx, actor, 'vouch', id, async (tx, person) => {
    await setLibrary(tx, actor, person, open);
    if (open) await answerRequest(tx, actor, person.id, 'library', true);
  });

/** Confirms that these people still need the library. @returns how many: those in charge who had been approved, but not oneself */
export async function confirmPeople(ctx: Context, actor: Member, ids: string[]): Promise<number> {
  requireRight(actor, 'vouch');
  return inTransaction(ctx, async (tx) => {
    const people: Member[] = [];
    for (const id of [...new Set(ids)].sort()) {
      const person = await memberById(tx, id).catch((error: unknown) => {
        if (error instanceof AppError) return undefined;
        throw error;
      });
      if (!person || person.id === actor.id) continue;
      if (inChargeOf(actor, person.organisation.id) && (await wasApproved(tx, id))) people.push(person);
    }
    await confirmLibrary(tx, actor, people);
    return people.length;
  });
}

/** The same for one. @throws AppError 'conflict' where the person has never been approved, 'not-found' */
export const confirmPerson = (ctx: Context, actor: Member, id: string): Promise<Person> =>
  change(ctx, actor, 'vouch', id, async (tx, person) => {
    if (!(await wasApproved(tx, id)))
      throw new AppError('conflict', 'This person has not been approved for the library.');
    await confirmLibrary(tx, actor, [person]);
  });

async function wasApproved(ctx: TxContext, id: string): Promise<boolean> {
  const row = await ctx.db
    .selectFrom('member')
    .select('id')
    .where('id', '=', id)
    .where('library_since', 'is not', null)
    .executeTakeFirst();
  return row !== undefined;
}

/** Says what a person's job is: from now on it may decide access. Null: it is not known. */
export const confirmPost = (ctx: Context, actor: Member, id: string, post: string | null): Promise<Person> =>
  change(ctx, actor, 'managePeople', id, async (tx, person) => {
    await tx.db
      .updateTable('member')
      .set({ post, post_confirmed: post !== null })
      .where('id', '=', id)
      .execute();
    await audit(tx, {
      actor,
      action: 'post confirmed',
      subject: person,
      organisationId: person.organisation.id,
    });
  });

/** One's own word for one's job. It decides only what is offered. @throws AppError 'conflict' where it is confirmed */
export async function declarePost(ctx: Context, member: Member, post: string | null): Promise<void> {
  const written = await ctx.db
    .updateTable('member')
    .set({ post })
    .where('id', '=', member.id)
    .where('post_confirmed', '=', false)
    .returning('id')
    .executeTakeFirst();
  if (!written) throw new AppError('conflict', 'Your job has been confirmed. Write to us if it has changed.');
}

/** Confirms the authority that a person of a shared tenant chose, or sets the right one. */
export const confirmAuthority = (
  ctx: Context,
  actor: Member,
  id: string,
  organisationId: string,
): Promise<Person> =>
  change(ctx, actor, 'managePeople', id, async (tx, person) => {
    await placeMember(tx, actor, person, organisationId);
    await answerRequest(tx, actor, id, 'authority', true);
  });

/**
 * Says which organisation of their tenant a member belongs to. What hung on another one is taken away: library
 * access, and the role of contact; people of a partner have no role at all.
 * @throws AppError 'invalid' for an organisation that their tenant is not one of, 'not-allowed'
 */
export async function placeMember(
  ctx: TxContext,
  actor: Member,
  person: Member,
  organisationId: string,
): Promise<void> {
  const moves = organisationId !== person.organisation.id;
  const served = await organisationsOfTenant(ctx, person.tenantId);
  const organisation = served.find(({ id }) => id === organisationId);
  if (!organisation)
    throw new AppError('invalid', 'This person’s sign-in does not belong to that organisation.');
  if (!inChargeOf(actor, organisationId))
    throw new AppError('not-allowed', 'That authority is not in your charge.');
  if (moves) requireAbove(actor, person);
  const loses = moves && (person.role === 'contact' || organisation.kind === 'partner');
  await keepAnAdministrator(ctx, async () => {
    await ctx.db
      .updateTable('member')
      .set({
        organisation_id: organisationId,
        organisation_confirmed: true,
        ...(moves && { library_since: null, library_confirmed_at: null, library_lapsed_at: null }),
        ...(loses && { role: 'member' as const, role_organisations: null }),
      })
      .where('id', '=', person.id)
      .execute();
  });
  await audit(ctx, { actor, action: 'organisation confirmed', subject: person, organisationId });
}

/** Shuts a person out, or lets them back in. */
export const setBlocked = (ctx: Context, actor: Member, id: string, blocked: boolean): Promise<Person> =>
  change(ctx, actor, 'managePeople', id, async (tx, person) => {
    requireAbove(actor, person);
    await keepAnAdministrator(tx, async () => {
      await tx.db
        .updateTable('member')
        .set({ blocked_at: blocked ? tx.clock.now() : null })
        .where('id', '=', id)
        .execute();
    });
    // Where they wait for a place, it is their turn again.
    if (!blocked) await tx.queue.send(tx.db, 'events', {});
    await audit(tx, {
      actor,
      action: blocked ? 'member blocked' : 'member unblocked',
      subject: person,
      organisationId: person.organisation.id,
    });
  });

/** Changes one person in the actor's charge, in one transaction. @throws AppError 'not-found' for everybody else */
async function change(
  ctx: Context,
  actor: Member,
  right: Right,
  id: string,
  work: (tx: TxContext, person: Member) => Promise<void>,
): Promise<Person> {
  requireRight(actor, right);
  return inTransaction(ctx, async (tx) => {
    await lockRequestsOf(tx, id);
    const person = await memberById(tx, id);
    if (!inChargeOf(actor, person.organisation.id)) throw new AppError('not-found');
    await work(tx, person);
    return personById(tx, id);
  });
}
