import { createServer } from 'node:http';

/** What the connector does with one post: answer with a status, or take it and break the connection. */
export type Answer = { status: number; retryAfter?: number } | 'accept then reset';

export type Connector = {
  port: number;
  /** Every post that arrived, accepted or not, in order. */
  posts: { conversationId: string; activity: Record<string, unknown>; accepted: boolean }[];
  /** Decides by conversation; 201 where it says nothing. */
  answer: (conversationId: string) => Answer | undefined;
  /** Called as each post arrives; the answer waits for it. */
  onPost: (conversationId: string) => Promise<void> | void;
  /** Conversation id to how many posts of it were accepted. */
  accepted(): Map<string, number>;
  close(): Promise<void>;
};

/**
 * Plays the channel's part for what the bot posts: POST /v3/conversations/{id}/activities, on loopback. Everybody
 * whom it asks for is on the roster.
 */
export async function startConnector(): Promise<Connector> {
  let ids = 0;
  const server = createServer(async (req, res) => {
    let text = '';
    try {
      for await (const part of req) text += part;
    } catch {
      return; // who posted is gone in the middle of it
    }
    if (req.method === 'GET') {
      res.setHeader('content-type', 'application/json');
      res.end('{"id":"29:somebody","userRole":"user"}');
      return;
    }
    const conversationId = decodeURIComponent(
      /\/v3\/conversations\/([^/]+)\/activities/.exec(req.url ?? '')?.[1] ?? '',
    );
    const answer = connector.answer(conversationId) ?? { status: 201 };
    const accepted = answer === 'accept then reset' || answer.status < 300;
    connector.posts.push({ conversationId, activity: JSON.parse(text || '{}'), accepted });
    await connector.onPost(conversationId);
    if (answer === 'accept then reset') {
      req.socket.destroy();
      return;
    }
    const headers: Record<string, string> = { 'content-type': 'application/json' };
    if (answer.retryAfter !== undefined) headers['retry-after'] = String(answer.retryAfter);
    // Two statements: restify, in the same process, makes writeHead return nothing.
    res.writeHead(answer.status, headers);
    res.end(accepted ? JSON.stringify({ id: `posted-${++ids}` }) : '{"error":{}}');
  });
  // Where it shares the process with who posts to it, both may be held up: it would close a connection as that is used.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const connector: Connector = {
    port: (server.address() as { port: number }).port,
    posts: [],
    answer: () => undefined,
    onPost: () => {},
    accepted() {
      const counts = new Map<string, number>();
      for (const post of connector.posts)
        if (post.accepted) counts.set(post.conversationId, (counts.get(post.conversationId) ?? 0) + 1);
      return counts;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
  return connector;
}
