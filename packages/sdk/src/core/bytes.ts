export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** 128 random bits, as safe as a UUID; `crypto.randomUUID` is missing from pages served without TLS. */
export function randomId(): string {
  return toHex(crypto.getRandomValues(new Uint8Array(16)));
}

/** An id as it may be written on the disk: the same for the same id, and not to be read back. */
export async function veil(id: string): Promise<string> {
  // Without WebCrypto nothing is written but to memory.
  const { subtle } = crypto as { subtle?: SubtleCrypto };
  if (!subtle) return encodeURIComponent(id);
  return toHex(new Uint8Array(await subtle.digest('SHA-256', new TextEncoder().encode(id))));
}
