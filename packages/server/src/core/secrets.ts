import { createMac, sha256 } from '#digest';
import { bytesToHex } from '@noble/hashes/utils.js';

/**
 * What is derived from the server's secret. Nothing of it is kept: the token of a link is computed again for a replayed answer or
 * a mail, and the database holds only its hash.
 */
export interface Secrets {
  /** The token that opens one thing of a structure; `purpose` is what kind of thing it is. */
  token(purpose: string, structureId: string, id: string): string;
  /** A secret that other software signs or verifies with, as Standard Webhooks write it: `whsec_` and 32 bytes in base 64. */
  shared(purpose: string, structureId: string, id: string): string;
  /** A fixed pseudonym of something that must not stand in the database as it is. Hexadecimal. */
  pseudonym(purpose: string, text: string): string;
  /** A text encrypted for one purpose and context, as it may stand in the database: a copy of that opens none. Each time another. Base 64 for addresses. */
  seal(purpose: string, context: string, text: string): Promise<string>;
  /** Undefined for what another secret has sealed, or for another purpose or context. */
  unseal(purpose: string, context: string, sealed: string): Promise<string | undefined>;
}

const ALGORITHM = 'AES-GCM';
const NONCE_BYTES = 12;

export function createSecrets(secret: string): Secrets {
  const mac = createMac(secret);
  const keyOf = (purpose: string, context: string) =>
    crypto.subtle.importKey('raw', mac(`relais/${purpose}|${context}`), ALGORITHM, false, ['encrypt', 'decrypt']);
  return {
    token: (purpose, structureId, id) => `rl_${toBase64Url(mac(`${purpose}|${structureId}|${id}`))}`,
    shared: (purpose, structureId, id) =>
      `whsec_${btoa(String.fromCharCode(...mac(`shared/${purpose}|${structureId}|${id}`)))}`,
    pseudonym: (purpose, text) => bytesToHex(mac(`${purpose}|${text}`)),
    async seal(purpose, context, text) {
      const iv = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
      const key = await keyOf(purpose, context);
      const box = await crypto.subtle.encrypt({ name: ALGORITHM, iv }, key, new TextEncoder().encode(text));
      return toBase64Url(new Uint8Array([...iv, ...new Uint8Array(box)]));
    },
    async unseal(purpose, context, sealed) {
      try {
        const bytes = fromBase64Url(sealed);
        const parameters = { name: ALGORITHM, iv: bytes.subarray(0, NONCE_BYTES) };
        const key = await keyOf(purpose, context);
        return new TextDecoder().decode(await crypto.subtle.decrypt(parameters, key, bytes.subarray(NONCE_BYTES)));
      } catch {
        return undefined;
      }
    },
  };
}

/** What is kept of a token. */
export function hashToken(token: string): string {
  return sha256(token);
}

/** Compares two texts in a time that does not tell where they differ. */
export function isSame(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let index = 0; index < a.length; index++) difference |= a.charCodeAt(index) ^ b.charCodeAt(index);
  return difference === 0;
}

function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

function fromBase64Url(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(text.replaceAll('-', '+').replaceAll('_', '/')), (letter) => letter.charCodeAt(0));
}
