// The same as `node.ts` where there is no `node:crypto`: in a page, whose own digests give no answer at once. Node's are ten times as fast, and
// several are made for every request.
import { hmac } from '@noble/hashes/hmac.js';
import { sha256 as digest } from '@noble/hashes/sha2.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';

/** SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return bytesToHex(digest(utf8ToBytes(text)));
}

/** HMAC-SHA-256 under one key: gives the 32 bytes of each text. */
export function createMac(key: string | Uint8Array): (text: string) => Uint8Array<ArrayBuffer> {
  const bytes = typeof key === 'string' ? utf8ToBytes(key) : key;
  return (text) => hmac(digest, bytes, utf8ToBytes(text));
}
