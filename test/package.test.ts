import assert from 'node:assert/strict';
import type { TeamsManifestV1D19 } from '@microsoft/app-manifest';
import { unzipSync } from 'fflate';
import { PackageError, packageApp } from '../appPackage/package.ts';
import { routes } from '../tab/routes.ts';

const settings = {
  LIIA_URL: 'https://LIIA.example.org/anything',
  LIIA_APP_ID: 'ABCDEF01-1111-4111-8111-111111111111',
};
const appId = settings.LIIA_APP_ID.toLowerCase();

/** Width, height and whether there is an alpha channel: the header of a PNG. */
function picture(png: Buffer): { width: number; height: number; alpha: boolean } {
  assert.equal(png.toString('latin1', 1, 4), 'PNG');
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), alpha: png[25] === 6 };
}

describe('The Teams app package', () => {
  let files: Record<string, Buffer>;
  let manifest: TeamsManifestV1D19.TeamsManifestV1D19;
  before(async () => {
    const entries = Object.entries(unzipSync(await packageApp(settings)));
    files = Object.fromEntries(entries.map(([name, bytes]) => [name, Buffer.from(bytes)]));
    manifest = JSON.parse(files['manifest.json']!.toString());
  });

  it('holds the manifest and its two icons, and nothing else', () => {
    assert.deepEqual(Object.keys(files).sort(), ['color.png', 'manifest.json', 'outline.png']);
  });

  it('has icons of the sizes that Teams asks for, the outline with a transparent ground', () => {
    assert.deepEqual(picture(files['color.png']!), { width: 192, height: 192, alpha: true });
    assert.deepEqual(picture(files['outline.png']!), { width: 32, height: 32, alpha: true });
  });

  it('is filled in throughout, host and ids in lower case', () => {
    assert.doesNotMatch(JSON.stringify(manifest), /\{\{/);
    assert.equal(manifest.id, appId);
    assert.equal(manifest.bots?.[0]?.botId, appId);
    assert.deepEqual(manifest.webApplicationInfo, {
      id: appId,
      resource: `api://liia.example.org/botid-${appId}`,
    });
    assert.equal(manifest.name.full, 'London Innovation and Improvement Alliance');
  });

  it('opens pages that the tab has, each under the name that links to it carry', () => {
    const pages = manifest.staticTabs?.filter(({ entityId }) => entityId !== 'conversations') ?? [];
    assert.deepEqual(
      manifest.staticTabs?.map(({ entityId }) => entityId),
      ['conversations', 'home', 'events', 'library', 'programmes'],
    );
    for (const { entityId, contentUrl } of pages) {
      // Events begins with one's own, where there are any: the tab goes on from there.
      const first = entityId === 'events' ? 'my-events' : entityId;
      assert.equal(contentUrl, `https://liia.example.org/${first}`);
      assert.ok(
        routes.some(({ path }) => path === `/${entityId}`),
        `the tab has /${entityId}`,
      );
    }
  });

  it('trusts no host but its own and asks for no rights over chats or teams', () => {
    assert.deepEqual(manifest.validDomains, ['liia.example.org']);
    assert.equal(manifest.authorization, undefined);
  });

  it('speaks where people are: personal chat, group chat and channels', () => {
    assert.deepEqual(manifest.bots?.[0]?.scopes, ['personal', 'groupChat', 'team']);
  });

  it('says in one sentence for each what is missing or wrong', async () => {
    const wrong = async (env: Record<string, string>) =>
      packageApp(env).then(
        () => assert.fail('it was packaged'),
        (error: unknown) => {
          assert.ok(error instanceof PackageError);
          return error.message.split('\n').slice(1);
        },
      );
    const both = await wrong({});
    assert.equal(both.length, 2);
    assert.match(both[0]!, /^- Set LIIA_URL to .*\.$/);
    assert.match(both[1]!, /^- Set LIIA_APP_ID to .*\.$/);
    assert.deepEqual(await wrong({ ...settings, LIIA_URL: 'http://liia.example.org' }), [both[0]]);
    assert.deepEqual(await wrong({ ...settings, LIIA_APP_ID: 'our app' }), [both[1]]);
  });
});
