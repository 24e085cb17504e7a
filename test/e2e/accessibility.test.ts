import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import type { Route as Call, Frame, Page } from 'playwright-core';
import { routes } from '../../tab/routes.ts';
import { everyView, faults, look, lookAt, settled, type View, widths } from './axe.ts';
import { goTo, newPage, openInTeams, signIn } from './browser.ts';
import { sections as ofPeople } from './people-states.ts';
import { sections as ofQuestions } from './question-states.ts';
import { type Service, theService } from './service.ts';

/** Something to show for each page whose address names a thing. */
const examples: Record<string, string> = {
  '/events/:id': '/events/london-send-summit-2025',
  '/programmes/:id': '/programmes/send-national',
  '/coordinate/questions/knows/:kind/:id': '/coordinate/questions/knows/item/send-national',
  '/check-in/:code': '/check-in/0000-0000-0000',
  '/coordinate/events/:id': '/coordinate/events/sample-welcome',
  '/coordinate/events/:id/edit': '/coordinate/events/sample-welcome/edit',
  '/coordinate/events/:id/:session': '/coordinate/events/sample-welcome/sample-welcome-1',
};
/** Forms that ask nothing before they are sent. */
const asksNothing = ['/', '/coordinate/events/new', '/coordinate/events/import'];

const session = '/coordinate/events/sample-welcome/sample-welcome-1';
const sections: Record<string, string[]> = {
  '/coordinate/events/:id/:session/:view': [
    'nominations',
    'messages',
    'check-in',
    'print',
    'report',
    'afterwards',
    'log',
    'edit',
  ].map((view) => `${session}/${view}`),
  '/coordinate/people/:section': ofPeople,
  '/coordinate/questions/:section': ofQuestions,
};
/** Every page of the router, and every section of those that have several. */
const pages = routes.flatMap(({ path }) => sections[path] ?? [path]);
const accountFor = (path: string) => (path.startsWith('/coordinate/') ? 'farah' : 'efe');

describe('For everyone: every page, by axe and reflow, in three themes, at 320 and 1280 pixels', () => {
  let service: Service;
  let page: Page;

  before(async () => {
    service = await theService();
    const { body } = await service.call<{ resources: { id: string; url: string | null }[] }>(
      'efe',
      'GET',
      '/api/resources',
    );
    examples['/library/:id'] = `/library/${body.resources.find(({ url }) => !url)!.id}`;
    await service.call('efe', 'POST', '/api/sessions/sample-welcome-1/bookings');
    await service.call('efe', 'POST', '/api/announcements', {
      key: randomUUID(),
      title: 'The room has changed',
      body: 'We meet on the second floor.',
      audience: { kind: 'everyone' },
    });
    await service.call('hana', 'POST', '/api/requests', {
      kind: 'library',
      reason: 'I write the local offer.',
    });
    await service.call('jo', 'POST', '/api/requests', { kind: 'join', reason: 'I work on care leaving.' });
    const text = 'Who pays for the minibus?';
    const { body: given } = await service.call<{ id: string }>('efe', 'POST', '/api/ask', { question: text });
    await service.call('efe', 'POST', `/api/given-answers/${given.id}/rating`, { rating: 'dislike' });
    await service.call('efe', 'POST', '/api/questions', { key: given.id, text, givenAnswer: given.id });
    await service.call('efe', 'POST', '/api/content/faq', {
      record: { questions: [text], answer: ['Each borough pays.'], readers: 'members' },
    });
    page = await newPage();
  });
  after(() => page?.context().close());

  describe('every page, with data', () => {
    for (const accountId of new Set(pages.map(accountFor)))
      describe(`as ${accountId}`, () => {
        let frame: Frame;
        before(async () => {
          frame = await openInTeams(page, service, { accountId, path: '/home' });
          await settled(frame);
        });
        for (const path of pages.filter((path) => accountFor(path) === accountId))
          it(path, async () => {
            const example = path.includes(':') ? examples[path] : path;
            assert.ok(example, `give this test an example of ${path}`);
            await goTo(frame, example);
            await settled(frame);
            await look(page, frame, { views: everyView });
          });
      });
  });

  describe('every page, waiting and then failed', () => {
    const asking = pages.filter((path) => !asksNothing.includes(path));
    const own = (call: Call) => !new URL(call.request().url()).pathname.endsWith('/api/me');
    const themes = ['default', 'dark', 'contrast'] as const;
    for (const [n, path] of asking.entries()) {
      // The same two parts stand on every page, and each of the themes on every third.
      const views: View[] = widths.map((width) => [themes[n % themes.length]!, width]);
      const here = () => (path.includes(':') ? examples[path]! : path);
      it(path, async () => {
        const held: Call[] = [];
        const fail = (call: Call) => call.fulfill({ status: 500, json: {} });
        let failing = false;
        const calls = (call: Call) => {
          if (!own(call)) return undefined;
          if (failing) return fail(call);
          held.push(call);
          return Promise.resolve();
        };
        const as = { accountId: accountFor(path), path: here() };
        const frame = await lookAt(page, service, { name: path, as, calls, views, loading: true });
        failing = true;
        for (const call of held) await fail(call);
        await look(page, frame, { shows: 'We could not load this', views });
      });
    }
  });

  describe('in a plain browser', () => {
    for (const colorScheme of ['light', 'dark'] as const)
      it(`${colorScheme}: signed out, the demo sign-in, the sections`, async () => {
        const plain = await newPage({ colorScheme });
        const found: string[] = [];
        const look = async () => {
          for (const width of widths) {
            await plain.setViewportSize({ width, height: 800 });
            found.push(...(await faults(plain.mainFrame())).map((fault) => `${width} pixels: ${fault}`));
          }
        };
        await plain.goto(`${service.url}/events`);
        await plain.getByRole('link', { name: 'Sign in' }).waitFor();
        await look();
        await plain.goto(`${service.url}/sign-in`);
        await look();
        await signIn(plain, service, 'efe', '/events');
        await settled(plain.mainFrame());
        await look();
        await plain.context().close();
        assert.deepEqual(found, []);
      });
  });
});
