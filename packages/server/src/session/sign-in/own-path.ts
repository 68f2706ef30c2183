const LONGEST_PATH = 1000;

/**
 * The path of a page of this backend's own origin, as somebody asked to go back to it; undefined for what leads anywhere else, or to another
 * step of signing in. An address is read as browsers read it: `//evil.example`, `/\evil.example` and a tab between two slashes lead away.
 */
export function readOwnPath(asked: string | null, origin: string): string | undefined {
  if (asked === null || asked === '') return '/';
  // Space to delete: what a parser would drop or mend on its way.
  if (asked.length > LONGEST_PATH || !/^\/[\x21-\x7e]*$/.test(asked) || !URL.canParse(asked, origin)) return undefined;
  const { origin: found, pathname, search, hash } = new URL(asked, origin);
  const isOurs = found === origin && !asked.includes('\\') && !pathname.startsWith('//');
  return isOurs && !/^\/(auth|api)(\/|$)/.test(pathname) ? pathname + search + hash : undefined;
}
