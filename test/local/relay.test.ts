import assert from 'node:assert/strict';
import { createServer, type IncomingMessage, request, type Server } from 'node:http';
import { decodeJwt } from 'jose';
import restify from 'restify';
import { type Config, readConfig } from '../../bot/config.ts';
import { createIssuer } from '../../bot/local/issuer.ts';
import { PortInUse } from '../../bot/local/port.ts';
import { startRelay } from '../../bot/local/relay.ts';
import { freePorts } from '../e2e/ports.ts';

describe('The relay for Agents Playground', () => {
  let config: Config;
  let service: Server;
  let relay: { stop(): Promise<void> };
  let arrived: { token: string; body: string }[];
  let serviceUrl: string;

  before(async () => {
    const [port, playgroundPort, relayPort] = await freePorts(3);
    config = readConfig({
      LIIA_LOCAL: '1',
      LIIA_PORT: String(port),
      LIIA_PLAYGROUND_PORT: String(playgroundPort),
      LIIA_RELAY_PORT: String(relayPort),
    });
    restify.createServer(); // as in the service, where it changes the responses of every server
    serviceUrl = `http://localhost:${playgroundPort}/_connector`;
    service = createServer(async (incoming, response) => {
      let body = '';
      for await (const part of incoming) body += part;
      arrived.push({ token: String(incoming.headers.authorization).replace('Bearer ', ''), body });
      response.writeHead(201, { 'Content-Type': 'application/json' });
      response.end('{"from":"the service"}');
    });
    await new Promise<void>((resolve) => service.listen(port, '127.0.0.1', resolve));
    relay = await startRelay(config, await createIssuer(config));
  });
  after(async () => {
    await relay.stop();
    service.closeAllConnections();
    service.close();
  });
  beforeEach(() => {
    arrived = [];
  });

  const playgroundHeaders = { 'content-type': 'application/json', 'x-ms-agents-playground': 'true' };
  const post = (
    body: string,
    headers: Record<string, string> = playgroundHeaders,
    { method = 'POST', path = '/api/messages' } = {},
  ) =>
    new Promise<{ status: number; body: string }>((resolve, reject) => {
      const port = config.playground!.relayPort;
      const sent = request({ host: '127.0.0.1', port, method, path, headers }, async (r: IncomingMessage) => {
        let text = '';
        for await (const part of r) text += part;
        resolve({ status: r.statusCode!, body: text });
      });
      sent.on('error', reject);
      sent.end(body);
    });
  const activity = (more = {}) => JSON.stringify({ type: 'message', serviceUrl, ...more });

  it("signs the Playground's post, passes it on unchanged and gives the answer back", async () => {
    const body = activity({ text: 'Hello — é' });
    assert.deepEqual(await post(body), { status: 201, body: '{"from":"the service"}' });
    assert.equal(arrived[0]?.body, body);
    assert.equal(decodeJwt(arrived[0].token).serviceurl, serviceUrl);
  });

  it('refuses whatever is not the Playground', async () => {
    const { 'x-ms-agents-playground': _, ...unmarked } = playgroundHeaders;
    const cases: [number, string, Record<string, string>, object?][] = [
      [403, activity(), unmarked],
      [403, activity(), { ...playgroundHeaders, 'x-ms-agents-playground': 'false' }],
      [403, activity(), { ...playgroundHeaders, origin: 'https://evil.example' }],
      [403, activity(), { ...playgroundHeaders, origin: 'null' }],
      [403, activity(), { ...playgroundHeaders, host: 'evil.example' }],
      [403, activity({ serviceUrl: 'https://evil.example/' }), playgroundHeaders],
      [
        403,
        activity({ serviceUrl: `${serviceUrl.replace('localhost', 'localhost.evil.example')}` }),
        playgroundHeaders,
      ],
      [403, activity({ serviceUrl: 7 }), playgroundHeaders],
      [403, 'not json', playgroundHeaders],
      [403, 'null', playgroundHeaders],
      [415, activity(), { ...playgroundHeaders, 'content-type': 'text/plain' }],
      [415, activity(), { ...playgroundHeaders, 'content-encoding': 'gzip' }],
      [413, activity({ text: 'x'.repeat(1024 * 1024) }), playgroundHeaders],
      [405, activity(), playgroundHeaders, { method: 'PUT' }],
      [404, activity(), playgroundHeaders, { path: '/api/other' }],
    ];
    for (const [status, body, headers, where] of cases)
      assert.equal(
        (await post(body, headers, where)).status,
        status,
        JSON.stringify([headers, body.slice(0, 80)]),
      );
    assert.deepEqual(arrived, []);
  });

  it('says in one sentence that its port is taken', async () => {
    await assert.rejects(startRelay(config, await createIssuer(config)), (error: Error) => {
      assert.ok(error instanceof PortInUse);
      assert.match(error.message, /^Port \d+, .* is in use .*LIIA_RELAY_PORT\.$/);
      return true;
    });
  });
});
