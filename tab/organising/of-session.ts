import type { EventToEdit, SessionToEdit } from '../../bot/api/contract-organising.ts';

/** What every view of a session is given. */
export type OfSession = { event: EventToEdit; session: SessionToEdit };
