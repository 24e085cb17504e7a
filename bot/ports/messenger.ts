import {
  type Activity,
  CloudAdapter,
  ConfigurationBotFrameworkAuthentication,
  type ConversationReference,
  type InvokeResponse,
  TurnContext,
} from 'botbuilder';
import type { Logger } from 'pino';
import { z } from 'zod';
import type { Config } from '../config.ts';
import { type BotCredentials, botCredentials } from './entra.ts';
import { type Delivery, deliveryOf, PostRefused, postOnce } from './post.ts';

export type { Delivery } from './post.ts';

export type Messenger = {
  /** Takes in activities that `chat/gate.ts` has let through. */
  adapter: ChannelAdapter;
  /**
   * Posts one activity to a conversation. There is one POST at most, whatever comes of it: the channel knows
   * no key against repeats, so who sends again may send twice.
   * @param reference as `keepConversation` was given it
   */
  send(reference: object, activity: Partial<Activity>): Promise<Delivery>;
  /**
   * Whether somebody is a guest in the tenant that they speak from. The roster of the conversation says so; what
   * they send does not.
   * @throws where the channel does not answer
   */
  isGuest(speaker: Speaker): Promise<boolean>;
};

/** Who speaks, by the channel's ids. In a channel of a team, `conversationId` is the team's. */
export type Speaker = { serviceUrl: string; conversationId: string; userId: string; tenantId: string };

/** An entry of a roster, as far as it tells who is a guest. */
const rosterEntry = z.looseObject({
  userRole: z.string().nullish(),
  userPrincipalName: z.string().nullish(),
  tenantId: z.string().nullish(),
});

const audience = 'https://api.botframework.com';

/** Makes the one adapter of the process, and the way to post without being asked. */
export function createMessenger(config: Config, log: Logger): Messenger {
  const { appId } = config.trust;
  const credentials = botCredentials(config);
  const adapter = new ChannelAdapter(appId, new Outbound(appId, credentials));
  return {
    adapter,
    async send(reference, activity) {
      try {
        await credentials.connectorToken();
      } catch {
        log.error({ code: 'bot-token' }, 'The bot could not sign in to Entra');
        const retryAt = new Date(Date.now() + 60_000);
        return { kind: 'deferred', retryAt, reason: 'The bot could not sign in to Teams', tenant: true };
      }
      try {
        const to = reference as Partial<ConversationReference>;
        let activityId = '';
        await adapter.continueConversationAsync(appId, to, async (context) => {
          // Not context.sendActivity: it would make this a reply to the made-up activity that began the turn.
          const addressed = TurnContext.applyConversationReference({ ...activity }, to);
          const [sent] = await adapter.sendActivities(context, [addressed]);
          activityId = sent?.id ?? '';
        });
        return { kind: 'sent', activityId };
      } catch (error) {
        const delivery = deliveryOf(error);
        const status = error instanceof PostRefused ? error.status : undefined;
        if (status === 401) credentials.forgetToken();
        log.error({ code: 'post', status, delivery: delivery.kind }, 'A post did not go through');
        return delivery;
      }
    },
    async isGuest(speaker) {
      const entry = rosterEntry.parse(await adapter.rosterEntry(speaker));
      const elsewhere = entry.tenantId && entry.tenantId.toLowerCase() !== speaker.tenantId;
      // Teams has said "user" of guests, too; Entra marks the names of those whose account is another tenant's.
      const marked = /#EXT#/i.test(entry.userPrincipalName ?? '');
      return Boolean(elsewhere) || marked || /^(guest|anonymous)$/i.test(entry.userRole ?? '');
    },
  };
}

/** botbuilder's adapter, taking in only what is verified already. */
export class ChannelAdapter extends CloudAdapter {
  readonly #appId: string;
  constructor(appId: string, authentication: Outbound) {
    super(authentication);
    this.#appId = appId;
  }

  /** Runs a turn for an activity that passed the gate; gives an invoke's response, else undefined. */
  receive(
    activity: Activity,
    turn: (context: TurnContext) => Promise<void>,
  ): Promise<InvokeResponse | undefined> {
    const claimsIdentity = this.createClaimsIdentity(this.#appId);
    const connectorFactory = this.botFrameworkAuthentication.createConnectorFactory(claimsIdentity);
    return this.processActivity({ audience, claimsIdentity, connectorFactory }, activity, turn);
  }

  /** What the roster of a conversation has of somebody. */
  async rosterEntry({ serviceUrl, conversationId, userId }: Speaker): Promise<object> {
    const claimsIdentity = this.createClaimsIdentity(this.#appId);
    const factory = this.botFrameworkAuthentication.createConnectorFactory(claimsIdentity);
    const connector = await factory.create(serviceUrl, audience);
    return connector.conversations.getConversationMember(conversationId, userId);
  }
}

type Identity = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0];
type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;

/**
 * botbuilder's authentication without its ways in: those also take tokens of Entra, emulators and skills, and
 * remember the tenants of forged ones. Outbound it keeps one connector for each service address; the stock one
 * makes two clients for every turn.
 */
class Outbound extends ConfigurationBotFrameworkAuthentication {
  readonly #connectors = new Map<string, ReturnType<ConnectorFactory['create']>>();
  constructor(appId: string, credentials: BotCredentials) {
    const factory = {
      isValidAppId: async (id: string) => id === appId,
      isAuthenticationDisabled: async () => false,
      createCredentials: async () => credentials as never,
    };
    const client = { noRetryPolicy: true, httpClient: { sendRequest: postOnce as never } };
    super({ MicrosoftAppId: appId }, factory, undefined, undefined, client);
  }

  override async authenticateRequest(): Promise<never> {
    throw new Error('Activities come in through the gate');
  }
  override async authenticateStreamingRequest(): Promise<never> {
    throw new Error('Activities come in through the gate');
  }
  override async createUserTokenClient(): Promise<never> {
    return undefined as never; // It is for OAuth cards, and we send none.
  }

  override createConnectorFactory(identity: Identity): ConnectorFactory {
    return {
      create: (serviceUrl) => {
        const known = this.#connectors.get(serviceUrl);
        if (known) return known;
        const connector = super.createConnectorFactory(identity).create(serviceUrl, audience);
        this.#connectors.set(serviceUrl, connector);
        return connector;
      },
    };
  }
}
