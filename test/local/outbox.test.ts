import assert from 'node:assert/strict';
import { keepInOutbox } from '../../bot/domain/messages/outbox.ts';
import { withOutbox } from '../../bot/local/outbox.ts';
import { createMailer } from '../../bot/ports/mail.ts';
import type { Messenger } from '../../bot/ports/messenger.ts';
import { recordingMessenger } from '../../bot/ports/recording.ts';
import { type Domain, openDomain } from '../harness.ts';

describe('The outbox', () => {
  let domain: Domain;
  before(async () => {
    domain = await openDomain();
    domain.now.at = new Date('2026-03-03T10:00:00Z');
  });
  after(() => domain.close());

  const record = (message: Parameters<typeof keepInOutbox>[1]) => keepInOutbox(domain.ctx, message);
  const others = { handle: async () => ({ status: 404, headers: {}, body: 'another page' }) };
  const get = async (path: string, method = 'GET') => {
    const answer = await withOutbox(domain.ctx, others).handle({
      method,
      path,
      query: '',
      headers: {},
      body: '',
    });
    return answer!.body;
  };

  it('says so while nothing is in it, and leaves other pages to others', async () => {
    assert.match(await get('/local/outbox'), /<h1>Outbox<\/h1>[\s\S]*There are none yet\./);
    assert.equal(await get('/local/login'), 'another page');
    assert.equal(await get('/local/outbox', 'POST'), 'another page');
  });

  it('shows local mode’s e-mail, latest first, as text whatever is in it', async () => {
    const mailer = createMailer({ local: true, recording: false, mail: undefined }, record);
    const mail = { to: 'ada@council.example', subject: 'First', text: 'One.\n\nTwo,\nthree.' };
    assert.equal((await mailer.send(mail)).kind, 'sent');
    await mailer.send({ ...mail, subject: '<b>Second</b>', text: '<script>alert(1)</script>' });
    const page = await get('/local/outbox');
    assert.match(page, /E-mail to ada@council\.example, 3 March 2026, 10am/);
    assert.match(page, /<p>One\.<\/p>\s*<p>Two,<br>three\.<\/p>/);
    assert.ok(page.indexOf('Second') < page.indexOf('First'));
    assert.ok(!page.includes('<b>') && !page.includes('<script>'));
  });

  it('has what a service that records would have posted to Teams, and nothing was posted', async () => {
    const never = { send: () => Promise.reject(new Error('posted')) } as unknown as Messenger;
    const card = { type: 'AdaptiveCard', body: [{ type: 'TextBlock', text: 'Places are left' }] };
    const delivery = await recordingMessenger(never, record).send(
      { user: { id: '29:x', aadObjectId: 'object-1' }, conversation: { id: 'a:1' } },
      { type: 'message', summary: 'Clinic', attachments: [{ contentType: 'card', content: card }] },
    );
    assert.equal(delivery.kind, 'sent');
    assert.match(
      await get('/local/outbox'),
      /<h2>Clinic<\/h2>\s*<p>Teams message to object-1[\s\S]*Places are left/,
    );
  });
});
