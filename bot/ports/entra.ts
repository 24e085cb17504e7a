import { createHash } from 'node:crypto';
import {
  AuthError,
  ClientAuthErrorCodes,
  ConfidentialClientApplication,
  type INetworkModule,
} from '@azure/msal-node';
import type { Config } from '../config.ts';

/** The bot's own credentials, as botbuilder's connector uses them. */
export type BotCredentials = {
  /** A token for the Bot Connector, from our own tenant; kept until five minutes before it runs out. */
  connectorToken(): Promise<string>;
  /** Gets a new token at the next use: the channel did not take this one. */
  forgetToken(): void;
  /** Puts that token on a request. */
  signRequest<R extends { headers: { set(name: string, value: string): void } }>(request: R): Promise<R>;
};

const connectorScope = 'https://api.botframework.com/.default';
const renewBefore = 5 * 60_000;

/**
 * How the bot proves itself to the channel. The token comes from the bot's home tenant, whichever tenant
 * it posts to: tokens of the botframework.com authority are refused for a bot that is registered for a single tenant.
 */
export function botCredentials(config: Config): BotCredentials {
  const application = confidentialClient(config, config.trust.homeTenantId);
  let current = { text: '', goodUntil: 0 };
  let coming: Promise<string> | undefined;

  const acquire = async () => {
    const result = await application.acquireTokenByClientCredential({ scopes: [connectorScope] });
    if (!result?.accessToken || !result.expiresOn) throw new Error('Entra gave no token for the bot');
    current = { text: result.accessToken, goodUntil: result.expiresOn.getTime() - renewBefore };
    return current.text;
  };
  const connectorToken = async () => {
    if (current.goodUntil > Date.now()) return current.text;
    coming ??= acquire().finally(() => {
      coming = undefined;
    });
    return coming; // posts that come together wait for one token
  };
  return {
    connectorToken,
    forgetToken() {
      current = { text: '', goodUntil: 0 };
    },
    async signRequest(request) {
      request.headers.set('authorization', `Bearer ${await connectorToken()}`);
      return request;
    },
  };
}

/** The sign-in of people in a browser: the authorisation-code flow with PKCE. */
export type BrowserSignIn = {
  /** Where the browser goes to sign in. It comes back to /sign-in/callback with the state and a code, or an error. */
  signInAddress(attempt: { state: string; nonce: string; verifier: string }): Promise<string>;
  /** Exchanges the code for the ID token, which is not verified yet. @throws where Entra does not answer */
  redeem(
    code: string,
    attempt: { nonce: string; verifier: string },
  ): Promise<{ idToken: string } | { refused: EntraError }>;
  /** Where an administrator of a tenant allows the app. It comes back to /sign-in/callback with this state. */
  consentAddress(state: string, allows: 'sign-in' | 'calendars'): string;
  /** Where a person of this tenant allows us their calendar. The browser comes back likewise. */
  calendarAddress(tenantId: string, state: string): Promise<string>;
};

/** What Entra says when it refuses: a code of OAuth's, and a text for developers that begins with a code of its own. */
export type EntraError = { error: string; description: string };

/** All that a sign-in asks for: who it is. MSAL always adds offline_access; what comes of that is thrown away. */
const signInScopes = ['openid', 'profile', 'offline_access'];

const unreached: string[] = [
  ClientAuthErrorCodes.networkError,
  ClientAuthErrorCodes.noNetworkConnectivity,
  ClientAuthErrorCodes.endpointResolutionError,
];

/** How people sign in from a browser, whichever tenant they are of. */
export function browserSignIn(config: Config): BrowserSignIn {
  const redirectUri = `${config.publicUrl}/sign-in/callback`;
  const anyOrganisation = 'organizations';
  const reached = (address: string) => {
    const { host, pathname, search } = new URL(address);
    return config.loginOrigin ? `${config.loginOrigin}/${host}${pathname}${search}` : address;
  };
  return {
    async signInAddress({ state, nonce, verifier }) {
      const address = await confidentialClient(config, anyOrganisation).getAuthCodeUrl({
        scopes: signInScopes,
        redirectUri,
        state,
        nonce,
        codeChallenge: createHash('sha256').update(verifier).digest('base64url'),
        codeChallengeMethod: 'S256',
        prompt: 'select_account', // on a shared computer the last person is still signed in at Entra
      });
      return reached(address);
    },
    async redeem(code, { nonce, verifier }) {
      try {
        // A client of its own each time: it would keep everybody's tokens in memory.
        const { idToken } = await confidentialClient(config, anyOrganisation).acquireTokenByCode({
          code,
          nonce,
          codeVerifier: verifier,
          scopes: signInScopes,
          redirectUri,
        });
        return { idToken };
      } catch (error) {
        if (!(error instanceof AuthError) || unreached.includes(error.errorCode)) throw error;
        return { refused: { error: error.subError || error.errorCode, description: error.errorMessage } };
      }
    },
    async calendarAddress(tenantId, state) {
      const application = confidentialClient(config, tenantId);
      return reached(await application.getAuthCodeUrl({ scopes: calendarScopes, redirectUri, state }));
    },
    consentAddress(state, allows) {
      const asked = {
        client_id: config.trust.appId,
        scope: (allows === 'calendars' ? calendarScopes : signInScopes).join(' '),
        redirect_uri: redirectUri,
        state,
      };
      return reached(
        `https://login.microsoftonline.com/${anyOrganisation}/v2.0/adminconsent?${new URLSearchParams(asked)}`,
      );
    },
  };
}

/** What a person allows when they have their bookings put into Outlook: apart from the sign-in, and asked for only then. */
const calendarScopes = ['https://graph.microsoft.com/Calendars.ReadWrite'];

/** Entra's numbers for what a person, or an administrator of theirs, can give at Microsoft's own page. */
const consentNumbers = ['65001', '65004', '650052', '90094', '500011', '700016', '7000112', '50076', '50079'];
/** For who may not come in, or not from where they are: whatever is not known to be for good is for later. */
const refusalNumbers = ['50020', '50034', '50105', '53000', '53001', '53002', '53003'];

/**
 * Makes the way to act for a person in their Outlook calendar, with the token that Teams gave the tab as the proof
 * (on behalf of: learn.microsoft.com/entra/identity-platform/v2-oauth2-on-behalf-of-flow).
 */
export function onBehalfOf(
  config: Config,
): (
  tenantId: string,
  teamsToken: string,
) => Promise<{ token: string } | { refused: 'consent' | 'not allowed' | 'later' }> {
  return async (tenantId, teamsToken) => {
    try {
      // A client of its own each time: it would keep everybody's tokens in memory.
      const result = await confidentialClient(config, tenantId).acquireTokenOnBehalfOf({
        oboAssertion: teamsToken,
        scopes: calendarScopes,
      });
      return result?.accessToken ? { token: result.accessToken } : { refused: 'later' };
    } catch (error) {
      if (!(error instanceof AuthError)) return { refused: 'later' };
      const number = /\bAADSTS(\d{4,8})\b/.exec(error.errorMessage)?.[1] ?? '';
      // First: some of them come as 'interaction_required', which no page can give.
      if (refusalNumbers.includes(number)) return { refused: 'not allowed' };
      const asks = error.errorCode === 'interaction_required' || error.subError === 'consent_required';
      return { refused: asks || consentNumbers.includes(number) ? 'consent' : 'later' };
    }
  };
}

/**
 * Our Entra application as a client of one tenant.
 *
 * In local mode its calls go to our own issuer, host and path kept behind `loginOrigin`, so that the tenant's
 * addresses stay the real ones and nothing leaves the machine.
 */
export function confidentialClient(config: Config, tenantId: string): ConfidentialClientApplication {
  return new ConfidentialClientApplication({
    auth: {
      clientId: config.trust.appId,
      clientSecret: config.botSecret,
      authority: `https://login.microsoftonline.com/${tenantId}`,
    },
    system: config.loginOrigin ? { networkClient: forwardTo(config.loginOrigin) } : {},
  });
}

function forwardTo(origin: string): INetworkModule {
  const call = async <T>(
    method: string,
    url: string,
    options?: { headers?: Record<string, string>; body?: string },
  ) => {
    const { host, pathname, search } = new URL(url);
    const response = await fetch(`${origin}/${host}${pathname}${search}`, {
      method,
      headers: options?.headers ?? {},
      body: options?.body ?? null,
      signal: AbortSignal.timeout(15_000),
    });
    return {
      status: response.status,
      headers: Object.fromEntries(response.headers),
      body: (await response.json()) as T,
    };
  };
  return {
    sendGetRequestAsync: (url, options) => call('GET', url, options),
    sendPostRequestAsync: (url, options) => call('POST', url, options),
  };
}
