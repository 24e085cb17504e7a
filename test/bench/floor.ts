import { randomUUID } from 'node:crypto';
import { type Activity, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import pg from 'pg';
import restify from 'restify';
import type { Door } from './bot.ts';

/**
 * What nobody can do without: restify and botbuilder as their documentation puts them together, the same
 * check of the same token, and, where there is a database, the service's own statements sent by hand. It
 * echoes what it is told.
 */
export type FloorSettings = Door & { port: number; database: { url: string; statements: string[] } | null };

const settings = JSON.parse(process.argv[2]!) as FloorSettings;
const { port, keysUrl, issuer, audience, database } = settings;
const keys = createRemoteJWKSet(new URL(keysUrl));
const pool = database && new pg.Pool({ connectionString: database.url, max: 10 });
// botbuilder's own check is off: as in the service, the token is verified before botbuilder sees it.
const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));

const server = restify.createServer();
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (req, res) => {
  const token = req.headers.authorization?.replace('Bearer ', '') ?? '';
  const { payload } = await jwtVerify(token, keys, { algorithms: ['RS256'], issuer, audience });
  if (req.body.channelId !== 'msteams' || req.body.serviceUrl !== payload.serviceurl) {
    res.send(403);
    return;
  }
  delete req.headers.authorization;
  await adapter.process(req as never, res, async (context) => {
    const finish = pool ? await store(context.activity) : undefined;
    const sent = await context.sendActivity(context.activity.text);
    await finish?.(sent?.id ?? '');
  });
});

/** An answer of the usual length. */
const sources = JSON.stringify([{ id: 'send-national', title: 'National SEND changes' }]);
const said = 'A sentence of an answer, as long as they are. '.repeat(10);

/** Sends the statements of a turn, in the service's order. @returns what is left to do after the reply */
async function store(activity: Activity): Promise<(sent: string) => Promise<unknown>> {
  const [member, claim, conversation, change, earlier, answer, message, response] = database!.statements;
  const query = async (text: string, values: unknown[]) => (await pool!.query(text, values)).rows;
  const now = new Date();
  const before = (milliseconds: number) => new Date(now.getTime() - milliseconds);
  const { id } = activity.conversation;
  const tenantId = activity.channelData.tenant.id;
  const access = ['libraryUnseenDays', now, 'libraryConfirmDays', now];
  const [found] = await query(member!, [...access, tenantId, activity.from.aadObjectId]);
  await query(claim!, [id, activity.id, null, now, now, before(30_000)]);
  const reference = {
    channelId: activity.channelId,
    serviceUrl: activity.serviceUrl,
    bot: { id: activity.recipient.id },
    user: { id: activity.from.id, aadObjectId: activity.from.aadObjectId },
    conversation: { id, conversationType: 'personal', tenantId },
  };
  const kept = [tenantId, id, 'personal', found.id, JSON.stringify(reference), true, now, true];
  await query(conversation!, kept);
  await query(change!, []);
  await query(earlier!, [id, found.id, before(30 * 60_000), 5]);
  const given = randomUUID();
  await query(answer!, [given, found.id, id, activity.text, 'answered', sources, said, now]);
  return async (sent) => {
    await query(message!, [sent, given]);
    await query(response!, ['{"status":200}', id, activity.id]);
  };
}

server.listen(port, '127.0.0.1', () => process.send!('ready'));
process.on('message', () => process.send!(process.cpuUsage()));
process.on('disconnect', () => process.exit()); // the benchmark ended, however it did
