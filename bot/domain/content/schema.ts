/**
 * The alliance's own data: what another regional alliance changes to make the app its own.
 * Each object below is the shape of one record in the files of `bot/content/`.
 */
import { z } from 'zod';

const id = z
  .string()
  .max(80)
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'use lower-case words joined by hyphens');
const text = z.string().trim().min(1).max(2000);
const sentence = text.max(600).regex(/[.?!]$/, 'end the sentence with a full stop');
const day = z.iso.date('write the date as YYYY-MM-DD, a day that exists');
const clockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'write the time as HH:MM, London time');

/** Where a record comes from: a document of `alliance.yaml` and the section in it. */
const source = z.strictObject({ document: id, section: text });

export const allianceSchema = z.strictObject({
  name: text, // London Innovation and Improvement Alliance
  shortName: text, // LIIA
  host: text, // organisation id of the host is in organisations.yaml; this is its name
  about: z.array(sentence).min(1), // said in help and welcome
  signInHelp: z.email(), // where people write when they cannot sign in
  contacts: z.array(z.strictObject({ purpose: text, email: z.email(), name: text.optional() })),
  documents: z.array(
    z.strictObject({
      id,
      title: text,
      year: z.int(),
      url: z.url({ protocol: /^https$/ }).optional(),
      note: sentence.optional(),
    }),
  ),
});

/** A part of the plan that members follow: its colour and icon are the same on chips, cards and charts. */
export const areaSchema = z.strictObject({
  id,
  name: text,
  summary: sentence,
  /** Other ways people name the area. */
  aliases: z.array(text).default([]),
  /** Whether it is one of the plan's priority areas (the rest: core activities, about the alliance). */
  priority: z.boolean(),
  colour: z.enum(['teal', 'purple', 'navy', 'green', 'berry', 'brown', 'steel']),
  icon: z.enum(['shield', 'building', 'puzzle', 'key', 'people', 'star', 'info']),
  source,
});

/** Who may read a record, and be answered from it: every member, those whom the library is open to, or coordinators. */
const readers = z.enum(['members', 'library', 'coordinators']);

/** One thing that the bot answers from. Every string is a whole sentence that can be shown by itself. */
export const itemSchema = z.strictObject({
  id,
  area: id,
  title: text,
  /** Other names and ways people ask: acronyms, everyday words, short phrases. Never shown. */
  aliases: z.array(text).default([]),
  /** What it is, in one to three sentences. */
  summary: z.array(sentence).min(1),
  /** What will be done: one sentence for each thing. */
  actions: z.array(sentence).default([]),
  /** Why it is done. */
  reasons: z.array(sentence).default([]),
  /** Who leads, where the plan says so. */
  lead: sentence.optional(),
  /** Dates, deadlines, counts and other figures, exactly as the source gives them. */
  figures: z.array(sentence).default([]),
  /** Said with the answer where the facts are old, uncertain or shared with another record. */
  caution: sentence.optional(),
  /** Ids of networks and partners (with boards) that the record names. */
  networks: z.array(id).default([]),
  partners: z.array(id).default([]),
  /** Ids of closely related items. */
  related: z.array(id).default([]),
  readers: readers.default('members'),
  source,
});

/** A question that a coordinator answered for everybody to come. */
export const faqSchema = z.strictObject({
  id,
  /** Ways to ask it. The first one stands as its title. */
  questions: z.array(text.max(300)).min(1).max(30),
  /** Paragraphs of plain text. */
  answer: z.array(text).min(1).max(10),
  area: id.optional(),
  /** Who answered it. */
  author: text,
  answeredOn: day,
  /** From this day on somebody should look whether it still holds. */
  reviewOn: day,
  readers: readers.default('members'),
  /** Only what is live is answered from. */
  state: z.enum(['draft', 'live']),
});

/** Where people are sent with what they must not rely on a bot for. */
export const signpostSchema = z.strictObject({
  id,
  title: text,
  /** Words and phrases of the questions that are met with it. */
  aliases: z.array(text.max(200)).min(1),
  text: z.array(sentence).min(1).max(8),
  links: z.array(z.strictObject({ title: text, url: z.url({ protocol: /^https$/ }) })).default([]),
});

/** An acronym or special word and what it means. `origin` says whose meaning this is. */
export const termSchema = z.strictObject({
  id,
  term: text, // ALDCS
  meaning: text, // Association of London Directors of Children's Services
  /** Other spellings and everyday words for the same thing. */
  also: z.array(text).default([]),
  /** `plan` or `about` where the documents spell it out; `glossary` where the meaning is the glossary's own. */
  origin: z.enum(['plan', 'about', 'glossary']),
});

/** The domain of an e-mail address. */
export const domainSchema = z
  .string()
  .trim()
  .toLowerCase()
  .max(253)
  .regex(/^([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,}$/, 'write a domain like example.gov.uk');

/** A local authority, a partner or the host. Only authorities sign the Data Sharing Protocol. */
export const organisationSchema = z.strictObject({
  id,
  name: text,
  kind: z.enum(['authority', 'partner', 'host']),
  /** The short name or acronym, where it has one. */
  short: text.optional(),
  /** ONS code of the local authority district: E09000001 to E09000033 in London. */
  gss: z
    .string()
    .regex(/^E0[6-9]\d{6}$/, 'a GSS code looks like E09000007')
    .optional(),
  /** The integrated care system that the authority belongs to. */
  careSystem: text.optional(),
  /** Whether the Data Sharing Protocol is signed for this authority. */
  signed: z.boolean().optional(),
  /** When it was signed. */
  signedOn: day.optional(),
  /** Domains of the organisation's e-mail addresses. */
  domains: z.array(domainSchema).optional(),
  about: z.array(sentence).default([]),
  source: source.optional(),
});

/** A network, board or group that the plan names. Members will follow these. */
export const networkSchema = z.strictObject({
  id,
  name: text,
  short: text.optional(),
  kind: z.enum(['network', 'board', 'group']),
  area: id,
  /** What is only being explored does not exist yet: nobody can follow it. */
  state: z.enum(['open', 'exploring']).default('open'),
  /** Coordinators put people into it; nobody joins by themselves. */
  byInvitation: z.boolean().default(false),
  about: z.array(sentence).min(1),
  source,
});

/**
 * An event. With `starts` and `ends` it has hours; with only a `date` it has none; with neither, its
 * date is to be confirmed. It can be booked only where `places` is given.
 */
export const eventSchema = z
  .strictObject({
    id,
    title: text,
    aliases: z.array(text).default([]),
    summary: sentence,
    description: z.array(sentence).default([]),
    area: id,
    /** The item that this event belongs to: answers about the event cite it. */
    item: id.optional(),
    date: day.optional(),
    starts: clockTime.optional(),
    ends: clockTime.optional(),
    mode: z.enum(['in person', 'online']).optional(),
    venue: text.optional(),
    audience: text.optional(),
    bring: text.optional(),
    places: z.int().min(1).max(10_000).optional(),
    /** Hours before the start at which booking closes. */
    closesHoursBefore: z.int().min(0).max(720).default(0),
    caution: sentence.optional(),
    source: source.optional(),
  })
  .refine((e) => !e.starts || e.date, { error: 'an event with hours needs a date', path: ['date'] })
  .refine((e) => !e.starts === !e.ends, { error: 'give both starts and ends, or neither', path: ['ends'] })
  .refine((e) => !e.starts || e.ends! > e.starts, { error: 'the end is before the start', path: ['ends'] })
  .refine((e) => !e.places || e.starts, { error: 'an event with places needs its hours', path: ['places'] });

/** A library resource: a link to what is public, or a short document in `bot/content/documents/`. */
export const resourceSchema = z
  .strictObject({
    id,
    title: text,
    summary: sentence,
    type: z.enum(['plan summary', 'report', 'guide', 'website']),
    area: id,
    /** The day it came into the library. */
    added: day,
    url: z.url({ protocol: /^https$/ }).optional(),
    file: z
      .string()
      .regex(/^[a-z0-9-]+\.md$/, 'name a .md file of the documents folder')
      .optional(),
  })
  .refine((r) => Boolean(r.url) !== Boolean(r.file), {
    error: 'give a url or a file, not both',
    path: ['url'],
  });

/** A person who exists only in local mode, to sign in as. */
export const demoAccountSchema = z.strictObject({
  id,
  name: text,
  describes: sentence, // shown on the sign-in page
  /** Left out: of a tenant that nobody here knows. */
  organisation: id.optional(),
  /** Their tenant serves these organisations too. */
  shares: z.array(id).default([]),
  /** False: has never opened the app, so comes as a stranger. */
  known: z.boolean().default(true),
  role: z.enum(['member', 'contact', 'coordinator', 'administrator']),
  post: text.optional(),
  /** Approved for the library. */
  library: z.boolean().default(false),
  /** Entra ids, made up and fixed, so that a restart keeps people's bookings. */
  tenantId: z.guid(),
  objectId: z.guid(),
  /** The person that Agents Playground speaks as. Exactly one. */
  playground: z.boolean().default(false),
});

/** Local mode's sample data. Dates of sample events are days from the day the database was made. */
export const demoSchema = z.strictObject({
  organisations: z.array(organisationSchema),
  accounts: z.array(demoAccountSchema).min(1),
  events: z.array(
    z.strictObject({
      id,
      title: text,
      summary: sentence,
      description: z.array(sentence).default([]),
      area: id,
      inDays: z.int().min(1).max(365),
      starts: clockTime,
      ends: clockTime,
      mode: z.enum(['in person', 'online']),
      venue: text.optional(),
      audience: text.optional(),
      bring: text.optional(),
      places: z.int().min(1).max(10_000),
    }),
  ),
});

export type Alliance = z.output<typeof allianceSchema>;
export type Area = z.output<typeof areaSchema>;
export type Item = z.output<typeof itemSchema>;
export type Readers = z.output<typeof readers>;
export type Faq = z.output<typeof faqSchema>;
export type Signpost = z.output<typeof signpostSchema>;
export type Term = z.output<typeof termSchema>;
export type Organisation = z.output<typeof organisationSchema>;
export type Network = z.output<typeof networkSchema>;
export type ContentEvent = z.output<typeof eventSchema> & {
  /** When else it is: a series, its later dates in order. */
  later?: { date: string; starts?: string; ends?: string }[];
};
export type Resource = z.output<typeof resourceSchema> & {
  /** Markdown of the document. */ document?: string;
};
export type DemoAccount = z.output<typeof demoAccountSchema>;
export type Demo = z.output<typeof demoSchema>;

/** Everything the alliance's data says, checked. Lists are in the order of the files. */
export type Content = {
  alliance: Alliance;
  areas: Area[];
  items: Item[];
  /** Live ones and drafts. None come with the files. */
  faqs: Faq[];
  signposts: Signpost[];
  terms: Term[];
  organisations: Organisation[];
  networks: Network[];
  events: ContentEvent[];
  resources: Resource[];
};
