import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { type Config, readConfig } from '../bot/config.ts';
import type { Demo } from '../bot/domain/content/schema.ts';
import type { Member } from '../bot/domain/members/members.ts';
import { createEntra, type Entra } from '../bot/local/entra.ts';
import { createGraph, type Graph } from '../bot/local/graph.ts';
import { createIssuer } from '../bot/local/issuer.ts';
import { outlookAt } from '../bot/ports/graph.ts';

/** Entra and Outlook as local mode plays them, over HTTP, for people of a test. */
export type PlayedOutlook = {
  config: Config;
  entra: Entra;
  graph: Graph;
  /** The person has an account, and allows us their calendar. @returns what opens it, with their token of Teams */
  personOf(member: Member): Promise<{ open: () => ReturnType<ReturnType<typeof outlookAt>>; token: string }>;
  close(): void;
};

export async function playOutlook(): Promise<PlayedOutlook> {
  const demo: Demo = { organisations: [], events: [], accounts: [] };
  const pages: Pick<Graph, 'handle'>[] = [];
  const server = createServer(async (req, res) => {
    const [path = '', query = ''] = (req.url ?? '').split('?');
    const request = { method: req.method ?? '', path, query, headers: req.headers, body: await text(req) };
    try {
      for (const { handle } of pages) {
        const answer = await handle(request);
        if (!answer) continue;
        res.writeHead(answer.status, answer.headers);
        res.end(answer.body);
        return;
      }
      res.writeHead(404).end();
    } catch {
      res.destroy(); // the connection breaks
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const config = readConfig({ LIIA_LOCAL: '1', LIIA_PORT: String(port) });
  const issuer = await createIssuer(config);
  const entra = createEntra(config, demo, issuer);
  const graph = createGraph(config, demo, issuer);
  pages.push(entra, graph);
  const open = outlookAt(config);
  return {
    config,
    entra,
    graph,
    async personOf({ name, tenantId, objectId }) {
      const who = { id: objectId, name, tenantId, objectId, describes: '', role: 'member' as const };
      const account = { ...who, playground: false, shares: [], known: true, library: true };
      demo.accounts.push(account);
      entra.setCalendarConsent(objectId, true);
      const token = await issuer.memberToken(account);
      return { open: () => open(tenantId, token), token };
    },
    close: () => {
      server.close();
      server.closeAllConnections();
    },
  };
}
