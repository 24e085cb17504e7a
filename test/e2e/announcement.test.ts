import assert from 'node:assert/strict';
import type { Announcement } from '../../bot/api/contract.ts';
import type { SavedAudience } from '../../bot/api/contract-people.ts';
import { faults, settled } from './axe.ts';
import { newPage, openInTeams } from './browser.ts';
import { type Service, theService } from './service.ts';

describe('An announcement to a saved audience', () => {
  let service: Service;
  let audience: SavedAudience;
  before(async () => {
    service = await theService();
    const lists = { organisations: ['camden'], careSystems: [], posts: [], areas: [], networks: [] };
    const { body } = await service.call<{ audiences: SavedAudience[] }>(
      'efe',
      'POST',
      '/api/people/audiences',
      {
        name: 'People in Camden',
        ...lists,
      },
    );
    audience = body.audiences.find(({ name }) => name === 'People in Camden')!;
  });
  after(() => service.call('efe', 'DELETE', `/api/people/audiences/${audience.id}`));

  it('is chosen, marked as critical, looked over and sent to its people alone, and stays chosen when the page loads anew', async () => {
    const page = await newPage({ viewport: { width: 320, height: 900 } });
    try {
      const as = { accountId: 'efe', path: '/coordinate/announcements' };
      let frame = await openInTeams(page, service, as);
      await frame.getByLabel('Who it is for').selectOption('People in Camden');
      await frame.getByText(new RegExp(`^${audience.people} (person|people), `)).waitFor();
      await frame.getByLabel('This is critical').check();
      await frame.getByLabel('Title').fill('The helpline is down');
      await frame.getByRole('textbox', { name: 'Text' }).fill('Please ring the office.');
      frame = await openInTeams(page, service, as);
      await frame.getByText(new RegExp(`^${audience.people} (person|people), `)).waitFor();
      await frame.getByRole('checkbox', { name: 'This is critical', checked: true }).waitFor();
      await frame.getByRole('button', { name: 'Check and send' }).click();
      await frame.getByText('to “People in Camden” now?').waitFor();
      await frame.getByText('at once, whatever they prefer').waitFor();
      await settled(frame);
      assert.deepEqual(await faults(frame), []);
      await frame.getByRole('button', { name: 'Send now' }).click();
      await frame.getByText('Your announcement is on its way').waitFor();
      await frame.getByText('To: People in Camden.').waitFor();
      // The next one is not critical.
      await frame.getByRole('checkbox', { name: 'This is critical', checked: false }).waitFor();
      const { body } = await service.call<{ announcements: Announcement[] }>(
        'efe',
        'GET',
        '/api/announcements',
      );
      const sent = body.announcements.find(({ title }) => title === 'The helpline is down')!;
      assert.deepEqual([sent.counts.people, sent.critical], [audience.people, true]);
    } finally {
      await page.context().close();
    }
  });
});
