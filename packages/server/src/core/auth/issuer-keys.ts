import * as z from 'zod/mini';
import { createRemoteJWKSet, customFetch, errors } from 'jose';
import type { JWTVerifyGetKey } from 'jose';
import { IssuerUnreachableError } from './errors.ts';

const DISCOVERY_TIMEOUT_MS = 5000;

const Discovery = z.object({ issuer: z.string(), jwks_uri: z.string() });

/**
 * Keys of one OpenID Connect issuer, found through its discovery page (OpenID Connect Discovery 1.0 §4). The page is read on first
 * use and kept; the keys are kept ten minutes and read again, at most every thirty seconds, when a token names an unknown one.
 * A failed read is not kept: the next token tries again, and tokens that arrive together share one try.
 */
export function createIssuerKeys(issuer: string, fetcher: typeof fetch): JWTVerifyGetKey {
  let found: Promise<JWTVerifyGetKey> | undefined;
  return async (header, token) => {
    found ??= discoverKeys(issuer, fetcher).catch((cause: unknown) => {
      found = undefined;
      throw new IssuerUnreachableError(`The discovery page of ${issuer} cannot be used.`, { cause });
    });
    const getKey = await found;
    try {
      return await getKey(header, token);
    } catch (cause) {
      throw isTokensFault(cause)
        ? cause
        : new IssuerUnreachableError(`The keys of ${issuer} cannot be read.`, { cause });
    }
  };
}

async function discoverKeys(issuer: string, fetcher: typeof fetch): Promise<JWTVerifyGetKey> {
  const answer = await fetcher(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, {
    headers: { accept: 'application/json' },
    redirect: 'error',
    signal: AbortSignal.timeout(DISCOVERY_TIMEOUT_MS),
  });
  if (!answer.ok) throw new Error(`HTTP ${answer.status}`);
  const discovery = z.parse(Discovery, await answer.json());
  if (discovery.issuer !== issuer) throw new Error('It names another issuer.');
  const keys = new URL(discovery.jwks_uri);
  if (new URL(issuer).protocol === 'https:' && keys.protocol !== 'https:')
    throw new Error('Its keys are not behind https.');
  return createRemoteJWKSet(keys, { [customFetch]: fetcher });
}

/** No or several matching keys is the token's doing; everything else happened between us and the issuer. */
function isTokensFault(error: unknown): boolean {
  return error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys;
}
