/** Machines a secure page may ask without encryption, because nothing lies between. */
const LOOPBACK = /^(?:localhost|.+\.localhost|127(?:\.\d+){3}|\[::1\])$/;

/**
 * Why no request to this address ever leaves the page at `page`; `undefined` where one may. For once a request has failed, of which a
 * browser says no more than that it did.
 */
export function faultOfAddress(address: string, page: string | undefined): string | undefined {
  const url = resolve(address);
  if (!url) return 'that is not an address';
  if (!/^https?:$/.test(url.protocol)) return 'that is neither http nor https';
  const isMixed = page?.startsWith('https:') && url.protocol === 'http:' && !LOOPBACK.test(url.hostname);
  return isMixed ? 'a page that came by https may not ask by http' : undefined;
}

/** As `fetch` reads an address: a relative one on the page, none with a password in it. */
function resolve(address: string): URL | undefined {
  try {
    return new URL(new Request(address).url);
  } catch {
    return undefined;
  }
}
