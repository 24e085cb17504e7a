import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { AppManifestUtils, type TeamsManifest } from '@microsoft/app-manifest';
import { zipSync } from 'fflate';
import { z } from 'zod';
import { readContentFiles } from '../bot/domain/content/files.ts';

/** What stands in the way of a package, one sentence each. */
export class PackageError extends Error {
  constructor(faults: string[]) {
    super(`The app cannot be packaged:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.name = 'PackageError';
  }
}

const here = import.meta.dirname;
const target = join(here, '../dist/liia.zip');

const settings = z.object({
  LIIA_URL: z
    .url({
      protocol: /^https$/,
      error: 'Set LIIA_URL to the https address at which people reach the service.',
    })
    .transform((url) => new URL(url).host),
  LIIA_APP_ID: z
    .guid({ error: 'Set LIIA_APP_ID to the application (client) id of the Entra app, a GUID.' })
    .toLowerCase(),
});

/**
 * The Teams app package: the manifest with its `{{placeholders}}` filled in, and its two icons.
 * @param env the environment: LIIA_URL and LIIA_APP_ID
 * @throws PackageError where a setting is missing, or Teams would refuse the manifest
 */
export async function packageApp(env: Record<string, string | undefined>): Promise<Buffer> {
  const parsed = settings.safeParse(env);
  if (!parsed.success) throw new PackageError(parsed.error.issues.map(({ message }) => message));
  const { LIIA_URL: host, LIIA_APP_ID: appId } = parsed.data;
  const { name, shortName, host: organisation } = readContentFiles(join(here, '../bot/content')).alliance;
  const { version } = JSON.parse(readFileSync(join(here, '../package.json'), 'utf8')) as { version: string };

  const manifest = filled({ host, appId, name, shortName, organisation, version });
  const faults = await AppManifestUtils.validateAgainstSchema(manifest);
  if (faults.length > 0) throw new PackageError(faults.map((fault) => `manifest.json: ${fault}`));
  const files = {
    'manifest.json': Buffer.from(JSON.stringify(manifest, null, 2)),
    'color.png': readFileSync(join(here, 'color.png')),
    'outline.png': readFileSync(join(here, 'outline.png')),
  };
  return Buffer.from(zipSync(files, { mtime: '1980-01-01' })); // the same bytes for the same files
}

/** @throws PackageError where manifest.json names a placeholder that has no value */
function filled(values: Record<string, string>): TeamsManifest {
  return JSON.parse(readFileSync(join(here, 'manifest.json'), 'utf8'), (_, value) =>
    typeof value !== 'string'
      ? value
      : value.replace(/\{\{(\w+)\}\}/g, (_, name: string) => {
          if (!(name in values)) throw new PackageError([`manifest.json: {{${name}}} has no value.`]);
          return values[name]!;
        }),
  );
}

if (import.meta.main) {
  try {
    const archive = await packageApp(process.env);
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, archive);
    console.log(`Made ${target}`);
  } catch (error) {
    if (!(error instanceof PackageError)) throw error;
    console.error(error.message);
    process.exitCode = 1;
  }
}
