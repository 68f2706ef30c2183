import { BlockList, isIP } from 'node:net';
import { originAddress } from './http/address.ts';
import type { ProxyList } from './http/address.ts';

/** Addresses and networks, as `RELAIS_TRUSTED_PROXIES` lists them, ready to be asked. */
export function trustProxies(networks: readonly string[]): ProxyList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = '', bits] = network.split('/');
    const family = isIP(address) === 6 ? 'ipv6' : 'ipv4';
    if (bits === undefined) list.addAddress(address, family);
    else list.addSubnet(address, Number(bits), family);
  }
  return {
    has: (address) => {
      const family = isIP(address);
      return family !== 0 && list.check(address, family === 6 ? 'ipv6' : 'ipv4');
    },
  };
}

/** The caller's address, from the connection Node hands along and, behind our own proxies, from what they say. */
export function readPeer(request: Request, bindings: unknown, proxies: ProxyList): string {
  const { incoming } = bindings as { incoming?: { socket?: { remoteAddress?: string | undefined } } };
  const peer = plainAddress(incoming?.socket?.remoteAddress ?? '');
  const origin = plainAddress(originAddress(peer, request.headers.get('x-forwarded-for'), proxies));
  // A word that is no address (`unknown`, a name) would be a caller of its own each time it changes.
  return isIP(origin) === 0 ? peer : origin;
}

/** An IPv4 address that an IPv6 socket shows as `::ffff:192.0.2.1`. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
