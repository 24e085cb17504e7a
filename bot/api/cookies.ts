/** Our cookies: hidden from scripts, never sent by another site's form, and with https set by this very host only. */
export type Cookies = {
  /** What a cookie of ours holds: 32 random bytes, base64url. Undefined for anything else. */
  read(header: string | undefined, name: CookieName): string | undefined;
  /** The header that sets a cookie for so many seconds; none take it away. */
  set(name: CookieName, value: string, seconds: number): string;
};
type CookieName = 'session' | 'sign_in';

export function cookiesOf(publicUrl: string): Cookies {
  const secure = publicUrl.startsWith('https:');
  // Browsers take a __Host- cookie from this host alone: one beside it cannot plant a session of its own.
  const full = (name: CookieName) => `${secure ? '__Host-' : ''}liia_${name}`;
  return {
    read: (header, name) => new RegExp(`(?:^|; )${full(name)}=([\\w-]{43})(?:;|$)`).exec(header ?? '')?.[1],
    set: (name, value, seconds) =>
      `${full(name)}=${value}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${seconds}${secure ? '; Secure' : ''}`,
  };
}
