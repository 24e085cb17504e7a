import assert from 'node:assert/strict';
import { AppError } from '../../bot/domain/errors.ts';
import { onceOnly } from '../../bot/domain/messages/activities.ts';
import { type Domain, openDomain } from '../harness.ts';

describe('an activity that is sent again', () => {
  let domain: Domain;
  before(async () => {
    domain = await openDomain();
  });
  after(() => domain.close());

  const conflict = (error: unknown) => error instanceof AppError && error.code === 'conflict';
  const never = () => Promise.reject(new Error('handled twice'));

  it('gets the stored response', async () => {
    const key = { conversationId: 'a:1', activityId: '1' };
    const response = { status: 200, body: { card: [1, 'two'] } };
    assert.deepEqual(await onceOnly(domain.ctx, key, async () => response), response);
    assert.deepEqual(await onceOnly(domain.ctx, key, never), response);
    const elsewhere = { ...key, conversationId: 'a:2' };
    assert.deepEqual(await onceOnly(domain.ctx, elsewhere, async () => ({ status: 201 })), { status: 201 });
  });

  it('is refused while the first is being handled, and taken up where the first has died', async () => {
    const key = { conversationId: 'a:1', activityId: '2' };
    const start = new Date('2026-03-03T10:00:00Z');
    domain.now.at = start;
    const begun = Promise.withResolvers<void>();
    void onceOnly(domain.ctx, key, () => {
      begun.resolve();
      return new Promise<never>(() => {}); // it died
    });
    await begun.promise;
    await assert.rejects(onceOnly(domain.ctx, key, never), conflict);
    domain.now.at = new Date(start.getTime() + 29_000);
    await assert.rejects(onceOnly(domain.ctx, key, never), conflict);
    domain.now.at = new Date(start.getTime() + 31_000);
    assert.deepEqual(await onceOnly(domain.ctx, key, async () => ({ status: 200 })), { status: 200 });
  });

  it('is handled anew where the first failed', async () => {
    const key = { conversationId: 'a:1', activityId: '3' };
    await assert.rejects(onceOnly(domain.ctx, key, never), /handled twice/);
    assert.deepEqual(await onceOnly(domain.ctx, key, async () => ({ status: 200 })), { status: 200 });
  });
});
