import type { Area, Content, Item } from '../content/schema.ts';
import type { Entity } from './phrasebook.ts';
import { phrases } from './phrases.ts';
import type { Candidate } from './rank.ts';
import type { Concept, Understanding } from './understand.ts';

/** The term, network or organisation that a question asks the meaning of, and nothing else. */
export function entityAsked({ concepts, intent }: Understanding): Entity | undefined {
  if (!['general', 'meaning', 'reason'].includes(intent)) return undefined;
  const own = concepts.filter((c) => !c.inherited && !c.ordinary);
  return own.length === 1 ? own[0]!.entity : undefined;
}

/** What an entity is, in the words of its records. */
export function entitySentences({ term, network, organisation }: Entity): string[] {
  const means = term ? [phrases.means(term.term, term.meaning)] : [];
  if (term?.origin === 'glossary') means.push(phrases.glossaryMeaning);
  const about = network?.about ?? organisation?.about ?? [];
  return [[...means, ...about.slice(0, 1)].join(' ')].filter(Boolean);
}

/** What an area is called that has a name: "the SEND priority", "the workforce area". */
const wholes = new Set(['prioriti', 'area', 'strand', 'programm', 'workstream', 'tour']);

/** The area that a question is about as a whole: it names the area and nothing else of weight. */
export function areaAsked(
  content: Content,
  plan: Item | undefined,
  asked: Understanding,
  candidates: Candidate[],
): Area | undefined {
  if (!['general', 'meaning', 'list', 'count'].includes(asked.intent) || asked.areas.size !== 1)
    return undefined;
  if (asked.concepts.some((c) => !c.ordinary && !c.inArea && !c.stems.every((stem) => wholes.has(stem))))
    return undefined;
  // A record of the area that goes by these very words is meant rather than the whole area.
  if (candidates.some((c) => c.name > 0.9 && c.id !== plan?.id && asked.areas.has(c.passage.area)))
    return undefined;
  return content.areas.find((a) => asked.areas.has(a.id) && a.id !== plan?.area);
}

/** The sentence of the plan that says most about an area: the longest that names it. */
export function planSentence(plan: Item, area: Area): string | undefined {
  const names = [area.name, ...area.aliases].map((name) => name.toLowerCase());
  return [...plan.actions, ...plan.summary]
    .filter((s) => names.slice(0, 3).some((name) => s.toLowerCase().includes(` ${name} `)))
    .sort((a, b) => b.length - a.length)[0];
}

/** The item that names most areas, if it names at least three: it tells what the areas hold. */
export function planOf(content: Content): Item | undefined {
  const names = content.areas.map((a) => a.name.toLowerCase());
  const [best] = content.items
    .map((item) => {
      const text = [...item.summary, ...item.actions].join(' ').toLowerCase();
      return { item, count: names.filter((name) => text.includes(name)).length };
    })
    .sort((a, b) => b.count - a.count);
  return best && best.count >= 3 ? best.item : undefined;
}

/** Whether somebody asks for some of the boroughs or providers, say, rather than for all: those that do something. */
export const isNarrowed = ({ concepts }: Understanding): boolean =>
  concepts.some((c) => !c.ordinary && !c.inherited && !isKindOfRecord(c));

/** "Organisations", "boards": it says of what kind the answer is, and not what it is about. */
export const isKindOfRecord = ({ stems }: Concept): boolean => stems.every((stem) => kinds.has(stem));

const kinds = new Set(
  'borough council author organis provid school colleg univers agenc compani chariti hospit supplier'.split(
    ' ',
  ),
);

/** The partners, networks or authorities of a record, where the question asks for them and `said` has them not. */
export function listedOf(content: Content, item: Item, asked: Understanding, said: string[]): string[] {
  const { words, intent } = asked;
  const asks = (...stems: string[]) => words.some((w) => stems.includes(w.stem));
  const list = (head: string, names: string[]) =>
    names.some((name) => !text.includes(name)) ? [`${head}\n${names.map((n) => `- ${n}`).join('\n')}`] : [];
  const text = said.join('\n');
  if (intent === 'which' && !isNarrowed(asked) && asks('borough', 'council', 'author')) {
    const names = content.organisations.filter((o) => o.kind === 'authority').map((o) => o.name);
    return names.length > 0 ? [`${phrases.authorities} ${names.join(', ')}.`] : [];
  }
  if (!['list', 'general', 'meaning'].includes(intent)) return [];
  if (asks('network', 'board', 'group', 'forum'))
    return list(
      phrases.networks,
      content.networks.filter((n) => item.networks.includes(n.id)).map((n) => n.name),
    );
  if (asks('partner', 'organis'))
    return list(
      phrases.partners,
      content.organisations.filter((o) => item.partners.includes(o.id)).map((o) => o.name),
    );
  return [];
}

/** Every name in the content that is not a person's. */
export function namesOf(content: Content): string[] {
  const names = [
    content.alliance.name,
    content.alliance.host,
    ...content.alliance.documents.map((d) => d.title),
    ...content.items.map((i) => i.title),
    ...content.events.map((e) => e.title),
    ...content.terms.flatMap((t) => [t.meaning, ...t.also]),
    ...content.networks.map((n) => n.name),
    ...content.organisations.map((o) => o.name),
  ];
  return [...new Set(names)];
}

const twoNames = /\b[A-Z][a-z]+(?= ([A-Z][a-z]+)\b)/g;
const pairsIn = (text: string): string[] =>
  [...text.matchAll(twoNames)].map(([first, second]) => `${first} ${second}`);

const pairs = new WeakMap<Content, Set<string>>();

/** The pairs of capitalised words in names that are not a person's: "Greater London". */
function pairsInNames(content: Content): Set<string> {
  const known = pairs.get(content) ?? new Set(namesOf(content).flatMap(pairsIn));
  pairs.set(content, known);
  return known;
}

/** Whether two capitalised words stand together, after a small one, that are part of no name of something else. */
export const hasPersonsName = (content: Content, sentence: string): boolean =>
  [...sentence.matchAll(/(?<=^|[a-z,] )(?!The |A )[A-Z][a-z]+ [A-Z][a-z]+\b/g)].some(
    ([pair]) => !pairsInNames(content).has(pair),
  );
