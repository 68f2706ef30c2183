import type { Role } from '@relais/model';
import { SignJWT } from 'jose';
import { deriveKey } from './derived-key.ts';

/** Issuer and audience of tokens signed by this backend itself; no real issuer can have this name. */
export const DEVELOPMENT_ISSUER = 'urn:relais:development';
export const DEVELOPMENT_AUDIENCE = 'urn:relais:api';

const DEFAULT_TTL_SECONDS = 3600;
export const LONGEST_TTL_SECONDS = 12 * 3600;

export interface DevelopmentTokenRequest {
  readonly role: Role;
  readonly structure: string;
  /** Tells two people of one role apart; one person for each role when absent. */
  readonly person?: string;
  /** Id of the professional it is of; of nobody whom the structure knows when absent. */
  readonly professional?: string;
  /** One hour when absent, twelve at most. */
  readonly ttlSeconds?: number;
  /** Milliseconds since the epoch; the clock's when absent. */
  readonly now?: number;
}

/**
 * Signs a professional's token with the backend's own secret, for trying things out. A backend with a configured issuer refuses it.
 * Throws `RangeError` for a life outside 1 second to 12 hours.
 */
export async function signDevelopmentToken(secret: string, request: DevelopmentTokenRequest): Promise<string> {
  const { role, structure, person = role, professional } = request;
  const { ttlSeconds = DEFAULT_TTL_SECONDS, now = Date.now() } = request;
  if (!Number.isInteger(ttlSeconds) || ttlSeconds < 1 || ttlSeconds > LONGEST_TTL_SECONDS) {
    throw new RangeError(`A development token lives between 1 and ${LONGEST_TTL_SECONDS} seconds.`);
  }
  const issuedAt = Math.floor(now / 1000);
  return await new SignJWT({ relais_roles: [role], relais_structure: structure })
    .setProtectedHeader({ alg: 'HS256', typ: 'JWT' })
    .setIssuer(DEVELOPMENT_ISSUER)
    .setAudience(DEVELOPMENT_AUDIENCE)
    .setSubject(professional ?? developmentSubject(person))
    .setIssuedAt(issuedAt)
    .setExpirationTime(issuedAt + ttlSeconds)
    .sign(deriveKey(secret, 'development-token'));
}

/** The subject of the token of a person. */
export function developmentSubject(person: string): string {
  return `development:${person}`;
}
