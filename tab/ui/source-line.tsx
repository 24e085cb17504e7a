import type { Source } from '../../bot/api/contract.ts';
import { OutsideLink } from './link.tsx';

/** The document that something comes from, and where in it. */
export function SourceLine({ source }: { source: Source }) {
  const where = source.section ? `, ${source.section}` : '';
  if (!source.url) return `${source.document}${where}`;
  return (
    <>
      <OutsideLink href={source.url}>{source.document}</OutsideLink>
      {where}
    </>
  );
}
