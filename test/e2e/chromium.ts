import { existsSync } from 'node:fs';
import { mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';

/** A browser that can be started, and the environment that it needs. */
export type Chromium = { executablePath: string; env?: Record<string, string> };

/** The Chrome, Chromium or Edge of this machine, else the one that npm brought (Linux on x64). */
export async function findChromium(): Promise<Chromium> {
  const executablePath = installed();
  if (executablePath) return { executablePath };
  if (process.platform !== 'linux' || process.arch !== 'x64')
    throw new Error(
      'The browser tests need Chrome, Chromium or Edge: install one, or set CHROME_PATH to it.',
    );
  return unpacked();
}

function installed(): string | undefined {
  const { env, platform } = process;
  if (env.CHROME_PATH) return env.CHROME_PATH;
  if (platform === 'linux') {
    const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable', 'microsoft-edge'];
    const folders = (env.PATH ?? '').split(delimiter);
    return names.flatMap((name) => folders.map((folder) => join(folder, name))).find(existsSync);
  }
  const places =
    platform === 'darwin'
      ? ['Google Chrome', 'Chromium', 'Microsoft Edge'].map(
          (name) => `/Applications/${name}.app/Contents/MacOS/${name}`,
        )
      : [env.PROGRAMFILES, env['PROGRAMFILES(X86)'], env.LOCALAPPDATA].flatMap((folder) =>
          ['Google/Chrome/Application/chrome.exe', 'Microsoft/Edge/Application/msedge.exe'].map((path) =>
            join(folder ?? '', path),
          ),
        );
  return places.find(existsSync);
}

/**
 * @sparticuz/chromium with its own libraries and fonts, unpacked once into the temporary folder. The package
 * itself takes whatever lies there for its own, half-written or of another version; hence the folder of our
 * own, filled elsewhere and then moved.
 */
async function unpacked(): Promise<Chromium> {
  const manifest = new URL('../package.json', import.meta.resolve('@sparticuz/chromium'));
  const { version } = JSON.parse(await readFile(manifest, 'utf8')) as { version: string };
  const folder = join(tmpdir(), `liia-test-chromium-${version}`);
  if (!existsSync(folder)) await unpackInto(folder);
  return {
    executablePath: join(folder, 'chromium'),
    env: {
      ...(process.env as Record<string, string>),
      LD_LIBRARY_PATH: join(folder, 'al2023/lib'),
      FONTCONFIG_PATH: folder,
    },
  };
}

async function unpackInto(folder: string): Promise<void> {
  const making = await mkdtemp(`${folder}-`);
  const before = { ...process.env };
  try {
    // The package unpacks into the temporary folder, and its libraries only where it believes to be on Lambda.
    Object.assign(process.env, { TMPDIR: making, AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs22.x' });
    const { default: chromium } = await import('@sparticuz/chromium');
    await chromium.executablePath();
  } finally {
    for (const name of ['TMPDIR', 'AWS_EXECUTION_ENV', 'LD_LIBRARY_PATH', 'FONTCONFIG_PATH', 'HOME'])
      if (before[name] === undefined) delete process.env[name];
      else process.env[name] = before[name];
  }
  await writeFile(
    join(making, 'fonts.conf'),
    `<fontconfig><dir>${folder}/fonts</dir><cachedir>${folder}/font-cache</cachedir></fontconfig>`,
  );
  // Another run may have been quicker.
  await rename(making, folder).catch(() => rm(making, { recursive: true, force: true }));
}
