import { isIP } from 'node:net';
import ipaddr from 'ipaddr.js';

/** Answers machines of Azure with what concerns them alone, from an address of the public range. */
const AZURE_WIRE_SERVER = '168.63.129.16';

/** All of IPv6 that is given out to machines so far (RFC 4291 §2.4); what lies outside is reserved, or an IPv4 address in an old writing. */
const GIVEN_OUT = ipaddr.IPv6.parseCIDR('2000::/3');

/**
 * Whether an address of a machine is one of the public internet: neither this machine, nor of a private network, a link, a carrier, a group or a
 * register of special ranges (IANA), nor an IPv4 address written as an IPv6 one, behind which any of those may stand.
 */
export function isPublicAddress(address: string): boolean {
  if (isIP(address) === 0 || address === AZURE_WIRE_SERVER) return false;
  const parsed = ipaddr.parse(address);
  if (parsed.range() !== 'unicast') return false;
  return parsed instanceof ipaddr.IPv4 || parsed.match(GIVEN_OUT);
}
