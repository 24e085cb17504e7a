import assert from 'node:assert/strict';
import { pageLinks, webLinks } from '../../bot/chat/links.ts';
import { readConfig } from '../../bot/config.ts';

describe('the address of a page of the tab', () => {
  const appId = '11111111-1111-4111-8111-111111111111';

  const config = readConfig({
    LIIA_APP_ID: appId,
    LIIA_APP_SECRET: 'secret',
    LIIA_HOME_TENANT: appId,
    LIIA_ANSWERS_KEY: Buffer.alloc(32, 1).toString('base64'),
    LIIA_URL: 'https://liia.example',
    DATABASE_URL: 'postgres://db/liia',
  });
  const production = pageLinks(config);

  it('is a deep link into Teams in production', () => {
    const url = new URL(production('events/clinic'));
    assert.equal(url.origin + url.pathname, `https://teams.microsoft.com/l/entity/${appId}/events`);
    assert.equal(url.searchParams.get('context'), '{"subEntityId":"events/clinic"}');
  });

  it('opens in Home where the page has no tab of its own', () => {
    const url = new URL(production('preferences'));
    assert.equal(url.pathname, `/l/entity/${appId}/home`);
    assert.equal(url.searchParams.get('context'), '{"subEntityId":"preferences"}');
  });

  it('is the plain address in an e-mail, whose reader may not have the app', () => {
    assert.equal(webLinks(config)('events/clinic'), 'https://liia.example/events/clinic');
  });

  it('is the plain address in local mode', () => {
    const link = pageLinks(readConfig({ LIIA_LOCAL: '1' }));
    assert.equal(link('events/clinic'), 'http://127.0.0.1:3978/events/clinic');
  });
});
