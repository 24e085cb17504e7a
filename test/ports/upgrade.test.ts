import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { Migrator } from 'kysely/migration';
import { openStore, type Store } from '../../bot/ports/store/db.ts';
import { migrate } from '../../bot/ports/store/migrate.ts';
import * as start from '../../bot/ports/store/migrations/001-start.ts';
import { dataFolder } from '../harness.ts';

describe('An upgrade of a database with people and messages in it', () => {
  const tenant = randomUUID();
  const [camden, host, partner, unsigned] = [randomUUID(), randomUUID(), randomUUID(), randomUUID()];
  let store: Store;

  /** As the version before writes it. */
  const message = async (member: string, state: 'pending' | 'sending') => {
    const id = randomUUID();
    await sql`insert into message (id, purpose, key, member_id, state, due_at, lease_until, created_at)
      values (${id}, 'announcement', ${randomUUID()}, ${member}, ${state}, now(), now(), now())`.execute(
      store.db,
    );
    return id;
  };
  const stateOf = async (id: string) =>
    store.db.selectFrom('message').select(['state', 'tenant_id']).where('id', '=', id).executeTakeFirst();

  before(async () => {
    store = await openStore({ folder: await dataFolder() });
    await sql`drop schema public cascade`.execute(store.db);
    await sql`create schema public`.execute(store.db);
    const provider = { getMigrations: async () => ({ '001-start': start }) };
    const { error } = await new Migrator({ db: store.db, provider }).migrateToLatest();
    assert.equal(error, undefined);
    await sql`insert into tenant values (${tenant})`.execute(store.db);
    for (const [member, organisation, kind, signed] of [
      [camden, 'camden', 'authority', true],
      [host, 'host', 'host', false],
      [partner, 'partner', 'partner', false],
      [unsigned, 'unsigned', 'authority', false],
    ]) {
      await sql`insert into organisation (id, position, details, kind, signed)
        values (${organisation}, 1, '{}', ${kind}, ${signed})`.execute(store.db);
      await sql`insert into member (id, tenant_id, object_id, organisation_id, name, role, created_at, seen_at)
        values (${member}, ${tenant}, ${randomUUID()}, ${organisation}, 'Ada Test', 'member', now(), now())`.execute(
        store.db,
      );
    }
  });
  after(() => store.close());

  it('keeps the library open to whom it was open, has every message sent or in doubt, and takes those of an instance that is still of the version before', async () => {
    const waiting = await message(camden, 'pending');
    const inFlight = [await message(camden, 'sending'), await message(camden, 'sending')];
    await migrate(store.db);
    const open = await store.db
      .selectFrom('member')
      .select('id')
      .where('library_since', 'is not', null)
      .execute();
    assert.deepEqual(open.map(({ id }) => id).sort(), [camden, host].sort());
    assert.deepEqual(await stateOf(waiting), { state: 'pending', tenant_id: tenant });
    const states = await Promise.all(inFlight.map(async (id) => (await stateOf(id))?.state));
    assert.deepEqual(states.sort(), ['sending', 'unconfirmed']);
    assert.deepEqual(await stateOf(await message(host, 'pending')), { state: 'pending', tenant_id: tenant });
  });
});
