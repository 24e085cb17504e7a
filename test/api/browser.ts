import assert from 'node:assert/strict';
import type { TestServer } from './server.ts';

/** A browser without a screen: it keeps cookies, and goes nowhere by itself. */
export type Browser = {
  cookies: Map<string, string>;
  /** One request, without following where it leads. A path, or a whole address. */
  go(address: string, init?: RequestInit): Promise<Response>;
};

export function newBrowser(server: TestServer): Browser {
  const cookies = new Map<string, string>();
  return {
    cookies,
    async go(address, init = {}) {
      const headers = new Headers(init.headers);
      if (cookies.size > 0) headers.set('cookie', [...cookies].map((pair) => pair.join('=')).join('; '));
      const response = await fetch(new URL(address, server.url), { ...init, headers, redirect: 'manual' });
      for (const set of response.headers.getSetCookie()) {
        const [, name, value] = /^([^=]+)=([^;]*)/.exec(set)!;
        if (/Max-Age=0(;|$)/.test(set)) cookies.delete(name!);
        else cookies.set(name!, value!);
      }
      return response;
    },
  };
}

/** Where an answer sends the browser. */
export const leadsTo = (response: Response): URL => new URL(response.headers.get('location')!);

/** Begins a sign-in. @returns the address at Entra */
export async function beginSignIn(browser: Browser, returnTo = '/'): Promise<URL> {
  const response = await browser.go(`/sign-in?return=${encodeURIComponent(returnTo)}`);
  assert.equal(response.status, 303);
  return leadsTo(response);
}

/** Says at Entra who one is, or presses another of its buttons. @returns Entra's answer */
export function atEntra(browser: Browser, address: URL, pressed: Record<string, string>): Promise<Response> {
  return browser.go(address.href, { method: 'POST', body: new URLSearchParams(pressed) });
}

/** Signs in from the beginning to the end. @returns the last answer, which sets the session */
export async function signIn(browser: Browser, account: string, returnTo = '/'): Promise<Response> {
  const address = await beginSignIn(browser, returnTo);
  const chosen = await atEntra(browser, address, { account });
  assert.equal(chosen.status, 302, await chosen.text());
  return browser.go(leadsTo(chosen).href);
}
