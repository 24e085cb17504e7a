import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { parseSync } from 'vite';
import { packages, type Rule, rules } from './architecture-rules.ts';

const root = join(import.meta.dirname, '..');
const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  dependencies: Record<string, string>;
};

type Import = { to: string; how: 'value' | 'type' | 'later' };

/** Every import of a file: static, re-export, `import()` with a plain string, and `import('…')` in types. */
function importsOf(source: string, { module, program }: ReturnType<typeof parseSync>): Import[] {
  const found: Import[] = [];
  for (const each of [...module.staticImports, ...module.staticExports]) {
    const how = /^\s*(import|export)\s+type\b/.test(source.slice(each.start, each.end)) ? 'type' : 'value';
    const named = 'moduleRequest' in each ? [each.moduleRequest] : each.entries.map((e) => e.moduleRequest);
    for (const request of named) if (request) found.push({ to: request.value, how });
  }
  for (const { moduleRequest } of module.dynamicImports) {
    const to = source.slice(moduleRequest.start, moduleRequest.end);
    found.push({ to: /^['"`][^$]*['"`]$/.test(to) ? to.slice(1, -1) : to, how: 'later' });
  }
  visit(program, (node) => {
    if (node.type === 'TSImportType') found.push({ to: node.source?.value ?? '', how: 'type' });
  });
  return found;
}

type Part = 'source' | 'object' | 'property' | 'callee' | 'init' | 'id';
interface Node extends Partial<Record<Part, Node>> {
  type?: string;
  name?: string;
  value?: string;
  arguments?: Node[];
}

function visit(node: unknown, see: (node: Node) => void): void {
  if (typeof node !== 'object' || node === null) return;
  if ('type' in node) see(node as Node);
  for (const part of Object.values(node)) visit(part, see);
}

/** What a file does against the rules, one teaching sentence each. `file` is its path from the root. */
function faultsOf(file: string, source: string): string[] {
  const parsed = parseSync(file, source);
  assert.deepEqual(parsed.errors, [], `${file} can be read`);
  const rule = rules.find((rule) => rule.of.test(file));
  if (!rule) return [`${file} is in a place that no rule knows: see the layout in bot/README.md.`];
  const faults = importsOf(source, parsed).flatMap((each) =>
    each.to.startsWith('.') ? ours(file, rule, each) : foreign(file, each),
  );
  visit(parsed.program, (node) => {
    const environment =
      (node.type === 'MemberExpression' &&
        node.object?.name === 'process' &&
        node.property?.name === 'env') ||
      (node.type === 'VariableDeclarator' &&
        node.init?.name === 'process' &&
        node.id?.type === 'ObjectPattern');
    if (environment && file.startsWith('bot/') && file !== 'bot/main.ts')
      faults.push(`${file} reads the environment: main.ts alone does, and config.ts makes values of it.`);
    if (node.type !== 'CallExpression' || node.callee?.type !== 'MemberExpression') return;
    const called = node.callee.property?.name;
    const bare = called === 'startTransaction' || (called === 'transaction' && node.arguments?.length === 0);
    if (bare && file !== 'bot/ports/store/db.ts')
      faults.push(
        `${file} opens a transaction of Kysely's own: use inTransaction of domain/context.ts, which is guarded.`,
      );
  });
  if (
    parsed.module.staticExports.some((each) =>
      each.entries.some((e) => e.importName.kind === 'AllButDefault'),
    )
  )
    faults.push(`${file} passes on another file whole: import from the file that has it.`);
  return faults;
}

function ours(file: string, rule: Rule, { to, how }: Import): string[] {
  const target = posix.join(posix.dirname(file), to);
  const folder = posix.dirname(file);
  const own = !['bot', 'tab'].includes(folder) && posix.dirname(target) === folder;
  const allowed = [
    ...rule.may,
    ...(how === 'type' ? (rule.mayTypes ?? []) : []),
    ...(how === 'later' ? (rule.mayLater ?? []) : []),
  ];
  if (own || allowed.some((place) => place.test(target))) return [];
  return [`${file} imports ${target}${how === 'type' ? ' (types)' : ''}: ${rule.says}`];
}

function foreign(file: string, { to, how }: Import): string[] {
  const name = to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/');
  const only = packages.find(({ names }) => names.includes(name));
  if (only && !only.in.test(file)) return [`${file} imports ${name}: ${only.says}`];
  const builtIn = to.startsWith('node:');
  if (file.startsWith('bot/') && !builtIn && how !== 'type' && !(name in manifest.dependencies))
    return [`${file} imports ${name}: the service runs on what package.json lists under dependencies.`];
  if (file.startsWith('tab/') && builtIn && !/^tab\/(vite\.config|build)\.ts$/.test(file))
    return [`${file} imports ${to}: the tab runs in a browser.`];
  return [];
}

const files = (folder: string) =>
  readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(root, join(entry.parentPath, entry.name)).replaceAll('\\', '/'))
    .filter((file) => !file.startsWith('tab/dist/'));
const code = (file: string) => /\.tsx?$/.test(file);

describe('The architecture', () => {
  it('is kept by every import of bot, tab and appPackage', () => {
    const sources = ['bot', 'tab', 'appPackage'].flatMap(files).filter(code);
    assert.ok(sources.length > 50, 'finds the sources');
    const faults = sources.flatMap((file) => faultsOf(file, readFileSync(join(root, file), 'utf8')));
    assert.deepEqual(faults, []);
  });

  it('has no barrels and no drawers for odds and ends', () => {
    const drawers = ['bot', 'tab', 'appPackage', 'test']
      .flatMap(files)
      .filter((file) => /(^|\/)(index\.tsx?|(utils?|helpers?|common|misc)(\/|\.tsx?$))/.test(file));
    assert.deepEqual(drawers, [], 'a function lives in the file that is named for what it does');
  });

  it('has no file over 300 lines in bot and tab', () => {
    const long = ['bot', 'tab']
      .flatMap(files)
      .filter((file) => /\.(tsx?|css|html)$/.test(file) && !file.startsWith('bot/ports/store/migrations/'))
      .filter((file) => readFileSync(join(root, file), 'utf8').split('\n').length > 301);
    assert.deepEqual(long, [], 'a file that long does several things: give each its own');
  });

  it('has nothing at the top but what belongs there', () => {
    const allowed = `.ci .github env bot tab appPackage infra test README.md package.json package-lock.json
      tsconfig.json biome.json .gitignore m365agents.yml .npmrc .mocharc.cjs`.split(/\s+/);
    const ignored = readFileSync(join(root, '.gitignore'), 'utf8')
      .split('\n')
      .map((line) => line.replace(/\/$/, ''));
    const extra = readdirSync(root).filter(
      // Names with a dot in front may be the machine's own: an editor's, a person's.
      (name) => ![...allowed, ...ignored].includes(name) && !name.startsWith('.') && !name.endsWith('.log'),
    );
    assert.deepEqual(extra, [], 'everything else has its place inside one of the folders');
  });
});

describe('The architecture test notices', () => {
  const seen = (file: string, source: string) => faultsOf(file, source).join('\n');
  const noticed: [string, string, string, RegExp][] = [
    [
      'a face that imports another',
      'bot/chat/x.ts',
      `import { createServer } from '../api/server.ts';`,
      /a face/,
    ],
    [
      'a face that runs a port',
      'bot/api/x.ts',
      `import { openStore } from '../ports/store/db.ts';`,
      /only its types/,
    ],
    [
      'a card that asks the database',
      'bot/cards/x.ts',
      `import type { Context } from '../domain/context.ts';`,
      /a card/,
    ],
    [
      'a module that reaches for another',
      'bot/domain/events/x.ts',
      `export { a } from '../library/resources.ts';`,
      /travels as a job/,
    ],
    [
      'a module that speaks HTTP',
      'bot/domain/events/x.ts',
      `import type { Route } from '../../api/route.ts';`,
      /neither HTTP/,
    ],
    ['a port with a rule in it', 'bot/ports/x.ts', `import '../domain/errors.ts';`, /nothing of ours/],
    [
      'local mode loaded always',
      'bot/app.ts',
      `import { createLocal } from './local/local.ts';`,
      /where it is asked for/,
    ],
    ['local mode loaded by a face', 'bot/api/x.ts', `const a = await import('../local/local.ts');`, /a face/],
    ['types taken by import()', 'bot/chat/x.ts', `type A = import('../api/route.ts').Route;`, /a face/],
    [
      'a feature that imports a feature',
      'tab/home/x.tsx',
      `import { A } from '../library/a.tsx';`,
      /never imports another/,
    ],
    [
      'service code in the tab',
      'tab/home/x.ts',
      `import { type Me } from '../../bot/api/contract.ts';`,
      /by `import type`/,
    ],
    [
      'types of the domain in the tab',
      'tab/api.ts',
      `import type { Item } from '../bot/domain/content/schema.ts';`,
      /contract/,
    ],
    ['Node in the browser', 'tab/ui/x.ts', `import { join } from 'node:path';`, /browser/],
    [
      'botbuilder in the domain',
      'bot/domain/members/x.ts',
      `import { CardFactory } from 'botbuilder';`,
      /Teams is spoken/,
    ],
    ['SQL in a face', 'bot/api/x.ts', `import { sql } from 'kysely';`, /beside its rule/],
    ['a package for tests in the service', 'bot/api/x.ts', `import sinon from 'sinon';`, /dependencies/],
    ['an unknown place', 'bot/shared/x.ts', `export const a = 1;`, /no rule knows/],
    ['the environment read elsewhere', 'bot/api/x.ts', `const { env } = process;`, /main\.ts alone/],
    ['a setting read elsewhere', 'bot/config.ts', `export const a = process.env.LIIA_URL;`, /main\.ts alone/],
    [
      'an unguarded transaction',
      'bot/domain/events/x.ts',
      `await ctx.db.transaction().execute(work);`,
      /guarded/,
    ],
    ['a file passed on whole', 'bot/cards/x.ts', `export * from './parts.ts';`, /whole/],
  ];
  for (const [what, file, source, message] of noticed)
    it(what, () => {
      assert.match(seen(file, source), message);
    });

  it('only what is imported, not what is written about', () => {
    const source = `// import '../api/server.ts'\nconst a = "import('../api/server.ts')";\nimport type { Config } from '../config.ts';`;
    assert.equal(seen('bot/chat/x.ts', source), '');
  });
});
