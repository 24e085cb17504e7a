import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import { openStore, type Store } from '../../bot/ports/store/db.ts';
import { migrate } from '../../bot/ports/store/migrate.ts';
import * as start from '../../bot/ports/store/migrations/001-start.ts';
import * as people from '../../bot/ports/store/migrations/002-people.ts';
import * as questions from '../../bot/ports/store/migrations/003-questions.ts';
import * as booking from '../../bot/ports/store/migrations/004-booking.ts';
import * as helped from '../../bot/ports/store/migrations/005-helped.ts';
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
  });
  after(() => store.close());

  /** The database of an earlier version, with people. */
  const beginAs = async (migrations: Record<string, Migration>) => {
    await sql`drop schema public cascade`.execute(store.db);
    await sql`create schema public`.execute(store.db);
    const provider = { getMigrations: async () => migrations };
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
  };

  it('keeps the library open to whom it was open, has every message sent or in doubt, and takes those of an instance that is still of the version before', async () => {
    await beginAs({ '001-start': start });
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

  it('thanks nobody by itself for what was over before it, and has an end for nominations that are still open', async () => {
    await beginAs({
      '001-start': start,
      '002-people': people,
      '003-questions': questions,
      '004-booking': booking,
      '005-helped': helped,
    });
    const now = Date.now();
    const hours = (n: number) => new Date(now + n * 3_600_000);
    for (const [id, starts, due] of [
      ['over', -30, null],
      ['soon', 30, null],
      ['released', 30, 10],
    ] as const) {
      await sql`insert into event (id, title, summary, area, details, sample)
        values (${id}, 'Circle', 'An hour.', 'send', '{}', false)`.execute(store.db);
      await sql`insert into session (id, event_id, starts_at, ends_at, by_approval, settle_at)
        values (${id}, ${id}, ${hours(starts)}, ${hours(starts + 2)}, true, ${due && hours(due)})`.execute(
        store.db,
      );
      await sql`insert into booking (id, session_id, member_id, organisation_id, state, created_at)
        values (${randomUUID()}, ${id}, ${camden}, 'camden', 'requested', now())`.execute(store.db);
    }
    await migrate(store.db);
    const events = await store.db.selectFrom('event').select(['id', 'thanks']).orderBy('id').execute();
    assert.deepEqual(
      events.map(({ id, thanks }) => `${id} ${thanks}`),
      ['over false', 'released true', 'soon true'],
    );
    const sessions = await store.db
      .selectFrom('session')
      .select(['id', 'starts_at', 'settle_at'])
      .orderBy('id')
      .execute();
    const hoursBefore = sessions.map(
      ({ id, starts_at, settle_at }) => `${id} ${settle_at && (+starts_at! - +settle_at) / 3_600_000}`,
    );
    assert.deepEqual(
      hoursBefore,
      ['over null', 'released 20', 'soon 0'],
      'and nobody is told of a session that is over that they were not chosen',
    );
  });
});
