import { createHash } from 'node:crypto';

/** How a sign-in from a browser ends where it does not end in the tab. */
export type Ending =
  | 'consent'
  | 'cancelled'
  | 'step-up'
  | 'shut out'
  | 'guest'
  | 'over'
  | 'no answer'
  | 'failed'
  | 'allowed'
  | 'not allowed'
  | 'calendars allowed'
  | 'calendars not allowed';

type Words = { status: number; heading: string; text: string; button?: string };

const words: Record<Ending, Words> = {
  consent: {
    status: 403,
    heading: 'Your organisation has not allowed this app yet',
    text: 'An administrator of Microsoft 365 where you work has to allow it, once for everybody. Send them the link below. When they have done so, sign in again.',
  },
  cancelled: {
    status: 403,
    heading: 'You are not signed in',
    text: 'The sign-in was stopped before it was finished. If Microsoft said that an administrator has to approve the app, send the administrator of Microsoft 365 where you work the link below.',
  },
  'step-up': {
    status: 403,
    heading: 'Your organisation needs to know that it is you',
    text: 'Sign in again and follow the steps that Microsoft shows, for example on your phone.',
  },
  'shut out': {
    status: 403,
    heading: 'Your organisation does not let you in',
    text: 'Its rules may ask for a work device or network, or name the people who can use this app. Ask the people who run Microsoft 365 where you work.',
  },
  guest: {
    status: 403,
    heading: 'You are a guest in this organisation',
    text: 'Sign in with the account of the organisation that you work for.',
  },
  over: {
    status: 400,
    heading: 'This sign-in is over',
    text: 'A sign-in works once, for ten minutes, in the browser that it was begun in. Begin again.',
  },
  'no answer': {
    status: 503,
    heading: 'We cannot sign you in at the moment',
    text: 'Try again in a minute. Nothing is wrong with your account.',
    button: 'Try again',
  },
  failed: {
    status: 403,
    heading: 'Microsoft could not sign you in',
    text: 'Try again. If it does not work a second time, write to us.',
    button: 'Try again',
  },
  allowed: {
    status: 200,
    heading: 'The app is now allowed',
    text: 'Everybody in your organisation can sign in. Who sees what is decided in the app.',
    button: 'Sign in',
  },
  'not allowed': {
    status: 403,
    heading: 'The app is not allowed yet',
    text: 'Nothing was changed. To allow it, open the link again and accept as an administrator of Microsoft 365.',
  },
  'calendars allowed': {
    status: 200,
    heading: 'Outlook calendars are now allowed',
    text: 'Everybody in your organisation can choose to have their bookings put straight into their own Outlook calendar. For those who do not choose it, nothing changes.',
    button: 'Sign in',
  },
  'calendars not allowed': {
    status: 403,
    heading: 'Outlook calendars are not allowed yet',
    text: 'Nothing was changed. To allow them, open the link again and accept as an administrator of Microsoft 365.',
  },
};

/** Where a person allows us their Outlook calendar, `?tenant=`, and an administrator everybody's. */
export const calendarPath = '/sign-in/calendar';
export const allowCalendarsPath = '/sign-in/allow-calendars';
/** Where an administrator allows the app: an address of ours that is short enough to be passed on. */
export const allowPath = '/sign-in/allow';

const style = `:root { color-scheme: light dark; --ink: light-dark(#242424, #fff); --paper: light-dark(#fff, #1f1f1f);
  --brand: light-dark(#5b5fc7, #9299f7); --on-brand: light-dark(#fff, #1f1f1f); }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1rem/1.5 "Segoe UI", system-ui, sans-serif; }
main { max-width: 36rem; margin: 0 auto; padding: 3rem 1rem; overflow-wrap: anywhere; }
h1 { margin: 0; font-size: 1.5rem; line-height: 1.25; }
a { display: inline-block; padding: 0.125rem 0; color: var(--brand); }
a.button { padding: 0.5rem 1rem; border: 1px solid transparent; border-radius: 4px; background: var(--brand);
  color: var(--on-brand); font-weight: 600; text-decoration: none; }
a:focus-visible { outline: 2px solid var(--ink); outline-offset: 2px; }`;

const headers = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'content-security-policy': `default-src 'none'; style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'`,
};

/**
 * The page that says how the sign-in ended and what to do.
 * @param more `returnTo` where the person wanted to go; `code` Microsoft's own for the case, for its administrators;
 *   `help` where to write
 */
export function endingPage(
  ending: Ending,
  more: { publicUrl: string; returnTo: string; code: string | undefined; help: string | undefined },
): { status: number; headers: Record<string, string>; body: string } {
  const { status, heading, text, button = 'Sign in again' } = words[ending];
  const forAdministrators = ['consent', 'cancelled', 'not allowed', 'calendars not allowed'].includes(ending);
  const allow = more.publicUrl + (ending === 'calendars not allowed' ? allowCalendarsPath : allowPath);
  const body = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${heading}</title>
<style>${style}</style>
</head>
<body>
<main>
<h1>${heading}</h1>
<p>${text}</p>
${forAdministrators ? `<p>For administrators: <a href="${asText(allow)}">${asText(allow)}</a></p>` : ''}
<p><a class="button" href="/sign-in?return=${encodeURIComponent(more.returnTo)}">${button}</a></p>
${more.help ? `<p>For help, write to <a href="mailto:${asText(more.help)}">${asText(more.help)}</a>.</p>` : ''}
${more.code ? `<p>Microsoft’s code for this is ${asText(more.code)}.</p>` : ''}
</main>
</body>
</html>
`;
  return { status, headers, body };
}

const asText = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;');
