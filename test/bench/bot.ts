import { readContentFiles } from '../../bot/domain/content/files.ts';
import { answerQuestion, buildKnowledge } from '../../bot/domain/knowledge/answers.ts';
import { freePorts } from '../e2e/ports.ts';
import { temporaryFolder } from '../folders.ts';
import { contentFolder } from '../harness.ts';
import { emptyDatabase } from '../postgres.ts';
import { type Channel, openChannel, people, questions } from './channel.ts';
import { type Child, startChild } from './child.ts';
import { median, rounded, say } from './figures.ts';
import type { FloorSettings } from './floor.ts';

/** What it takes to post as the channel does, and to check such a post. */
export type Door = { serviceUrl: string; token: string; keysUrl: string; issuer: string; audience: string };

type Peer = { name: string; url: string; child: Child; perSecond: number[]; cpu: number[] };

const clients = 10;
const rounds = 5;
/** Everybody has come, and the code is compiled. */
const warm: Enough = (turns) => turns >= people + 200;
const measured: Enough = (_turns, milliseconds) => milliseconds >= 5000;

type Enough = (turns: number, milliseconds: number) => boolean;

/**
 * Turns per second of the whole service, for real questions, on PostgreSQL and on PGlite, against the floor of
 * floor.ts with and without the database; all take turns under the same load and share the same channel.
 */
export async function bot(): Promise<object> {
  const [connector, ...ports] = await freePorts(9);
  const channel = await openChannel(connector!);
  const databaseUrl = await emptyDatabase();
  const service = async (name: string, at: number, env: Record<string, string>): Promise<Peer> => {
    const [port, relayPort] = ports.slice(at, at + 2);
    const settings = {
      LIIA_LOCAL: '1',
      LIIA_LOG: 'error',
      LIIA_PORT: String(port),
      LIIA_PLAYGROUND_PORT: String(connector), // in local mode, the one place that replies may go to
      LIIA_RELAY_PORT: String(relayPort),
      ...env,
    };
    return peer(name, port!, await startChild('service.ts', { env: settings }));
  };
  const floor = async (name: string, at: number, settings: Omit<FloorSettings, 'port'>): Promise<Peer> => {
    const args = [JSON.stringify({ ...settings, port: ports[at]! } satisfies FloorSettings)];
    return peer(name, ports[at]!, await startChild('floor.ts', { args }));
  };

  const ours = await service('service on PostgreSQL', 0, { DATABASE_URL: databaseUrl });
  const door = ours.child.ready as Door;
  await load(channel, ours, door, warm);
  const statements = await statementsOfTurn(channel, ours, door);
  if (statements.length !== 8)
    throw new Error(
      `A turn makes other statements now; give floor.ts their values:\n${statements.join('\n')}`,
    );
  const withSql = await floor('floor with the same SQL', 2, {
    ...door,
    database: { url: databaseUrl, statements },
  });
  const echo = await floor('echo without SQL', 3, { ...door, database: null });
  const pglite = await service('service on PGlite', 4, { LIIA_DATA: temporaryFolder() });

  const pairs: [Peer, Door][] = [
    [ours, door],
    [withSql, door],
    [pglite, pglite.child.ready as Door],
    [echo, door],
  ];
  try {
    for (const [peer, door] of pairs) await load(channel, peer, door, warm);
    const strangers = channel.rosterCalls();
    for (let round = 1; round <= rounds; round++)
      for (const [peer, door] of pairs) {
        const { perSecond, cpu } = await load(channel, peer, door, measured);
        peer.perSecond.push(perSecond);
        peer.cpu.push(cpu);
        say(
          `round ${round}: ${peer.name}, ${perSecond.toFixed(0)} turns/s, ${(cpu * 1000).toFixed(2)} ms CPU each`,
        );
      }
    if (channel.rosterCalls() !== strangers) throw new Error('Known people cost calls to the roster');
  } finally {
    for (const [peer] of pairs) await peer.child.stop();
    await channel.close();
  }
  const cpuMs = (peer: Peer) => rounded(median(peer.cpu) * 1000);
  return {
    // By rounds: each of the two right after the other, since a machine may be faster now and slower then.
    ratio: rounded(median(ours.perSecond.map((each, round) => each / withSql.perSecond[round]!))),
    goal: 0.6,
    turnsPerSecond: rounded(median(ours.perSecond), 0),
    floorTurnsPerSecond: rounded(median(withSql.perSecond), 0),
    pgliteTurnsPerSecond: rounded(median(pglite.perSecond), 0),
    echoTurnsPerSecond: rounded(median(echo.perSecond), 0),
    cpuMs: cpuMs(ours),
    floorCpuMs: cpuMs(withSql),
    echoCpuMs: cpuMs(echo),
    engineMs: rounded(engineMs(), 3),
    clients,
    rounds,
  };
}

/** The statements of a turn during which the service did nothing besides: now and then it looks for work by itself. */
async function statementsOfTurn(channel: Channel, { url, child }: Peer, door: Door): Promise<string[]> {
  const turns: string[][] = [];
  for (let n = 0; n < 5; n++) {
    await child.ask('record');
    await channel.ask(url, door);
    turns.push((await child.ask('recorded')) as string[]);
  }
  return turns.sort((a, b) => a.length - b.length)[0]!;
}

const peer = (name: string, port: number, child: Child): Peer => ({
  name,
  url: `http://127.0.0.1:${port}`,
  child,
  perSecond: [],
  cpu: [],
});

/** Asks from all clients at once until it is enough. @throws Error where a turn had no reply, or more than one */
async function load(
  channel: Channel,
  { name, url, child }: Peer,
  door: Door,
  enough: Enough,
): Promise<{ perSecond: number; cpu: number }> {
  const before = channel.replies();
  const cpuBefore = await child.cpu();
  const started = performance.now();
  let turns = 0;
  const client = async () => {
    while (!enough(turns, performance.now() - started)) {
      await channel.ask(url, door);
      turns++;
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const seconds = (performance.now() - started) / 1000;
  const cpu = ((await child.cpu()) - cpuBefore) / turns;
  const replies = channel.replies() - before;
  if (replies !== turns) throw new Error(`${name} made ${replies} replies in ${turns} turns`);
  return { perSecond: turns / seconds, cpu };
}

/** What the answers alone take, in milliseconds for one question. */
function engineMs(): number {
  const knowledge = buildKnowledge(readContentFiles(contentFolder));
  const each = (question: string) =>
    answerQuestion(knowledge, {
      question,
      earlier: questions.slice(0, 5),
      today: '2026-11-22',
      readers: ['members'],
    });
  const times: number[] = [];
  for (let n = 0; n < 50; n++) {
    const started = performance.now();
    questions.forEach(each);
    times.push((performance.now() - started) / questions.length);
  }
  return median(times.slice(10)); // the first ones are compiled on the way
}
