import { Role } from '@relais/model';
import { UnauthenticatedError } from '../../core/auth/errors.ts';
import { readSignedIn } from '../../core/auth/verifier.ts';
import type { ClaimNames } from '../../core/auth/verifier.ts';
import type { ServiceContext } from '../../core/context.ts';
import type { OpenSession } from '../../core/http/access.ts';
import { isLoopback } from '../../core/http/address.ts';
import { cookieName, readCookie, writeCookie } from '../../core/http/cookies.ts';
import type { SignInDoor } from '../../core/http/deps.ts';
import { isOwnPage } from '../../core/http/own-origin.ts';
import { readForm } from '../../core/http/parse.ts';
import { isSame } from '../../core/secrets.ts';
import { Sessions, signedInOf, vouchedOf } from '../sessions.ts';
import type { SessionRow, SessionTimes } from '../sessions.ts';
import { listActivities } from './activities.ts';
import type { Activity } from './activities.ts';
import { browserCookie, HANDSHAKE_SECONDS, Handshakes } from './handshakes.ts';
import type { Asked } from './handshakes.ts';
import { Issuer, SignInError } from './issuer.ts';
import type { IssuerTokens } from './issuer.ts';
import { readOwnPath } from './own-path.ts';
import { headersOf, html, pageResponse, redirect, STYLE } from './page.ts';
import type { Html } from './page.ts';
import type { IssuerPreset } from '../../core/auth/presets.ts';
import { tellTrouble, waysOut, wordsOf } from './troubles.ts';
import type { Language } from './troubles.ts';
import type { Trouble } from './words.ts';

export interface SignInSettings {
  readonly preset: IssuerPreset;
  readonly clientId: string;
  readonly clientSecret: string;
  /** Where people reach this backend. */
  readonly publicUrl: string;
  readonly times: SessionTimes;
  readonly claims: ClaimNames;
  /** Whether the issuer's word for an RPPS is taken. */
  readonly saysRpps: boolean;
  /** Hears of what failed without anybody being told. */
  readonly report: (error: unknown) => void;
}

const SESSION = 'relais-session';
/** What tokens are sealed for. */
const TOKENS = 'issuer-tokens';
const LARGEST_FORM = 4096;
/** How often an issuer is asked whether somebody is still signed in there, while they work. */
const CHECK_MS = 5 * 60_000;

/** How people sign in at this backend, and what proves afterwards that they have. */
export function createSignIn(context: ServiceContext, settings: SignInSettings): SignInDoor {
  return new Door(context, settings);
}

class Door implements SignInDoor {
  readonly #context: ServiceContext;
  readonly #settings: SignInSettings;
  readonly #origin: string;
  readonly #secure: boolean;
  readonly #issuer: Issuer;
  readonly #handshakes: Handshakes;
  readonly #sessions: Sessions;

  constructor(context: ServiceContext, settings: SignInSettings) {
    const { preset, clientId, clientSecret, publicUrl } = settings;
    this.#context = context;
    this.#settings = settings;
    this.#origin = new URL(publicUrl).origin;
    this.#secure = this.#origin.startsWith('https:');
    const callback = `${this.#origin}/auth/callback`;
    this.#issuer = new Issuer({ preset, clientId, clientSecret, callback, now: context.clock });
    this.#handshakes = new Handshakes(context);
    this.#sessions = new Sessions(context, settings.times);
  }

  async answer(request: Request): Promise<Response> {
    const url = new URL(request.url);
    const visit: Visit = { request, query: url.searchParams, language: readLanguage(request, url.searchParams) };
    try {
      return await this.#route(`${request.method} ${url.pathname}`, visit);
    } catch (error) {
      if (error instanceof SignInError) return this.#tell(error.code, visit);
      if (error instanceof UnauthenticatedError) return this.#tell('untrusted', visit);
      throw error;
    }
  }

  explain(request: Request, status: number): Response {
    const query = new URL(request.url).searchParams;
    const trouble = status === 429 ? 'busy' : status === 503 ? 'down' : 'failed';
    return this.#tell(trouble, { request, query, language: readLanguage(request, query) });
  }

  #route(route: string, visit: Visit): Response | Promise<Response> {
    switch (route) {
      case 'GET /auth/sign-in':
        return this.#signIn(visit);
      case 'GET /auth/callback':
        return this.#comeBack(visit);
      case 'GET /auth/activity':
        return this.#askActivity(visit);
      case 'POST /auth/activity':
        return this.#takeActivity(visit);
      case 'POST /auth/sign-out':
        return this.#signOut(visit);
      case 'GET /auth/signed-out':
        return this.#signedOut(visit);
      case 'GET /auth/style.css':
        return new Response(STYLE, { headers: headersOf('text/css; charset=utf-8') });
      default:
        return this.#tell('missing', visit);
    }
  }

  /** A session counts on requests of our own pages alone: another site's page may make a browser send the cookie, and is not answered by it. */
  async sessionOf(request: Request): Promise<OpenSession | undefined> {
    const cookie = this.#readSession(request);
    if (cookie === undefined || !isOwnPage(request, this.#origin)) return undefined;
    const row = await this.#sessions.find(cookie);
    if (!row) return undefined;
    await this.#sessions.touch(row);
    this.#checkWithIssuer(row, cookie).catch(this.#settings.report);
    return { signedIn: signedInOf(row), endsAt: row.ends_at, idle: this.#settings.times.idle };
  }

  async #signIn(visit: Visit): Promise<Response> {
    const { request, query, language } = visit;
    const elsewhere = this.#ownAddress(request);
    if (elsewhere) return redirect(elsewhere);
    const returnPath = readOwnPath(query.get('return'), this.#origin);
    if (returnPath === undefined) return tellTrouble('return', language, { back: '/' });
    const asked: Asked = {
      return_path: returnPath,
      structure_id: (query.get('structure') ?? '').slice(0, 200),
      role: Role.safeParse(query.get('role')).data ?? '',
      language,
    };
    const { handshake, browser } = await this.#handshakes.begin(asked);
    const address = new URL(await this.#issuer.signInAddress(handshake, language));
    if (query.has('other')) address.searchParams.set('prompt', 'login');
    const kept = { secure: this.#secure, maxAge: HANDSHAKE_SECONDS };
    return redirect(address.href, [writeCookie(browserCookie(handshake.state), browser, kept)]);
  }

  /** `127.0.0.1` and `localhost` are one machine and two sites: a sign-in ends on the one the issuer knows. */
  #ownAddress({ url }: Request): string | undefined {
    const { hostname, pathname, search } = new URL(url);
    const own = new URL(this.#origin).hostname;
    return hostname !== own && isLoopback(hostname) && isLoopback(own) ? this.#origin + pathname + search : undefined;
  }

  async #comeBack(visit: Visit): Promise<Response> {
    const { request, query } = visit;
    const state = query.get('state') ?? '';
    const cookie = browserCookie(state);
    const browser = readCookie(request, cookieName(cookie, this.#secure));
    const taken = await this.#handshakes.take(state, browser);
    if ('trouble' in taken) {
      if (taken.trouble === 'used') return this.#tellUsed(visit, taken.asked);
      return this.#tell(taken.trouble, visit);
    }
    const done = writeCookie(cookie, '', { secure: this.#secure, maxAge: 0 });
    const known: Visit = { ...visit, asked: taken.asked, language: taken.asked.language };
    try {
      const { search } = new URL(request.url);
      return withCookies(await this.#open(known, await this.#issuer.finish(search, taken.handshake)), [done]);
    } catch (error) {
      const code = error instanceof SignInError ? error.code : 'untrusted';
      if (!(error instanceof SignInError || error instanceof UnauthenticatedError)) throw error;
      return withCookies(this.#tell(code, known), [done]);
    }
  }

  /** Somebody went back in their browser: what they came for is done, or is begun anew. */
  async #tellUsed(visit: Visit, asked: Asked): Promise<Response> {
    const known: Visit = { ...visit, asked, language: asked.language };
    const isSignedIn = (await this.#findSession(visit.request)) !== undefined;
    return this.#tell('used', known, isSignedIn ? { goOn: asked.return_path } : {});
  }

  async #open(visit: Visit, { claims, tokens }: Awaited<ReturnType<Issuer['finish']>>): Promise<Response> {
    const { claims: names, saysRpps } = this.#settings;
    const signedIn = readSignedIn(claims, names, saysRpps);
    const activities = await listActivities(this.#context, signedIn);
    if (activities.length === 0) return this.#tell('unknown', visit);
    // Whoever was signed in here before is not any more, and a cookie somebody else has set is worth nothing.
    const former = await this.#findSession(visit.request);
    if (former) await this.#sessions.end(former.row, 'replaced');
    const cookie = this.#sessions.createToken();
    const { language } = visit;
    const checkAt = tokens.refresh === undefined ? null : this.#context.clock() + CHECK_MS;
    await this.#sessions.begin(cookie, { signedIn, language, tokens: await this.#sealTokens(tokens, cookie), checkAt });
    return this.#enter(visit, cookie, activities);
  }

  /** Goes on where there is one structure to act in, or one was asked for; asks otherwise. */
  async #enter(visit: Visit, cookie: string, activities: readonly Activity[]): Promise<Response> {
    const { structure_id: wanted = '', return_path: returnPath = '/', role = '' } = visit.asked ?? {};
    const [only, ...others] =
      wanted === '' ? activities : activities.filter(({ structureId }) => structureId === wanted);
    if (only && others.length === 0) {
      const chosen = only.roles.find((one) => one === role);
      return redirect(returnPath, [await this.#choose(cookie, only, chosen)]);
    }
    const page = only
      ? this.#activityPage(visit, activities, returnPath)
      : tellTrouble('notHere', visit.language, this.#ways(visit), this.#activityForm(visit, activities, returnPath));
    return withCookies(page, [this.#sessionCookie(cookie)]);
  }

  async #askActivity(visit: Visit): Promise<Response> {
    const found = await this.#findSession(visit.request);
    const returnPath = readOwnPath(visit.query.get('return'), this.#origin) ?? '/';
    if (!found) return this.#tell('over', visit);
    const language = visit.query.has('language') ? visit.language : found.row.language;
    const activities = await listActivities(this.#context, vouchedOf(found.row));
    if (activities.length === 0) return this.#tell('unknown', { ...visit, language });
    return this.#activityPage({ ...visit, language }, activities, returnPath);
  }

  async #takeActivity(visit: Visit): Promise<Response> {
    if (!isOwnPage(visit.request, this.#origin)) return this.#tell('foreign', visit);
    const found = await this.#findSession(visit.request);
    if (!found) return this.#tell('over', visit);
    const form = await readForm(visit.request, LARGEST_FORM);
    const returnPath = readOwnPath(form.get('return'), this.#origin) ?? '/';
    const [structureId, role] = (form.get('activity') ?? '').split(' ');
    const activities = await listActivities(this.#context, vouchedOf(found.row));
    const activity = activities.find((one) => one.structureId === structureId);
    const chosen = activity?.roles.find((one) => one === role);
    // It was there when the page was shown.
    if (!activity || (role && !chosen)) return this.#activityPage(visit, activities, returnPath);
    return redirect(returnPath, [await this.#choose(found.cookie, activity, chosen)]);
  }

  async #choose(cookie: string, { structureId, professionalId, roles }: Activity, role: Role | undefined) {
    const row = await this.#sessions.find(cookie);
    if (!row) throw new SignInError('code', 'The session is over');
    const fresh = this.#sessions.createToken();
    const tokens = await this.#unsealTokens(row.tokens, cookie);
    const moved = { ...row, tokens: tokens ? await this.#sealTokens(tokens, fresh) : null };
    const as = { structureId, professionalId, role, roles: role === undefined ? roles : [role] };
    if (!(await this.#sessions.choose(moved, fresh, as))) throw new SignInError('code', 'The session is over');
    return this.#sessionCookie(fresh);
  }

  /** Ends the session here whatever the issuer says, and leads to where its own is ended. */
  async #signOut(visit: Visit): Promise<Response> {
    const { request, query } = visit;
    if (!isOwnPage(request, this.#origin)) return this.#tell('foreign', visit);
    const returnPath = readOwnPath(query.get('return'), this.#origin) ?? '/';
    const there = await this.#findSession(request);
    const found = there && isMeant(there.row, query) ? there : undefined;
    if (there && !found) return answerSignOut(request, returnPath, []);
    if (found) await this.#sessions.end(found.row, 'signOut');
    const location = found
      ? await this.#issuerSignOut(await this.#unsealTokens(found.row.tokens, found.cookie), returnPath, visit.language)
      : returnPath;
    const gone = writeCookie(SESSION, '', { secure: this.#secure, maxAge: 0 });
    return answerSignOut(request, location, [gone]);
  }

  async #issuerSignOut(tokens: IssuerTokens | undefined, returnPath: string, language: Language): Promise<string> {
    if (!tokens) return returnPath;
    try {
      const state = `${Buffer.from(returnPath).toString('base64url')}.${this.#seal(returnPath)}`;
      return (await this.#issuer.signOutAddress(tokens, `${this.#origin}/auth/signed-out`, state)) ?? returnPath;
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
      return `/auth/signed-out?${new URLSearchParams({ issuer: 'stays', language, return: returnPath }).toString()}`;
    }
  }

  /** Some issuers give the state back, some do not. */
  #signedOut(visit: Visit): Response {
    const { query, language } = visit;
    const [encoded = '', seal = ''] = (query.get('state') ?? '').split('.');
    const path = Buffer.from(encoded, 'base64url').toString();
    if (encoded !== '' && isSame(seal, this.#seal(path))) return redirect(path);
    const words = wordsOf(language);
    const back = readOwnPath(query.get('return'), this.#origin) ?? '/';
    const stays = query.get('issuer') === 'stays' ? html`<p>${words.issuerStays}</p>` : undefined;
    const content = html`<p>${words.signedOut.text}</p>
      ${stays} ${waysOut(words, { goOn: back })}`;
    return pageResponse({ language, title: words.signedOut.title, content });
  }

  #seal(path: string): string {
    return this.#context.secrets.token('signed-out', '', path);
  }

  #activityPage(visit: Visit, activities: readonly Activity[], returnPath: string): Response {
    const words = wordsOf(visit.language);
    const content = html`<p>${words.choose.text}</p>
      ${this.#activityForm(visit, activities, returnPath)}`;
    return pageResponse({ language: visit.language, title: words.choose.title, content });
  }

  #activityForm({ language }: Visit, activities: readonly Activity[], returnPath: string): Html {
    const words = wordsOf(language);
    const [first] = activities;
    const groups = activities.map(
      ({ structureId, structureName, roles }) =>
        html`<h2 translate="no">${structureName}</h2>
          ${(roles.length > 1 ? [undefined, ...roles] : [undefined]).map((role) => {
            const all = words.list(roles.map((one) => words.roles[one]));
            const text = role ? words.roles[role] : roles.length > 1 ? words.allRoles(all) : all;
            const value = role ? `${structureId} ${role}` : structureId;
            return html`<button name="activity" value="${value}" class="${role ? 'plain' : ''}">${text}</button>`;
          })}`,
    );
    return html`<p translate="no">${words.signedInAs(first?.name ?? '')}</p>
      <form method="post" action="/auth/activity?language=${language}">
        <input type="hidden" name="return" value="${returnPath}" />
        ${groups}
      </form>`;
  }

  #tell(trouble: Trouble, visit: Visit, more: { readonly goOn?: string } = {}): Response {
    const { again, back, other } = this.#ways(visit);
    const isHopeless = trouble === 'missing' || trouble === 'foreign';
    const isOther = trouble === 'unknown' || trouble === 'weak';
    return tellTrouble(trouble, visit.language, {
      again: isHopeless || isOther ? undefined : again,
      other: isOther ? other : undefined,
      back,
      ...more,
    });
  }

  /** Ways out of a page that went wrong: to begin again as before, as somebody else, to go back. */
  #ways({ asked, query, language }: Visit) {
    const back = asked?.return_path ?? readOwnPath(query.get('return'), this.#origin) ?? '/';
    const structure = asked?.structure_id ?? query.get('structure') ?? '';
    const to = (more: Record<string, string>) =>
      `/auth/sign-in?${new URLSearchParams({ language, return: back, ...(structure ? { structure } : {}), ...more }).toString()}`;
    return { again: to({}), other: to({ other: '1' }), back };
  }

  async #findSession(request: Request): Promise<{ readonly row: SessionRow; readonly cookie: string } | undefined> {
    const cookie = this.#readSession(request);
    const row = cookie === undefined ? undefined : await this.#sessions.find(cookie);
    return row && cookie !== undefined ? { row, cookie } : undefined;
  }

  #readSession(request: Request): string | undefined {
    return readCookie(request, cookieName(SESSION, this.#secure));
  }

  /** It goes with the browser; the server ends it before. */
  #sessionCookie(value: string): string {
    return writeCookie(SESSION, value, { secure: this.#secure });
  }

  /** An issuer's tokens under a key made of the server's secret and the session's cookie, which no table holds. */
  #sealTokens(tokens: IssuerTokens, cookie: string): Promise<string> {
    return this.#context.secrets.seal(TOKENS, cookie, JSON.stringify(tokens));
  }

  async #unsealTokens(sealed: string | null, cookie: string): Promise<IssuerTokens | undefined> {
    const text = sealed === null ? undefined : await this.#context.secrets.unseal(TOKENS, cookie, sealed);
    return text === undefined ? undefined : (JSON.parse(text) as IssuerTokens);
  }

  /** Asked beside the request, which waits for nobody. While the issuer cannot be asked the session goes on, to its own end. */
  async #checkWithIssuer(row: SessionRow, cookie: string): Promise<void> {
    const now = this.#context.clock();
    if (row.check_at === null || row.check_at > now) return;
    if (!(await this.#sessions.claimCheck(row, now + CHECK_MS))) return;
    const tokens = await this.#unsealTokens(row.tokens, cookie);
    if (!tokens) return;
    try {
      const fresh = await this.#issuer.renew(tokens);
      if (fresh) await this.#sessions.keepTokens(row, await this.#sealTokens(fresh, cookie), now + CHECK_MS);
      else await this.#sessions.end(row, 'issuer');
    } catch (error) {
      if (!(error instanceof SignInError)) throw error;
    }
  }
}

/** One request for a page. */
interface Visit {
  readonly request: Request;
  readonly query: URLSearchParams;
  readonly language: Language;
  /** Of the sign-in it ends, once that is known. */
  readonly asked?: Asked;
}

/** A device that signs out later than it wanted names the session by its end, to the second: somebody may have signed in there since. */
function isMeant({ ends_at }: SessionRow, query: URLSearchParams): boolean {
  const ending = query.get('ending');
  return ending === null || Math.floor(Number(ending) / 1000) === Math.floor(ends_at / 1000);
}

/** A script is told where to go on, a form is led there. */
function answerSignOut({ headers }: Request, location: string, cookies: readonly string[]): Response {
  if (!headers.get('accept')?.includes('application/json')) return redirect(location, cookies);
  return withCookies(new Response(JSON.stringify({ location }), { headers: headersOf('application/json') }), cookies);
}

function readLanguage({ headers }: Request, query: URLSearchParams): Language {
  const said = query.get('language') ?? headers.get('accept-language') ?? '';
  return /^\s*en\b/i.test(said) ? 'en' : 'fr';
}

function withCookies(response: Response, cookies: readonly string[]): Response {
  for (const cookie of cookies) response.headers.append('Set-Cookie', cookie);
  return response;
}
