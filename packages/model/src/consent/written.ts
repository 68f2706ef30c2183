import * as z from 'zod/mini';

/** SHA-256 in hexadecimal. */
export const Sha256Hex = z.string().check(z.regex(/^[0-9a-f]{64}$/));

/** A language as pages name it: `fr`, `ar`, `pt-BR`. */
export const LanguageTag = z.string().check(z.regex(/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8}){0,3}$/));

/** `Europe/Paris`: the zone a proof's times are told in. */
export const ZoneName = z.string().check(z.regex(/^[A-Za-z][A-Za-z0-9_+/-]{0,63}$/));
