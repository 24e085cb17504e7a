/** Who may import what of ours. The first rule whose `of` fits a file holds for it. */
export type Rule = {
  of: RegExp;
  /** Besides the file's own folder. */
  may: RegExp[];
  /** By `import type` only: nothing of these runs because of it. */
  mayTypes?: RegExp[];
  /** By `import()` only. */
  mayLater?: RegExp[];
  /** Where the code belongs instead. */
  says: string;
};

const shared =
  /^bot\/domain\/((context|errors|london|settings|tables|working-days)\.ts|members\/|content\/|messages\/)/;
const ports = /^bot\/ports\//;
const config = /^bot\/config\.ts$/;
const contract = /^bot\/api\/contract(-people|-questions|-events|-organising|-attendees|-day)?\.ts$/;

export const rules: Rule[] = [
  {
    of: /^bot\/main\.ts$/,
    may: [
      /^bot\/(app|config)\.ts$/,
      /^bot\/domain\/(content\/files|errors)\.ts$/,
      /^bot\/ports\/store\/(lock|mark)\.ts$/,
    ],
    says: 'main.ts starts, stops and says in a sentence what is in the way. What the service is made of is put together in app.ts.',
  },
  {
    of: /^bot\/app\.ts$/,
    may: [/^bot\/(?!local\/|main\.ts|ask\.ts)/],
    mayTypes: [/^bot\/local\//],
    mayLater: [/^bot\/local\//],
    says: 'app.ts puts the service together; local mode is loaded with import(), and only where it is asked for.',
  },
  {
    of: /^bot\/ask\.ts$/,
    may: [/^bot\/domain\/(content|knowledge)\//],
    says: 'ask.ts answers from the content files alone: no database, no face.',
  },
  {
    of: config,
    may: [],
    says: 'config.ts turns the environment into values and knows nothing else of ours.',
  },
  {
    of: /^bot\/(chat|api|jobs)\//,
    may: [/^bot\/domain\//, /^bot\/cards\//],
    mayTypes: [ports, config],
    says: 'a face (chat, api, jobs) knows the domain and the cards. What two faces share belongs in domain/, a card in cards/; the outside (ports) is handed in by app.ts, so only its types are imported.',
  },
  {
    of: /^bot\/cards\//,
    may: [/^bot\/domain\/(?!context\.ts)/],
    says: 'a card is drawn from a value of the domain, without asking anything: what it needs is asked for by the chat or the job that sends it.',
  },
  {
    of: /^bot\/domain\/[^/]+\.ts$/,
    may: [/^bot\/domain\/[^/]+\.ts$/],
    mayTypes: [ports, /^bot\/domain\/knowledge\//],
    says: 'what lies at the top of domain/ is for every module, so it knows none of them. A rule belongs in the folder of its word.',
  },
  {
    of: /^bot\/domain\/questions\//,
    may: [shared, /^bot\/domain\/knowledge\//],
    mayTypes: [ports],
    says: 'questions are answered from what the bot knows, or by people; what it knows (knowledge) does not know who asks.',
  },
  {
    of: /^bot\/domain\/overview\//,
    may: [/^bot\/domain\//],
    mayTypes: [ports],
    says: 'overview is what looks across everything: all that is held about a person, and its end. No module knows it.',
  },
  {
    of: /^bot\/domain\//,
    may: [shared],
    mayTypes: [ports],
    says: 'a module of the domain knows members, content and messages, and no other module; neither HTTP nor Teams. The outside comes in through the context. What another module must do because of this one travels as a job.',
  },
  {
    of: ports,
    may: [ports],
    mayTypes: [config],
    says: 'a port knows the outside and nothing of ours but the types of config.ts. A rule belongs in domain/.',
  },
  {
    of: /^bot\/local\//,
    may: [/^bot\/domain\//],
    mayTypes: [config, ports],
    says: 'local mode plays the outside (Entra, the channel, a sign-in) and fills the database through the domain; it has no way round the faces.',
  },
  { of: /^tab\/(vite\.config|build)\.ts$/, may: [], says: 'the build knows nothing of the tab.' },
  {
    of: /^tab\/(main|app)\.tsx$/,
    may: [/^tab\/(?!teams\.ts|vite)/],
    says: 'main.tsx and app.tsx put the tab together from pages, and know nothing of the service.',
  },
  {
    of: /^tab\/routes\.ts$/,
    may: [],
    mayLater: [/^tab\/[^/]+\/[^/]+-page\.tsx$/],
    says: 'routes.ts names each page and loads it with import(), so that the first load stays small.',
  },
  {
    of: /^tab\/host\.ts$/,
    may: [],
    mayTypes: [/^tab\/teams\.ts$/],
    mayLater: [/^tab\/teams\.ts$/],
    says: 'host.ts loads teams.ts with import(), in Teams only: teams-js never settles in a window without a parent.',
  },
  { of: /^tab\/teams\.ts$/, may: [], mayTypes: [/^tab\/host\.ts$/], says: 'teams.ts knows Teams only.' },
  {
    of: /^tab\/api\.ts$/,
    may: [/^tab\/host\.ts$/],
    mayTypes: [contract],
    says: 'api.ts asks the service; from its code it takes the types of contract.ts and nothing that runs.',
  },
  {
    of: /^tab\/ui\//,
    may: [/^tab\/(api|host)\.ts$/],
    mayTypes: [contract],
    says: 'ui/ is for every feature, so it knows none of them.',
  },
  {
    of: /^tab\/[^/]+\//,
    may: [/^tab\/(api|host)\.ts$/, /^tab\/ui\//],
    mayTypes: [contract],
    says: 'a feature of the tab never imports another one: what two share belongs in ui/. From the service it takes the types of api/contract.ts only, by `import type`.',
  },
  {
    of: /^appPackage\//,
    may: [/^bot\/domain\/content\//],
    says: 'packaging reads the content for the name of the alliance, and nothing else of the service.',
  },
];

/** Packages that few files may know, so that each can be exchanged in one place. */
export const packages: { names: string[]; in: RegExp; says: string }[] = [
  {
    names: ['botbuilder', 'botbuilder-core', 'botframework-connector', '@microsoft/teamsfx'],
    in: /^bot\/(chat\/|cards\/|ports\/(messenger|entra)\.ts|app\.ts)/,
    says: 'Teams is spoken in chat/, cards/ and ports/messenger.ts.',
  },
  { names: ['restify'], in: /^bot\/(api\/|app\.ts)/, says: 'HTTP is spoken in api/.' },
  {
    names: ['kysely'],
    in: /^bot\/(domain|ports)\//,
    says: 'SQL stands beside its rule, in domain/, or in ports/store/.',
  },
  {
    names: ['pg-boss'],
    in: /^bot\/(jobs\/worker|ports\/queue|ports\/store\/db)\.ts$/,
    says: 'jobs are sent with ctx.queue and worked on in jobs/worker.ts.',
  },
  {
    names: ['pg', '@electric-sql/pglite'],
    in: /^bot\/ports\/store\//,
    says: 'ports/store/ opens databases.',
  },
  { names: ['@azure/msal-node'], in: /^bot\/ports\/entra\.ts$/, says: 'ports/entra.ts talks to Entra.' },
  {
    names: ['jose'],
    in: /^bot\/(api\/auth\.ts|chat\/gate\.ts|local\/)/,
    says: 'tokens are checked in api/auth.ts and chat/gate.ts, and signed in local/ only.',
  },
  { names: ['@microsoft/teams-js'], in: /^tab\/teams\.ts$/, says: 'tab/teams.ts is what knows Teams.' },
];
