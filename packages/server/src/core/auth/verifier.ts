import { Role } from '@relais/model';
import { decodeJwt, errors, jwtVerify } from 'jose';
import type { JWTPayload, JWTVerifyGetKey, JWTVerifyOptions } from 'jose';
import * as z from 'zod/mini';
import { deriveKey } from './derived-key.ts';
import { DEVELOPMENT_AUDIENCE, DEVELOPMENT_ISSUER } from './development-token.ts';
import { IssuerUnreachableError, UnauthenticatedError } from './errors.ts';
import { createIssuerKeys } from './issuer-keys.ts';

/** Who an issuer says has signed in. */
export interface SignedIn {
  readonly issuer: string;
  /** The issuer's identifier for them. */
  readonly subject: string;
  readonly rpps: string | undefined;
  /** What the token is for, where it says so: a structure, some roles. It can narrow what somebody may do and never widen it. */
  readonly structureId: string | undefined;
  readonly roles: readonly Role[] | undefined;
}

export interface Verifier {
  /** Throws `UnauthenticatedError` when the token proves nothing, `IssuerUnreachableError` when that cannot be known now. */
  verify(bearer: string): Promise<SignedIn>;
}

export interface VerifierSettings extends ClaimNames {
  /** Issuers as they write themselves in `iss`. None: only development tokens of this backend are accepted. */
  readonly issuers: readonly string[];
  /** What `aud` must contain; needed with issuers. */
  readonly audience?: string | undefined;
  /** Issuers whose word for an RPPS is taken: the one there is when absent, and none of several. */
  readonly rppsIssuers?: readonly string[] | undefined;
  /** Whether development tokens are accepted where there are no issuers; they are when absent. */
  readonly acceptsDevelopment?: boolean;
  /** The server secret. */
  readonly secret: string;
  /** Milliseconds since the epoch. */
  readonly now?: () => number;
  readonly fetch?: typeof fetch;
}

/**
 * Claims holding the roles (list, or words separated by spaces), the structure and the RPPS. A name that is not a claim itself is read as a
 * path, so that `realm_access.roles` works. Roles the house does not know are left out.
 */
export interface ClaimNames {
  readonly rolesClaim?: string | undefined;
  readonly structureClaim?: string | undefined;
  readonly rppsClaim?: string | undefined;
}

/** Public-key signatures only: with a shared-secret algorithm in the list, an issuer's public key would serve as a forger's secret. */
const ISSUER_ALGORITHMS = [
  'RS256',
  'RS384',
  'RS512',
  'PS256',
  'PS384',
  'PS512',
  'ES256',
  'ES384',
  'ES512',
  'EdDSA',
  'Ed25519',
];

const CLOCK_TOLERANCE_SECONDS = 30;

interface Trust {
  readonly keys: JWTVerifyGetKey;
  readonly options: JWTVerifyOptions;
}

/** Verifies bearer tokens against the configured issuers, or against this backend's own secret when none is configured. */
export function createVerifier(settings: VerifierSettings): Verifier {
  const { now = Date.now, issuers } = settings;
  const rppsIssuers = settings.rppsIssuers ?? (issuers.length === 1 ? issuers : []);
  const trusted = trustedBy(settings);
  return {
    async verify(bearer) {
      const trust = trusted.get(readIssuer(bearer));
      if (!trust) throw new UnauthenticatedError('The token comes from no issuer this backend knows.');
      const payload = await verifyWith(trust, bearer, now());
      return readSignedIn(payload, settings, rppsIssuers.includes(payload.iss ?? ''));
    },
  };
}

/** Who is meant by claims that have been verified. @param saysRpps whether this issuer's word for an RPPS is taken */
export function readSignedIn(claims: JWTPayload, names: ClaimNames, saysRpps: boolean): SignedIn {
  const { rolesClaim = 'relais_roles', structureClaim = 'relais_structure', rppsClaim = 'SubjectNameID' } = names;
  return {
    issuer: claims.iss ?? '',
    subject: claims.sub ?? '',
    rpps: saysRpps ? readRpps(readClaim(claims, rppsClaim)) : undefined,
    structureId: readStructure(readClaim(claims, structureClaim)),
    roles: readRoles(readClaim(claims, rolesClaim)),
  };
}

function trustedBy(settings: VerifierSettings): Map<string, Trust> {
  if (settings.issuers.length > 0) return trustIssuers(settings);
  return settings.acceptsDevelopment === false ? new Map<string, Trust>() : trustOwnSecret(settings.secret);
}

function trustIssuers({ issuers, audience, fetch: fetcher = fetch }: VerifierSettings): Map<string, Trust> {
  if (!audience)
    throw new TypeError('An issuer needs an audience: without one, tokens meant for others would be accepted.');
  return new Map(
    issuers.map((issuer) => [
      issuer,
      { keys: createIssuerKeys(issuer, fetcher), options: { issuer, audience, algorithms: ISSUER_ALGORITHMS } },
    ]),
  );
}

function trustOwnSecret(secret: string): Map<string, Trust> {
  const key = deriveKey(secret, 'development-token');
  const options = { issuer: DEVELOPMENT_ISSUER, audience: DEVELOPMENT_AUDIENCE, algorithms: ['HS256'] };
  return new Map([[DEVELOPMENT_ISSUER, { keys: () => key, options }]]);
}

/** The issuer a token claims, to know whose keys to ask; `jwtVerify` then checks the claim. */
function readIssuer(bearer: string): string {
  try {
    return decodeJwt(bearer).iss ?? '';
  } catch (cause) {
    throw new UnauthenticatedError('The bearer is not a JSON Web Token.', { cause });
  }
}

async function verifyWith({ keys, options }: Trust, bearer: string, now: number): Promise<JWTPayload> {
  try {
    const { payload } = await jwtVerify(bearer, keys, {
      ...options,
      clockTolerance: CLOCK_TOLERANCE_SECONDS,
      currentDate: new Date(now),
      requiredClaims: ['exp', 'sub'],
    });
    return payload;
  } catch (cause) {
    if (cause instanceof IssuerUnreachableError) throw cause;
    throw new UnauthenticatedError(explain(cause), { cause });
  }
}

function explain(cause: unknown): string {
  if (cause instanceof errors.JWTExpired) return 'The token has expired.';
  if (cause instanceof errors.JWTClaimValidationFailed)
    return `The token's claim "${cause.claim}" is not the one expected.`;
  return 'The token is not signed by its issuer.';
}

function readClaim(payload: JWTPayload, name: string): unknown {
  if (name in payload) return payload[name];
  return name.split('.').reduce<unknown>((value, key) => (isRecord(value) ? value[key] : undefined), payload);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** One structure a token, or none: in several, the roles of one would count in another. */
function readStructure(claim: unknown): string | undefined {
  if (claim === undefined) return undefined;
  const [structure, ...others] = Array.isArray(claim) ? (claim as unknown[]) : [claim];
  if (typeof structure !== 'string' || structure === '' || others.length > 0) {
    throw new UnauthenticatedError('The token does not name one structure.');
  }
  return structure;
}

/** A claim that names none of our roles leaves none: somebody meant to say something by it. */
function readRoles(claim: unknown): Role[] | undefined {
  if (claim === undefined) return undefined;
  const names: unknown[] = Array.isArray(claim) ? claim : typeof claim === 'string' ? claim.split(' ') : [];
  return names.flatMap((name) => {
    const role = z.safeParse(Role, name);
    return role.success ? [role.data] : [];
  });
}

/** Pro Santé Connect says the national identifier: an 8 before the RPPS. Other numbers (ADELI among them) are none. */
function readRpps(claim: unknown): string | undefined {
  return typeof claim === 'string' ? /^8?(\d{11})$/.exec(claim)?.[1] : undefined;
}
