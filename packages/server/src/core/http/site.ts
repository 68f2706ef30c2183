import { Origin } from '@relais/model';
import type { AskingSite, Operation } from '@relais/model';
import { ProblemError } from '../problem.ts';
import type { StructureView } from '../view.ts';
import type { Principal } from './access.ts';
import type { AppDeps } from './deps.ts';

/** A request whose caller is known. */
interface Asked {
  readonly operation: Operation;
  readonly request: Request;
  readonly principal: Principal;
  readonly view: StructureView;
}

/** What browsers send for a page without an origin of its own. Any page can make itself such a frame, so it is never allowed by name. */
const NAMELESS = 'null';

/**
 * The one place where it is decided whether the pages of a site may book. Reading is open to all sites; a write that needs no professional
 * is taken from those that may book. Who asks without an origin is no other site's page and passes: a program, or a page of our own.
 *
 * A professional's token says itself who acts and for which structure, and a foreign page cannot come by it; care records run at many
 * addresses that nobody could list. So a professional may book from anywhere.
 * @throws {ProblemError} `site-not-allowed`
 */
export function admitSite(deps: AppDeps, { operation, request, principal, view }: Asked): AskingSite | undefined {
  const said = deps.originOf ? deps.originOf(request) : request.headers.get('origin');
  if (said === null) return undefined;
  const origin = Origin.safeParse(said).success ? said : NAMELESS;
  const mayBook =
    principal.kind === 'professional' ||
    isNamed(origin, deps.origins ?? []) ||
    deps.sitesOf?.(view).includes(origin) === true ||
    isOurs(origin, request);
  if (!mayBook && operation.method !== 'GET') throw new ProblemError('site-not-allowed', { origin });
  return { origin, mayBook };
}

/** By the operator. */
function isNamed(origin: string, origins: readonly string[]): boolean {
  return origins.includes('*') || origins.includes(origin);
}

/** A page the backend has served: a browser sends both headers itself, and a proxy that ends TLS changes the scheme of one of them. */
function isOurs(origin: string, request: Request): boolean {
  return origin.replace(/^https?:\/\//, '') === new URL(request.url).host;
}
