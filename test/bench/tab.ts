import lighthouse from 'lighthouse';
import { type Cookie, chromium, type Frame, type Page, type Request } from 'playwright-core';
import { inTransaction } from '../../bot/domain/context.ts';
import { addSampleEvents } from '../../bot/domain/events/content.ts';
import { londonDay } from '../../bot/domain/london.ts';
import { newPage, openInTeams, signIn } from '../e2e/browser.ts';
import { findChromium } from '../e2e/chromium.ts';
import { freePorts } from '../e2e/ports.ts';
import { type Service, theService } from '../e2e/service.ts';
import { median, rounded, say } from './figures.ts';

const events = 200;
const runs = 5;
const address = '/events';

/**
 * What the events page costs someone who opens it for the first time, signed in, in a real browser: the
 * JavaScript that comes over the wire until the list can be used, when its largest piece is painted, and how
 * accessible Lighthouse finds it.
 */
export async function tab(): Promise<object> {
  const service = await theService();
  await seed(service);
  const cookies = await session(service);
  const open = async (page: Page) => {
    await page.context().addCookies(cookies);
    await page.goto(service.url + address);
    return page;
  };
  const outside = await firstLoad(open);
  const inTeams = await firstLoad((page) => openInTeams(page, service, { accountId: 'asha', path: address }));
  const paints: { lcp: number; list: number }[] = [];
  for (let run = 1; run <= runs; run++) {
    const paint = await paintOf(open);
    paints.push(paint);
    say(
      `run ${run}: first rows after ${rounded(paint.list, 0)} ms, largest paint ${rounded(paint.lcp, 0)} ms`,
    );
  }
  const changes = await pageChanges(service);
  return {
    firstLoadKb: outside.kb,
    firstLoadKbTeams: inTeams.kb,
    goalKb: 200,
    encoding: outside.encoding,
    scripts: outside.scripts,
    lcpMs: rounded(median(paints.map(({ lcp }) => lcp)), 0),
    listMs: rounded(median(paints.map(({ list }) => list)), 0),
    goalMs: 1000,
    events,
    ...changes,
    lighthouseAccessibility: await accessibility(service.url + address, cookies),
    goalAccessibility: 95,
  };
}

/** Fills the months to come. */
async function seed({ app }: Service): Promise<void> {
  const areas = (await app.ctx.knowledge()).content.areas.map((area) => area.id);
  const samples = Array.from({ length: events }, (_, n) => ({
    id: `bench-${n}`,
    title: `Practice workshop ${n + 1}: sharing what works across London`,
    summary: 'A sample event that fills the list: what it is about, in a sentence of the usual length.',
    description: [],
    area: areas[n % areas.length]!,
    inDays: n + 1,
    starts: '10:00',
    ends: '12:00',
    mode: 'online' as const,
    places: 30,
  }));
  await inTransaction(app.ctx, (tx) => addSampleEvents(tx, samples, londonDay(app.ctx.clock.now())));
}

async function session(service: Service): Promise<Cookie[]> {
  const page = await newPage();
  await signIn(page, service, 'asha');
  const cookies = await page.context().cookies();
  await page.context().close();
  return cookies;
}

/** Opens the page with nothing in the cache, and weighs the scripts that it asked for until a place can be booked. */
async function firstLoad(open: (page: Page) => Promise<Page | Frame>) {
  const page = await newPage();
  const asked: Request[] = [];
  page.on('request', (request) => asked.push(request));
  const place = await open(page);
  await place.getByRole('button', { name: 'Book a place' }).first().waitFor();
  const scripts = asked.filter(
    (request) => request.url().includes('/assets/') && request.url().endsWith('.js'),
  );
  let bytes = 0;
  const encodings = new Set<string>();
  for (const script of scripts) {
    const response = await script.response();
    const { responseBodySize, responseHeadersSize } = await script.sizes();
    bytes += responseBodySize + responseHeadersSize;
    encodings.add((await response?.headerValue('content-encoding')) ?? 'none');
  }
  await page.context().close();
  return { kb: rounded(bytes / 1000, 1), scripts: scripts.length, encoding: [...encodings].join(', ') };
}

/** When the first rows and the largest piece are painted, in milliseconds since the navigation began. */
async function paintOf(open: (page: Page) => Promise<Page>): Promise<{ lcp: number; list: number }> {
  const page = await newPage();
  await page.addInitScript(() => {
    const watch = () => {
      if (document.querySelector('main li button')) Object.assign(window, { listAt: performance.now() });
      else requestAnimationFrame(watch);
    };
    watch();
  });
  await open(page);
  await page.waitForFunction((rows) => document.querySelectorAll('main li').length >= rows, events);
  const paint = await page.evaluate(
    () =>
      new Promise<{ lcp: number; list: number }>((resolve) => {
        new PerformanceObserver((entries) => {
          const lcp = entries.getEntries().at(-1)!.startTime;
          resolve({ lcp, list: (window as never as { listAt: number }).listAt });
        }).observe({ type: 'largest-contentful-paint', buffered: true });
      }),
  );
  await page.context().close();
  return paint;
}

/** From a press on a section to its heading, in milliseconds: the first time, when its code comes too, and again. */
async function pageChanges(service: Service) {
  const sections = ['/programmes', '/library', '/questions', '/preferences', '/bookings', '/home'];
  const first: number[] = [];
  const again: number[] = [];
  for (let run = 1; run <= runs; run++) {
    const page = await newPage();
    const frame = await openInTeams(page, service, { accountId: 'asha', path: address });
    await frame.getByRole('heading', { level: 1, name: 'Events' }).waitFor();
    for (const times of [first, again])
      for (const path of sections) times.push(await frame.evaluate(changeTo, path));
    await page.context().close();
  }
  const [pageFirstMs, pageAgainMs] = [median(first), median(again)];
  return {
    pageFirstMs: rounded(pageFirstMs, 0),
    pageAgainMs: rounded(pageAgainMs, 0),
    pageRatio: rounded(pageFirstMs / pageAgainMs, 2),
  };
}

/** Runs in the tab. The heading that stands there is marked, so that it is not taken for the next one. */
function changeTo(path: string): Promise<number> {
  const begun = performance.now();
  document.querySelector('h1')?.setAttribute('data-before', '');
  history.pushState(null, '', path);
  dispatchEvent(new PopStateEvent('popstate'));
  return new Promise((resolve) => {
    const look = () => {
      if (document.querySelector('h1:not([data-before])')) resolve(performance.now() - begun);
      else setTimeout(look);
    };
    look();
  });
}

/** Lighthouse's score for accessibility, 0 to 100, in a browser of its own. */
async function accessibility(url: string, cookies: Cookie[]): Promise<number> {
  const [port] = await freePorts(1);
  const browser = await chromium.launch({
    ...(await findChromium()),
    args: ['--no-sandbox', '--disable-gpu', `--remote-debugging-port=${port}`],
  });
  try {
    const result = await lighthouse(url, {
      port: port!,
      onlyCategories: ['accessibility'],
      extraHeaders: { Cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') },
      logLevel: 'error',
    });
    const { finalDisplayedUrl, categories, audits } = result!.lhr;
    if (finalDisplayedUrl !== url) throw new Error(`Lighthouse came to ${finalDisplayedUrl}`);
    for (const { id } of categories.accessibility!.auditRefs)
      if (audits[id]!.score !== null && audits[id]!.score! < 1) say(`Lighthouse: ${audits[id]!.title}`);
    return rounded(categories.accessibility!.score! * 100, 0);
  } finally {
    await browser.close();
  }
}
