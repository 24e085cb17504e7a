import { randomUUID } from 'node:crypto';
import { type Context, inTransaction } from '../bot/domain/context.ts';
import { book, type Wish } from '../bot/domain/events/bookings.ts';
import { addSampleEvents } from '../bot/domain/events/content.ts';
import { sessionView } from '../bot/domain/events/events.ts';
import { londonDay } from '../bot/domain/london.ts';
import { addMember, findMember, type Identity, type Member } from '../bot/domain/members/members.ts';
import { knowTenant } from '../bot/domain/members/organisations.ts';

/** A member of an organisation (Camden unless given), who has come once and, unless told otherwise, is approved for the library. */
export async function aMember(
  ctx: Context,
  organisation = 'camden',
  name = 'Ada Test',
  { library = true } = {},
): Promise<Member> {
  const identity = { tenantId: randomUUID(), objectId: randomUUID(), name };
  await knowTenant(ctx.db, identity.tenantId, organisation);
  const { id } = await addMember(ctx, identity, {
    organisationId: organisation,
    organisationConfirmed: true,
  });
  if (library)
    await ctx.db.updateTable('member').set({ library_since: ctx.clock.now() }).where('id', '=', id).execute();
  return findMember(ctx, identity);
}

/** A member with a role. @param inCharge the organisations that a coordinator is limited to; none for all */
export async function aMemberWith(
  ctx: Context,
  role: Member['role'],
  { organisation = 'london-councils', name = 'Cora Test', inCharge = [] as string[] } = {},
): Promise<Member> {
  const member = await aMember(ctx, organisation, name);
  const limited = inCharge.length > 0 ? JSON.stringify(inCharge) : null;
  await ctx.db
    .updateTable('member')
    .set({ role, role_organisations: limited })
    .where('id', '=', member.id)
    .execute();
  return again(ctx, member);
}

/** A coordinator for all of London. */
export const aCoordinator = (ctx: Context): Promise<Member> => aMemberWith(ctx, 'coordinator');

/** A member as they stand now: what a call of theirs would see. */
export const again = (ctx: Context, member: Identity): Promise<Member> => findMember(ctx, member);

/** Somebody who has never been here, of a tenant of these organisations; none given: of one that nobody knows. */
export async function aStranger(ctx: Context, ...organisations: string[]): Promise<Identity> {
  const identity = { tenantId: randomUUID(), objectId: randomUUID(), name: 'Sam Stranger' };
  for (const organisation of organisations) await knowTenant(ctx.db, identity.tenantId, organisation);
  return { ...identity, email: `${identity.objectId}@somewhere.example` };
}

/** Books at the one session of an event, or does what else is wished. @returns the session as it is then, too */
export async function bookAt(ctx: Context, member: Member, eventId: string, wish: Wish = {}) {
  const done = await book(ctx, member, `${eventId}-1`, wish);
  return { ...done, event: await sessionView(ctx, member, `${eventId}-1`) };
}

/** An event tomorrow, 10am to midday, with so many places. @returns its id */
export async function anEvent(ctx: Context, { places = 10, inDays = 1 } = {}): Promise<string> {
  const id = `event-${randomUUID().slice(0, 8)}`;
  await inTransaction(ctx, (tx) =>
    addSampleEvents(
      tx,
      [
        {
          id,
          title: `Event ${id}`,
          summary: 'An event of a test.',
          description: [],
          area: 'send',
          inDays,
          starts: '10:00',
          ends: '12:00',
          mode: 'online',
          places,
        },
      ],
      londonDay(ctx.clock.now()),
    ),
  );
  return id;
}
