/** What a browser adds to a request by itself: whose page asks, and how. */
export interface From {
  /** The page that asks; somebody who typed the address when absent. */
  readonly page?: string;
  readonly method?: string;
  readonly form?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** A browser that does not say whose page asks in `Sec-Fetch-Site`. */
  readonly old?: boolean;
}

export interface Seen {
  readonly url: string;
  readonly status: number;
  readonly text: string;
  readonly headers: Headers;
}

/**
 * A browser without a screen: keeps cookies by host, follows redirections, and says of its requests what browsers say, that a chain of them began
 * at another site included.
 */
export class WebBrowser {
  readonly #cookies = new Map<string, Map<string, string>>();
  readonly #backend: { readonly origin: string; fetch(request: Request): Promise<Response> };

  constructor(backend: { readonly origin: string; fetch(request: Request): Promise<Response> }) {
    this.#backend = backend;
  }

  cookiesOf(origin: string): Map<string, string> {
    const { hostname } = new URL(origin);
    const known = this.#cookies.get(hostname) ?? new Map<string, string>();
    this.#cookies.set(hostname, known);
    return known;
  }

  /** One request, no further. */
  async ask(url: string, from: From = {}): Promise<Seen> {
    const { page, method = from.form ? 'POST' : 'GET', form, headers = {}, old = false } = from;
    const { origin } = new URL(url);
    const own = page !== undefined && new URL(page).origin === origin;
    const site = page === undefined ? 'none' : own ? 'same-origin' : 'cross-site';
    const cookies = [...this.cookiesOf(origin)].map(([name, value]) => `${name}=${value}`).join('; ');
    // `SameSite=Lax`: along with a link, not with another site's script or form.
    const isSent = cookies !== '' && (site !== 'cross-site' || headers['sec-fetch-mode'] === 'navigate');
    const request = new Request(url, {
      method,
      redirect: 'manual',
      headers: {
        ...(old ? {} : { 'sec-fetch-site': site }),
        ...(page !== undefined && (method !== 'GET' || !own) ? { origin: new URL(page).origin } : {}),
        ...(page !== undefined && own ? { referer: page } : {}),
        ...(isSent ? { cookie: cookies } : {}),
        ...headers,
      },
      ...(form ? { body: new URLSearchParams(form) } : {}),
    });
    const response = origin === this.#backend.origin ? await this.#backend.fetch(request) : await fetch(request);
    this.#keep(origin, response.headers);
    return { url, status: response.status, text: await response.text(), headers: response.headers };
  }

  /** The `fetch` of a page's scripts: cookies go along to the page's own origin, unless the script wants none. */
  async fetch(request: Request, page: string): Promise<Response> {
    const isOwn = new URL(page).origin === new URL(request.url).origin;
    const cookies = [...this.cookiesOf(request.url)].map(([name, value]) => `${name}=${value}`).join('; ');
    const headers = new Headers(request.headers);
    headers.set('sec-fetch-site', isOwn ? 'same-origin' : 'cross-site');
    if (isOwn && request.credentials !== 'omit' && cookies !== '') headers.set('cookie', cookies);
    const response = await this.#backend.fetch(new Request(request, { headers }));
    this.#keep(new URL(request.url).origin, response.headers);
    return response;
  }

  /** Goes somewhere as with a link or a form, along all redirections. */
  async visit(url: string, from: From = {}): Promise<Seen> {
    let seen = await this.ask(url, navigating(from));
    let first = from.page ?? url;
    for (let steps = 0; seen.headers.has('location'); steps++) {
      if (steps > 12) throw new Error(`Too many redirections at ${seen.url}`);
      const next = new URL(seen.headers.get('location') ?? '', seen.url).href;
      if (new URL(next).origin !== new URL(seen.url).origin) first = seen.url;
      seen = await this.ask(next, navigating({ page: first }));
    }
    return seen;
  }

  #keep(origin: string, headers: Headers): void {
    const cookies = this.cookiesOf(origin);
    for (const text of headers.getSetCookie()) {
      const [pair = '', ...attributes] = text.split(/;\s*/);
      const [name = '', ...value] = pair.split('=');
      const isGone = attributes.some((one) => /^max-age=0$/i.test(one) || /^expires=Thu, 01 Jan 1970/i.test(one));
      if (isGone) cookies.delete(name);
      else cookies.set(name, value.join('='));
    }
  }
}

function navigating(from: From): From {
  return { ...from, headers: { ...from.headers, 'sec-fetch-mode': 'navigate', 'sec-fetch-dest': 'document' } };
}
