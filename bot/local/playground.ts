import { fork } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { getCompileCacheDir } from 'node:module';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { stringify } from 'yaml';
import type { Config } from '../config.ts';
import type { Demo, DemoAccount } from '../domain/content/schema.ts';
import { checkFree } from './port.ts';

/** How many people Agents Playground wants beside the one who speaks; its settings allow no other number. */
const colleagues = 5;
const patience = 30_000;

/** `speaker`: the name of the person whom it speaks as. */
export type Playground = { url: string; speaker: string; answers: Promise<void>; stop(): Promise<void> };

/** Whose side of the chat a Playground shows. */
export type Side = 'member' | 'coordinator';

/** The person whom a Playground speaks as. */
export const speakerOf = (demo: Demo, side: Side): DemoAccount =>
  demo.accounts.find(({ playground, role }) => (side === 'member' ? playground : role === side))!;

/**
 * Starts Agents Playground as a child that ends with us, speaking as the demo's person of that side.
 * @param folder where it may keep its settings and its log; made if missing
 * @returns as soon as the child is on its way: `answers` resolves when it answers at `url`, and rejects with what
 *   it printed where it did not start
 * @throws PortInUse
 */
export async function startPlayground(
  config: Config,
  demo: Demo,
  folder: string,
  side: Side,
): Promise<Playground> {
  const { port: membersPort, coordinatorPort, relayPort } = config.playground!;
  const [port, setting] =
    side === 'member'
      ? [membersPort, 'LIIA_PLAYGROUND_PORT']
      : [coordinatorPort!, 'LIIA_COORDINATOR_PLAYGROUND_PORT'];
  await checkFree(port, 'Agents Playground', setting);
  mkdirSync(folder, { recursive: true });
  const speaker = speakerOf(demo, side);
  const settings = join(folder, '.m365agentsplayground.yml');
  writeFileSync(
    settings,
    stringify(playgroundSettings(config, demo, speaker), { aliasDuplicateObjects: false }),
  );

  const endpoint = `http://127.0.0.1:${relayPort}/api/messages`;
  const args = ['start', '-e', endpoint, '-c', 'msteams', '-p', String(port), '--disable-telemetry'];
  const child = fork(fileURLToPath(import.meta.resolve('@microsoft/m365agentsplayground/cli.js')), args, {
    cwd: folder,
    execArgv: ['--import', import.meta.resolve('./playground-preload.ts')],
    // None of our environment: a proxy named there would get between it and the relay.
    env: {
      M365_AGENTS_PLAYGROUND_CONFIG_PATH: settings,
      TEAMSAPPTESTER_BROWSER: 'none',
      NODE_COMPILE_CACHE: getCompileCacheDir(),
    },
    stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  let printed = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.setEncoding('utf8').on('data', (text: string) => {
      printed = (printed + text).slice(-2000);
    });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  const stop = async () => {
    child.kill('SIGKILL'); // everything it has is in memory
    await ended;
  };

  const url = `http://127.0.0.1:${port}`;
  const timer = setTimeout(() => child.kill('SIGKILL'), patience);
  const answers = Promise.race([ended.then(() => false), answersAt(url, child)]).then((does) => {
    clearTimeout(timer);
    if (!does) throw new Error(`Agents Playground did not start. It printed:\n${printed.trim()}`);
  });
  answers.catch(() => {}); // told where it is awaited
  return { url, speaker: speaker.name, answers, stop };
}

/** Resolves when the child says that it listens, and does answer there. It also says so of a port it tries out. */
function answersAt(url: string, child: ReturnType<typeof fork>): Promise<true> {
  return new Promise((resolve) => {
    child.on('message', () => {
      fetch(url).then(
        (response) => response.ok && resolve(true),
        () => {},
      );
    });
  });
}

/** Its settings file: one council's chat, with the bot, the person who speaks and colleagues. */
function playgroundSettings(config: Config, demo: Demo, speaker: DemoAccount) {
  const others = demo.accounts.filter((account) => account !== speaker).slice(0, colleagues);
  if (others.length < colleagues)
    throw new Error(`demo.yaml needs at least ${colleagues + 1} accounts for Agents Playground.`);
  return {
    version: '0.1.1',
    tenantId: speaker.tenantId,
    bot: { id: `28:${config.trust.appId}`, name: 'LIIA' },
    currentUser: user(speaker),
    users: others.map(user),
    personalChat: { id: `a:personal-${speaker.objectId}` },
    groupChat: { id: '19:demo-group@thread.v2', name: 'Group chat' },
    team: {
      id: '19:demo-general@thread.tacv2',
      name: 'Demo team',
      aadGroupId: '0c0ffee0-0000-4000-8000-000000000003',
      channels: [{ id: '19:demo-channel@thread.tacv2', name: 'Planning' }],
    },
  };
}

function user(account: DemoAccount) {
  const [givenName = account.name, ...rest] = account.name.split(' ');
  const email = `${account.id}@demo.example`; // .example belongs to nobody (RFC 2606)
  return {
    id: `29:${account.objectId}`,
    name: account.name,
    userPrincipleName: email, // their spelling
    aadObjectId: account.objectId,
    givenName,
    surname: rest.join(' ') || givenName,
    email,
  };
}
