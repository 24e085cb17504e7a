import type { Content, ContentEvent, Faq, Item, Signpost, Term } from '../content/schema.ts';
import { dayInWords } from './dates.ts';
import { glossarySection, phrases } from './phrases.ts';
import type { Candidate } from './rank.ts';
import type { View } from './views.ts';

/** Where an answer comes from: an item, an event or term that belongs to none, a published answer or a signpost. */
export type AnswerSource = {
  id: string;
  title: string;
  section: string;
  document: string;
  url: string | null;
};

export type Cited = Item | ContentEvent | Faq;

/** The source that an answer from this record cites. */
export function sourceOf(content: Content, record: Cited): AnswerSource {
  if ('questions' in record)
    return {
      id: record.id,
      title: record.questions[0]!,
      section: phrases.answeredBy(record.author, dayInWords(record.answeredOn)),
      document: content.alliance.shortName,
      url: null,
    };
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

export function sourceOfSignpost(content: Content, { id, title, links }: Signpost): AnswerSource {
  return { id, title, section: '', document: content.alliance.shortName, url: links[0]?.url ?? null };
}

/** "LIIA Annual Plan 2025-26, SEND: Transport": what stands at the end of an answer. */
export function wordsOfSource(
  { content, items, areas }: View,
  { id, title, section, document }: AnswerSource,
) {
  if (content.faqs.some((faq) => faq.id === id))
    return `${document}: ${title}${/[.?!]$/.test(title) ? '' : '.'} ${section}`;
  const item = items.get(id);
  const where = (item && areas.get(item.area)?.name) ?? section;
  return `${document}${where ? `, ${where}` : ''}: ${title}`;
}

/** The title, with the area where the title alone would not say which record is meant. */
export function labelOf(content: Content, record: Cited): string {
  if ('questions' in record) return record.questions[0]!;
  const unclear =
    !/\s/.test(record.title) || content.items.some((i) => i.id !== record.id && i.title === record.title);
  const area = content.areas.find((a) => a.id === record.area);
  return unclear && area ? `${record.title} (${area.name})` : record.title;
}

/** The record that an answer from this candidate cites. */
export const citedRecord = (candidate: Candidate): Cited =>
  candidate.item ?? candidate.event ?? candidate.faq!;

/** The candidates without those that cite a record cited before. */
export function distinct(candidates: Candidate[]): Candidate[] {
  const seen = new Set<string>();
  return candidates.filter(({ id }) => !seen.has(id) && seen.add(id));
}
