import type { Context } from '../../bot/domain/context.ts';
import { acceptOffer, cancel } from '../../bot/domain/events/bookings.ts';
import { atSession } from '../../bot/domain/events/door.ts';
import { setEndorsed } from '../../bot/domain/events/endorsing.ts';
import type { SessionForm } from '../../bot/domain/events/forms.ts';
import { choose } from '../../bot/domain/events/nominations.ts';
import { givePlace } from '../../bot/domain/events/overrides.ts';
import { transfer } from '../../bot/domain/events/transfer.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import type { Sending } from './sending.ts';

/** What is done in a process that is killed in the middle of it. */

/** `by`: whose doing it is; `id`: of the booking, session, event or person that it is done to. */
export type Work = { by: string; id: string } & (
  | { work: (typeof simple)[number] }
  | { work: 'transfer'; to: string }
  | { work: 'move'; form: SessionForm }
  | { work: 'import'; file: string }
  | { work: 'send'; sending: Sending }
);
const simple = ['cancel', 'accept', 'settle', 'give', 'endorse', 'choose', 'call off', 'erase'] as const;

/** What gives or takes places, or makes events; everything but sending. */
export const bookingWorks = [...simple, 'transfer', 'move', 'import'] as const;

/** @param careless the control, where there is one of its own */
export async function perform(ctx: Context, by: Member, work: Work, careless = false): Promise<unknown> {
  const { id } = work;
  switch (work.work) {
    case 'cancel':
      return cancel(ctx, by, id);
    case 'accept':
      return acceptOffer(ctx, by, id);
    case 'settle':
      return atSession(ctx, id, async () => {});
    case 'give':
      return givePlace(ctx, by, id, 'They open it');
    case 'endorse':
      return setEndorsed(ctx, by, id, true);
    case 'choose':
      return choose(ctx, by, id, { chosen: true });
    case 'transfer':
      return transfer(ctx, by, id, work.to);
    // What costs a moment to load is loaded where it is wanted.
    case 'move': {
      const { saveSession } = await import('../../bot/domain/events/editing.ts');
      return saveSession(ctx, by, id, { basedOn: 1, session: work.form });
    }
    case 'call off': {
      const { callOffEvent } = await import('../../bot/domain/events/publishing.ts');
      return callOffEvent(ctx, by, id, 'The speaker is ill');
    }
    case 'erase': {
      const { erase } = await import('../../bot/domain/overview/erasure.ts');
      return erase(ctx, by, id);
    }
    case 'import': {
      const { importEvents } = await import('../../bot/domain/events/imports.ts');
      return importEvents(ctx, by, Buffer.from(work.file), { check: false, key: id, area: 'send' });
    }
    case 'send': {
      const { send } = await import('./sending.ts');
      return send(ctx, work.sending, careless);
    }
  }
}
