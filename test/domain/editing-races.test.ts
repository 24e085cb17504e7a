import assert from 'node:assert/strict';
import { sql } from 'kysely';
import { keepAnswers } from '../../bot/domain/events/answers.ts';
import { book } from '../../bot/domain/events/bookings.ts';
import { atSession } from '../../bot/domain/events/door.ts';
import { saveEvent, saveSession } from '../../bot/domain/events/editing.ts';
import { writtenEvent, writtenSession } from '../../bot/domain/events/written.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { aCoordinator, aMember } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';
import { organised } from '../organising.ts';
import { onStatement } from '../soak/stops.ts';

describe('A coordinator who changes an event', () => {
  let domain: Domain;
  let coordinator: Member;
  before(async () => {
    domain = await openDomain();
    coordinator = await aCoordinator(domain.ctx);
  });
  after(() => domain.close());

  const question = {
    ...{ id: null, text: 'What do you need?', kind: 'text' as const, choices: [] },
    ...{ required: false, special: false },
  };

  it('waits for who answers a question, so that none to a special question is kept unsealed', async () => {
    const { ctx } = domain;
    const { id, sessions } = await organised(ctx, coordinator, { event: { questions: [question] } });
    const sessionId = sessions[0]!.id;
    const { bookingId } = await book(ctx, await aMember(ctx), sessionId);
    const { version, form } = await writtenEvent(ctx, id);
    const answered = Promise.withResolvers<void>();
    const goOn = Promise.withResolvers<void>();
    const answering = atSession(ctx, sessionId, async (door) => {
      await keepAnswers(door, bookingId!, { [form.questions[0]!.id!]: 'A ramp' });
      answered.resolve();
      await goOn.promise;
    });
    await answered.promise;
    const questions = form.questions.map((each) => ({ ...each, special: true }));
    const saving = saveEvent(ctx, coordinator, id, { basedOn: version, event: { ...form, questions } });
    let saved = false;
    const settled = saving.catch(() => {}).finally(() => (saved = true));
    while (!saved && !(await somebodyWaits(domain)));
    goOn.resolve();
    await settled;
    await answering;
    await assert.rejects(saving, { code: 'invalid' });
    const { rows } = await sql<{ special: boolean }>`
      select special from event_question join booking_answer on question_id = event_question.id
      where event_id = ${id}`.execute(ctx.db);
    assert.deepEqual(rows, [{ special: false }]);
  });

  it('moves a session in as many statements, however many have booked it', async () => {
    const { ctx } = domain;
    const takes = async (people: number) => {
      const { sessions } = await organised(ctx, coordinator);
      const { id } = sessions[0]!;
      for (let n = 0; n < people; n++) await book(ctx, await aMember(ctx), id);
      const { version, form } = await writtenSession(ctx, id);
      let statements = 0;
      const stop = onStatement((args) => {
        statements++;
        return args;
      });
      const session = { ...form, date: '2030-03-06' };
      const { told } = await saveSession(ctx, coordinator, id, { basedOn: version, session }).finally(stop);
      assert.equal(told, people);
      return statements;
    };
    assert.equal(await takes(6), await takes(1));
  });
});

/** Whether somebody waits for a lock of another. */
async function somebodyWaits({ ctx }: Domain): Promise<boolean> {
  const waiting = sql`select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`;
  return (await waiting.execute(ctx.db)).rows.length > 0;
}
