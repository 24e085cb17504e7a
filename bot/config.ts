import { resolve } from 'node:path';
import { z } from 'zod';

/** Where tokens come from and who we are to them. Production: Entra and the Bot Framework. Local: our own issuer. */
export type Trust = {
  /** The Entra application that the tab's tokens are for; also the bot's. GUID. */
  appId: string;
  /** The tenant that the bot is registered in: its own tokens come from there. GUID. */
  homeTenantId: string;
  /** Issuer of the tab's tokens; `{tenantid}` stands for the person's tenant. */
  memberIssuer: string;
  memberKeysUrl: string;
  /** Client ids that may ask for a tab token: Teams desktop and mobile, Teams on the web. */
  memberClients: string[];
  /** Issuer of the channel's tokens on /api/messages, and where its keys are described. */
  channelIssuer: string;
  channelMetadataUrl: string;
  /** Hosts (with scheme) that the bot may post replies to. */
  serviceHosts: string[];
};

export type Config = {
  /** True only where `LIIA_LOCAL=1`, no Entra setting is given and we listen on loopback. */
  local: boolean;
  host: string;
  port: number;
  /** Where the tab is reached, for links in cards: scheme and host. */
  publicUrl: string;
  store: { folder: string } | { url: string };
  trust: Trust;
  /** How the bot proves itself when it posts. In local mode the issuer's token endpoint takes any secret. */
  botSecret: string;
  /** Origin that calls to login.microsoftonline.com are sent to instead; local mode only. */
  loginOrigin: string | undefined;
  /** Where Microsoft Graph is; in local mode our own. */
  graphOrigin: string;
  /** Tenants known from the start: tenant id to organisation id. */
  tenants: Record<string, string>;
  /** The first administrator: tenant id and object id. */
  administrator: { tenantId: string; objectId: string } | undefined;
  /** Local mode: where Agents Playground listens, a second one for a coordinator's side, and the relay that signs their posts. */
  playground: { port: number; coordinatorPort: number | undefined; relayPort: number } | undefined;
  /** Seals what people answer about health or religion: 32 bytes. */
  answersKey: Buffer;
  /** The mail server, with user and password in its address, and who e-mail comes from. */
  mail: { url: string; from: { name: string; address: string } } | undefined;
  /** Whom invitations to events come from: as e-mail, where there is some. */
  organiser: { name: string; address: string };
  /** Messages to people are written down instead of sent. */
  recording: boolean;
  logLevel: 'silent' | 'error' | 'info';
};

/** Every fault of the environment at once, one sentence each. */
export class ConfigError extends Error {
  readonly faults: string[];
  constructor(faults: string[]) {
    super(`The settings cannot be used:\n${faults.map((fault) => `- ${fault}`).join('\n')}`);
    this.name = 'ConfigError';
    this.faults = faults;
  }
}

const port = z.coerce.number().int().min(1).max(65_535);
const guid = z.guid().toLowerCase();
const list = <T extends z.ZodType<unknown, string>>(each: T) =>
  z
    .string()
    .transform((text) => text.split(',').map((part) => part.trim()))
    .pipe(z.array(each));
const guidPattern = z.regexes.guid.source.replace(/^\^|\$$/g, '');
/** Two values around a sign, the first in lower case. */
const pair = (by: string, second: string) =>
  z
    .string()
    .regex(new RegExp(`^(?:${guidPattern})${by}(?:${second})$`))
    .transform((text) => text.toLowerCase().split(by) as [string, string]);
const settings = z.object({
  LIIA_LOCAL: z.literal('1').optional(),
  LIIA_HOST: z.string().default('127.0.0.1'),
  LIIA_PORT: port.default(3978),
  LIIA_PLAYGROUND_PORT: port.default(56150),
  LIIA_COORDINATOR_PLAYGROUND_PORT: port.optional(),
  LIIA_RELAY_PORT: port.default(3979),
  LIIA_DATA: z.string().min(1).default('data'),
  LIIA_EMBEDDED_IN_PRODUCTION: z.literal('yes').optional(),
  DATABASE_URL: z.url({ protocol: /^postgres(ql)?$/ }).optional(),
  LIIA_URL: z.url({ protocol: /^https$/ }).optional(),
  LIIA_APP_ID: guid.optional(),
  LIIA_APP_SECRET: z.string().min(1).optional(),
  LIIA_HOME_TENANT: guid.optional(),
  LIIA_SERVICE_HOSTS: list(z.url({ protocol: /^https$/ }).transform((url) => new URL(url).origin)).optional(),
  LIIA_TENANTS: list(pair('=', '[a-z0-9-]{1,80}'))
    .refine((pairs) => new Set(pairs.map(([tenant]) => tenant)).size === pairs.length)
    .optional(),
  LIIA_ADMINISTRATOR: pair('/', guidPattern).optional(),
  LIIA_ANSWERS_KEY: z
    .string()
    .regex(/^[A-Za-z0-9+/]{43}=$/)
    .transform((text) => Buffer.from(text, 'base64'))
    .optional(),
  LIIA_SMTP_URL: z.url({ protocol: /^smtps?$/ }).optional(),
  LIIA_MAIL_FROM: z
    .string()
    .regex(/^(?:[^<>"\p{Cc}]{1,100} )?<[^<>]+>$|^[^<> ]+$/u)
    .transform((text) => {
      const [, name = '', address = text] = /^(.*?) ?<(.*)>$/.exec(text) ?? [];
      return { name, address };
    })
    .pipe(z.object({ name: z.string(), address: z.email() }))
    .optional(),
  LIIA_SENDING: z.literal('record').optional(),
  LIIA_LOG: z.enum(['silent', 'error', 'info']).default('info'),
});

const what: Record<string, string> = {
  LIIA_LOCAL: 'is 1 or not set',
  LIIA_PORT: 'is a port number',
  LIIA_PLAYGROUND_PORT: 'is a port number',
  LIIA_COORDINATOR_PLAYGROUND_PORT: 'is a port number or not set',
  LIIA_RELAY_PORT: 'is a port number',
  LIIA_DATA: 'is the path of a folder',
  LIIA_EMBEDDED_IN_PRODUCTION: 'is yes or not set',
  DATABASE_URL: 'is an address that begins with postgres://',
  LIIA_URL: 'is the https address at which people reach the service',
  LIIA_APP_ID: 'is the application (client) id of the Entra app, a GUID',
  LIIA_APP_SECRET: 'is the secret of the Entra app',
  LIIA_HOME_TENANT: 'is the tenant id of the Entra app, a GUID',
  LIIA_SERVICE_HOSTS: 'lists https addresses, joined by commas',
  LIIA_TENANTS: 'lists tenants as TENANT-ID=ORGANISATION, each once, joined by commas',
  LIIA_ADMINISTRATOR: 'is TENANT-ID/OBJECT-ID of the first administrator',
  LIIA_ANSWERS_KEY:
    'is 32 random bytes in base64 (openssl rand -base64 32), and seals dietary and access needs',
  LIIA_SMTP_URL: 'is the address of the mail server, smtp://USER:PASSWORD@HOST:PORT or smtps://',
  LIIA_MAIL_FROM: 'is the address that e-mail comes from, such as LIIA <liia@council.example>',
  LIIA_SENDING: 'is record or not set',
  LIIA_LOG: 'is silent, error or info',
};

/** What production cannot do without. */
const needed = [
  'LIIA_APP_ID',
  'LIIA_APP_SECRET',
  'LIIA_HOME_TENANT',
  'LIIA_URL',
  'LIIA_ANSWERS_KEY',
] as const;

/** Teams desktop and mobile, and Teams on the web (Microsoft: tab-sso-register-aad). */
const teamsClients = ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', '5e3ce6c0-2b1f-4285-8d4b-75ee78787346'];
const loopback = ['127.0.0.1', 'localhost', '::1'];

/** What local mode calls itself. Made up; only our own issuer signs for it. */
const localAppId = '0c0ffee0-0000-4000-8000-000000000001';
const localTenantId = '0c0ffee0-0000-4000-8000-000000000002';
/** Local mode has no real people, so nothing to hide. */
const localAnswersKey = Buffer.alloc(32, 'local mode');

/**
 * Turns the environment into the configuration. The only reader of environment variables.
 * @param env the environment; unknown names are ignored, empty values count as not set
 * @throws ConfigError that lists every fault at once; a production start without what keeps it safe is one
 */
export function readConfig(env: Record<string, string | undefined>): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== ''));
  const parsed = settings.safeParse(given);
  if (!parsed.success) {
    const names = [...new Set(parsed.error.issues.map((issue) => String(issue.path[0])))];
    throw new ConfigError(names.map((name) => `${name} ${what[name] ?? 'is not usable'}.`));
  }
  const s = parsed.data;
  const local = s.LIIA_LOCAL === '1';
  const faults: string[] = [];
  if (local) {
    for (const name of [...needed, 'LIIA_SERVICE_HOSTS', 'LIIA_TENANTS', 'LIIA_ADMINISTRATOR'] as const)
      if (s[name])
        faults.push(`LIIA_LOCAL=1 does not go with ${name}: local mode has its own tokens and people.`);
    if (s.LIIA_SMTP_URL)
      faults.push('LIIA_LOCAL=1 does not go with LIIA_SMTP_URL: local mode shows e-mail at /local/outbox.');
    if (!loopback.includes(s.LIIA_HOST))
      faults.push('LIIA_LOCAL=1 listens on this machine only: set LIIA_HOST to 127.0.0.1 or leave it out.');
  } else {
    for (const name of needed) if (!s[name]) faults.push(`${name} is missing: it ${what[name]}.`);
    if (!s.DATABASE_URL && s.LIIA_EMBEDDED_IN_PRODUCTION !== 'yes')
      faults.push(
        'DATABASE_URL is missing. To run on the embedded database and local files all the same, set LIIA_EMBEDDED_IN_PRODUCTION=yes.',
      );
  }
  if (Boolean(s.LIIA_SMTP_URL) !== Boolean(s.LIIA_MAIL_FROM))
    faults.push('LIIA_SMTP_URL and LIIA_MAIL_FROM go together: set both, or neither for no e-mail.');
  const adminTenant = s.LIIA_ADMINISTRATOR?.[0];
  if (adminTenant && !s.LIIA_TENANTS?.some(([tenant]) => tenant === adminTenant))
    faults.push('LIIA_ADMINISTRATOR names a tenant that is not in LIIA_TENANTS.');
  if (faults.length > 0) throw new ConfigError(faults);

  const origin = `http://${s.LIIA_HOST === '::1' ? '[::1]' : s.LIIA_HOST}:${s.LIIA_PORT}`;
  const publicUrl = local ? origin : new URL(s.LIIA_URL!).origin;
  const [tenantId, objectId] = s.LIIA_ADMINISTRATOR ?? [];
  return {
    local,
    host: s.LIIA_HOST,
    port: s.LIIA_PORT,
    publicUrl,
    store: s.DATABASE_URL ? { url: s.DATABASE_URL } : { folder: resolve(s.LIIA_DATA) },
    trust: local
      ? localTrust(origin, [s.LIIA_PLAYGROUND_PORT, s.LIIA_COORDINATOR_PLAYGROUND_PORT])
      : entraTrust(s),
    botSecret: s.LIIA_APP_SECRET ?? 'local',
    loginOrigin: local ? `${origin}/local/login` : undefined,
    graphOrigin: local ? `${origin}/local/graph` : 'https://graph.microsoft.com',
    tenants: Object.fromEntries(s.LIIA_TENANTS ?? []),
    administrator: tenantId && objectId ? { tenantId, objectId } : undefined,
    playground: local
      ? {
          port: s.LIIA_PLAYGROUND_PORT,
          coordinatorPort: s.LIIA_COORDINATOR_PLAYGROUND_PORT,
          relayPort: s.LIIA_RELAY_PORT,
        }
      : undefined,
    answersKey: s.LIIA_ANSWERS_KEY ?? localAnswersKey,
    mail: s.LIIA_SMTP_URL && s.LIIA_MAIL_FROM ? { url: s.LIIA_SMTP_URL, from: s.LIIA_MAIL_FROM } : undefined,
    organiser: s.LIIA_MAIL_FROM ?? { name: '', address: `no-reply@${new URL(publicUrl).hostname}` },
    recording: s.LIIA_SENDING === 'record',
    logLevel: s.LIIA_LOG,
  };
}

function entraTrust(s: z.output<typeof settings>): Trust {
  return {
    appId: s.LIIA_APP_ID!.toLowerCase(),
    homeTenantId: s.LIIA_HOME_TENANT!.toLowerCase(),
    memberIssuer: 'https://login.microsoftonline.com/{tenantid}/v2.0',
    memberKeysUrl: 'https://login.microsoftonline.com/common/discovery/v2.0/keys',
    memberClients: teamsClients,
    channelIssuer: 'https://api.botframework.com',
    channelMetadataUrl: 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    serviceHosts: s.LIIA_SERVICE_HOSTS ?? ['https://smba.trafficmanager.net'],
  };
}

function localTrust(origin: string, playgroundPorts: (number | undefined)[]): Trust {
  return {
    appId: localAppId,
    homeTenantId: localTenantId,
    memberIssuer: `${origin}/local/{tenantid}/v2.0`,
    memberKeysUrl: `${origin}/local/keys`,
    memberClients: teamsClients,
    channelIssuer: `${origin}/local/channel`,
    channelMetadataUrl: `${origin}/local/channel/openidconfiguration`,
    serviceHosts: playgroundPorts
      .filter((port) => port !== undefined)
      .flatMap((port) => [`http://localhost:${port}`, `http://127.0.0.1:${port}`]),
  };
}
