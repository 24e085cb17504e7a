import { AppError } from '../errors.ts';

/**
 * A text that a person typed, as it is kept: without what the database cannot hold, and control characters.
 * @param what how the person calls it: "an answer"
 * @throws AppError 'invalid' where there is nothing in it, or too much
 */
export function typed(text: string, what: string, longest: number): string {
  const kept = text
    .toWellFormed()
    .replace(/\r\n?/g, '\n')
    .replace(/[^\P{Cc}\n\t]/gu, ' ')
    .trim();
  if (kept === '') throw new AppError('invalid', `Write ${what} first.`);
  if (kept.length > longest)
    throw new AppError(
      'invalid',
      `This is longer than ${longest.toLocaleString('en-GB')} characters. Write ${what} that is shorter.`,
    );
  return kept;
}
