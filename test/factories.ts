import { randomUUID } from 'node:crypto';
import { type Context, inTransaction } from '../bot/domain/context.ts';
import { addSampleEvents } from '../bot/domain/events/content.ts';
import { londonDay } from '../bot/domain/london.ts';
import { addMember, findMember, type Member } from '../bot/domain/members/members.ts';
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

/** A member with a role. */
export async function aCoordinator(ctx: Context): Promise<Member> {
  const member = await aMember(ctx, 'london-councils', 'Cora Test');
  await ctx.db.updateTable('member').set({ role: 'coordinator' }).where('id', '=', member.id).execute();
  return { ...member, role: 'coordinator' };
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
