import { createMac } from '#digest';
import type { IssuerTokens } from './issuer.ts';

const ALGORITHM = 'AES-GCM';
const NONCE_BYTES = 12;

/** Encrypts an issuer's tokens under a key made of the server's secret and the session's cookie: a copy of the database opens none of them. */
export class TokenBox {
  readonly #mac: (text: string) => Uint8Array<ArrayBuffer>;

  constructor(secret: string) {
    this.#mac = createMac(secret);
  }

  async close(tokens: IssuerTokens, cookie: string): Promise<string> {
    const nonce = crypto.getRandomValues(new Uint8Array(NONCE_BYTES));
    const text = new TextEncoder().encode(JSON.stringify(tokens));
    const box = await crypto.subtle.encrypt({ name: ALGORITHM, iv: nonce }, await this.#key(cookie), text);
    return Buffer.concat([nonce, new Uint8Array(box)]).toString('base64url');
  }

  /** Undefined for what another secret has closed. */
  async open(box: string | null, cookie: string): Promise<IssuerTokens | undefined> {
    if (box === null) return undefined;
    try {
      const bytes = new Uint8Array(Buffer.from(box, 'base64url'));
      const parameters = { name: ALGORITHM, iv: bytes.subarray(0, NONCE_BYTES) };
      const text = await crypto.subtle.decrypt(parameters, await this.#key(cookie), bytes.subarray(NONCE_BYTES));
      return JSON.parse(new TextDecoder().decode(text)) as IssuerTokens;
    } catch {
      return undefined;
    }
  }

  #key(cookie: string): Promise<CryptoKey> {
    const bytes = this.#mac(`relais/issuer-tokens|${cookie}`);
    return crypto.subtle.importKey('raw', bytes, ALGORITHM, false, ['encrypt', 'decrypt']);
  }
}
