import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { newPage, openInTeams, signIn } from './browser.ts';
import { type Service, theService } from './service.ts';

type Resource = { id: string; title: string; url: string | null };

describe('The library', () => {
  let service: Service;
  let page: Page;
  let resources: Resource[];
  before(async () => {
    service = await theService();
    const { status, body } = await service.call<{ resources: Resource[] }>('asha', 'GET', '/api/resources');
    assert.equal(status, 200);
    resources = body.resources;
    assert.ok(resources.length > 2);
    page = await newPage();
  });
  after(() => page?.context().close());

  it('opens a document for a member of a signed authority, to read and to keep', async () => {
    const { title } = resources.find(({ url }) => !url)!;
    const frame = await openInTeams(page, service, { accountId: 'asha', path: '/library' });
    await frame.getByRole('link', { name: title, exact: true }).click();
    await frame.getByRole('heading', { level: 1, name: title }).waitFor();
    const download = page.waitForEvent('download');
    await frame.getByRole('button', { name: 'Download' }).click();
    assert.match((await download).suggestedFilename(), /^[a-z-]+\.md$/);
  });

  for (const [accountId, who] of [
    ['gus', 'someone from an authority that has not signed'],
    ['dana', 'a partner'],
  ] as const)
    it(`shows ${who} no resource: by page, API, search or download address`, async () => {
      const said: string[] = [];
      const addresses = [
        '/api/resources',
        '/api/resources?search=plan',
        `/api/resources?search=${encodeURIComponent(resources[0]!.title)}`,
        '/api/resources?area=send',
        ...resources.flatMap(({ id }) => [`/api/resources/${id}`, `/api/resources/${id}/file`]),
      ];
      for (const address of addresses) {
        const { status, body } = await service.call(accountId, 'GET', address);
        assert.equal(status, 403, address);
        said.push(JSON.stringify(body));
      }
      await page.context().clearCookies();
      await signIn(page, service, accountId, '/library');
      for (const path of ['/library', '/library?search=plan', `/library/${resources[0]!.id}`]) {
        await page.goto(service.url + path);
        await page.getByText('You do not have access').waitFor();
        said.push((await page.locator('body').textContent()) ?? '');
      }
      const { id } = resources.find(({ url }) => !url)!;
      const opened = await page.goto(`${service.url}/api/resources/${id}/file`);
      assert.equal(opened?.status(), 403);
      said.push(await opened!.text());

      for (const text of said)
        for (const { title } of resources) assert.ok(!text.includes(title), `${title} in ${text}`);
    });

  it('asks those who are signed out to sign in', async () => {
    for (const address of ['/api/resources', `/api/resources/${resources[0]!.id}/file`])
      assert.equal((await fetch(service.url + address)).status, 401);
  });
});
