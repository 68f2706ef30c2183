// `offline-worker.js`, for a service worker of the host's own: keeps a few pages, and what they need of the kit, so that they open without a network.
// It answers for what was named and for nothing else: whatever it does not know goes to the network as if it were not there.

/** The kit this script is of, with what its elements load, at first or ever; the build writes it in (`scripts/kit/offline.js`). */
declare const KIT_FILES: KitFiles;

interface KitFiles {
  readonly version: string;
  /** Integrity of the scripts that a page names. */
  readonly scripts: Readonly<Record<string, string>>;
  /** Path from the folder of the kit, integrity, and which others it may come to load, by their places in this list. */
  readonly chunks: readonly (readonly [path: string, integrity: string, next: readonly number[]])[];
  /** Which chunks an element begins with. */
  readonly elements: Readonly<Record<string, readonly number[]>>;
}

/** What is to be there without a network. */
export interface OfflineOptions {
  /**
   * Pages, by their addresses on this site: the same for everybody, with nobody’s data in them. Asked for with a query, a page is found without it; what was
   * in the query is not kept.
   */
  readonly pages: readonly string[];
  /** Elements these pages use, without `relais-`: `['provider', 'protocol']`. All they may ever load is kept. */
  readonly elements: readonly string[];
  /** What else the pages load: style sheets, scripts, pictures. */
  readonly files?: readonly string[];
  /** Folder of the kit; `/kit/` unless said. */
  readonly kit?: string;
  /** Changed by the host when its own files have changed and are to be fetched together. */
  readonly version?: string;
}

/** What of a service worker is used here; the library of types for pages has none of it. */
interface WorkerEvent extends Event {
  waitUntil(work: Promise<unknown>): void;
}
interface FetchEvent extends WorkerEvent {
  readonly request: Request;
  respondWith(answer: Promise<Response>): void;
}
interface WorkerScope {
  readonly registration: { readonly scope: string; unregister(): Promise<boolean> };
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: WorkerEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
}

const worker = self as unknown as WorkerScope;

/** Where people and their data are asked for: never kept, whatever is named. */
const NEVER = /^\/(api|auth|fhir|embed)(\/|$)/;
/** A person at a bedside is shown what is kept after so long without an answer. */
const PATIENCE_MS = 4000;
/** After a network that did not answer, what belongs to the same page is not waited for as long once more. */
const QUIET_MS = 30_000;
/** As many as a browser asks a server for at once. */
const AT_ONCE = 6;

/** Keeps what is named, from the first visit on. @throws {TypeError} that says what cannot be kept, and what can */
export function keep(options: OfflineOptions): void {
  const kept = readOptions(options);
  // Whoever changes what is kept has another store, so that what is in use is never half of one and half of the other.
  const store = `${prefix()}${KIT_FILES.version} ${JSON.stringify(options)}`;
  let quietUntil = 0;

  worker.addEventListener('install', (event) => event.waitUntil(fill()));
  worker.addEventListener('activate', (event) =>
    event.waitUntil(removeStores((name) => name !== store).then(() => worker.clients.claim())),
  );
  worker.addEventListener('fetch', (event) => {
    const { request } = event;
    if (request.method !== 'GET') return;
    const address = request.mode === 'navigate' ? withoutQuery(request.url) : request.url;
    if (kept.chunks.has(address)) event.respondWith(fromStore(request));
    else if (kept.scripts.has(address)) event.respondWith(fromNetwork(event, address));
    else if (kept.own.has(address)) event.respondWith(fromNetwork(event, address, true));
    if (request.mode === 'navigate' && kept.own.has(address)) event.waitUntil(refill());
  });

  /** All of it or nothing: what is in half would open a page that cannot work. */
  async function fill(): Promise<void> {
    const wasThere = await caches.has(store);
    try {
      const cache = await caches.open(store);
      const waiting = [...kept.own, ...kept.scripts, ...kept.chunks];
      const take = async () => {
        for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) await bring(cache, ...next);
      };
      await Promise.all(Array.from({ length: AT_ONCE }, take));
    } catch (error) {
      if (!wasThere) await caches.delete(store);
      throw error;
    }
  }

  /** What the browser has thrown away, for want of room or after weeks without a visit, is fetched again. */
  async function refill(): Promise<void> {
    if (!(await caches.has(store))) await fill().catch(() => undefined);
  }

  /** A chunk never changes. */
  async function fromStore(request: Request): Promise<Response> {
    return (await lookUp(request.url)) ?? fetch(request);
  }

  /**
   * What the site has now, and what is kept where it does not answer. Scripts of the kit are not kept anew: they would name chunks of another
   * version than those that stand beside them.
   */
  async function fromNetwork(event: FetchEvent, address: string, isKeptAnew = false): Promise<Response> {
    const known = await lookUp(address);
    if (!known) return fetch(event.request);
    if (Date.now() < quietUntil) return known;
    const asked = fetch(event.request);
    // Also what comes after the person has been shown what is kept: the next time it is there.
    if (isKeptAnew) event.waitUntil(asked.then((answer) => keepAnew(address, answer.clone())).catch(() => undefined));
    const answer = await Promise.race([asked.catch(() => undefined), silence()]);
    // Behind a proxy, a site that is down answers so.
    if (answer && answer.status < 500) return answer;
    quietUntil = Date.now() + QUIET_MS;
    return known;
  }

  async function keepAnew(address: string, answer: Response): Promise<void> {
    if (mayKeep(answer) && (await caches.has(store))) await (await caches.open(store)).put(address, answer);
  }

  function lookUp(address: string): Promise<Response | undefined> {
    return caches.match(address, { cacheName: store }).catch(() => undefined);
  }
}

/** Takes itself and all it has kept off the device; for the day a site no longer wants it. */
export function forget(): void {
  worker.addEventListener('install', (event) => event.waitUntil(worker.skipWaiting()));
  worker.addEventListener('activate', (event) => {
    event.waitUntil(removeStores(() => true));
    // Not waited for: Firefox takes a worker off once it is active, which it would not be before that.
    void worker.registration.unregister();
  });
}

interface Kept {
  /** Pages and files of the host. */
  readonly own: ReadonlyMap<string, string>;
  readonly scripts: ReadonlyMap<string, string>;
  readonly chunks: ReadonlyMap<string, string>;
}

/** By their whole addresses, with the integrity of what the kit brings. */
function readOptions({ pages, elements, files = [], kit = '/kit/' }: OfflineOptions): Kept {
  const folder = new URL(kit, self.location.href);
  const ofKit = (path: string) => new URL(path, folder).href;
  const reached = new Set<number>();
  for (const name of elements) {
    const begin = KIT_FILES.elements[name];
    if (!begin)
      throw new TypeError(`There is no element “${name}”. There are: ${Object.keys(KIT_FILES.elements).join(', ')}.`);
    begin.forEach((index) => reached.add(index));
  }
  for (const index of reached) KIT_FILES.chunks[index]?.[2].forEach((next) => reached.add(next));
  const names = ['relais.js', ...elements.map((name) => `${name}.js`)];
  return {
    own: new Map([...pages.map(ownAddress), ...files.map(ownAddress)].map((address) => [address, ''])),
    scripts: new Map(names.map((name) => [ofKit(name), KIT_FILES.scripts[name] ?? ''])),
    chunks: new Map(
      [...reached].map((index) => {
        const [path = '', integrity = ''] = KIT_FILES.chunks[index] ?? [];
        return [ofKit(path), integrity];
      }),
    ),
  };
}

function ownAddress(path: string): string {
  const { href, origin, pathname, search } = new URL(path, self.location.href);
  if (origin !== self.location.origin || search !== '' || NEVER.test(pathname))
    throw new TypeError(
      `“${path}” cannot be kept. What can: addresses of this site without a query, and not under /api, /auth, /fhir or /embed.`,
    );
  return href;
}

/** @throws {TypeError} where the answer is not what was asked for: a page of the hotel’s network, an error, a script that somebody has changed */
async function bring(cache: Cache, address: string, integrity: string): Promise<void> {
  const answer = await fetch(address, { cache: 'no-cache', credentials: 'omit', ...(integrity && { integrity }) });
  if (!mayKeep(answer)) throw new TypeError(`${address} cannot be kept: ${answer.status}`);
  await cache.put(address, answer);
}

/** A page that came after a redirect is another page; one that says it is for one person, or for no store, is not kept. */
function mayKeep({ ok, status, redirected, headers }: Response): boolean {
  return ok && status === 200 && !redirected && !/\b(no-store|private)\b/.test(headers.get('cache-control') ?? '');
}

function silence(): Promise<undefined> {
  return new Promise((resolve) => setTimeout(() => resolve(undefined), PATIENCE_MS));
}

function withoutQuery(address: string): string {
  const { origin, pathname } = new URL(address);
  return origin + pathname;
}

/** What stores of this scope begin with: a site may have several workers. */
function prefix(): string {
  return `relais-offline ${worker.registration.scope} `;
}

async function removeStores(isOld: (name: string) => boolean): Promise<void> {
  const ours = (await caches.keys()).filter((name) => name.startsWith(prefix()) && isOld(name));
  await Promise.all(ours.map((name) => caches.delete(name)));
}
