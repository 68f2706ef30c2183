import { addressOwner } from '../limits/address.ts';
import type { Call } from './call.ts';

/** Shorter than this an id chosen by a client says nothing: its network address is taken instead. */
const SHORTEST_CLIENT_ID = 16;
const LONGEST_CLIENT_ID = 200;

/** Which client without an account asks: by the id it has chosen, which stays when a telephone changes its network, else by its address. */
export function clientOf({ request, address }: Pick<Call, 'request' | 'address'>): string {
  const id = request.headers.get('relais-client') ?? '';
  const isId = id.length >= SHORTEST_CLIENT_ID && id.length <= LONGEST_CLIENT_ID;
  return isId ? `id:${id}` : `address:${addressOwner(address)}`;
}
