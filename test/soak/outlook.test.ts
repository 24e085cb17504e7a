import assert from 'node:assert/strict';
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { book, cancel } from '../../bot/domain/events/bookings.ts';
import { bringUpToDate, chooseOutlook } from '../../bot/domain/events/outlook.ts';
import { changeSettings } from '../../bot/domain/settings.ts';
import { aMember, anEvent } from '../factories.ts';
import { type Domain, newDatabase, openDomain } from '../harness.ts';
import { type PlayedOutlook, playOutlook } from '../outlook.ts';
import type { Sync } from './outlook-syncer.ts';
import { compiled } from './process.ts';

describe('A process that is killed while Outlook is at an entry', () => {
  let url: string;
  let domain: Domain;
  let outlook: PlayedOutlook;
  before(async () => {
    url = await newDatabase();
    domain = await openDomain({ url });
    outlook = await playOutlook();
    domain.now.at = new Date('2026-03-02T09:00:00Z');
    await changeSettings(domain.ctx.db, { outlookCalendar: true });
  });
  after(async () => {
    outlook.close();
    await domain.close();
  });

  /** Somebody who books, and a process that is killed as Outlook gets this call, or has done it. */
  const scene = async () => {
    const { ctx } = domain;
    const ada = await aMember(ctx);
    const { open, token } = await outlook.personOf(ada);
    const page = (path: string) => path;
    await chooseOutlook(ctx, ada, open, page);
    const { bookingId } = await book(ctx, ada, `${await anEvent(ctx, { inDays: 9 })}-1`);
    const killed = async (method: string, after: boolean) => {
      let child: ChildProcess | undefined;
      outlook.graph.answerNext({
        method,
        after,
        give: async () => {
          child!.kill('SIGKILL');
          throw new Error('there is nobody to be answered any more');
        },
      });
      const sync: Sync = {
        ...{ url, now: domain.now.at.toISOString(), memberId: ada.id, token },
        outlookPort: new URL(outlook.config.publicUrl).port,
      };
      const env = { PATH: process.env.PATH, NODE_COMPILE_CACHE: compiled };
      child = fork(new URL('./outlook-syncer.ts', import.meta.url), [JSON.stringify(sync)], { env });
      const [, signal] = await once(child, 'exit');
      assert.equal(signal, 'SIGKILL', 'the kill had work in flight');
      domain.now.at = new Date(domain.now.at.getTime() + 200_000);
    };
    return {
      killed,
      sync: () => bringUpToDate(ctx, ada, open, page),
      cancel: () => cancel(ctx, ada, bookingId!),
      entries: () => outlook.graph.calendarOf(ada.objectId).length,
    };
  };

  it('leaves one entry, whether Outlook had added it or not, and none where it was to go', async () => {
    const ada = await scene();
    await ada.killed('POST', false);
    assert.equal(ada.entries(), 0);
    await ada.killed('POST', true);
    assert.equal(ada.entries(), 1);
    assert.equal(await ada.sync(), 'up to date');
    assert.equal(ada.entries(), 1);
    await ada.cancel();
    await ada.killed('DELETE', true);
    assert.equal(await ada.sync(), 'up to date');
    assert.equal(ada.entries(), 0);
  });
});
