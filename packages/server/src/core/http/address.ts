/** Addresses and networks a backend stands behind. */
export interface ProxyList {
  has(address: string): boolean;
}

/**
 * The address a request really comes from. Each proxy appends the one it heard; from the right, the first that is none of ours is the caller's.
 * What a caller writes into the header further left is never believed, nor anything when the connection itself is not one of our proxies'.
 */
export function originAddress(peer: string, forwardedFor: string | null, proxies: ProxyList): string {
  if (!proxies.has(peer)) return peer;
  const hops = (forwardedFor ?? '').split(',').map((hop) => withoutPort(hop.trim()));
  for (const hop of hops.reverse()) {
    if (hop === '') break;
    if (!proxies.has(hop)) return hop;
  }
  return peer;
}

/** Some proxies write the caller's port too, `192.0.2.1:50312` or `[2001:db8::1]:50312`: another connection is not another caller. */
function withoutPort(hop: string): string {
  return /^\[(.+)\](?::\d+)?$/.exec(hop)?.[1] ?? /^(\d+(?:\.\d+){3}):\d+$/.exec(hop)?.[1] ?? hop;
}

/** This machine, as the host of an address names it. */
export function isLoopback(hostname: string): boolean {
  return hostname === 'localhost' || hostname === '[::1]' || /^127(\.\d+){3}$/.test(hostname);
}
