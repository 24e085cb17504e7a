import type { Area, Content, ContentEvent, Item, Term } from '../content/schema.ts';
import { glossarySection } from './phrases.ts';
import type { Candidate } from './rank.ts';

/** Where an answer comes from: an item, or an event or a glossary term that belongs to none. */
export type AnswerSource = {
  id: string;
  title: string;
  section: string;
  document: string;
  url: string | null;
};

/** The source that an answer from this item or event cites. */
export function sourceOf(content: Content, record: Item | ContentEvent): AnswerSource {
  const document = content.alliance.documents.find((d) => d.id === record.source?.document);
  return {
    id: record.id,
    title: record.title,
    section: record.source?.section ?? '',
    document: document?.title ?? content.alliance.shortName,
    url: document?.url ?? null,
  };
}

export function sourceOfTerm(content: Content, term: Term): AnswerSource {
  return {
    id: term.id,
    title: term.term,
    section: glossarySection,
    document: content.alliance.shortName,
    url: null,
  };
}

/** "LIIA Annual Plan 2025-26, SEND: Transport": what stands at the end of an answer. */
export function wordsOfSource(source: AnswerSource, area: Area | undefined): string {
  const where = area?.name ?? source.section;
  return `${source.document}${where ? `, ${where}` : ''}: ${source.title}`;
}

/** The title, with the area where the title alone would not say which record is meant. */
export function labelOf(content: Content, record: Item | ContentEvent): string {
  const unclear =
    !/\s/.test(record.title) || content.items.some((i) => i.id !== record.id && i.title === record.title);
  const area = content.areas.find((a) => a.id === record.area);
  return unclear && area ? `${record.title} (${area.name})` : record.title;
}

/** The record that an answer from this candidate cites. */
export const citedRecord = (candidate: Candidate): Item | ContentEvent =>
  candidate.passage.item ?? candidate.passage.event!;

/** The candidates without those that cite a record cited before. */
export function distinct(candidates: Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ id }) => !seen.has(id) && seen.add(id));
}
