/** So many calls in so many milliseconds. */
export type Limit = { calls: number; within: number };

/** What Teams documents for all calls of one app to one tenant. */
export const tenantLimits: Limit[] = [{ calls: 50, within: 1000 }];
/** What Teams documents for what a bot sends to one thread, and likewise for the threads that it creates. */
export const threadLimits: Limit[] = [
  { calls: 7, within: 1000 },
  { calls: 8, within: 2000 },
  { calls: 60, within: 30_000 },
  { calls: 1800, within: 3_600_000 },
];

/**
 * Counts calls in sliding windows, for each key by itself.
 * @returns a function that lets a call through and gives 0, or gives the milliseconds until there is room for it
 */
export function createLimiter(limits: Limit[]): (key: string, now: number) => number {
  const longest = Math.max(...limits.map(({ within }) => within));
  const calls = new Map<string, number[]>();
  return (key, now) => {
    const before = (calls.get(key) ?? []).filter((at) => at > now - longest);
    const waits = limits.map((limit) => {
      // The call that must be out of the window before this one is in it.
      const blocking = before[before.length - limit.calls];
      return blocking === undefined ? 0 : Math.max(0, blocking + limit.within - now);
    });
    const wait = Math.max(...waits);
    calls.set(key, wait > 0 ? before : [...before, now]);
    return wait;
  };
}

/** The most calls of a sorted list of moments that fall into any window of so many milliseconds. */
export function mostWithin(moments: number[], within: number): number {
  let most = 0;
  let first = 0;
  for (const [n, at] of moments.entries()) {
    while (moments[first]! <= at - within) first++;
    most = Math.max(most, n - first + 1);
  }
  return most;
}
