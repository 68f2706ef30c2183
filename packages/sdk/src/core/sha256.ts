import { toHex } from './bytes.ts';

/** SHA-256 in hexadecimal: the browser's own, or a library's where pages served without TLS have none, as inside of an establishment. */
export async function sha256Of(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const { subtle } = crypto as { subtle?: SubtleCrypto };
  if (subtle) return toHex(new Uint8Array(await subtle.digest('SHA-256', bytes)));
  const { sha256: digest } = await import('@noble/hashes/sha2.js');
  return toHex(digest(bytes));
}
