/** What our errors bring besides their message; see the SDK's `RelaisError` and those made from it. */
export interface Failure extends Error {
  readonly code?: string;
  readonly retryAfter?: number;
  readonly origin?: string;
}

/**
 * What keeps a screen from being shown, told apart by what can be done about it. None of them is « there is nothing »: an empty list is no
 * failure, and has its own words (`emptyState`).
 */
export type Trouble =
  /** The device has no network: tried again by itself once it is back. */
  | { readonly name: 'offline' }
  /** No answer, or none that can be understood. */
  | { readonly name: 'unreachable' }
  /** Nobody is signed in, or no longer. */
  | { readonly name: 'signed-out' }
  /** Somebody is, and may not. */
  | { readonly name: 'forbidden' }
  /** What was asked for is not there, or no longer. */
  | { readonly name: 'missing' }
  /** The page names no backend, or no structure of it. */
  | { readonly name: 'misconfigured' }
  /** `origin`: the site as its browser names it, `null` for a page that has none. */
  | { readonly name: 'site-not-allowed'; readonly origin: string }
  /** Too many at once: tried again by itself at `retryAt`, in milliseconds. */
  | { readonly name: 'waiting'; readonly retryAt: number }
  | { readonly name: 'failed'; readonly code: string };

export type TroubleName = Trouble['name'];

const NAMES: Readonly<Record<string, Exclude<TroubleName, 'site-not-allowed' | 'waiting' | 'failed'>>> = {
  offline: 'offline',
  unreachable: 'unreachable',
  // Who answered is not a backend of ours: a captive portal, another address.
  contract: 'unreachable',
  unauthenticated: 'signed-out',
  session: 'signed-out',
  forbidden: 'forbidden',
  'not-found': 'missing',
  address: 'misconfigured',
};

/** Every failure has its screen; what has none of its own is said with its code. `now` in milliseconds. */
export function troubleOf(error: unknown, now: number): Trouble {
  const { code = 'unexpected', origin = 'null', retryAfter } = (error ?? {}) as Partial<Failure>;
  const name = Object.hasOwn(NAMES, code) ? NAMES[code] : undefined;
  if (name) return { name };
  if (code === 'site-not-allowed') return { name: code, origin };
  return retryAfter === undefined ? { name: 'failed', code } : { name: 'waiting', retryAt: now + retryAfter * 1000 };
}

/** What whoever keeps the page of a site that is not allowed is told in the console, where they look for it. */
export function adviceOn(origin: string, structure: string, deed = 'write'): string {
  return origin === 'null'
    ? `This page has no origin (a file, or a sandboxed frame), and may not ${deed} for ${structure}. Put it on a site that may.`
    : `The pages of ${origin} may not ${deed} for ${structure}. Add "${origin}" to "origins" in the settings of the structure, or have RELAIS_ORIGINS=${origin} set where the backend runs.`;
}
