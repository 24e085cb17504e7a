import type { Content } from '../../bot/domain/content/schema.ts';
import { generator } from '../soak/process.ts';

/** The content without a random tenth of everything that is there only to be found by: aliases and other spellings. */
export function fewerAliases(content: Content, seed: number): Content {
  const random = generator(seed);
  const keep = (names: string[]) => names.filter(() => random() >= 0.1);
  const thinned = <T extends { aliases: string[] }>(records: T[]) =>
    records.map((record) => ({ ...record, aliases: keep(record.aliases) }));
  return {
    ...content,
    areas: thinned(content.areas),
    items: thinned(content.items),
    events: thinned(content.events),
    signposts: thinned(content.signposts),
    terms: content.terms.map((term) => ({ ...term, also: keep(term.also) })),
  };
}
