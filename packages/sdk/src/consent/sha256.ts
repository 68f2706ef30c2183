import { sha256Of } from '../core/sha256.ts';

/** SHA-256 of a text, in hexadecimal. */
export async function sha256(text: string): Promise<string> {
  return sha256Of(new TextEncoder().encode(text));
}
