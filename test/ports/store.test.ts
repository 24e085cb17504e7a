import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { sql } from 'kysely';
import { openStore, type Store, UseOfOuterHandle } from '../../bot/ports/store/db.ts';
import { FolderInUse } from '../../bot/ports/store/lock.ts';
import { markStore, WrongMode } from '../../bot/ports/store/mark.ts';
import { migrate, WrongEncoding } from '../../bot/ports/store/migrate.ts';
import { type Domain, dataFolder, newDatabase, openDomain } from '../harness.ts';
import { databaseOfBytes } from '../postgres.ts';

for (const engine of ['pglite', 'postgres'] as const)
  describe(`The store on ${engine}`, () => {
    let domain: Domain;
    let store: Store;
    before(async () => {
      domain = await openDomain(
        engine === 'postgres' ? { url: await newDatabase() } : { folder: await dataFolder() },
      );
      store = domain.store;
    });
    after(() => domain.close());

    it('is the engine that was asked for', async () => {
      assert.equal(store.engine, engine);
      const { rows } = await sql<{ version: string }>`select version()`.execute(store.db);
      assert.match(rows[0]!.version, /^PostgreSQL 1[5-9]/);
    });

    it('refuses at once a query on the outer handle while a transaction is open', async () => {
      await store.transaction(async (tx) => {
        await assert.rejects(() => store.db.selectFrom('tenant').selectAll().execute(), UseOfOuterHandle);
        await assert.rejects(() => store.executeSql('select 1'), UseOfOuterHandle);
        await assert.rejects(() => store.transaction(async () => {}), UseOfOuterHandle);
        await tx.selectFrom('tenant').selectAll().execute();
      });
      await store.db.selectFrom('tenant').selectAll().execute();
    });

    it('does not accuse work that a transaction started and that outlives it', async () => {
      let later: Promise<unknown> = Promise.resolve();
      const over = Promise.withResolvers<void>();
      await store.transaction(async () => {
        later = over.promise.then(() => store.db.selectFrom('tenant').selectAll().execute());
      });
      over.resolve();
      await later;
    });

    it('serves others while a transaction is open', async () => {
      const inside = Promise.withResolvers<void>();
      const go = Promise.withResolvers<void>();
      const open = store.transaction(async () => {
        inside.resolve();
        await go.promise;
      });
      await inside.promise;
      const other = store.db.selectFrom('tenant').selectAll().execute();
      go.resolve();
      await Promise.all([open, other]);
    });

    it('sends a job with the transaction: committed together, rolled back together', async () => {
      const waiting = async () => {
        const { rows } = await sql<{ n: number }>`
          select count(*)::int as n from pgboss.job where name = 'deliver'`.execute(store.db);
        return rows[0]!.n;
      };
      const before = await waiting();
      await assert.rejects(
        store.transaction(async (tx) => {
          await domain.ctx.queue.send(tx, 'deliver', {});
          throw new Error('no');
        }),
        /no/,
      );
      assert.equal(await waiting(), before);
      await store.transaction((tx) => domain.ctx.queue.send(tx, 'deliver', {}));
      assert.equal(await waiting(), before + 1);
    });

    it('runs its transactions at READ COMMITTED', async () => {
      await store.transaction(async (tx) => {
        const { rows } = await sql<{ transaction_isolation: string }>`show transaction_isolation`.execute(tx);
        assert.equal(rows[0]!.transaction_isolation, 'read committed');
      });
    });

    it('is never opened both by local mode and by production', async () => {
      await markStore(store.db, 'local');
      await markStore(store.db, 'local');
      await assert.rejects(() => markStore(store.db, 'production'), WrongMode);
    });
  });

describe('A database that keeps bytes in place of letters', () => {
  it('is refused before anything is made in it, with what to do', async () => {
    const store = await openStore({ url: await databaseOfBytes() });
    const refusal = await migrate(store.db).catch((error: unknown) => error);
    assert.ok(refusal instanceof WrongEncoding, String(refusal));
    assert.match(refusal.message, /SQL_ASCII.*UTF8/);
    const { rows } = await sql`select from information_schema.tables where table_schema = 'public'`.execute(
      store.db,
    );
    assert.equal(rows.length, 0);
    await store.close();
  });
});

describe('The data folder', () => {
  it('is refused to a second opener, and open again once the first closed', async () => {
    const folder = await dataFolder();
    const store = await openStore({ folder });
    await assert.rejects(() => openStore({ folder }), FolderInUse);
    await store.close();
    await (await openStore({ folder })).close();
  });

  it('is free at once when the process that had it was killed', async () => {
    const folder = await dataFolder();
    const owner = fork(new URL('../soak/holder.ts', import.meta.url), [folder]);
    await once(owner, 'message');
    await assert.rejects(() => openStore({ folder }), FolderInUse);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    await (await openStore({ folder })).close();
  });
});
