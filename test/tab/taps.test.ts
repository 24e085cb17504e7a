import assert from 'node:assert/strict';
import sinon from 'sinon';
import type { Arrival, Arrived } from '../../bot/api/contract-day.ts';

const person = (bookingId: string, name: string, code: string): Arrival => ({
  bookingId,
  code,
  name,
  post: null,
  organisation: 'Camden',
  pool: 'in person',
  arrived: null,
  minutes: null,
});
const ada = person('a', 'Ada Byrne', '4F2A-09C1-77BE');
const ben = person('b', 'Ben Okoro', '11AA-22BB-33CC');

describe('People checked in at the door', () => {
  let taps: typeof import('../../tab/organising/taps.ts');
  const kept = new Map<string, string>();
  /** What the service was told, and what it answers. */
  const told: { method: string; path: string; body: { nonce?: string } }[] = [];
  let answer: () => Response | Promise<Response>;

  before(async () => {
    const window = {};
    Object.assign(globalThis, { window: Object.assign(window, { parent: window }) });
    taps = await import('../../tab/organising/taps.ts');
    Reflect.deleteProperty(globalThis, 'window');
  });
  beforeEach(() => {
    kept.clear();
    told.length = 0;
    answer = () => Response.json({ outcome: 'checked in' });
    sinon.define(globalThis, 'localStorage', {
      getItem: (name: string) => kept.get(name) ?? null,
      setItem: (name: string, text: string) => kept.set(name, text),
      removeItem: (name: string) => kept.delete(name),
    } as never);
    sinon.replace(globalThis, 'fetch', (async (path: string, { method, body }: RequestInit) => {
      told.push({ method: method!, path, body: body ? JSON.parse(String(body)) : {} });
      return answer();
    }) as typeof fetch);
  });
  afterEach(() => sinon.restore());

  const send = async () => {
    const heard: Arrived[] = [];
    const refused: string[] = [];
    await taps.sendTaps(
      's',
      (each) => heard.push(each),
      (words) => refused.push(words),
    );
    return { heard: heard.length, refused };
  };

  it('stay so without a connection, and are told in their order once it is back, by the same names', async () => {
    answer = () => Promise.reject(new TypeError('no connection'));
    taps.addTap('s', 'a', true);
    taps.addTap('s', 'b', true);
    taps.addTap('s', 'a', false);
    assert.deepEqual(await send(), { heard: 0, refused: [] });
    const waiting = taps.waitingTaps('s');
    assert.equal(waiting.length, 3);
    assert.deepEqual(
      taps.withTaps([ada, ben], waiting).map(({ arrived }) => arrived !== null),
      [false, true],
    );
    told.length = 0;
    answer = () => Response.json({ outcome: 'checked in' });
    assert.deepEqual(await send(), { heard: 3, refused: [] });
    assert.deepEqual(
      told.map(({ method, body }) => [method, body.nonce]),
      [
        ['POST', waiting[0]!.nonce],
        ['POST', waiting[1]!.nonce],
        ['DELETE', undefined],
      ],
    );
    assert.match(told[2]!.path, /\/arrivals\/a\?at=/);
    assert.equal(kept.size, 0, 'nothing stays on the device');
  });

  it('are dropped, and it is said, where the service will never take them; the others go on', async () => {
    taps.addTap('s', 'a', true);
    taps.addTap('s', 'b', true);
    const refusal = { error: { code: 'conflict', message: 'Ada Byrne has no place now.' } };
    answer = () =>
      told.length === 1 ? Response.json(refusal, { status: 409 }) : Response.json({ outcome: 'checked in' });
    assert.deepEqual(await send(), { heard: 1, refused: ['Ada Byrne has no place now.'] });
    assert.equal(kept.size, 0);
  });

  it('wait where the service fails or the sign-in has run out', async () => {
    for (const status of [401, 429, 500, 503]) {
      taps.addTap('s', 'a', true);
      answer = () => Response.json({}, { status });
      assert.deepEqual(await send(), { heard: 0, refused: [] });
      assert.equal(taps.waitingTaps('s').length, 1, String(status));
      kept.clear();
    }
  });

  it('leave no name on the device', () => {
    taps.addTap('s', 'a', true);
    assert.ok(![...kept.values()].join().includes('Ada'));
  });

  it('are found by name, organisation or code, as it is scanned or typed', () => {
    const people = [ada, ben];
    const found = (search: string) => taps.findArrivals(people, search).map(({ name }) => name);
    assert.deepEqual(found(''), ['Ada Byrne', 'Ben Okoro']);
    assert.deepEqual(found('byr'), ['Ada Byrne']);
    assert.deepEqual(found('camden').length, 2);
    for (const code of ['11aa 22bb 33cc', '11AA22BB33CC', 'https://liia.example/check-in/11AA-22BB-33CC'])
      assert.deepEqual(found(code), ['Ben Okoro'], code);
    assert.equal(taps.holderOf(people, 'https://example.org/something'), undefined);
    assert.equal(taps.holderOf(people, ''), undefined);
  });
});
