import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Frame, Page } from 'playwright-core';
import writeExcelFile from 'write-excel-file/node';
import { inTransaction } from '../../bot/domain/context.ts';
import { pauseTenant, rateTenants } from '../../bot/domain/messages/rates.ts';
import { aMember } from '../factories.ts';
import { newPage, openInTeams, signIn, tabOf } from './browser.ts';
import { type Service, startService } from './service.ts';

type Place = Page | Frame;
const button = (at: Place, name: string | RegExp) => at.getByRole('button', { name });
const heading = (at: Place, name: string) => at.getByRole('heading', { level: 1, name }).waitFor();
const section = (name: string) => `/coordinate/people/${name}`;

describe('Coordinate: people and access', () => {
  let service: Service;
  let page: Page;
  before(async () => {
    service = await startService();
    page = await newPage();
    // Everybody has opened the app once.
    for (const id of ['asha', 'ben', 'hana', 'imran', 'efe', 'farah'])
      await service.call(id, 'GET', '/api/me');
  });
  after(async () => {
    await page?.context().close();
    await service?.stop();
  });

  const inTeams = (accountId: string, path: string) => tabOf(service, accountId, path);
  const status = async (accountId: string, path: string) =>
    (await service.call(accountId, 'GET', path)).status;
  /** Waits for what was done to be said, where the focus is. */
  const said = (at: Place, words: string | RegExp) =>
    at.locator('[tabindex="-1"]:not(main):focus-within', { hasText: words }).waitFor();
  const inDialog = (at: Place) => at.getByRole('dialog');

  describe('requests', () => {
    it("a contact approves a colleague's library in Teams, and it is open at the next call", async () => {
      assert.equal(await status('hana', '/api/resources'), 403);
      await service.call('hana', 'POST', '/api/requests', {
        kind: 'library',
        reason: 'I write the local offer.',
      });
      const frame = await inTeams('imran', section('requests'));
      await frame.getByText('I write the local offer.').waitFor();
      await button(frame, 'Approve Hana Demo (Camden)').click();
      await inDialog(frame).getByText('can open the library at once').waitFor();
      await button(frame, 'Approve').last().click();
      await said(frame, 'You approved the request of Hana Demo (Camden).');
      assert.equal(await status('hana', '/api/resources'), 200);
      await frame.getByText('Nobody is waiting').waitFor();
    });

    it('a coordinator says in a browser where somebody of an unknown organisation works', async () => {
      await service.call('jo', 'POST', '/api/requests', { kind: 'join', reason: 'I work on care leaving.' });
      await signIn(page, service, 'efe', section('requests'));
      await button(page, /^Approve Jo/).click();
      await button(page, 'Approve').last().click();
      await page.getByText('Choose the organisation').waitFor();
      const where = inDialog(page).getByRole('combobox');
      await where.selectOption({ label: 'Exampleton (a fictional borough)' });
      await button(page, 'Approve').last().click();
      await inDialog(page).getByText('has not signed').waitFor();
      await where.selectOption({ label: 'Partnership for Young London' });
      await inDialog(page).getByText('Their colleagues still have to be let in one by one.').waitFor();
      await button(page, 'Approve').last().click();
      await said(page, /You approved the request of Jo/);
      assert.equal(await status('jo', '/api/events'), 200);
    });

    it('a refusal says what stays closed', async () => {
      await service.call('lena', 'POST', '/api/requests', { kind: 'join', reason: 'I help Dana.' });
      await inTeams('efe', section('requests')).then(async (frame) => {
        await button(frame, /^Refuse Lena/).click();
        await inDialog(frame).getByText('cannot use the app').waitFor();
        await button(frame, 'Refuse').last().click();
        await said(frame, /You refused the request of Lena/);
        await frame.getByRole('row', { name: /Lena.*Refused/ }).waitFor();
      });
      assert.equal(await status('lena', '/api/events'), 403);
    });
  });

  describe('members', () => {
    it('are found by word and filter, which stand in the address', async () => {
      await page.context().clearCookies();
      await signIn(page, service, 'efe', section('members'));
      await page.getByRole('row', { name: /Asha Demo/ }).waitFor();
      await page.getByLabel('Search by name').fill('hana');
      await page.getByRole('row', { name: /Asha Demo/ }).waitFor({ state: 'detached' });
      await page.getByLabel('Authority').selectOption({ label: 'Croydon' });
      await page.getByText('Nobody matches').waitFor();
      assert.match(page.url(), /search=hana&organisation=croydon/);
      await page.reload();
      await page.getByText('Nobody matches').waitFor();
    });

    it('lose the library and get it back, at once', async () => {
      const frame = await inTeams('efe', `${section('members')}?search=asha`);
      await button(frame, 'Change Asha Demo (Camden)').click();
      await button(frame, 'Close the library to them').click();
      await said(frame, 'The library is closed to Asha Demo (Camden).');
      assert.equal(await status('asha', '/api/resources'), 403);
      await button(frame, 'Open the library to them').click();
      await said(frame, 'The library is open to Asha Demo (Camden).');
      assert.equal(await status('asha', '/api/resources'), 200);
      await frame.getByRole('button', { name: 'Close', exact: true }).click();
      await inDialog(frame).waitFor({ state: 'detached' });
      await button(frame, 'Change Asha Demo (Camden)').and(frame.locator(':focus')).waitFor();
    });

    it('are blocked and let back in, at once', async () => {
      const frame = await inTeams('efe', `${section('members')}?search=ben`);
      await button(frame, /^Change Ben/).click();
      await button(frame, 'Block them').click();
      await said(frame, /Ben .* cannot use the app any more/);
      assert.equal(await status('ben', '/api/events'), 403);
      await button(frame, 'Let them back in').click();
      await said(frame, /Ben .* can use the app again/);
      assert.equal(await status('ben', '/api/events'), 200);
    });

    it('are deleted by an administrator, for whoever asked for it', async () => {
      await aMember(service.app.ctx, 'camden', 'Nora Leaves');
      const frame = await inTeams('farah', `${section('members')}?search=nora`);
      await button(frame, 'Change Nora Leaves').click();
      await button(frame, 'Delete everything about them').click();
      await frame.getByLabel('Type "delete"').fill('delete');
      await button(frame, 'Delete everything').click();
      await frame.getByText('Everything that was held about Nora Leaves is deleted.').waitFor();
      await frame.getByText('Nobody matches').waitFor();
    });

    it('have their post confirmed', async () => {
      const frame = await inTeams('efe', `${section('members')}?search=chidi`);
      await service.call('chidi', 'GET', '/api/me');
      await frame.getByLabel('Search by name').fill('chid');
      await button(frame, /^Change Chidi/).click();
      await frame.getByLabel('Their job').fill('Head of commissioning');
      await button(frame, 'Confirm this post').click();
      await said(frame, /You confirmed the post of Chidi.*: Head of commissioning/);
      await frame.getByRole('button', { name: 'Close', exact: true }).click();
      await frame.getByRole('row', { name: /Chidi.*Head of commissioning/ }).waitFor();
    });

    it('are confirmed many at once by their contact', async () => {
      const frame = await inTeams('imran', section('members'));
      const boxes = frame.getByRole('checkbox');
      await boxes.first().waitFor();
      for (const box of await boxes.all()) await box.check();
      await button(frame, /^Confirm the library for \d+ people/).click();
      await inDialog(frame).getByText('Hana Demo').waitFor();
      await button(frame, 'Confirm').last().click();
      await said(frame, /You confirmed the library for \d+ people/);
    });

    it('of a contact are those of the own authority, without post, authority or block', async () => {
      const frame = await inTeams('imran', section('members'));
      await button(frame, /^Change Asha/).waitFor();
      assert.equal(await frame.getByRole('row', { name: /Ben|Efe/ }).count(), 0);
      await button(frame, /^Change Asha/).click();
      await button(frame, 'Close the library to them').waitFor();
      assert.equal(await frame.getByLabel('Their job').count(), 0);
      assert.equal(await button(frame, 'Block them').count(), 0);
    });
  });

  describe('authorities', () => {
    const save = async (at: Place, name: string, signed: boolean) => {
      await button(at, `Change ${name}`).click();
      await at.getByLabel('Has signed the Data Sharing Protocol').setChecked(signed);
      await inDialog(at)
        .getByText(signed ? 'can use the app' : 'closes to everybody')
        .waitFor();
      await button(at, 'Save').click();
      await said(at, `${name} is saved.`);
    };

    it('lose their signature, and with it everybody, until they sign again', async () => {
      const frame = await inTeams('farah', section('authorities'));
      try {
        await save(frame, 'Croydon', false);
        assert.equal(await status('ben', '/api/events'), 403);
      } finally {
        await save(frame, 'Croydon', true);
      }
      assert.equal(await status('ben', '/api/events'), 200);
    });

    it('get a tenant and lose it, with a way back', async () => {
      const tenant = 'd0000777-0000-4000-8000-00000000cafe';
      const frame = await inTeams('farah', section('authorities'));
      await button(frame, 'Change Barnet').click();
      await frame.getByLabel('Add a tenant id').fill('barnet');
      await button(frame, 'Add').click();
      await frame.getByText('A tenant id looks like').waitFor();
      await frame.getByLabel('Add a tenant id').fill(tenant);
      await button(frame, 'Add').click();
      await said(frame, `People who sign in from ${tenant} count as Barnet.`);
      await button(frame, `Remove ${tenant}`).waitFor();
      // Until the list has come again it still shows what is gone: it cannot be removed twice.
      const list = Promise.withResolvers<void>();
      await frame
        .page()
        .route('**/api/people/authorities', (call) => list.promise.then(() => call.continue()));
      await button(frame, `Remove ${tenant}`).click();
      await said(frame, 'does not count as Barnet any more');
      const disabled = await button(frame, `Remove ${tenant}`).isDisabled();
      list.resolve();
      assert.ok(disabled);
      await button(frame, 'Undo').click();
      await button(frame, `Remove ${tenant}`).click();
      await said(frame, 'does not count as Barnet any more');
    });

    it('of a contact: the own one, and who opens its library', async () => {
      const frame = await inTeams('imran', section('members'));
      const choose = async (label: string, words: RegExp) => {
        await button(frame, 'Change who may').click();
        await frame.getByRole('radio', { name: label }).check();
        await button(frame, 'Save').click();
        await said(frame, words);
      };
      await choose('All staff', /All staff of Camden can open/);
      await choose('People who have been approved', /People of Camden who have been approved/);
    });
  });

  describe('contacts', () => {
    const csv = (...lines: string[]) => ({
      name: 'contacts.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(lines.join('\n')),
    });
    const contacts = async () =>
      (await service.call<{ total: number }>('efe', 'GET', '/api/people/contacts')).body.total;

    it('with faults in the file: each is listed by row and column, and nothing is imported', async () => {
      const before = await contacts();
      const frame = await inTeams('efe', section('contacts'));
      const list = csv(
        'Name,E-mail,Authority,Post',
        'Sam Sample,sam.sample@example.org,Camden,Head of SEND',
        'Max Sample,max at example.org,Camden,',
        'Kim Sample,kim.sample@example.org,Nowhere,',
      );
      await frame.getByLabel('The list').setInputFiles(list);
      await said(frame, 'There are 2 faults in the file. Nothing was imported.');
      const faults = frame.getByRole('table', { name: 'Faults in the file' });
      await faults.getByRole('row', { name: /^3 e-?mail/i }).waitFor();
      await faults.getByRole('row', { name: /^4 authority/i }).waitFor();
      assert.equal(await button(frame, /^Import/).count(), 0);
      assert.equal(await contacts(), before);
    });

    it('are imported from CSV once the faults are gone, and from Excel', async () => {
      const before = await contacts();
      const frame = await inTeams('efe', section('contacts'));
      await frame
        .getByLabel('The list')
        .setInputFiles(
          csv('Name,E-mail,Authority,Post', 'Sam Sample,sam.sample@example.org,Camden,Head of SEND'),
        );
      await said(frame, 'found no faults. Nothing is imported yet.');
      assert.equal(await contacts(), before);
      await button(frame, 'Import 1 person').click();
      await said(frame, 'The list is imported: 1 new, 0 changed.');
      assert.equal(await contacts(), before + 1);
      await frame.getByRole('row', { name: /Sam Sample.*Camden.*Not yet/ }).waitFor();

      const rows = [
        ['Name', 'E-mail', 'Authority', 'Post'],
        ['Kim Sample', 'kim.sample@example.org', 'Croydon', 'SEND lead'],
      ].map((row) => row.map((value) => ({ value })));
      const buffer = await (await writeExcelFile(rows)).toBuffer();
      await frame.getByLabel('The list').setInputFiles({ name: 'contacts.xlsx', mimeType: '', buffer });
      await button(frame, 'Import 1 person').click();
      await said(frame, 'The list is imported: 1 new, 0 changed.');
      assert.equal(await contacts(), before + 2);
    });

    it('are removed after a typed word', async () => {
      const frame = await inTeams('efe', section('contacts'));
      for (const name of ['Sam Sample', 'Kim Sample']) {
        await button(frame, `Remove ${name}`).click();
        const remove = inDialog(frame).getByRole('button', { name: 'Remove' });
        assert.equal(await remove.getAttribute('aria-disabled'), 'true');
        await inDialog(frame).getByRole('textbox').fill('remove');
        await remove.click();
        await said(frame, `${name} is no longer a contact.`);
      }
    });
  });

  describe('networks, audiences, roles and the audit log', () => {
    it('networks: by invitation, with the people whom a coordinator adds', async () => {
      const name = 'Teaching Partnerships';
      const frame = await inTeams('efe', section('networks'));
      await button(frame, `Make it by invitation : ${name}`).click();
      await said(frame, `${name} is by invitation now.`);
      await frame.getByRole('link', { name }).click();
      await frame.getByText('By invitation: only you and your colleagues add people.').waitFor();
      await frame.getByLabel('Search for a member').fill('ben');
      await button(frame, /^Add Ben/).click();
      await said(frame, /Ben .* is in Teaching Partnerships/);
      await button(frame, /^Take out Ben/).click();
      await said(frame, /Ben .* is no longer in Teaching Partnerships/);
      await button(frame, 'Undo').click();
      await button(frame, /^Take out Ben/).click();
      await said(frame, /Ben .* is no longer in Teaching Partnerships/);
      await frame.getByRole('link', { name: 'All networks' }).click();
      await button(frame, `Let everybody join : ${name}`).click();
      await said(frame, `Everybody can join ${name}.`);
    });

    it('audiences: made with their size in sight, changed, removed, brought back', async () => {
      const frame = await inTeams('efe', section('audiences'));
      await button(frame, 'Make an audience').click();
      await button(frame, 'Save the audience').click();
      await frame.getByText('Write a name').waitFor();
      await frame.getByLabel('Name').fill('Camden and Croydon');
      await frame.getByText(/^\d+ people, \d+ can be reached in Teams/).waitFor();
      await frame.getByText('Authorities and partners', { exact: true }).first().click();
      await frame.getByRole('checkbox', { name: 'Camden' }).check();
      await frame.getByRole('checkbox', { name: 'Croydon' }).check();
      await frame.getByText('Authorities and partners: Camden or Croydon.').waitFor();
      await button(frame, 'Save the audience').click();
      await said(frame, 'Camden and Croydon is saved.');
      await button(frame, 'Change Camden and Croydon').click();
      await frame.getByText('Authorities and partners: 2 chosen').click();
      await frame.getByRole('checkbox', { name: 'Croydon' }).uncheck();
      await button(frame, 'Save the audience').click();
      await said(frame, 'Camden and Croydon is saved.');
      await frame.getByRole('row', { name: /partners: Camden\./ }).waitFor();
      await button(frame, 'Remove Camden and Croydon').click();
      await said(frame, 'Camden and Croydon is removed.');
      await button(frame, 'Undo').click();
      await said(frame, 'Camden and Croydon is back.');
      await button(frame, 'Remove Camden and Croydon').click();
      await said(frame, 'Camden and Croydon is removed.');
    });

    it('roles: given with a limit and taken back, at the next call; nobody changes their own', async () => {
      const frame = await inTeams('farah', section('roles'));
      const give = async (role: RegExp, authority?: string) => {
        await frame.getByLabel('Search for a member').fill('ben');
        await button(frame, /^(Give a role|Change the role) (to|of) Ben/)
          .last()
          .click();
        await inDialog(frame).getByRole('radio', { name: role }).check();
        if (authority) {
          await frame.getByRole('radio', { name: 'Some authorities only' }).check();
          await button(frame, 'Save the role').click();
          await frame.getByText('Choose at least one').waitFor();
          await frame.getByRole('checkbox', { name: authority }).check();
        }
        await button(frame, 'Save the role').click();
        await said(frame, /Ben .* is now: /);
      };
      try {
        await give(/^Coordinator/, 'Camden');
        await frame.getByRole('row', { name: /Ben.*Coordinator.*Camden/ }).waitFor();
        const { body } = await service.call<{ members: { organisation: { id: string } }[] }>(
          'ben',
          'GET',
          '/api/people/members',
        );
        assert.deepEqual([...new Set(body.members.map(({ organisation }) => organisation.id))], ['camden']);
      } finally {
        await give(/^Member/);
      }
      assert.equal(await status('ben', '/api/people/members'), 403);
      await button(frame, /^Change the role of Farah/).click();
      await inDialog(frame)
        .getByRole('radio', { name: /^Member/ })
        .check();
      await button(frame, 'Save the role').click();
      await inDialog(frame).getByText('You cannot change your own role.').waitFor();
    });

    it('the audit log says what was done, and who did it', async () => {
      const frame = await inTeams('farah', section('audit'));
      await heading(frame, 'Audit log');
      await frame
        .getByText(/Farah Demo.* changed the role of Ben Demo/)
        .first()
        .waitFor();
    });
  });

  it('sending: stopped and resumed, with nothing lost; settings are saved', async () => {
    type State = { stopped: boolean; settings: Record<string, number | string> };
    const state = async () => (await service.call<State>('farah', 'GET', '/api/sending')).body;
    const frame = await inTeams('farah', '/coordinate/sending');
    await button(frame, 'Stop all sending').click();
    await inDialog(frame).getByText('Everything waits and goes out then.').waitFor();
    await inDialog(frame).getByRole('button', { name: 'Stop all sending' }).click();
    await said(frame, 'Sending is stopped. Everything waits.');
    assert.equal((await state()).stopped, true);
    await button(frame, 'Resume sending').click();
    await said(frame, 'Sending goes on with what was waiting.');
    assert.equal((await state()).stopped, false);

    const save = async () => {
      // The words of the save before may stand there still.
      const saved = frame.page().waitForResponse((answer) => answer.request().method() === 'PUT');
      await button(frame, 'Save the settings').click();
      await saved;
      await said(frame, 'The settings are saved');
    };
    const days = frame.getByLabel('Days until the library closes');
    for (const [written, held] of [
      ['0', 180],
      ['200', 200],
      ['180', 180],
    ] as const) {
      await days.fill(written);
      if (written === '0') {
        await button(frame, 'Save the settings').click();
        await frame.getByText('Write a number. From 1 to 1,000').waitFor();
      } else await save();
      assert.equal((await state()).settings.libraryUnseenDays, held);
    }
    for (const choice of ['is told', 'approves']) {
      await frame.getByRole('radio', { name: new RegExp(choice) }).check();
      await save();
      assert.equal((await state()).settings.secondCoordinator, choice);
    }
  });

  it('sending: what is written while a change is being saved stays', async () => {
    const frame = await inTeams('farah', '/coordinate/sending');
    const held = Promise.withResolvers<void>();
    await frame.page().route('**/api/settings', (call) => held.promise.then(() => call.continue()));
    const days = frame.getByLabel('Days until the library closes');
    const asked = frame.page().waitForRequest('**/api/settings');
    await days.fill('200');
    await button(frame, 'Save the settings').click();
    await asked;
    await days.fill('180');
    held.resolve();
    await said(frame, 'The settings are saved');
    assert.equal(await days.inputValue(), '180');
    await frame.page().unroute('**/api/settings');
    const saved = frame.page().waitForResponse('**/api/settings');
    await button(frame, 'Save the settings').click();
    await saved;
    const { body } = await service.call<{ settings: { libraryUnseenDays: number } }>(
      'farah',
      'GET',
      '/api/sending',
    );
    assert.equal(body.settings.libraryUnseenDays, 180);
  });

  it('sending: what a dead sender left in doubt is shown and sent again, and a tenant that waits says until when', async () => {
    const { ctx } = service.app;
    const memberOf = (id: string) =>
      ctx.db
        .selectFrom('member')
        .select(['id', 'tenant_id'])
        .where('object_id', '=', service.account(id).objectId)
        .executeTakeFirstOrThrow();
    const [asha, ben] = [await memberOf('asha'), await memberOf('ben')];
    await inTransaction(ctx, (tx) => rateTenants(tx));
    const until = new Date(Date.now() + 10 * 60_000);
    await pauseTenant(ctx, ben.tenant_id, until, 'Teams asked us to wait');
    const ago = new Date(Date.now() - 5 * 60_000);
    const id = randomUUID();
    // As a process leaves it that dies in the middle of a post.
    await ctx.db
      .insertInto('message')
      .values({
        ...{ id, purpose: 'test', key: id, category: 'answers', state: 'sending', attempts: 1 },
        ...{ member_id: asha.id, tenant_id: asha.tenant_id },
        notice: JSON.stringify({ title: 'An answer in doubt', text: ['It is in March.'] }),
        ...{ due_at: ago, created_at: ago, tried_at: ago, lease_until: new Date(ago.getTime() + 90_000) },
      })
      .execute();
    const state = async () =>
      ctx.db.selectFrom('message').select(['state', 'way']).where('id', '=', id).executeTakeFirstOrThrow();
    try {
      const frame = await inTeams('farah', '/coordinate/sending');
      const row = (table: string, words: string) =>
        frame.getByRole('table', { name: table }).getByRole('row').filter({ hasText: words });
      const waits = row('Organisations that have to wait', 'Croydon');
      await waits.getByText('Teams asked us to wait').waitFor();
      const doubt = row('Unconfirmed messages', 'An answer in doubt');
      await doubt.getByRole('rowheader', { name: 'Asha Demo (Camden)' }).waitFor();
      assert.deepEqual(await state(), { state: 'unconfirmed', way: null });
      await button(frame, /^Send again.*An answer in doubt$/).click();
      await inDialog(frame).getByText('may get it twice').waitFor();
      await inDialog(frame).getByRole('button', { name: 'Send again' }).click();
      await said(frame, '“An answer in doubt” goes to Asha Demo (Camden) again.');
      await frame.getByText('None. We know of every message whether it arrived.').waitFor();
      await page.goto(`${service.url}/local/outbox`);
      while ((await page.getByRole('heading', { name: 'An answer in doubt' }).count()) !== 1)
        await page.reload();
      while ((await state()).state === 'sending') await page.reload();
      assert.deepEqual(await state(), { state: 'sent', way: 'e-mail' });
    } finally {
      await ctx.db.updateTable('tenant_rate').set({ paused_until: null }).execute();
    }
  });

  it('has links that can be read under the pointer, in every theme', async () => {
    for (const theme of ['default', 'dark', 'contrast'] as const) {
      const frame = await openInTeams(page, service, {
        accountId: 'imran',
        path: section('requests'),
        theme,
      });
      const link = frame
        .getByRole('navigation', { name: 'Coordinate' })
        .getByRole('link', { name: 'Members' });
      await link.hover();
      const [ink, paper] = await link.evaluate((element) => {
        const { color, backgroundColor } = getComputedStyle(element);
        return [color, backgroundColor].map((colour) => {
          const [red, green, blue] = colour.match(/[\d.]+/g)!.map((part) => {
            const share = Number(part) / 255;
            return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
          });
          return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
        });
      });
      const contrast = (Math.max(ink!, paper!) + 0.05) / (Math.min(ink!, paper!) + 0.05);
      assert.ok(contrast >= 4.5, `${theme}: ${contrast}`);
    }
  });
});
