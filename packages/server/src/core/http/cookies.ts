/** A cookie's value; undefined when it is not there, and when there are several of the name: one of them is not ours. */
export function readCookie({ headers }: Request, name: string): string | undefined {
  const values = (headers.get('cookie') ?? '')
    .split(';')
    .map((pair) => pair.trim().split('='))
    .filter(([key]) => key === name)
    .map(([, ...value]) => value.join('='));
  return values.length === 1 ? values[0] : undefined;
}

export interface CookieKind {
  /** Whether the backend is reached by https: the name then binds the cookie to this host, and the browser sends it no other way. */
  readonly secure: boolean;
  /** Seconds; until the browser closes when absent, gone at once for 0. */
  readonly maxAge?: number;
}

export function cookieName(name: string, secure: boolean): string {
  return secure ? `__Host-${name}` : name;
}

/** `Lax`, and not `Strict`: the page that is gone back to after signing in is reached by way of the issuer's. */
export function writeCookie(name: string, value: string, { secure, maxAge }: CookieKind): string {
  const parts = [`${cookieName(name, secure)}=${value}`, 'Path=/', 'HttpOnly', 'SameSite=Lax'];
  if (secure) parts.push('Secure');
  if (maxAge !== undefined) parts.push(`Max-Age=${maxAge}`);
  return parts.join('; ');
}
