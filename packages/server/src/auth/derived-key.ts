import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';

/**
 * One 32-byte key per purpose from the server secret, so that no two uses of the secret can be turned against each other.
 * Changing a purpose's name makes everything signed with it invalid.
 */
export function deriveKey(
  secret: string,
  purpose: 'development-token' | 'limit-keys' | 'challenge' | 'challenge-key' | 'anchor',
) {
  return hmac(sha256, utf8ToBytes(secret), utf8ToBytes(`relais/${purpose}`));
}
