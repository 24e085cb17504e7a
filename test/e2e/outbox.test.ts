import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { faults } from './axe.ts';
import { newPage } from './browser.ts';
import { type Service, theService } from './service.ts';

describe('Local mode’s outbox', () => {
  let service: Service;
  before(async () => {
    service = await theService();
  });
  after(async () => {
    await service.call('asha', 'PUT', '/api/preferences', { way: 'teams' });
    await service.call('asha', 'DELETE', '/api/areas/workforce/follow');
  });

  it('shows the announcement of a person who prefers e-mail, in every theme and at every width', async () => {
    await service.call('asha', 'PUT', '/api/areas/workforce/follow');
    const { status } = await service.call('asha', 'PUT', '/api/preferences', { way: 'e-mail' });
    assert.equal(status, 200);
    const title = `By e-mail ${randomUUID()}`;
    const audience = { kind: 'area', area: 'workforce' };
    const sent = await service.call('efe', 'POST', '/api/announcements', {
      key: randomUUID(),
      title,
      body: 'The first line.\nThe second.',
      audience,
    });
    assert.equal(sent.status, 201, JSON.stringify(sent.body));

    for (const colorScheme of ['light', 'dark'] as const)
      for (const width of [320, 1280]) {
        const page = await newPage({ colorScheme, viewport: { width, height: 800 } });
        await page.goto(`${service.url}/local/outbox`);
        while ((await page.getByRole('heading', { name: title }).count()) === 0) await page.reload();
        await page.getByText('E-mail to asha@demo.example').first().waitFor();
        assert.deepEqual(await faults(page.mainFrame()), [], `${colorScheme}, ${width}`);
        await page.context().close();
      }
  });
});
