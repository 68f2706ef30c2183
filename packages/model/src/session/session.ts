import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { Instant } from '../core/instant.ts';
import { Role } from '../core/roles.ts';
import { Profession, Rpps } from '../people/index.ts';

/** A professional who is signed in, as the structure knows her. A development token stands for nobody, and brings no name. */
export const SessionPerson = z.object({
  /** Random, of this structure; events name it. */
  id: z.string(),
  familyName: z.optional(z.string()),
  givenName: z.optional(z.string()),
  profession: z.optional(Profession),
  /** What she acts as in this session: fewer than she holds where she has chosen one of them. */
  roles: z.array(z.object({ role: Role, practiceId: z.optional(z.string()), siteId: z.optional(z.string()) })),
});
export type SessionPerson = z.infer<typeof SessionPerson>;

/** Who asks, as far as a structure knows. */
export const SessionInfo = z.object({
  structure: z.object({ id: z.string(), name: z.string() }),
  /** Absent when nobody is signed in, or somebody the structure does not know. */
  person: z.optional(SessionPerson),
  /** Of a session of this backend: its end whatever is done, and after how long without a request it ends before. */
  endsAt: z.optional(Instant),
  /** How long that is from now: the clock of a device may be days off. */
  endsInSeconds: z.optional(z.int()),
  idleSeconds: z.optional(z.int()),
  /** Whether people sign in at this backend itself, from its own pages. */
  signIn: z.boolean(),
});
export type SessionInfo = z.infer<typeof SessionInfo>;

/** The key under which what is unsent is kept on a device: the same for one person each time she signs in, and nobody else's. */
export const SessionKey = z.object({
  /** 32 bytes, base64url. */
  key: z.string().check(z.regex(/^[\w-]{43}$/)),
});
export type SessionKey = z.infer<typeof SessionKey>;

const SignInName = z.string().check(z.minLength(1), z.maxLength(300));

/** Whose sessions are ended: those of one person, by RPPS or by issuer and subject, or everybody's in the structure. */
export const SessionsEnd = Exactly({
  of: z.enum(['person', 'everybody']),
  rpps: z.optional(Rpps),
  issuer: z.optional(SignInName),
  subject: z.optional(SignInName),
}).check(
  z.refine(({ of, rpps, issuer }) => (of === 'person') === (rpps !== undefined || issuer !== undefined), {
    path: ['of'],
    params: { accepted: '`person` with an RPPS or an issuer and its subject, or `everybody` alone' },
  }),
  z.refine(({ issuer, subject }) => (issuer === undefined) === (subject === undefined), {
    path: ['subject'],
    params: { accepted: 'an issuer and its subject together, or neither' },
  }),
);
export type SessionsEnd = z.infer<typeof SessionsEnd>;
