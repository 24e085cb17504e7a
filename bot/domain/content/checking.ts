import type { z } from 'zod';
import type { Database } from '../../ports/store/db.ts';
import { AppError } from '../errors.ts';
import { organisations } from '../members/organisations.ts';
import { alliance, records } from './records.ts';
import { faqSchema, itemSchema, networkSchema, signpostSchema, termSchema } from './schema.ts';

const schemas = {
  item: itemSchema,
  faq: faqSchema,
  term: termSchema,
  signpost: signpostSchema,
  network: networkSchema,
};
type Checked = { [K in keyof typeof schemas]: z.output<(typeof schemas)[K]> };

const names: Record<string, string> = {
  about: 'About it',
  actions: 'What will be done',
  aliases: 'Other names and ways to ask',
  also: 'Other spellings, and words for the same',
  answer: 'The answer',
  answeredOn: 'Answered on',
  area: 'Area',
  author: 'Answered by',
  byInvitation: 'By invitation',
  caution: 'Please note',
  figures: 'Figures and dates',
  kind: 'Kind',
  lead: 'Who leads',
  links: 'Links',
  meaning: 'What it means',
  name: 'Name',
  networks: 'Networks',
  origin: 'Where the meaning is from',
  partners: 'Partners',
  questions: 'Ways to ask it',
  readers: 'Who may read it',
  reasons: 'Why',
  related: 'Related',
  reviewOn: 'Look at it again on',
  short: 'Short name',
  source: 'Source',
  state: 'State',
  summary: 'What it is',
  term: 'Word or acronym',
  text: 'What people read',
  title: 'Title',
};

/** What people call a field, in the editor and in what they are told. */
export const fieldName = (kind: keyof Checked, field: string): string =>
  kind === 'signpost' && field === 'aliases'
    ? 'Words of the questions it is for'
    : (names[field] ?? 'This record');

/**
 * A record that may be stored: of its kind's shape, and all that it names exists.
 * @param known what the record was before: what it named then it may go on naming
 * @throws AppError 'invalid', with each fault as a sentence under its field's name
 */
export async function checkedRecord<K extends keyof Checked>(
  db: Database,
  kind: K,
  id: string,
  input: unknown,
  known: unknown[],
): Promise<Checked[K]> {
  const parsed = schemas[kind].safeParse(
    typeof input === 'object' && input !== null && !Array.isArray(input) ? { ...input, id } : {},
  );
  const record = parsed.success ? (parsed.data as Checked[K]) : undefined;
  const faults = record
    ? [...unreadable(record), ...(await missing(db, record, known))]
    : parsed.error!.issues.map(({ path: [field = '', line], ...issue }) => ({
        field: String(field),
        line,
        words: wordsOf(issue),
      }));
  if (!record || faults.length > 0)
    throw new AppError('invalid', faults.map((each) => sentence(kind, each)).join(' '));
  return JSON.parse(JSON.stringify(record)) as Checked[K];
}

type Fault = { field: string; line?: PropertyKey | undefined; words: string };

/** "What it is, line 2: end the sentence with a full stop." */
function sentence(kind: keyof Checked, { field, line, words }: Fault): string {
  const unit = field === 'answer' ? 'paragraph' : 'line';
  const where = typeof line === 'number' ? `, ${unit} ${line + 1}` : '';
  return `${fieldName(kind, field)}${where}: ${words}.`;
}

function wordsOf(issue: { code?: string | undefined; message: string } & object): string {
  const { code, message, ...more } = issue as { code: string; message: string } & Record<string, unknown>;
  if (code === 'too_small' && more.origin === 'array') return 'write at least one';
  if (code === 'too_small' || code === 'invalid_type') return 'write something here';
  if (code === 'too_big' && more.origin === 'array') return `keep it to ${more.maximum} of them`;
  if (code === 'too_big') return `keep it to ${more.maximum} characters`;
  if (code === 'invalid_value') return 'choose one of the choices';
  if (code === 'unrecognized_keys') return 'there is something in it that we do not know';
  if (code === 'invalid_format' && more.format === 'url') return 'write an address that begins with https://';
  return message;
}

/** The database does not hold every character, and no screen shows them all. */
function unreadable(record: object): Fault[] {
  return Object.entries(record).flatMap(([field, value]) => {
    let fits = true;
    JSON.stringify(value, (_, each: unknown) => {
      if (typeof each === 'string') fits &&= !/\p{Cs}|(?![\n\r\t])\p{Cc}/u.test(each);
      return each;
    });
    return fits ? [] : [{ field, words: 'take out the characters that cannot be shown' }];
  });
}

async function missing(db: Database, record: object, known: unknown[]): Promise<Fault[]> {
  const ids = async (...kinds: ('area' | 'item' | 'network')[]) =>
    (await Promise.all(kinds.map((each) => records(db, each)))).flat().map((each) => each.id);
  const named: Record<string, { what: string; all(): Promise<string[]> }> = {
    area: { what: 'area', all: () => ids('area') },
    networks: { what: 'network', all: () => ids('network') },
    partners: { what: 'organisation', all: async () => (await organisations(db)).map((each) => each.id) },
    related: { what: 'item', all: () => ids('item') },
    source: { what: 'document', all: async () => (await alliance(db)).documents.map((each) => each.id) },
  };
  const faults: Fault[] = [];
  for (const [field, { what, all }] of Object.entries(named)) {
    const before = new Set(known.flatMap((each) => namedIn(each, field)));
    const added = namedIn(record, field).filter((each) => !before.has(each));
    if (added.length === 0) continue;
    const there = new Set(await all());
    for (const each of added)
      if (!there.has(each)) faults.push({ field, words: `there is no ${what} ${each}` });
  }
  return faults;
}

/** The ids that a record names in a field. */
function namedIn(record: unknown, field: string): string[] {
  const value = (record as Record<string, unknown> | null)?.[field];
  if (field === 'source') return value ? [(value as { document: string }).document] : [];
  return typeof value === 'string' ? [value] : Array.isArray(value) ? (value as string[]) : [];
}
