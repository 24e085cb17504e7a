import { join } from 'node:path';
import type { Config } from '../config.ts';
import { readDemoFile } from '../domain/content/files.ts';
import type { Demo } from '../domain/content/schema.ts';
import type { TxContext } from '../domain/context.ts';
import { addSampleEvents } from '../domain/events/content.ts';
import { londonDay } from '../domain/london.ts';
import { knowTenant } from '../domain/members/organisations.ts';
import { createEntra, type Entra } from './entra.ts';
import { createGraph, type Graph } from './graph.ts';
import { createIssuer, type Issuer, type LocalRequest, type LocalResponse } from './issuer.ts';
import { type Playground, type Side, startPlayground } from './playground.ts';
import { startRelay } from './relay.ts';

/** What local mode adds to the service. */
export type Local = {
  issuer: Issuer;
  entra: Entra;
  graph: Graph;
  demo: Demo;
  /** Answers the paths below /local; undefined for every other. */
  handle(request: LocalRequest): Promise<LocalResponse | undefined>;
  /** Fills the database with the demo's people and events; see `prepareLocal`. */
  prepare(ctx: TxContext): Promise<void>;
  /**
   * Starts Agents Playground for one side of the chat, and with the first one the relay of both. Its person can chat
   * once the service listens.
   * @param folder where the Playground keeps its settings and its log
   * @throws PortInUse
   */
  startPlayground(folder: string, side: Side): Promise<Playground>;
};

/**
 * Makes local mode's issuer and people. Needs no database yet.
 * @throws ContentError
 */
export async function createLocal(config: Config): Promise<Local> {
  const demo = readDemoFile(join(import.meta.dirname, '../content'));
  const issuer = await createIssuer(config);
  const entra = createEntra(config, demo, issuer);
  const graph = createGraph(config, demo, issuer);
  let relay: ReturnType<typeof startRelay> | undefined;
  let using = 0;
  return {
    issuer,
    entra,
    graph,
    demo,
    prepare: (ctx) => prepareLocal(ctx, demo),
    handle: async (request) =>
      (await entra.handle(request)) ?? (await graph.handle(request)) ?? issuer.handle(request),
    async startPlayground(folder, side) {
      using++;
      const done = async () => {
        using--;
        if (using > 0) return;
        const last = relay;
        relay = undefined;
        await (await last?.catch(() => {}))?.stop();
      };
      try {
        relay ??= startRelay(config, issuer);
        await relay;
        const playground = await startPlayground(config, demo, folder, side);
        return {
          ...playground,
          stop: async () => {
            await playground.stop();
            await done();
          },
        };
      } catch (error) {
        await done();
        throw error;
      }
    },
  };
}

/**
 * Fills the database with the demo's organisations, people and sample events. Safe to repeat: what is
 * there stays as it was changed since, a person's role and the days of the events included.
 */
export async function prepareLocal(ctx: TxContext, demo: Demo): Promise<void> {
  await addOrganisations(ctx, demo.organisations);
  await addPeople(ctx, demo.accounts);
  await addSampleEvents(ctx, demo.events, londonDay(ctx.clock.now()));
}

/** Placed after the organisations of the alliance's own files. */
const afterTheFiles = 10_000;

async function addOrganisations(ctx: TxContext, organisations: Demo['organisations']): Promise<void> {
  for (const [n, organisation] of organisations.entries())
    await ctx.db
      .insertInto('organisation')
      .values({
        id: organisation.id,
        position: afterTheFiles + n,
        details: JSON.stringify(organisation),
        kind: organisation.kind,
        signed: organisation.signed ?? false,
        edited_at: null,
      })
      .onConflict((c) => c.doNothing())
      .execute();
}

async function addPeople(ctx: TxContext, accounts: Demo['accounts']): Promise<void> {
  const now = ctx.clock.now();
  for (const account of accounts) {
    if (!account.organisation) continue;
    for (const organisation of [account.organisation, ...account.shares])
      await knowTenant(ctx.db, account.tenantId, organisation);
    if (!account.known) continue;
    await ctx.db
      .insertInto('member')
      .values({
        id: account.objectId,
        tenant_id: account.tenantId,
        object_id: account.objectId,
        organisation_id: account.organisation,
        name: account.name,
        role: account.role,
        post: account.post ?? null,
        post_confirmed: Boolean(account.post),
        library_since: account.library ? now : null,
        created_at: now,
        seen_at: now,
      })
      .onConflict((c) => c.columns(['tenant_id', 'object_id']).doNothing())
      .execute();
  }
}
