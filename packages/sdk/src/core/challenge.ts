import { toHex } from './bytes.ts';

/** An ALTCHA challenge, version 2, as far as a solver needs it. Bytes are written in hexadecimal. */
interface Challenge {
  readonly parameters: {
    readonly algorithm: string;
    readonly nonce: string;
    readonly salt: string;
    readonly cost: number;
    readonly keyLength: number;
    readonly keyPrefix: string;
  };
}

/** Far more than any server of ours asks for. */
const MOST_TRIES = 100_000;

/**
 * Challenge → value of the `Relais-Challenge` header: counts up until the key derived from nonce and counter begins as asked. The rounds
 * are WebCrypto's, outside of the main thread; each try comes back as a task of its own, so that the page stays alive meanwhile.
 */
export async function solveChallenge(challenge: unknown, signal?: AbortSignal): Promise<string> {
  const { algorithm, nonce, salt, cost, keyLength, keyPrefix } = (challenge as Challenge).parameters;
  const [family, hash = ''] = algorithm.split('/');
  if (family !== 'PBKDF2') throw new Error(`This challenge is not known here: ${algorithm}`);
  const derivation = { name: family, hash, salt: fromHex(salt), iterations: cost };
  const password = new Uint8Array([...fromHex(nonce), 0, 0, 0, 0]);
  const view = new DataView(password.buffer);
  for (let counter = 0; counter < MOST_TRIES; counter += 1) {
    signal?.throwIfAborted();
    view.setUint32(password.length - 4, counter);
    const key = await crypto.subtle.importKey('raw', password, family, false, ['deriveBits']);
    const derivedKey = toHex(new Uint8Array(await crypto.subtle.deriveBits(derivation, key, keyLength * 8)));
    // The whole challenge goes back: its signature covers every member.
    if (derivedKey.startsWith(keyPrefix)) return btoa(JSON.stringify({ challenge, solution: { counter, derivedKey } }));
  }
  throw new Error('The challenge has no solution');
}

function fromHex(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(text.match(/../g) ?? [], (pair) => parseInt(pair, 16));
}
