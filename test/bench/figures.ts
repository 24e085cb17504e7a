/** The middle one of the values. */
export function median(values: number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const half = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[half]! : (sorted[half - 1]! + sorted[half]!) / 2;
}

/** Rounded to so many decimal places. */
export const rounded = (value: number, places = 2): number => Number(value.toFixed(places));

/** Progress for the person who waits; standard output is for the figures. */
export const say = (text: string): void => void process.stderr.write(`${text}\n`);
