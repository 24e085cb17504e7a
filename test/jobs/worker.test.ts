import assert from 'node:assert/strict';
import { sql } from 'kysely';
import type { PgBoss } from 'pg-boss';
import type { Logger } from 'pino';
import sinon from 'sinon';
import type { Context } from '../../bot/domain/context.ts';
import type { Member } from '../../bot/domain/members/members.ts';
import { startWorkers } from '../../bot/jobs/worker.ts';
import { aMember, anEvent, bookAt } from '../factories.ts';
import { type Domain, openDomain } from '../harness.ts';
import { playOutside } from './people.ts';

describe('A job of several steps', () => {
  let domain: Domain;
  let ada: Member;
  let bo: Member;
  before(async () => {
    domain = await openDomain();
    domain.now.at = new Date('2026-03-02T09:00:00Z');
    [ada, bo] = [await aMember(domain.ctx, 'camden', 'Ada'), await aMember(domain.ctx, 'camden', 'Bo')];
  });
  after(() => domain.close());

  /** The jobs as they would be run; the sender itself is at rest. */
  const jobs = async (ctx: Context) => {
    const run = new Map<string, () => Promise<void>>();
    const boss = {
      work: async (name: string, _: object, job: () => Promise<void>) => void run.set(name, job),
      schedule: async () => {},
      stop: async () => {},
    };
    const log = { error: sinon.fake() };
    const stop = await startWorkers(ctx, boss as unknown as PgBoss, playOutside(), log as unknown as Logger);
    await stop();
    return { run: (name: string) => run.get(name)!(), log };
  };

  it('gives places on though reminders fail, and says so', async () => {
    const { ctx } = domain;
    await bookAt(ctx, ada, await anEvent(ctx));
    const full = await anEvent(ctx, { places: 1, inDays: 20 });
    await bookAt(ctx, ada, full);
    const { bookingId } = await bookAt(ctx, bo, full, { wait: true });
    await ctx.db.updateTable('pool').set({ capacity: 2 }).where('session_id', '=', `${full}-1`).execute();
    await ctx.db
      .updateTable('session')
      .set({ settle_at: domain.now.at })
      .where('id', '=', `${full}-1`)
      .execute();
    domain.now.at = new Date('2026-03-02T12:00:00Z');
    const fault = new Error('out of order');
    const transaction = sinon.stub().callsFake(ctx.transaction).onFirstCall().rejects(fault);
    const { run, log } = await jobs({ ...ctx, transaction: transaction as Context['transaction'] });
    await assert.rejects(run('events'), fault);
    assert.ok(log.error.calledOnce);
    const { state } = await ctx.db
      .selectFrom('booking')
      .select('state')
      .where('id', '=', bookingId)
      .executeTakeFirstOrThrow();
    assert.equal(state, 'offered');
  });

  it('forgets who came though something else cannot be thrown away', async () => {
    const { ctx } = domain;
    const event = await anEvent(ctx);
    const { bookingId } = await bookAt(ctx, ada, event);
    domain.now.at = new Date('2027-06-01T10:00:00Z');
    await sql`alter table sign_in_attempt rename to elsewhere`.execute(ctx.db);
    const { run } = await jobs(ctx);
    await assert.rejects(run('purge'), /sign_in_attempt/);
    await sql`alter table elsewhere rename to sign_in_attempt`.execute(ctx.db);
    const { member_id } = await ctx.db
      .selectFrom('booking')
      .select('member_id')
      .where('id', '=', bookingId)
      .executeTakeFirstOrThrow();
    assert.equal(member_id, null);
  });
});
