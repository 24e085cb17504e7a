import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parse } from 'yaml';

const root = join(import.meta.dirname, '..');
const read = (file: string) => readFileSync(join(root, file), 'utf8');
const folders = ['.', 'bot', 'tab', 'appPackage', 'infra', 'test'];
const readmes = folders.map((folder) => join(folder, 'README.md'));
const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
/** Made when something runs, so it need not be there. */
const made = read('.gitignore')
  .split('\n')
  .filter((line) => line.endsWith('/'));

/** What stands between backquotes, in the text and not in blocks of code. */
const quoted = (text: string) =>
  [...text.replace(/^```.*?^```/gms, '').matchAll(/`([^`\n]+)`/g)].map((m) => m[1]!);
const links = (text: string) => [...text.matchAll(/\]\(([^)#]+)[^)]*\)/g)].map((m) => m[1]!);

/** `bot/config.ts`, `chat/`, `main.ts`; not `/api/messages`, an address, a phrase or a name. */
const looksLikePath = (word: string) =>
  /^[\w.@-]+(\/[\w.@-]+)+\/?$|^[\w.@-]+\/$|^[\w.-]+\.(tsx?|json|ya?ml|md|png)$/.test(word) &&
  !/^[A-Z-]+\/|^(\d+\.){3}/.test(word);

/** The paths named in a README that lead nowhere. Links start at its folder, other paths there or at the root. */
function lost(readme: string, text: string): string[] {
  const here = join(root, dirname(readme));
  const isMade = (path: string) =>
    [here, root].some((from) => made.some((folder) => `${join(from, path)}/`.startsWith(join(root, folder))));
  const named = quoted(text).filter(looksLikePath);
  const gone = named.filter(
    (path) => ![here, root].some((from) => existsSync(join(from, path))) && !isMade(path),
  );
  const dead = links(text).filter((path) => !path.includes(':') && !existsSync(join(here, path)));
  return [...gone, ...dead];
}

const settingsIn = (text: string) => new Set(text.match(/\b(LIIA_[A-Z_]+|(?<!TEST_)DATABASE_URL)\b/g) ?? []);
const notIn = (names: Iterable<string>, known: Set<string>) =>
  [...new Set(names)].filter((name) => !known.has(name));
const scriptsIn = (text: string) =>
  [...text.matchAll(/\bnpm (?:run (?:--silent )?([\w-]+)|(start|test)\b)/g)].map((m) => (m[1] ?? m[2])!);

describe('The READMEs', () => {
  for (const readme of readmes)
    describe(readme, () => {
      const text = read(readme);
      it('names paths that exist', () => assert.deepEqual(lost(readme, text), []));
      it('names commands that package.json has', () =>
        assert.deepEqual(notIn(scriptsIn(text), new Set(Object.keys(scripts))), []));
      it('names settings that bot/config.ts reads', () =>
        assert.deepEqual(notIn(settingsIn(text), settingsIn(read('bot/config.ts'))), []));
      it('names test files that exist in its commands', () => {
        const files = [...text.matchAll(/npx mocha "?([\w/*.-]+)/g)].map((m) => m[1]!);
        assert.deepEqual(
          files.filter((file) => globSync(file, { cwd: root }).length === 0),
          [],
        );
      });
    });

  it('of the service names every setting', () =>
    assert.deepEqual(notIn(settingsIn(read('bot/config.ts')), settingsIn(read('bot/README.md'))), []));

  it('of the tests names settings that the tests read', () => {
    const code = globSync('test/**/*.ts', { cwd: root }).map(read).join('\n');
    const names = quoted(read('test/README.md')).filter((word) => /^[A-Z]+(_[A-Z]+)+$/.test(word));
    assert.ok(names.length > 0);
    assert.deepEqual(
      names.filter((name) => !new RegExp(`env\\.${name}\\b`).test(code)),
      [],
    );
  });

  it('of the root says who a newcomer can be, all of them', () => {
    const { accounts } = parse(read('bot/content/demo.yaml')) as { accounts: { name: string }[] };
    assert.ok(accounts.length > 0);
    assert.deepEqual(
      accounts.map(({ name }) => name).filter((name) => !read('README.md').includes(name)),
      [],
    );
  });

  it('of the root names the ports that the service takes by default', () => {
    const named = new Set(read('README.md').match(/(?<=127\.0\.0\.1:)\d+/g));
    assert.deepEqual(
      [...named].filter((port) => !read('bot/config.ts').includes(`default(${port})`)),
      [],
    );
  });
});

describe('The README test notices', () => {
  it('a path that is gone, in the text or in a link', () =>
    assert.deepEqual(lost('bot/README.md', 'See `chat/gone.ts`, `nowhere/` and [this](../gone.md).'), [
      'chat/gone.ts',
      'nowhere/',
      '../gone.md',
    ]));
  it('only paths, not addresses, routes or what is made', () =>
    assert.deepEqual(
      lost(
        'README.md',
        '`/api/messages` `https://a.example/b` `127.0.0.1:3978` `dist/liia.zip` `TENANT-ID/OBJECT-ID`',
      ),
      [],
    ));
  it('a command that nobody wrote', () =>
    assert.deepEqual(notIn(scriptsIn('`npm run --silent ask` and `npm run fly`'), new Set(['ask'])), [
      'fly',
    ]));
  it('a setting that nobody reads', () =>
    assert.deepEqual(notIn(settingsIn('LIIA_PORT, LIIA_MOON, TEST_DATABASE_URL'), new Set(['LIIA_PORT'])), [
      'LIIA_MOON',
    ]));
});
