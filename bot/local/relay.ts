import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Config } from '../config.ts';
import type { Issuer } from './issuer.ts';
import { listenHere } from './port.ts';

const largestBody = 1024 * 1024;

/**
 * Agents Playground posts without a token. This signs its posts as the channel would, so that the service
 * itself has no unsigned way in. A web page cannot get a post signed here: its browser would ask first, for
 * the header and for JSON, and gets no leave.
 * @returns `stop`, which closes it
 * @throws PortInUse
 */
export async function startRelay(
  config: Config,
  issuer: Pick<Issuer, 'channelToken'>,
): Promise<{ stop(): Promise<void> }> {
  const port = config.playground!.relayPort;
  const server = createServer((request, response) => {
    relay(config, port, issuer, request).then(
      ({ status, body, type }) => answer(response, status, body, type),
      () => answer(response, 502, 'The service did not answer.'),
    );
  });
  await listenHere(server, port, 'the relay for Agents Playground', 'LIIA_RELAY_PORT');
  return {
    async stop() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

type Answer = { status: number; body: string; type?: string };

async function relay(
  config: Config,
  port: number,
  issuer: Pick<Issuer, 'channelToken'>,
  request: IncomingMessage,
): Promise<Answer> {
  const refusal = refuse(request, port);
  if (refusal) return refusal;
  const body = await read(request);
  if (body === undefined) return { status: 413, body: 'The body is larger than 1 MB.' };
  const serviceUrl = serviceUrlOf(body);
  if (!serviceUrl || !config.trust.serviceHosts.includes(URL.parse(serviceUrl)?.origin ?? ''))
    return { status: 403, body: 'Only Agents Playground on this machine may be answered.' };
  const response = await fetch(`${config.publicUrl}/api/messages`, {
    method: 'POST',
    headers: {
      'Content-Type': 'application/json',
      Authorization: `Bearer ${await issuer.channelToken(serviceUrl)}`,
    },
    body,
  });
  return {
    status: response.status,
    body: await response.text(),
    type: response.headers.get('content-type') ?? undefined,
  };
}

function refuse({ method, url, headers }: IncomingMessage, port: number): Answer | undefined {
  if (![`127.0.0.1:${port}`, `localhost:${port}`].includes(headers.host ?? ''))
    return { status: 403, body: 'This address is for this machine only.' };
  if (url !== '/api/messages') return { status: 404, body: 'There is nothing here.' };
  if (method !== 'POST') return { status: 405, body: 'Post here.' };
  if (headers.origin !== undefined || headers['x-ms-agents-playground'] !== 'true')
    return { status: 403, body: 'Only Agents Playground may post here.' };
  if (!/^application\/json *(;|$)/i.test(headers['content-type'] ?? '') || headers['content-encoding'])
    return { status: 415, body: 'Post JSON, not compressed.' };
  return undefined;
}

/** The body as text; undefined where it is too large. */
async function read(request: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = [];
  let size = 0;
  // Leaving the loop must not break the connection: the answer still has to go out.
  for await (const part of request.iterator({ destroyOnReturn: false }) as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > largestBody) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function serviceUrlOf(body: string): string | undefined {
  try {
    const { serviceUrl } = JSON.parse(body) as { serviceUrl?: unknown };
    return typeof serviceUrl === 'string' ? serviceUrl : undefined;
  } catch {
    return undefined;
  }
}

function answer(response: ServerResponse, status: number, body: string, type = 'text/plain'): void {
  // Two statements: restify, in the same process, makes writeHead return nothing.
  response.writeHead(status, { 'Content-Type': type, Connection: 'close' });
  response.end(body);
}
