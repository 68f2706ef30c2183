import { createHmac, createSecretKey, hash } from 'node:crypto';

/** SHA-256 of a text, in hexadecimal. */
export function sha256(text: string): string {
  return hash('sha256', text, 'hex');
}

/** HMAC-SHA-256 under one key: gives the 32 bytes of each text. */
export function createMac(key: string | Uint8Array): (text: string) => Uint8Array<ArrayBuffer> {
  // Made once: with a key of bytes, Node spends five times as long on finding out what it is as on the digest.
  const secret = createSecretKey(Buffer.from(key));
  return (text) => new Uint8Array(createHmac('sha256', secret).update(text).digest());
}
