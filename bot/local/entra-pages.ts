import type { DemoAccount } from '../domain/content/schema.ts';
import type { LocalResponse } from './issuer.ts';
import { asText, page } from './page.ts';

/** The pages that Entra shows a person. Their forms go to the address that the page was asked at. */

const title = 'Demo sign-in';

/** Who to sign in as. */
export const accountsPage = (accounts: DemoAccount[]): LocalResponse =>
  page(
    200,
    title,
    `
<h1>Choose who to be</h1>
<p>This is the demo sign-in. These people are made up.</p>
<form method="post">
${choices(accounts, (account) => account.describes)}
<p><button name="cancel" value="1">Cancel</button></p>
</form>`,
  );

/** The tenant lets nobody use the app before an administrator allowed it. */
export const approvalPage = (account: DemoAccount): LocalResponse =>
  page(
    200,
    title,
    `
<h1>Need admin approval</h1>
<p>LIIA needs permission that only an administrator of ${asText(account.name)}’s organisation can grant.</p>
<form method="post">
<input type="hidden" name="account" value="${asText(account.id)}">
<button name="decline" value="1">Return to the application without granting consent</button>
</form>`,
  );

/** The person allows the app to do more for them than to sign them in. */
export const permissionPage = (account: DemoAccount): LocalResponse =>
  page(
    200,
    title,
    `
<h1>Permissions requested</h1>
<p>LIIA would like to read and write the calendar of ${asText(account.name)}.</p>
<form method="post">
<input type="hidden" name="account" value="${asText(account.id)}">
<button name="accept" value="1">Accept</button>
<button name="decline" value="1">Cancel</button>
</form>`,
  );

/** An administrator allows the app for everybody in their tenant. Here everybody is one. */
export const adminPage = (accounts: DemoAccount[], calendar: boolean): LocalResponse =>
  page(
    200,
    title,
    `
<h1>Allow LIIA for an organisation</h1>
<p>This is the demo sign-in. Choose whose organisation allows the app: it may ${calendar ? 'read and write the calendars of those who choose so' : 'see who signs in, and nothing else'}.</p>
<form method="post">
${choices(accounts, () => 'Accept for this person’s organisation.')}
<p><button name="cancel" value="1">Cancel</button></p>
</form>`,
  );

/** A fault that is not sent back to the application. */
export const faultPage = (description: string): LocalResponse =>
  page(
    400,
    title,
    `
<h1>Sorry, but we are having trouble signing you in</h1>
<p>${asText(description)}</p>`,
  );

const choices = (accounts: DemoAccount[], says: (account: DemoAccount) => string) =>
  `<ul>${accounts
    .map(
      (account) => `
<li><button name="account" value="${asText(account.id)}" aria-describedby="about-${asText(account.id)}">${asText(account.name)}</button>
<p id="about-${asText(account.id)}">${asText(says(account))}</p></li>`,
    )
    .join('')}
</ul>`;
