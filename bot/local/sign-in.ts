import type { Demo } from '../domain/content/schema.ts';
import type { Issuer, LocalRequest, LocalResponse } from './issuer.ts';
import { asText, page } from './page.ts';

/** Verifies a member token, with the code that verifies every other, and gives the cookie to set. */
export type SignIn = (token: string) => Promise<string>;

/**
 * The demo sign-in at /sign-in, which stands where Entra's would.
 * @returns answers GET and POST /sign-in; undefined for every other path or method
 */
export function createSignIn(
  demo: Demo,
  issuer: Pick<Issuer, 'memberToken'>,
): (request: LocalRequest, signIn: SignIn) => Promise<LocalResponse | undefined> {
  return async (request, signIn) => {
    if (request.path !== '/sign-in') return undefined;
    if (request.method === 'GET')
      return page(200, title, form(demo, safeReturn(new URLSearchParams(request.query).get('return'))));
    if (request.method !== 'POST') return undefined;
    if (!fromOurPage(request))
      return page(403, title, sorry('Open the sign-in page and choose a person there.'));

    const fields = new URLSearchParams(request.body);
    const account = demo.accounts.find((each) => each.id === fields.get('account'));
    if (!account)
      return page(400, title, sorry('We do not know that person. Choose one of those on the page.'));
    const cookie = await signIn(await issuer.memberToken(account));
    return {
      status: 303,
      headers: {
        Location: safeReturn(fields.get('return')),
        'Set-Cookie': cookie,
        'Cache-Control': 'no-store',
      },
      body: '',
    };
  };
}

/**
 * A path on this service to go to after the sign-in; '/' for anything else. It is judged as a browser
 * would read it, since browsers drop tabs and read a backslash as a slash.
 */
export function safeReturn(path: string | null): string {
  const here = 'http://here.invalid';
  const url = path?.startsWith('/') ? URL.parse(path, here) : null;
  if (url?.origin !== here || url.pathname.startsWith('//')) return '/';
  return url.pathname + url.search + url.hash;
}

/** Whether the form was sent from our own page: another site must not sign anybody in. */
function fromOurPage({ headers }: LocalRequest): boolean {
  const site = headers['sec-fetch-site'];
  return site === undefined ? headers.origin === `http://${headers.host}` : site === 'same-origin';
}

const title = 'Demo sign-in';

const form = (demo: Demo, returnTo: string): string => `
<h1>Choose who to be</h1>
<p>This is the demo sign-in. These people are made up.</p>
<form method="post" action="/sign-in">
<input type="hidden" name="return" value="${asText(returnTo)}">
<ul>${demo.accounts
  .map(
    ({ id, name, describes }) => `
<li><button name="account" value="${asText(id)}" aria-describedby="about-${asText(id)}">${asText(name)}</button>
<p id="about-${asText(id)}">${asText(describes)}</p></li>`,
  )
  .join('')}
</ul>
</form>`;

const sorry = (sentence: string): string => `
<h1>That did not work</h1>
<p>${asText(sentence)}</p>
<p><a href="/sign-in">Go to the sign-in page</a></p>`;
