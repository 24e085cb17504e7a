const works: (() => unknown)[] = [];

/** Asks for something to be done once the tests of a file, a benchmark or a campaign are over. */
export function atTheEnd(work: () => unknown): void {
  works.push(work);
}

/** Does what was asked for, the latest first. */
export async function end(): Promise<void> {
  for (const work of works.splice(0).reverse()) await work();
}
