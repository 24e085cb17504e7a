import { createHash } from 'node:crypto';
import { globSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isMap, isSeq, LineCounter, type ParsedNode, parseDocument } from 'yaml';
import { z } from 'zod';
import {
  allianceSchema,
  areaSchema,
  type Content,
  type Demo,
  demoSchema,
  eventSchema,
  itemSchema,
  networkSchema,
  organisationSchema,
  resourceSchema,
  signpostSchema,
  termSchema,
} from './schema.ts';

/** One thing wrong in a content file: "items/send.yaml, line 12, field summary: end the sentence with a full stop" */
export type ContentFault = { file: string; line: number; field: string; message: string };

/** Thrown with every fault found, so that a person mends them in one go. */
export class ContentError extends Error {
  readonly faults: ContentFault[];
  constructor(faults: ContentFault[]) {
    const lines = faults.map((f) => `${f.file}, line ${f.line}, field ${f.field}: ${f.message}`);
    super(
      `The content has ${faults.length === 1 ? 'a fault' : `${faults.length} faults`}:\n${lines.join('\n')}`,
    );
    this.name = 'ContentError';
    this.faults = faults;
  }
}

/** A hash of every file below a folder and of its name: the same as long as nothing in there changes. */
export function fingerprint(folder: string): string {
  const hash = createHash('sha256');
  for (const file of globSync('**/*.*', { cwd: folder }).sort())
    hash.update(`${file}\n`).update(readFileSync(join(folder, file)));
  return hash.digest('base64url');
}

type Read<T> = { value: T; lineOf: (path: PropertyKey[]) => number; file: string };

/**
 * Reads and checks a folder of content files.
 * @param folder path of the folder (`bot/content`)
 * @returns the content, every reference in it known to exist
 * @throws ContentError with every fault: file, line and field
 */
export function readContentFiles(folder: string): Content {
  const faults: ContentFault[] = [];
  const list = <S extends z.ZodType>(file: string, schema: S) =>
    readFile(folder, file, z.array(schema), faults);
  const alliance = readFile(folder, 'alliance.yaml', allianceSchema, faults);
  const areas = list('areas.yaml', areaSchema);
  const items = readdirSync(join(folder, 'items'))
    .filter((name) => name.endsWith('.yaml'))
    .sort()
    .map((name) => list(`items/${name}`, itemSchema));
  const terms = list('glossary.yaml', termSchema);
  const organisations = list('organisations.yaml', organisationSchema);
  const networks = list('networks.yaml', networkSchema);
  const events = list('events.yaml', eventSchema);
  const resources = list('resources.yaml', resourceSchema);
  const signposts = list('signposts.yaml', signpostSchema);
  if (faults.length > 0) throw new ContentError(faults);

  checkReferences(
    { alliance, areas, items, organisations, networks, events, resources, signposts, terms },
    faults,
  );
  const documents = new Map<string, string>();
  for (const [n, resource] of resources.value.entries()) {
    if (!resource.file) continue;
    try {
      documents.set(resource.id, readFileSync(join(folder, 'documents', resource.file), 'utf8'));
    } catch {
      faults.push(fault(resources, [n, 'file'], `there is no documents/${resource.file}`));
    }
  }
  if (faults.length > 0) throw new ContentError(faults);
  return {
    alliance: alliance.value,
    areas: areas.value,
    items: items.flatMap((file) => file.value),
    faqs: [],
    signposts: signposts.value,
    terms: terms.value,
    organisations: organisations.value,
    networks: networks.value,
    events: events.value,
    resources: resources.value.map((r) => ({ ...r, document: documents.get(r.id) })),
  };
}

/** Reads local mode's demo accounts and sample events. Throws ContentError as above. */
export function readDemoFile(folder: string): Demo {
  const faults: ContentFault[] = [];
  const demo = readFile(folder, 'demo.yaml', demoSchema, faults);
  if (faults.length === 0 && demo.value.accounts.filter((a) => a.playground).length !== 1)
    faults.push(fault(demo, ['accounts'], 'exactly one account is the one of Agents Playground'));
  if (faults.length > 0) throw new ContentError(faults);
  return demo.value;
}

function readFile<S extends z.ZodType>(
  folder: string,
  file: string,
  schema: S,
  faults: ContentFault[],
): Read<z.output<S>> {
  const lines = new LineCounter();
  let textOfFile: string;
  try {
    textOfFile = readFileSync(join(folder, file), 'utf8');
  } catch {
    faults.push({ file, line: 1, field: '(file)', message: 'the file is missing' });
    return { value: [] as z.output<S>, lineOf: () => 1, file };
  }
  const document = parseDocument(textOfFile, { lineCounter: lines });
  const lineOf = (path: PropertyKey[]) => {
    const offset = offsetAt(document.contents, path);
    return offset === undefined ? 1 : lines.linePos(offset).line;
  };
  for (const problem of document.errors)
    faults.push({
      file,
      line: lines.linePos(problem.pos[0]).line,
      field: '(syntax)',
      message: problem.message,
    });
  const parsed = schema.safeParse(document.toJS());
  if (document.errors.length === 0 && !parsed.success)
    for (const issue of parsed.error.issues) {
      const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0] ?? ''] : issue.path;
      faults.push({ file, line: lineOf(path), field: path.join('.') || '(file)', message: issue.message });
    }
  return { value: (parsed.success ? parsed.data : []) as z.output<S>, lineOf, file };
}

/** Position in the text of the node at `path`, or of its nearest ancestor that exists. */
function offsetAt(node: ParsedNode | null, path: PropertyKey[]): number | undefined {
  let at: unknown = node;
  let offset = node?.range[0];
  for (const step of path) {
    if (isMap(at)) {
      const pair = at.items.find((p) => String((p.key as { value?: unknown })?.value) === String(step));
      if (!pair) return offset;
      offset = (pair.key as ParsedNode).range[0];
      at = pair.value;
    } else if (isSeq(at)) {
      at = at.items[Number(step)];
      offset = (at as ParsedNode | undefined)?.range[0] ?? offset;
    } else return offset;
  }
  return offset;
}

function fault(
  from: Pick<Read<unknown>, 'file' | 'lineOf'>,
  path: PropertyKey[],
  message: string,
): ContentFault {
  return { file: from.file, line: from.lineOf(path), field: path.join('.'), message };
}

type Files = {
  alliance: Read<Content['alliance']>;
  areas: Read<Content['areas']>;
  items: Read<Content['items']>[];
  organisations: Read<Content['organisations']>;
  networks: Read<Content['networks']>;
  events: Read<Content['events']>;
  resources: Read<Content['resources']>;
  signposts: Read<Content['signposts']>;
  terms: Read<Content['terms']>;
};

/** Ids are unique, and every id that a record names exists. */
function checkReferences(files: Files, faults: ContentFault[]): void {
  const unique = (reads: Read<{ id: string }[]>[]): Set<string> => {
    const seen = new Set<string>();
    for (const read of reads)
      for (const [n, record] of read.value.entries()) {
        if (seen.has(record.id)) faults.push(fault(read, [n, 'id'], `the id ${record.id} is used twice`));
        seen.add(record.id);
      }
    return seen;
  };
  const documents = new Set(files.alliance.value.documents.map((d) => d.id));
  const areas = unique([files.areas]);
  // Answers name items, events and signposts side by side, so they share one set of ids.
  const items = unique([...files.items, files.events, files.signposts]);
  const networks = unique([files.networks]);
  const organisations = unique([files.organisations]);
  unique([files.terms]);
  unique([files.resources]);

  const check = (read: Read<object[]>, field: string, known: Set<string>, what: string) => {
    for (const [n, record] of read.value.entries()) {
      const value = field.split('.').reduce<unknown>((o, k) => (o as Record<string, unknown>)?.[k], record);
      const ids = Array.isArray(value) ? value : value === undefined ? [] : [value];
      for (const each of ids)
        if (!known.has(each))
          faults.push(fault(read, [n, ...field.split('.')], `there is no ${what} ${each}`));
    }
  };
  for (const read of [...files.items, files.networks, files.events, files.resources])
    check(read, 'area', areas, 'area');
  for (const read of [files.areas, ...files.items, files.networks, files.events, files.organisations])
    check(read, 'source.document', documents, 'document');
  for (const read of files.items) {
    check(read, 'networks', networks, 'network');
    check(read, 'partners', organisations, 'organisation');
    check(read, 'related', items, 'item');
  }
  check(files.events, 'item', items, 'item');
}
