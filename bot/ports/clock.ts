/** The time now, as the domain sees it; tests give another. */
export type Clock = { now(): Date };

export const systemClock: Clock = { now: () => new Date() };
