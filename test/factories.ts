import { randomUUID } from 'node:crypto';
import { type Context, inTransaction } from '../bot/domain/context.ts';
import { addSampleEvents } from '../bot/domain/events/content.ts';
import { londonDay } from '../bot/domain/london.ts';
import { findMember, type Member } from '../bot/domain/members/members.ts';
import { knowTenant } from '../bot/domain/members/organisations.ts';

/** A member of an organisation (Camden unless given), who has come once. */
export async function aMember(ctx: Context, organisation = 'camden', name = 'Ada Test'): Promise<Member> {
  const tenantId = randomUUID();
  await knowTenant(ctx.db, tenantId, organisation);
  return findMember(ctx, { tenantId, objectId: randomUUID(), name });
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
