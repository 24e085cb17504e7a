import { CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';

/**
 * The proactive loop as botbuilder's documentation puts it together: a stored reference for each person,
 * continueConversationAsync and sendActivity, so many at once. No rate, no ledger, no database; its token is at hand.
 */
export type PeerSettings = {
  serviceUrl: string;
  atOnce: number;
  conversations: { conversationId: string; tenantId: string }[];
};

const appId = '0c0ffee0-0000-4000-8000-000000000001';
const credentials = {
  signRequest: async (request: { headers: { set(name: string, value: string): void } }) => {
    request.headers.set('authorization', 'Bearer outbound');
    return request;
  },
};
const adapter = new CloudAdapter(
  new ConfigurationBotFrameworkAuthentication(
    { MicrosoftAppId: appId },
    {
      isValidAppId: async () => true,
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => credentials as never,
    },
  ),
);

async function sendToAll({ serviceUrl, atOnce, conversations }: PeerSettings): Promise<void> {
  const left = conversations.values();
  const worker = async () => {
    for (const { conversationId, tenantId } of left) {
      const reference = {
        channelId: 'msteams',
        serviceUrl,
        bot: { id: '28:bot', name: 'LIIA' },
        user: { id: `29:${conversationId}`, name: '' },
        conversation: {
          id: conversationId,
          conversationType: 'personal',
          tenantId,
          isGroup: false,
          name: '',
        },
      };
      await adapter.continueConversationAsync(appId, reference, async (context) => {
        await context.sendActivity({ type: 'message', summary: 'News', attachments: [card] });
      });
    }
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
}

/** Much like the service's own card of a notice. */
const card = {
  contentType: 'application/vnd.microsoft.card.adaptive',
  content: {
    type: 'AdaptiveCard',
    version: '1.5',
    body: ['News', 'What is new.', 'And what it means for you.'].map((text) => ({
      type: 'TextBlock',
      text,
      wrap: true,
    })),
  },
};

process.on('message', async (settings: string) => {
  await sendToAll(JSON.parse(settings));
  process.send!('done');
});
process.on('disconnect', () => process.exit()); // the benchmark ended, however it did
process.send!('ready');
