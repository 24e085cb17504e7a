import assert from 'node:assert/strict';
import type { Frame, Page } from 'playwright-core';
import type { Right } from '../../bot/domain/members/access.ts';
import { routes } from '../../tab/routes.ts';
import { allowed } from '../rights.ts';
import { goTo, newPage, openInTeams, signIn } from './browser.ts';
import { type Service, theService } from './service.ts';

/** A page of the tab: the right that it takes, its heading, and the address to see it at where it names a thing. */
type Asked = { needs: Right; heading: RegExp; at?: string };

/** Every page of tab/routes.ts, and every section of the one that has several, written by hand. */
const asked: Record<string, Asked> = {
  '/': { needs: 'use', heading: /^Hello, / },
  '/home': { needs: 'use', heading: /^Hello, / },
  '/events': { needs: 'use', heading: /^Events$/ },
  '/events/:id': { needs: 'use', heading: /^London SEND Summit/, at: '/events/london-send-summit-2025' },
  '/calendar': { needs: 'use', heading: /^Events$/ },
  '/bookings': { needs: 'use', heading: /^My bookings$/ },
  '/questions': { needs: 'use', heading: /^My questions$/ },
  '/programmes': { needs: 'use', heading: /^Programmes$/ },
  '/programmes/:id': { needs: 'use', heading: /^National SEND changes/, at: '/programmes/send-national' },
  '/library': { needs: 'openLibrary', heading: /^Library$/ },
  '/library/:id': { needs: 'openLibrary', heading: /^(?!Library$)./, at: 'the first resource' },
  '/preferences': { needs: 'use', heading: /^Preferences$/ },
  '/check-in/:code': { needs: 'manageEvents', heading: /^Check in$/, at: '/check-in/0000-0000-0000' },
  '/coordinate/events': { needs: 'manageEvents', heading: /^Events$/ },
  '/coordinate/events/new': { needs: 'manageEvents', heading: /^New event$/ },
  '/coordinate/events/import': { needs: 'manageEvents', heading: /^Import a list of events$/ },
  '/coordinate/events/:id': {
    needs: 'manageEvents',
    heading: /^Sample: welcome/,
    at: '/coordinate/events/sample-welcome',
  },
  '/coordinate/events/:id/edit': {
    needs: 'manageEvents',
    heading: /^Change “Sample: welcome/,
    at: '/coordinate/events/sample-welcome/edit',
  },
  '/coordinate/events/:id/:session': {
    needs: 'manageEvents',
    heading: /^Sample: welcome.*: people$/,
    at: '/coordinate/events/sample-welcome/sample-welcome-1',
  },
  '/coordinate/events/:id/:session/:view': {
    needs: 'manageEvents',
    heading: /^Sample: welcome.*: check in$/,
    at: '/coordinate/events/sample-welcome/sample-welcome-1/check-in',
  },
  '/coordinate/announcements': { needs: 'announce', heading: /^Announcements$/ },
  '/coordinate/questions': { needs: 'answer', heading: /^Questions$/ },
  '/coordinate/questions/open': { needs: 'answer', heading: /^Questions$/ },
  '/coordinate/questions/unanswered': { needs: 'answer', heading: /^Unanswered$/ },
  '/coordinate/questions/unhelpful': { needs: 'answer', heading: /^Unhelpful$/ },
  '/coordinate/questions/drafts': { needs: 'answer', heading: /^Drafts$/ },
  '/coordinate/questions/knows': { needs: 'answer', heading: /^What the bot knows$/ },
  '/coordinate/questions/knows/:kind/:id': {
    needs: 'answer',
    heading: /^Change this /,
    at: '/coordinate/questions/knows/item/send-national',
  },
  '/coordinate/people': { needs: 'vouch', heading: /^Requests$/ },
  '/coordinate/people/requests': { needs: 'vouch', heading: /^Requests$/ },
  '/coordinate/people/members': { needs: 'vouch', heading: /^Members$/ },
  '/coordinate/people/authorities': { needs: 'managePeople', heading: /^Authorities$/ },
  '/coordinate/people/contacts': { needs: 'managePeople', heading: /^Contacts$/ },
  '/coordinate/people/networks': { needs: 'managePeople', heading: /^Networks$/ },
  '/coordinate/people/audiences': { needs: 'announce', heading: /^Audiences$/ },
  '/coordinate/people/roles': { needs: 'administer', heading: /^Roles$/ },
  '/coordinate/people/audit': { needs: 'administer', heading: /^Audit log$/ },
  '/coordinate/sending': { needs: 'administer', heading: /^Sending$/ },
};
/** Pages of Coordinate that its navigation leads to by another address, or from another page. */
const unnamed = [
  '/coordinate/events/new',
  '/coordinate/events/import',
  '/coordinate/events/:id',
  '/coordinate/events/:id/edit',
  '/coordinate/events/:id/:session',
  '/coordinate/events/:id/:session/:view',
  '/coordinate/questions',
  '/coordinate/questions/knows/:kind/:id',
  '/coordinate/people',
];

/** What those who are not let in see in place of every page. */
const gates: Record<string, RegExp> = {
  gus: /^You do not have access yet$/,
  jo: /^Ask for access$/,
  lena: /^Ask for access$/,
  kit: /^Choose your authority$/,
};
const blocked = /^You do not have access$/;
const refusal = /^You do not have access to (this page|the library)/m;

/** What everybody is told, on any page: who they are, and whether they get in. */
const toEverybody = ['/api/me', '/api/standing'];

/** A call of the tab: the address of the page that asked, and whether it was told (undefined: not answered yet). */
type Call = { address: string; call: string; told?: boolean };
type Noting = { calls: Call[] };

/** Runs in the tab before it does: which page asks is known there only, at the moment of the call. */
function noteCalls() {
  const calls: Call[] = [];
  const ask = window.fetch;
  Object.assign(window, { calls });
  window.fetch = (input, init) => {
    const left = document.querySelector('h1[data-before]')?.getAttribute('data-before');
    const { pathname } = new URL(String(input), location.href);
    const call: Call = { address: left ?? location.pathname, call: pathname };
    if (pathname.startsWith('/api/')) calls.push(call);
    const answer = ask(input, init);
    answer.then(
      ({ ok }) => Object.assign(call, { told: ok }),
      () => Object.assign(call, { told: false }),
    );
    return answer;
  };
}

/** What the pages were told, once every call is answered. */
async function tellings(frame: Frame): Promise<Call[]> {
  const answered = await frame.waitForFunction(() => {
    const { calls } = window as unknown as Noting;
    return calls.every(({ told }) => told !== undefined) && calls;
  });
  return ((await answered.jsonValue()) as Call[]).filter(({ told }) => told);
}

/** What stands in the main part of the tab. */
type Sight = { heading: string; text: string; coordinate: string[] };

/** What stands there once nothing is waited for any more. */
async function seen(frame: Frame): Promise<Sight> {
  const sight = await frame.waitForFunction(() => {
    const main = document.querySelector<HTMLElement>('#main:has(h1:not([data-before]))');
    if (!main || [...main.querySelectorAll('span')].some((each) => each.textContent === 'Loading')) return;
    const links = document.querySelectorAll('nav[aria-label=Coordinate] a');
    return {
      heading: main.querySelector('h1')!.innerText,
      text: main.innerText,
      coordinate: [...links].map((link) => link.getAttribute('href')!),
    };
  });
  return (await sight.jsonValue())!;
}

/** The faults of a page that stay: what it shows may change once more, such as when a refusal has come. */
async function lasting(faults: () => Promise<string[]>): Promise<string[]> {
  for (const end = Date.now() + 10_000; ; ) {
    const found = await faults();
    if (found.length === 0 || Date.now() > end) return found;
  }
}

describe('What each person sees on every page', () => {
  let service: Service;
  const pages: Page[] = [];
  const opened = async () => {
    const page = await newPage();
    pages.push(page);
    return page;
  };
  before(async () => {
    service = await theService();
    const { body } = await service.call<{ resources: { id: string }[] }>('efe', 'GET', '/api/resources');
    asked['/library/:id']!.at = `/library/${body.resources[0]!.id}`;
  });
  afterEach(async () => {
    for (const page of pages.splice(0)) await page.context().close();
  });

  const may = (who: string, needs: Right) => allowed[who]!.includes(needs);
  /** What is wrong with what stands there; nothing where it is as agreed. `expected`: the gate, where one is shut. */
  const faultsOf = (sight: Sight, { heading }: Asked, may: boolean, gate?: RegExp): string[] => {
    const shut = refusal.test(sight.text);
    const right = gate ? gate.test(sight.heading) : may ? heading.test(sight.heading) && !shut : shut;
    return right ? [] : [sight.text.replaceAll('\n', ' / ').slice(0, 200)];
  };

  it('is said in this test for every page and every demo person', () => {
    const missing = routes
      .map(({ path }) => path)
      .filter((path) => !path.endsWith('/:section') && !asked[path]);
    assert.deepEqual(
      missing.map((path) => `say in this test who may see ${path}`),
      [],
    );
    const people = service.local.demo.accounts.map(({ id }) => id);
    assert.deepEqual(Object.keys(allowed).toSorted(), people.toSorted());
    assert.deepEqual(Object.keys(gates).toSorted(), people.filter((who) => !may(who, 'use')).toSorted());
  });

  for (const who of Object.keys(allowed))
    it(`holds for ${who}`, async function () {
      this.timeout(120_000);
      const page = await opened();
      await page.addInitScript(noteCalls);
      const frame = await openInTeams(page, service, { accountId: who, path: '/home' });
      await frame.locator('h1').waitFor();
      // The way around Coordinate leads everywhere that one may go, and nowhere else.
      const theirs = Object.keys(asked).filter(
        (path) => path.startsWith('/coordinate/') && !unnamed.includes(path) && may(who, asked[path]!.needs),
      );
      const found: string[] = [];
      for (const [path, each] of Object.entries(asked)) {
        await goTo(frame, each.at ?? path);
        found.push(
          ...(await lasting(async () => {
            const sight = await seen(frame);
            const shown = faultsOf(sight, each, may(who, each.needs), gates[who]);
            const leads = path.startsWith('/coordinate/') ? sight.coordinate : theirs;
            return [
              ...shown.map((fault) => `${path}: ${fault}`),
              ...leads
                .filter((link) => !theirs.includes(link))
                .map((link) => `${path} leads to ${link}: say in this test who may see it`),
              ...theirs
                .filter((link) => !leads.includes(link))
                .map((link) => `${path} does not lead to ${link}`),
            ];
          })),
        );
      }
      const named = Object.fromEntries(Object.entries(asked).map(([path, { at }]) => [at ?? path, path]));
      const told = await tellings(frame);
      assert.ok(told.length > 0);
      const shut = ({ address }: Call) => !may(who, asked[named[address]!]!.needs);
      const toOpen = told.filter(({ address }) => named[address]).filter((each) => !shut(each));
      // What an open page asks for again while it is being left may come to stand at the next.
      const theirDue = new Set([...toEverybody, ...toOpen.map(({ call }) => call)]);
      for (const each of told)
        if (!named[each.address])
          found.push(`${each.address} asks ${each.call}, and is no page of this test`);
        else if (shut(each) && !theirDue.has(each.call)) found.push(`${each.address} was told ${each.call}`);
      assert.deepEqual(found, []);
    });

  describe('changes at the very next page, in Teams and in an open session,', () => {
    /** Goes on to the page in both of these. */
    const goOn = async (frames: Frame[], path: string, open: boolean, gate?: RegExp) => {
      for (const frame of frames) {
        await goTo(frame, asked[path]!.at ?? path);
        const faults = async () => faultsOf(await seen(frame), asked[path]!, open, gate);
        assert.deepEqual(await lasting(faults), [], path);
      }
    };
    const both = async (who: string, path: string): Promise<Frame[]> => {
      const plain = await opened();
      await signIn(plain, service, who, path);
      const frame = await openInTeams(await opened(), service, { accountId: who, path });
      await frame.locator('h1').waitFor();
      await plain.locator('h1').waitFor();
      return [plain.mainFrame(), frame];
    };
    const change = async (by: string, path: string, body: object) => {
      const { status } = await service.call(by, 'PUT', path, body);
      assert.equal(status, 200, path);
    };
    const member = (who: string) => `/api/people/members/${service.account(who).objectId}`;

    it('when library access is taken away', async () => {
      const frames = await both('ben', '/home');
      await goOn(frames, '/library', true);
      await change('efe', `${member('ben')}/library`, { open: false });
      await goOn(frames, '/library/:id', false);
      await change('efe', `${member('ben')}/library`, { open: true });
    });

    it('when a role is taken away', async () => {
      const frames = await both('efe', '/home');
      await goOn(frames, '/coordinate/people/members', true);
      await change('farah', `${member('efe')}/role`, { role: 'member', inCharge: [] });
      for (const path of ['/coordinate/people/contacts', '/coordinate/people/members'])
        await goOn(frames, path, false);
      await change('farah', `${member('efe')}/role`, { role: 'coordinator', inCharge: [] });
    });

    it('when an authority’s signature is taken away', async () => {
      const frames = await both('chidi', '/home');
      const sign = (signed: boolean) =>
        change('farah', '/api/people/authorities/tower-hamlets', {
          signed,
          signedOn: null,
          domains: [],
          library: 'approved',
        });
      await goOn(frames, '/events', true);
      await sign(false);
      await goOn(frames, '/bookings', false, gates.gus);
      await goOn(frames, '/events', false, gates.gus);
      await sign(true);
    });

    it('when somebody is blocked', async () => {
      const frames = await both('asha', '/home');
      await change('efe', `${member('asha')}/blocked`, { blocked: true });
      await goOn(frames, '/events', false, blocked);
      await change('efe', `${member('asha')}/blocked`, { blocked: false });
    });
  });
});
