/** Who is in front of the screen. Without a token: a patient. */
export interface Session {
  /** The host's bearer token, asked anew before each request. */
  readonly getToken?: (() => string | undefined | Promise<string | undefined>) | undefined;
  /** Id of whoever is signed in, for what is kept on the device; the token's issuer and subject where it is missing. */
  readonly getPerson?: (() => string | undefined | Promise<string | undefined>) | undefined;
  /** The key of what is kept for them, where the backend gives it. */
  readonly getKey?: ((person: string) => Promise<CryptoKey | undefined>) | undefined;
}
