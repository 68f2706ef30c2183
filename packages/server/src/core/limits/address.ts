const MAPPED_IPV4 = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i;
const IPV6_GROUPS = 8;

/**
 * The part of a network address that stands for one home or one organisation: an IPv4 address whole, the first 56 bits of an IPv6
 * address, which is what French providers give a line. Counting whole IPv6 addresses would give an attacker 2^72 budgets.
 */
export function addressOwner(address: string): string {
  const mapped = MAPPED_IPV4.exec(address)?.[1];
  if (mapped) return mapped;
  return address.includes(':') ? firstBits(address) : address;
}

function firstBits(address: string): string {
  const [head = '', tail] = (address.split('%')[0] ?? '').split('::').map((part) => part.split(':').filter(Boolean));
  const start = Array.isArray(head) ? head : [];
  const missing = tail ? IPV6_GROUPS - start.length - tail.length : 0;
  const groups = [...start, ...Array.from({ length: Math.max(missing, 0) }, () => '0'), ...(tail ?? [])];
  const values = groups.map((group) => parseInt(group, 16));
  const [a = 0, b = 0, c = 0, d = 0] = values;
  return `${[a, b, c, d & 0xff00].map((group) => group.toString(16)).join(':')}::/56`;
}
