import { createMac } from '#digest';

/**
 * One 32-byte key per purpose from the server secret, so that no two uses of the secret can be turned against each other.
 * Changing a purpose's name makes everything signed with it invalid.
 */
export function deriveKey(
  secret: string,
  purpose: 'development-token' | 'limit-keys' | 'challenge' | 'challenge-key' | 'anchor',
) {
  return createMac(secret)(`relais/${purpose}`);
}
