import assert from 'node:assert/strict';
import { ConfigError, readConfig } from '../bot/config.ts';

const guid = 'ABCDEF01-1111-4111-8111-111111111111';
const production = {
  LIIA_APP_ID: guid,
  LIIA_APP_SECRET: 'secret',
  LIIA_HOME_TENANT: guid,
  LIIA_ANSWERS_KEY: Buffer.alloc(32, 1).toString('base64'),
  LIIA_URL: 'https://liia.example/anything',
  DATABASE_URL: 'postgres://host/liia',
};

const faultsOf = (env: Record<string, string>): string[] => {
  try {
    readConfig(env);
    return [];
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.faults;
  }
};

describe('The settings', () => {
  it('without any, refuse to start and name everything that is missing at once', () => {
    const faults = faultsOf({});
    for (const name of Object.keys(production))
      assert.ok(
        faults.some((fault) => fault.startsWith(name)),
        name,
      );
  });

  it('trust Entra and the Bot Framework in production', () => {
    const { local, trust, publicUrl, playground } = readConfig(production);
    assert.equal(local, false);
    assert.equal(publicUrl, 'https://liia.example');
    assert.equal(trust.channelIssuer, 'https://api.botframework.com');
    assert.deepEqual(trust.serviceHosts, ['https://smba.trafficmanager.net']);
    assert.equal(playground, undefined);
  });

  it('take the embedded database in production only where that is said to be meant', () => {
    const { DATABASE_URL: _, ...without } = production;
    assert.equal(faultsOf(without).length, 1);
    assert.ok('folder' in readConfig({ ...without, LIIA_EMBEDDED_IN_PRODUCTION: 'yes' }).store);
  });

  it('keep local mode on this machine and away from real sign-in', () => {
    assert.equal(readConfig({ LIIA_LOCAL: '1' }).local, true);
    for (const LIIA_HOST of ['0.0.0.0', '192.0.2.1', '::'])
      assert.equal(faultsOf({ LIIA_LOCAL: '1', LIIA_HOST }).length, 1, LIIA_HOST);
    for (const [name, value] of Object.entries({ ...production, LIIA_TENANTS: `${guid}=camden` }))
      if (name !== 'DATABASE_URL') assert.equal(faultsOf({ LIIA_LOCAL: '1', [name]: value }).length, 1, name);
    assert.ok(faultsOf({ LIIA_LOCAL: 'true' }).length > 0);
  });

  it('say in a sentence what is wrong with a value', () => {
    const wrong = {
      LIIA_PORT: '99999',
      LIIA_APP_ID: 'mine',
      LIIA_URL: 'http://plain.example',
      DATABASE_URL: 'mysql://x',
      LIIA_TENANTS: '------------------------------------=camden',
      LIIA_SERVICE_HOSTS: 'smba.trafficmanager.net',
    };
    for (const [name, value] of Object.entries(wrong)) {
      const [fault, ...others] = faultsOf({ ...production, [name]: value });
      assert.match(fault!, new RegExp(`^${name} .*\\.$`));
      assert.deepEqual(others, []);
    }
  });

  it('take each tenant once, and an administrator from one of them', () => {
    const tenant = guid.toLowerCase();
    const whole = { ...production, LIIA_TENANTS: `${guid}=camden`, LIIA_ADMINISTRATOR: `${guid}/${guid}` };
    assert.deepEqual(readConfig(whole).tenants, { [tenant]: 'camden' });
    assert.deepEqual(readConfig(whole).administrator, { tenantId: tenant, objectId: tenant });
    assert.equal(faultsOf({ ...production, LIIA_TENANTS: `${guid}=camden,${guid}=barnet` }).length, 1);
    assert.equal(faultsOf({ ...production, LIIA_ADMINISTRATOR: `${guid}/${guid}` }).length, 1);
  });

  it('take a mail server with its sender, both or neither', () => {
    const mail = {
      LIIA_SMTP_URL: 'smtps://liia:secret@mail.example',
      LIIA_MAIL_FROM: 'LIIA <liia@council.example>',
    };
    assert.deepEqual(readConfig({ ...production, ...mail }).mail, {
      url: 'smtps://liia:secret@mail.example',
      from: { name: 'LIIA', address: 'liia@council.example' },
    });
    const bare = readConfig({ ...production, ...mail, LIIA_MAIL_FROM: 'liia@council.example' });
    assert.deepEqual(bare.mail?.from, { name: '', address: 'liia@council.example' });
    assert.equal(readConfig(production).mail, undefined);
    for (const name of ['LIIA_SMTP_URL', 'LIIA_MAIL_FROM'] as const)
      assert.match(faultsOf({ ...production, [name]: mail[name] })[0]!, /go together/);
    for (const from of [
      'LIIA',
      'LIIA <liia>',
      'a@b.example, c@d.example',
      'LIIA <a@b.example>\r\nBcc: c@d.example',
    ])
      assert.match(
        faultsOf({ ...production, ...mail, LIIA_MAIL_FROM: from })[0]!,
        /^LIIA_MAIL_FROM is the address/,
      );
    assert.match(faultsOf({ LIIA_LOCAL: '1', ...mail }).join(), /local mode shows e-mail at \/local\/outbox/);
  });

  it('record instead of sending only where that is said', () => {
    assert.equal(readConfig(production).recording, false);
    assert.equal(readConfig({ ...production, LIIA_SENDING: 'record' }).recording, true);
    assert.deepEqual(faultsOf({ ...production, LIIA_SENDING: 'off' }), [
      'LIIA_SENDING is record or not set.',
    ]);
  });
});
