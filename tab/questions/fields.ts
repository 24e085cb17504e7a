/** What of a record can be edited, in plain words, and how it is written in a form. */
import type { ContentKind } from '../../bot/api/contract-questions.ts';
import type { Fields } from './queries.ts';

type As = 'line' | 'sentence' | 'lines' | 'paragraphs' | 'area' | 'readers' | 'day' | 'links';
export type Field = { name: string; label: string; as: As; hint?: string; required?: true };
export type Link = { title: string; url: string };
/** What stands in a form: the words of each field, and its links. */
export type Written = Record<string, string | Link[]>;

const sentences = 'Whole sentences, one on each line';
const wordings = 'One on each line. They are never shown: they help the bot to understand what is asked';

/** @param isNew it is not there yet: what the service fills in cannot be edited */
export const fieldsOf = (kind: ContentKind, isNew: boolean): Field[] =>
  fields[kind].filter(({ as }) => !isNew || as !== 'day');

const fields: Record<ContentKind, Field[]> = {
  faq: [
    {
      name: 'questions',
      label: 'Ways to ask it',
      as: 'lines',
      hint: 'One on each line. The first one stands as its title',
      required: true,
    },
    {
      name: 'answer',
      label: 'The answer',
      as: 'paragraphs',
      hint: 'Leave an empty line between paragraphs',
      required: true,
    },
    { name: 'area', label: 'Area', as: 'area' },
    { name: 'readers', label: 'Who may read it', as: 'readers' },
    {
      name: 'reviewOn',
      label: 'Look at it again on',
      as: 'day',
      hint: 'On this day it stands first in the list of answers',
      required: true,
    },
  ],
  item: [
    { name: 'title', label: 'Title', as: 'line', required: true },
    { name: 'summary', label: 'What it is', as: 'lines', hint: sentences, required: true },
    { name: 'actions', label: 'What will be done', as: 'lines', hint: sentences },
    { name: 'reasons', label: 'Why', as: 'lines', hint: sentences },
    { name: 'lead', label: 'Who leads', as: 'sentence', hint: 'A whole sentence' },
    { name: 'figures', label: 'Figures and dates', as: 'lines', hint: sentences },
    {
      name: 'caution',
      label: 'Please note',
      as: 'sentence',
      hint: 'Said with every answer from it: that facts are old, or not certain',
    },
    { name: 'aliases', label: 'Other names and ways to ask', as: 'lines', hint: wordings },
    { name: 'area', label: 'Area', as: 'area', required: true },
    { name: 'readers', label: 'Who may read it', as: 'readers' },
  ],
  term: [
    { name: 'term', label: 'Word or acronym', as: 'line', required: true },
    { name: 'meaning', label: 'What it means', as: 'line', required: true },
    { name: 'also', label: 'Other spellings, and words for the same', as: 'lines', hint: 'One on each line' },
  ],
  signpost: [
    { name: 'title', label: 'Title', as: 'line', required: true },
    {
      name: 'aliases',
      label: 'Words of the questions it is for',
      as: 'lines',
      hint: wordings,
      required: true,
    },
    { name: 'text', label: 'What people read', as: 'lines', hint: sentences, required: true },
    { name: 'links', label: 'Links', as: 'links' },
  ],
};

const joins = { lines: '\n', paragraphs: '\n\n' };
const splits = { lines: /\n/, paragraphs: /\n\s*\n/ };
const isList = (as: As): as is keyof typeof joins => Object.hasOwn(joins, as);

/** A record as it stands in the form. */
export function writtenFrom(fields: Field[], record: Fields): Written {
  return Object.fromEntries(
    fields.map(({ name, as }) => {
      const value = record[name];
      if (as === 'links') return [name, (value as Link[] | undefined) ?? []];
      if (as === 'readers') return [name, String(value ?? 'members')];
      if (isList(as)) return [name, ((value as string[] | undefined) ?? []).join(joins[as])];
      return [name, String(value ?? '')];
    }),
  );
}

/** The record that the form stands for: what cannot be edited stays as it was, what is empty is left out. */
export function recordFrom(fields: Field[], written: Written, was: Fields): Fields {
  const record = { ...was };
  for (const { name, as } of fields) {
    const value = contentOf(as, written[name]);
    if (value.length > 0) record[name] = value;
    else delete record[name];
  }
  return record;
}

function contentOf(as: As, written: Written[string] = ''): string | (string | Link)[] {
  if (typeof written !== 'string')
    return written
      .map(({ title, url }) => ({ title: title.trim(), url: url.trim() }))
      .filter(({ title, url }) => title || url);
  if (!isList(as)) return written.trim().replace(/\s*\n\s*/g, ' ');
  return written
    .split(splits[as])
    .map((each) => each.trim())
    .filter(Boolean);
}

/** The first field that must not be empty and is. */
export const missingOf = (fields: Field[], record: Fields): Field | undefined =>
  fields.find(({ name, required }) => required && record[name] === undefined);
