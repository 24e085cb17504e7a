import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { freePorts } from '../e2e/ports.ts';
import { atTheEnd } from '../end.ts';
import { median, rounded, say } from './figures.ts';

const root = join(import.meta.dirname, '../..');
const runs = 3;
const rest = 10_000;

/** As a newcomer has it: the tests' own folders may be in memory. */
function folderOnDisk(): string {
  const folder = mkdtempSync(join(tmpdir(), 'liia-bench-'));
  atTheEnd(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/**
 * How long `npm start` takes until it says that it is ready: the first time, with a new data folder and the tab
 * still to be built, and later; what the service then holds in memory; and what was installed. CPU seconds stand beside
 * the seconds of the clock, since another program on the machine moves only the latter. The floor is node
 * itself, and node with botbuilder.
 */
export async function start(): Promise<object> {
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: root, stdio: 'inherit' });
  const buildS = timed(...buildInto(folderOnDisk()));
  const first: Run[] = [];
  const later: Run[] = [];
  let rssMb: number | undefined;
  for (let n = 0; n < runs; n++) {
    const folder = folderOnDisk();
    first.push(await run('new data folder', folder));
    later.push(await run('later start', folder, n < runs - 1 ? undefined : (mb) => (rssMb = mb)));
  }
  const bare = Array.from({ length: runs }, () => timed('-e', '0'));
  const withBotbuilder = Array.from({ length: runs }, () => timed('-e', "import('botbuilder')"));
  const { bytes, onDisk } = sizeOf(join(root, 'node_modules'));
  return {
    firstReadyS: rounded(buildS + median(first.map(({ wall }) => wall))),
    buildS: rounded(buildS),
    firstCpuS: rounded(median(first.map(({ cpu }) => cpu))),
    goalFirstS: 30,
    readyS: rounded(median(later.map(({ wall }) => wall))),
    cpuS: rounded(median(later.map(({ cpu }) => cpu))),
    goalS: 6,
    nodeS: rounded(median(bare)),
    botbuilderS: rounded(median(withBotbuilder)),
    rssMb,
    installedGb: rounded(bytes / 1e9, 3),
    installedOnDiskGb: rounded(onDisk / 1e9, 3),
    goalGb: 1.1,
    runs,
  };
}

type Run = { wall: number; cpu: number };

/** Runs `npm start` until it is ready, and stops it as Ctrl+C does. @param resting is told what it holds then */
async function run(what: string, folder: string, resting?: (mb: number) => void): Promise<Run> {
  const [port, playgroundPort, relayPort] = await freePorts(3);
  const env = {
    ...process.env,
    LIIA_DATA: folder,
    LIIA_PORT: String(port),
    LIIA_PLAYGROUND_PORT: String(playgroundPort),
    LIIA_RELAY_PORT: String(relayPort),
  };
  const started = performance.now();
  const child = spawn('npm', ['start'], {
    cwd: root,
    env,
    detached: true,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const ended = once(child, 'exit');
  try {
    await printed(child, 'LIIA is ready');
    const wall = (performance.now() - started) / 1000;
    const tree = processes(child.pid!);
    const cpu = tree.reduce((sum, each) => sum + each.cpu, 0);
    say(`${what}: ${wall.toFixed(1)} s, ${cpu.toFixed(1)} s CPU`);
    if (resting) {
      await sleep(rest);
      resting(residentMb(tree.find(({ command }) => /^\S*node .*bot\/main\.ts/.test(command))!.pid));
    }
    return { wall, cpu };
  } finally {
    process.kill(-child.pid!, 'SIGINT');
    await ended;
  }
}

async function printed(child: ChildProcess, words: string): Promise<void> {
  let text = '';
  for await (const part of child.stdout!.setEncoding('utf8')) {
    text += part;
    if (text.includes(words)) return;
  }
  throw new Error(`npm start ended after it printed:\n${text}`);
}

type Process = { pid: number; command: string; cpu: number };

/** A process and all below it, with the CPU seconds of each and of those that it outlived (Linux, proc(5)). */
function processes(pid: number): Process[] {
  const read = (name: string) => readFileSync(`/proc/${pid}/${name}`, 'utf8');
  const stat = read('stat');
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const ticks = fields.slice(11, 15).reduce((sum, field) => sum + Number(field), 0);
  const children = readdirSync(`/proc/${pid}/task`)
    .flatMap((task) => read(`task/${task}/children`).split(' '))
    .filter(Boolean)
    .map(Number);
  const command = read('cmdline').replaceAll('\0', ' ');
  return [{ pid, command, cpu: ticks / 100 }, ...children.flatMap(processes)];
}

const residentMb = (pid: number): number =>
  rounded(Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))![1]) / 1024, 0);

/** Builds the tab beside the one that is there. */
const buildInto = (folder: string): string[] => {
  const vite = join(root, 'node_modules/vite/bin/vite.js');
  return [vite, 'build', 'tab', '--config', 'tab/vite.config.ts', '--outDir', folder, '--logLevel', 'error'];
};

/** Seconds that node takes, given these arguments. */
function timed(...args: string[]): number {
  const started = performance.now();
  execFileSync(process.execPath, args, { cwd: root });
  return (performance.now() - started) / 1000;
}

/** What a folder holds: bytes of its files, and what they take on disk. A file with two names counts once. */
function sizeOf(folder: string): { bytes: number; onDisk: number } {
  const seen = new Set<number>();
  let bytes = 0;
  let onDisk = 0;
  const add = (path: string) => {
    const { size, blocks, ino, nlink } = lstatSync(path);
    if (nlink > 1 && seen.has(ino)) return;
    seen.add(ino);
    bytes += size;
    onDisk += blocks * 512;
  };
  add(folder);
  const made = join(folder, '.cache'); // by a start, not by the install
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true }))
    if (!entry.parentPath.startsWith(made)) add(join(entry.parentPath, entry.name));
  return { bytes, onDisk };
}
