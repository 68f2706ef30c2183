import type { Access, Role, RoleGrant } from '@relais/model';
import type { SignedIn, Verifier } from '../auth/verifier.ts';
import { ANONYMOUS_ACTOR, professionalActor } from '../actors.ts';
import { ProblemError } from '../problem.ts';

/** A signed-in professional of the structure asked. */
export interface Professional {
  readonly kind: 'professional';
  readonly structureId: string;
  /** What events of theirs are said to be by: a pseudonym. */
  readonly actor: string;
  readonly grants: readonly RoleGrant[];
  /** Of this backend, where that is how they are signed in: its end at the latest, and how long it lasts without a request, in milliseconds. */
  readonly session?: { readonly endsAt: number; readonly idle: number };
}

/** Who asks, as far as it matters on this route. */
export type Principal =
  | { readonly kind: 'anonymous' }
  | { readonly kind: 'link'; readonly of: string; readonly id: string; readonly actor: string }
  | Professional;

/** What a request brings to prove who it is of, and where it goes. */
export interface Credentials {
  readonly request: Request;
  readonly structureId: string;
  readonly params: Readonly<Record<string, string>>;
}

/** A kind of link: how its token is checked, and who an event of its holder is said to be by. */
export interface Link {
  readonly actor: string;
  proves(structureId: string, id: string, token: string): Promise<boolean>;
}

/** Finds who has signed in among those who may act in a structure; nobody when the structure does not know them. */
export type Recognize = (signedIn: SignedIn, structureId: string) => Promise<Professional | undefined>;

/** A session of this backend that a request brings. */
export interface OpenSession {
  readonly signedIn: SignedIn;
  readonly endsAt: number;
  readonly idle: number;
}

/** How the links and the bearer tokens are checked; links by the parameter that names what they open. */
export interface Proofs {
  readonly verifier: Verifier | undefined;
  readonly recognize: Recognize;
  /** The session of a page of the backend's own; without it there are none. */
  readonly sessionOf?: ((request: Request) => Promise<OpenSession | undefined>) | undefined;
  readonly links: Readonly<Record<string, Link>>;
}

const LINK_PREFIX = 'rl_';
const anonymous: Principal = { kind: 'anonymous' };

/**
 * The one place where it is decided who may call a route. A link opens the very hold or booking it was made for and nothing else; a role counts
 * in its own structure only, and a professional of another structure is, on public routes, anybody.
 * @throws {ProblemError} `unauthenticated`, `forbidden`, `unavailable`
 */
export async function decideAccess(access: Access, credentials: Credentials, proofs: Proofs): Promise<Principal> {
  const bearer = readBearer(credentials.request.headers.get('authorization'));
  if (bearer === undefined) return decideSession(access, credentials, proofs);
  if (bearer.startsWith(LINK_PREFIX))
    return (await proveLink(access, bearer, credentials, proofs)) ?? openToAll(access, 'forbidden');
  const professional = await proofs.recognize(await verify(bearer, proofs.verifier), credentials.structureId);
  return decideProfessional(access, professional);
}

function decideProfessional(access: Access, professional: Professional | undefined): Principal {
  if (!professional) return openToAll(access, 'forbidden');
  if (access.public || hasRoleFor(professional, access)) return professional;
  throw new ProblemError('forbidden');
}

/** Says for whom a page asks: somebody else may have signed in since in the same browser, whose cookie it would send. */
const PERSON_HEADER = 'relais-person';

/**
 * A request that brings no token counts as that of whoever has a session here; one made for somebody (`Relais-Person`) for nobody else, and not for
 * nobody either.
 */
async function decideSession(
  access: Access,
  { request, structureId }: Credentials,
  { sessionOf, recognize }: Proofs,
): Promise<Principal> {
  const person = request.headers.get(PERSON_HEADER);
  const session = await sessionOf?.(request);
  const known = session && (await recognize(session.signedIn, structureId));
  if (person !== null && known?.actor !== professionalActor(person)) throw new ProblemError('unauthenticated');
  if (!session) return openToAll(access, 'unauthenticated');
  const { endsAt, idle } = session;
  return decideProfessional(access, known && { ...known, session: { endsAt, idle } });
}

/** Who holds a role in one practice alone is nobody to the rest of the structure. */
function hasRoleFor({ grants }: Professional, { roles = [], partial }: Access): boolean {
  const isWide = ({ practiceId, siteId }: RoleGrant) => practiceId === undefined && siteId === undefined;
  return grants.some((grant) => roles.includes(grant.role) && (partial === true || isWide(grant)));
}

/** Whether a professional holds one of the roles at this place: in all of the structure, or just there. */
export function holdsAt(
  { grants }: Professional,
  roles: readonly Role[],
  { practiceId, siteId }: { readonly practiceId: string; readonly siteId: string },
): boolean {
  return grants.some(
    (grant) =>
      roles.includes(grant.role) &&
      (grant.practiceId === undefined || grant.practiceId === practiceId) &&
      (grant.siteId === undefined || grant.siteId === siteId),
  );
}

/** Whether a caller whose request has been let in may also have what another rule guards. @throws {ProblemError} `unauthenticated`, `forbidden` */
export function requireAccess(access: Access, principal: Principal): void {
  if (access.public) return;
  if (principal.kind === 'anonymous') throw new ProblemError('unauthenticated');
  if (!isAllowed(access, principal)) throw new ProblemError('forbidden');
}

/** Whether a caller whose request has been let in has a role that another rule asks for. */
export function isAllowed(access: Access, principal: Principal): boolean {
  return principal.kind === 'professional' && hasRoleFor(principal, access);
}

/** Who an event of this principal is said to be by. */
export function actorOf(principal: Principal): string {
  return principal.kind === 'anonymous' ? ANONYMOUS_ACTOR : principal.actor;
}

/** What of the principal belongs to a request's fingerprint: a renewed session is still the same person. */
export function identityOf(principal: Principal): string {
  switch (principal.kind) {
    case 'professional':
      return principal.actor;
    case 'link':
      return `${principal.of}:${principal.id}`;
    case 'anonymous':
      return 'anonymous';
  }
}

/** What a request brings beside a session: a token of somebody signed in, or of a link. */
export function readBearer(authorization: string | null): string | undefined {
  return /^Bearer +([\w.~+/=-]+)$/i.exec(authorization ?? '')?.[1];
}

function openToAll(access: Access, code: 'unauthenticated' | 'forbidden'): Principal {
  if (access.public) return anonymous;
  throw new ProblemError(code);
}

async function proveLink(
  access: Access,
  token: string,
  { structureId, params }: Credentials,
  proofs: Proofs,
): Promise<Principal | undefined> {
  const of = access.link;
  const link = of === undefined ? undefined : proofs.links[of];
  const id = of === undefined ? undefined : params[of];
  if (of === undefined || id === undefined || !link) return undefined;
  return (await link.proves(structureId, id, token)) ? { kind: 'link', of, id, actor: link.actor } : undefined;
}

async function verify(bearer: string, verifier: Verifier | undefined): Promise<SignedIn> {
  if (!verifier) throw new ProblemError('unauthenticated');
  try {
    return await verifier.verify(bearer);
  } catch (error) {
    const code =
      error instanceof Error && 'code' in error && error.code === 'unavailable' ? 'unavailable' : 'unauthenticated';
    throw new ProblemError(code, code === 'unavailable' ? { retryAfter: 5 } : {}, { cause: error });
  }
}
