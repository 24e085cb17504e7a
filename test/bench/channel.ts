import { Agent, createServer, request } from 'node:http';

/** So many people ask, each in a chat of their own: enough that none of them asks too fast to be answered. */
export const people = 2000;
const tenantId = 'd0000007-0000-4000-8000-00000000cafe'; // Camden's in demo.yaml

/** Plays the channel: posts questions and takes the replies. */
export type Channel = {
  /** Replies taken so far. */
  replies(): number;
  /** How often the service asked who somebody is. */
  rosterCalls(): number;
  /** Asks the next of the questions as the next person; resolves with the response. @throws Error unless 200 */
  ask(url: string, door: { token: string; serviceUrl: string }): Promise<void>;
  close(): Promise<void>;
};

/** @param port where replies come in: the service posts nowhere else */
export async function openChannel(port: number): Promise<Channel> {
  let replies = 0;
  let rosterCalls = 0;
  let asked = 0;
  const server = createServer((incoming, response) => {
    incoming.resume().on('end', () => {
      if (incoming.method === 'GET') {
        rosterCalls++;
        response.writeHead(200, { 'content-type': 'application/json' }).end('{"id":"x","userRole":"user"}');
        return;
      }
      response.writeHead(201, { 'content-type': 'application/json' }).end(`{"id":"reply-${++replies}"}`);
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const agent = new Agent({ keepAlive: true });
  return {
    replies: () => replies,
    rosterCalls: () => rosterCalls,
    ask(url, { token, serviceUrl }) {
      const body = JSON.stringify(message(asked++, serviceUrl));
      const headers = {
        authorization: `Bearer ${token}`,
        'content-type': 'application/json',
        'content-length': Buffer.byteLength(body),
      };
      return new Promise((resolve, reject) => {
        const post = request(`${url}/api/messages`, { method: 'POST', agent, headers }, (response) => {
          response.resume().on('end', () => {
            if (response.statusCode === 200) resolve();
            else reject(new Error(`${url} answered ${response.statusCode}`));
          });
        });
        post.on('error', reject).end(body);
      });
    },
    close() {
      agent.destroy();
      return new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      });
    },
  };
}

/** As members write: by name, in everyday words, short, following up, and one that nothing answers. */
export const questions = [
  'When is the London SEND Summit?',
  'What is the Regional Care Co-operative?',
  'who can help with housing for care leavers',
  'SAIL handbook',
  'What is being done about school transport costs?',
  'and who leads it?',
  'Tell me about Your Choice',
  'How do we recruit more social workers?',
  'what does the plan say about children going missing',
  'Where can I park at the office?',
];

/** The nth message, as Teams sends it from a personal chat. */
function message(n: number, serviceUrl: string) {
  const objectId = `b0000000-0000-4000-8000-${String(n % people).padStart(12, '0')}`;
  return {
    type: 'message',
    id: `activity-${n}`,
    timestamp: new Date().toISOString(),
    channelId: 'msteams',
    serviceUrl,
    from: { id: `29:${objectId}`, name: 'Ada Test', aadObjectId: objectId },
    recipient: { id: '28:bot', name: 'LIIA' },
    conversation: { id: `a:${objectId}`, conversationType: 'personal', tenantId },
    channelData: { tenant: { id: tenantId } },
    locale: 'en-GB',
    text: questions[(n + Math.floor(n / people)) % questions.length],
    textFormat: 'plain',
    entities: [{ type: 'clientInfo', locale: 'en-GB', country: 'GB', platform: 'Windows' }],
  };
}
