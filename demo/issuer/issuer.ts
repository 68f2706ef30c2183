import { once } from 'node:events';
import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { exportJWK, generateKeyPair } from 'jose';
import Provider from 'oidc-provider';
import type { Grant, KoaContextWithOIDC } from 'oidc-provider';
import { brokenPage, choicePage, languageOf, leavePage, STYLE } from './pages.ts';
import { readPeople } from './people.ts';
import type { DemoPerson } from './people.ts';

/** The backend's client: known to everybody, which is why the backend takes it nowhere but in a demonstration. */
export const DEMO_CLIENT = { id: 'relais-demo', secret: 'a secret of the demonstration, which is none' } as const;

export interface DemoIssuerOptions {
  readonly port: number;
  readonly host?: string;
  /** Where browsers and the backend reach it; `http://localhost:PORT` when absent. */
  readonly url?: string;
  /** Where people are sent back to. */
  readonly backend: string;
  readonly people?: readonly DemoPerson[];
  /** Seconds an access token lives; two minutes, as with Pro Santé Connect, when absent. */
  readonly tokenSeconds?: number;
}

export interface DemoIssuer {
  readonly url: string;
  close(): Promise<void>;
}

/** The form is answered by a redirection to the backend, which browsers hold against this policy, too. */
const policyFor = (backend: string) =>
  `default-src 'none'; style-src 'self'; form-action 'self' ${backend}; base-uri 'none'; frame-ancestors 'none'`;

/**
 * A real OpenID Connect issuer for the demonstration and the tests: anybody is let in as anybody of the demonstration. It keeps everything in memory
 * and is never to be reached by people who could take it for more.
 */
export async function startDemoIssuer(options: DemoIssuerOptions): Promise<DemoIssuer> {
  if (process.env.NODE_ENV === 'production') {
    throw new Error('The issuer of the demonstration lets anybody in; it does not start where NODE_ENV is production.');
  }
  const { port, host = '127.0.0.1', backend, people = readPeople() } = options;
  const url = options.url ?? `http://localhost:${port}`;
  const provider = await createProvider(url, backend, people, options.tokenSeconds ?? 120);
  const callback = provider.callback();
  const server = createServer((request, response) => {
    response.setHeader('Content-Security-Policy', policyFor(backend));
    response.setHeader('Referrer-Policy', 'no-referrer');
    const path = new URL(request.url ?? '/', url).pathname;
    if (path === '/style.css') response.writeHead(200, { 'Content-Type': 'text/css' }).end(STYLE);
    else if (path.startsWith('/interaction/')) void interact(provider, people, request, response);
    else void callback(request, response);
  });
  server.listen(port, host);
  await once(server, 'listening');
  return {
    url,
    async close() {
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

async function createProvider(
  issuer: string,
  backend: string,
  people: readonly DemoPerson[],
  tokenSeconds: number,
): Promise<Provider> {
  const { privateKey } = await generateKeyPair('RS256', { extractable: true });
  const provider: Provider = new Provider(issuer, {
    clients: [
      {
        client_id: DEMO_CLIENT.id,
        client_secret: DEMO_CLIENT.secret,
        grant_types: ['authorization_code', 'refresh_token'],
        redirect_uris: [`${backend}/auth/callback`],
        post_logout_redirect_uris: [`${backend}/auth/signed-out`],
      },
    ],
    jwks: { keys: [{ ...(await exportJWK(privateKey)), use: 'sig', alg: 'RS256' }] },
    cookies: { keys: [crypto.randomUUID()] },
    pkce: { required: () => true },
    claims: { openid: ['sub'], profile: ['given_name', 'family_name', 'SubjectNameID'] },
    findAccount: (_context: unknown, id: string) => {
      const person = people.find(({ subject }) => subject === id);
      return person && { accountId: id, claims: () => claimsOf(person) };
    },
    // Nobody is asked whether a demonstration may know who they are not.
    loadExistingGrant: async ({ oidc }: KoaContextWithOIDC): Promise<Grant> => {
      const grant: Grant = new provider.Grant({
        clientId: oidc.client?.clientId,
        accountId: oidc.session?.accountId,
      });
      grant.addOIDCScope('openid profile');
      await grant.save();
      return grant;
    },
    issueRefreshToken: () => true,
    interactions: { url: (_context: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: (context: KoaContextWithOIDC, form: string) => {
          context.body = leavePage(form, languageOf(context.get('accept-language')));
        },
        postLogoutSuccessSource: (context: KoaContextWithOIDC) => {
          context.body = brokenPage(languageOf(context.get('accept-language')));
        },
      },
    },
    renderError: (context: KoaContextWithOIDC) => {
      context.type = 'html';
      context.body = brokenPage(languageOf(context.get('accept-language')));
    },
    ttl: {
      AccessToken: tokenSeconds,
      IdToken: tokenSeconds,
      RefreshToken: 1800,
      Session: 4 * 3600,
      Grant: 4 * 3600,
      Interaction: 600,
    },
  });
  return provider;
}

/** As Pro Santé Connect writes them: an 8 before the RPPS, and an empty text for who has none. */
function claimsOf({ subject, givenName, familyName, rpps }: DemoPerson) {
  return {
    sub: subject,
    given_name: givenName,
    family_name: familyName,
    SubjectNameID: rpps === undefined ? '' : `8${rpps}`,
  };
}

/** Shows who there is, and takes whom somebody has chosen to be. */
async function interact(
  provider: Provider,
  people: readonly DemoPerson[],
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  try {
    const { params, uid } = await provider.interactionDetails(request, response);
    const language = languageOf(params['ui_locales']);
    const chosen = request.method === 'POST' ? new URLSearchParams(await readAll(request)).get('person') : null;
    const person = people.find(({ subject }) => subject === chosen);
    if (person) {
      await provider.interactionFinished(request, response, { login: { accountId: person.subject } });
      return;
    }
    sendPage(response, 200, choicePage(people, `/interaction/${uid}`, language));
  } catch {
    sendPage(response, 400, brokenPage(languageOf(request.headers['accept-language'])));
  }
}

function sendPage(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'Content-Type': 'text/html; charset=utf-8', 'Cache-Control': 'no-store' }).end(text);
}

async function readAll(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
}
