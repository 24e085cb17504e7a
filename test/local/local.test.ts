import assert from 'node:assert/strict';
import { readDemoFile } from '../../bot/domain/content/files.ts';
import { inTransaction } from '../../bot/domain/context.ts';
import { listEvents } from '../../bot/domain/events/events.ts';
import { findMember } from '../../bot/domain/members/members.ts';
import { setSigned } from '../../bot/domain/members/organisations.ts';
import { prepareLocal } from '../../bot/local/local.ts';
import { contentFolder, type Domain, openDomain } from '../harness.ts';

const demo = readDemoFile(contentFolder);

const gus = demo.accounts.find(({ id }) => id === 'gus')!;

describe('The data of local mode', () => {
  let domain: Domain;
  before(async () => {
    domain = await openDomain();
  });
  after(() => domain?.close());

  const samples = async () => {
    const asha = await findMember(domain.ctx, demo.accounts[0]!);
    const events = await listEvents(domain.ctx, asha);
    return events.filter((event) => event.sample).map(({ id, session }) => [id, session.day]);
  };

  it('makes every person known in their organisation, with their role', async () => {
    await inTransaction(domain.ctx, (tx) => prepareLocal(tx, demo));
    for (const account of demo.accounts.filter(({ known, organisation }) => known && organisation)) {
      const member = await findMember(domain.ctx, account);
      assert.equal(member.role, account.role);
      assert.equal(member.organisation.id, account.organisation);
    }
    assert.equal((await findMember(domain.ctx, gus)).organisation.signed, false);
    assert.equal((await samples()).length, demo.events.length);
  });

  it('leaves what was changed since as it is, on a later day too', async () => {
    const [asha] = demo.accounts;
    const days = await samples();
    await inTransaction(domain.ctx, async (tx) => {
      await tx.db
        .updateTable('member')
        .set({ role: 'contact' })
        .where('object_id', '=', asha!.objectId)
        .execute();
      await setSigned(tx, 'exampleton', true);
    });
    domain.now.at = new Date(Date.now() + 3 * 24 * 60 * 60 * 1000);
    await inTransaction(domain.ctx, (tx) => prepareLocal(tx, demo));
    assert.equal((await findMember(domain.ctx, asha!)).role, 'contact');
    assert.equal((await findMember(domain.ctx, gus)).organisation.signed, true);
    assert.deepEqual(await samples(), days);
  });
});
