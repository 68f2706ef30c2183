/**
 * Whether a page of the backend's own origin asks, which is when a session's cookie counts. Browsers say it in `Sec-Fetch-Site`, which no script can
 * set; those that do not say whose page asks in `Origin`, and where that is left out (reading from one's own origin) in `Referer`. Who says
 * nothing of the three is no page of ours.
 */
export function isOwnPage({ headers }: Request, ownOrigin: string): boolean {
  const site = headers.get('sec-fetch-site');
  if (site !== null) return site === 'same-origin';
  const origin = headers.get('origin');
  if (origin !== null) return origin === ownOrigin;
  const referer = headers.get('referer');
  return referer !== null && URL.canParse(referer) && new URL(referer).origin === ownOrigin;
}
