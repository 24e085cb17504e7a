import { createHash, randomBytes, randomUUID } from 'node:crypto';
import type { Config } from '../config.ts';
import type { Demo, DemoAccount } from '../domain/content/schema.ts';
import { accountsPage, adminPage, approvalPage, faultPage, permissionPage } from './entra-pages.ts';
import { graphAudience, type Issuer, type LocalRequest, type LocalResponse } from './issuer.ts';

/**
 * login.microsoftonline.com in local mode: the authorisation-code flow with PKCE, the bot's own tokens, tokens on
 * behalf of people and the administrator's consent, with Entra's addresses, checks and errors
 * (learn.microsoft.com/entra/identity-platform/v2-oauth2-auth-code-flow, v2-admin-consent, reference-error-codes).
 */
export type Entra = {
  /** Answers the paths of login.microsoftonline.com below `config.loginOrigin`; undefined for every other. */
  handle(request: LocalRequest): Promise<LocalResponse | undefined>;
  /** What the administrators of a tenant decided about the app. It is given until one says otherwise. */
  setConsent(tenantId: string, given: boolean): void;
  /** Whether this person, or their administrators for everybody there, allow the app their calendar. It is not at first. */
  setCalendarConsent(who: string, given: boolean): void;
  /** From now on a tenant's people may allow nothing themselves. */
  leaveToAdministrators(tenantId: string): void;
  /** The code that a person's sign-in ends with. Good once, for ten minutes. */
  issueCode(grant: Grant): string;
};

/** Whom a code is for, and what must be said again when it is redeemed. */
type Grant = {
  account: DemoAccount;
  clientId: string;
  redirectUri: string;
  scope: string;
  nonce?: string | undefined;
  challenge?: string | undefined;
};

const place = '/local/login/login.microsoftonline.com/';
const codeLasts = 10 * 60_000;

/** Makes the local Entra. It knows one application, ours, and the people of the demo. */
export function createEntra(
  config: Config,
  demo: Demo,
  issuer: Pick<Issuer, 'idToken' | 'graphToken' | 'read'>,
): Entra {
  const { appId, homeTenantId } = config.trust;
  const redirectUri = `${config.publicUrl}/sign-in/callback`;
  const codes = new Map<string, Grant & { until: number; redeemed: boolean }>();
  const refused = new Set<string>(); // tenants without consent
  const calendars = new Set<string>(); // people and tenants who allow it
  const administered = new Set<string>(); // tenants whose people may allow nothing
  const allowsCalendar = ({ objectId, tenantId }: DemoAccount) =>
    calendars.has(objectId) || calendars.has(tenantId);

  const issueCode: Entra['issueCode'] = (grant) => {
    for (const [code, { until }] of codes) if (until < Date.now()) codes.delete(code);
    const code = `1.${randomBytes(48).toString('base64url')}`;
    codes.set(code, { ...grant, until: Date.now() + codeLasts, redeemed: false });
    return code;
  };

  /** Back to the application, which gets its state again. */
  const back = (asked: URLSearchParams, answer: Record<string, string>): LocalResponse => {
    const url = new URL(redirectUri);
    for (const [name, value] of Object.entries(answer)) url.searchParams.set(name, value);
    const state = asked.get('state');
    if (state) url.searchParams.set('state', state);
    return { status: 302, headers: { Location: url.href, 'Cache-Control': 'no-store' }, body: '' };
  };
  const backWith = (asked: URLSearchParams, error: string, description: string, more = {}) =>
    back(asked, { error, ...more, error_description: description });

  /** What is wrong with the application itself is shown here: sending the person on could send them anywhere. */
  const unknownApplication = (asked: URLSearchParams) => {
    if (asked.get('client_id') !== appId)
      return faultPage('AADSTS700016: Application was not found in the directory.');
    if (asked.get('redirect_uri') !== redirectUri)
      return faultPage('AADSTS50011: The redirect URI does not match the ones configured.');
    return undefined;
  };
  const accountsOf = (tenant: string) =>
    demo.accounts.filter(({ tenantId }) => ['organizations', 'common', tenantId].includes(tenant));

  function authorize(tenant: string, asked: URLSearchParams, form: URLSearchParams | undefined) {
    const wrong = unknownApplication(asked);
    if (wrong) return wrong;
    if (asked.get('response_type') !== 'code')
      return backWith(asked, 'unsupported_response_type', 'AADSTS700054: response_type is not enabled.');
    if (!(asked.get('scope') ?? '').split(' ').includes('openid'))
      return backWith(asked, 'invalid_request', 'AADSTS900144: The request must contain openid in scope.');
    const challenge = asked.get('code_challenge');
    if (challenge && asked.get('code_challenge_method') !== 'S256')
      return backWith(asked, 'invalid_request', 'AADSTS501491: The Code_Challenge method is not supported.');
    if (asked.get('prompt') === 'none')
      return backWith(asked, 'login_required', 'AADSTS50058: A silent sign-in found no signed-in user.');
    if (!form) return accountsPage(accountsOf(tenant));
    if (form.has('cancel')) return backWith(asked, 'access_denied', 'the user canceled the authentication');
    const account = accountsOf(tenant).find(({ id }) => id === form.get('account'));
    if (!account) return faultPage('AADSTS50034: The user account does not exist in the directory.');
    if (form.has('decline'))
      return backWith(asked, 'access_denied', 'AADSTS65004: User declined to consent to access the app.', {
        error_subcode: 'cancel',
      });
    if (refused.has(account.tenantId)) return approvalPage(account);
    if (asked.get('scope')!.includes(calendarScope) && !allowsCalendar(account)) {
      if (administered.has(account.tenantId)) return approvalPage(account);
      if (!form.has('accept')) return permissionPage(account);
      calendars.add(account.objectId);
    }
    const code = issueCode({
      account,
      clientId: appId,
      redirectUri,
      scope: asked.get('scope')!,
      nonce: asked.get('nonce') ?? undefined,
      challenge: challenge ?? undefined,
    });
    return back(asked, { code, session_state: randomUUID() });
  }

  function adminConsent(tenant: string, asked: URLSearchParams, form: URLSearchParams | undefined) {
    const wrong = unknownApplication(asked);
    if (wrong) return wrong;
    if (!form) return adminPage(accountsOf(tenant), (asked.get('scope') ?? '').includes(calendarScope));
    const account = accountsOf(tenant).find(({ id }) => id === form.get('account'));
    if (!account) return backWith(asked, 'permission_denied', 'The admin canceled the request');
    if ((asked.get('scope') ?? '').includes(calendarScope)) calendars.add(account.tenantId);
    else refused.delete(account.tenantId);
    return back(asked, { admin_consent: 'True', tenant: account.tenantId, scope: asked.get('scope') ?? '' });
  }

  async function token(tenant: string, form: URLSearchParams): Promise<LocalResponse> {
    if (form.get('client_id') !== appId)
      return refusal(400, 'unauthorized_client', 700016, 'Application was not found in the directory.');
    if (form.get('client_secret') !== config.botSecret)
      return refusal(401, 'invalid_client', 7000215, 'Invalid client secret provided.');
    const asked = form.get('grant_type');
    if (asked === 'authorization_code') return redeem(form);
    if (asked === 'urn:ietf:params:oauth:grant-type:jwt-bearer') return onBehalfOf(tenant, form);
    if (asked !== 'client_credentials')
      return refusal(400, 'unsupported_grant_type', 70003, 'The app requested an unsupported grant type.');
    if (tenant !== homeTenantId)
      return refusal(400, 'unauthorized_client', 700016, 'Application was not found in the directory.');
    // What the bot asks for before it posts. Agents Playground looks at no token, so its text says nothing.
    return json(200, { ...tokenAnswer, access_token: randomUUID() });
  }

  async function redeem(form: URLSearchParams): Promise<LocalResponse> {
    const grant = codes.get(form.get('code') ?? '');
    const invalid = (number: number, text: string) => refusal(400, 'invalid_grant', number, text);
    if (!grant || grant.clientId !== appId) return invalid(70000, 'The provided code is not valid.');
    if (grant.redeemed) return invalid(54005, 'OAuth2 Authorization code was already redeemed.');
    if (grant.until < Date.now()) return invalid(70008, 'The provided authorization code has expired.');
    if (grant.redirectUri !== form.get('redirect_uri'))
      return invalid(500112, 'The reply address does not match the one of the authorization request.');
    if (grant.challenge && grant.challenge !== challengeOf(form.get('code_verifier') ?? ''))
      return invalid(501481, 'The Code_Verifier does not match the code_challenge.');
    const { account } = grant;
    if (refused.has(account.tenantId))
      return refusal(400, 'invalid_grant', 65001, 'The user or administrator has not consented.', {
        suberror: 'consent_required',
      });
    grant.redeemed = true;
    return json(200, {
      ...tokenAnswer,
      scope: grant.scope,
      access_token: randomUUID(),
      id_token: await issuer.idToken(account, grant),
      client_info: clientInfo(account),
    });
  }

  /** A token for Graph, for the person of a token that Teams gave the tab. */
  async function onBehalfOf(tenant: string, form: URLSearchParams): Promise<LocalResponse> {
    const invalid = (number: number, text: string, more = {}) =>
      refusal(400, 'invalid_grant', number, text, more);
    const claims = await issuer.read(form.get('assertion') ?? '', appId);
    const account = demo.accounts.find(({ objectId }) => objectId === claims?.oid);
    if (claims?.scp !== 'access_as_user' || form.get('requested_token_use') !== 'on_behalf_of')
      return invalid(50013, 'Assertion failed signature validation.');
    if (!account || account.tenantId !== tenant || claims.tid !== tenant)
      return invalid(50034, 'The user account does not exist in the directory.');
    if (!(form.get('scope') ?? '').split(' ').includes(`${graphAudience}/${calendarScope}`))
      return invalid(70011, 'The provided value for the input parameter scope is not valid.');
    if (!allowsCalendar(account))
      return invalid(65001, 'The user or administrator has not consented.', { suberror: 'consent_required' });
    return json(200, {
      ...tokenAnswer,
      scope: `${graphAudience}/${calendarScope}`,
      access_token: await issuer.graphToken(account, calendarScope),
      id_token: await issuer.idToken(account, { clientId: appId }),
      client_info: clientInfo(account),
    });
  }

  return {
    issueCode,
    setCalendarConsent: (who, given) => void (given ? calendars.add(who) : calendars.delete(who)),
    leaveToAdministrators: (tenantId) => void administered.add(tenantId),
    setConsent: (tenantId, given) => void (given ? refused.delete(tenantId) : refused.add(tenantId)),
    async handle({ method, path, query, body }) {
      if (!path.startsWith(place)) return undefined;
      const [, tenant, endpoint] = /^([^/]+)\/(.+)$/.exec(path.slice(place.length)) ?? [];
      const form = method === 'POST' ? new URLSearchParams(body) : undefined;
      const asked = new URLSearchParams(query);
      if (!tenant) return json(404, { error: 'not_found' });
      if (endpoint === 'oauth2/v2.0/authorize') return authorize(tenant, asked, form);
      if (endpoint === 'v2.0/adminconsent') return adminConsent(tenant, asked, form);
      if (endpoint === 'oauth2/v2.0/token' && form) return token(tenant, form);
      return json(404, { error: 'not_found' });
    },
  };
}

const calendarScope = 'Calendars.ReadWrite';

const clientInfo = ({ objectId, tenantId }: DemoAccount): string =>
  Buffer.from(JSON.stringify({ uid: objectId, utid: tenantId })).toString('base64url');

const tokenAnswer = { token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599 };

const challengeOf = (verifier: string) => createHash('sha256').update(verifier).digest('base64url');

/** A refusal of the token endpoint, in Entra's shape. */
function refusal(status: number, error: string, number: number, text: string, more = {}): LocalResponse {
  const [trace, correlation, at] = [randomUUID(), randomUUID(), new Date().toISOString()];
  return json(status, {
    error,
    error_description: `AADSTS${number}: ${text} Trace ID: ${trace} Correlation ID: ${correlation} Timestamp: ${at}`,
    error_codes: [number],
    timestamp: at,
    trace_id: trace,
    correlation_id: correlation,
    ...more,
  });
}

function json(status: number, value: unknown): LocalResponse {
  return {
    status,
    headers: { 'Content-Type': 'application/json; charset=utf-8', 'Cache-Control': 'no-store' },
    body: JSON.stringify(value),
  };
}
