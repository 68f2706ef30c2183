import { once } from 'node:events';
import { createServer } from 'node:http';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import { createApp } from './app.ts';
import type { RelaisApp } from './app.ts';
import { describeApi } from './describe-api.ts';
import type { SignInDoor } from './core/http/deps.ts';
import { createSignIn } from './session/sign-in/index.ts';
import { presetOf } from './core/auth/presets.ts';
import { createVerifier } from './core/auth/verifier.ts';
import { DEMO_CLIENT } from './config.ts';
import type { Config } from './config.ts';
import { Connections } from './core/connections.ts';
import { bringUp } from './core/db/check.ts';
import { openStore } from './core/db/open.ts';
import type { PostgresStore } from './core/db/postgres.ts';
import type { Store } from './core/db/store.ts';
import { createLimits } from './core/limits/limits.ts';
import type { Limits } from './core/limits/limits.ts';
import { createPostgresCounter } from './core/limits/postgres-counter.ts';
import { createLog } from './core/log/logger.ts';
import type { BackendLog } from './core/log/logger.ts';
import { createMailer } from './core/mail/mailer.ts';
import { createMailWorker } from './core/mail/worker.ts';
import type { MailKind } from './core/mail/worker.ts';
import { readPeer, trustProxies } from './core/peer.ts';
import { settleSecret } from './core/secret-file.ts';
import { seedDemo } from './seed.ts';
import { BackendClock } from './core/backend-clock.ts';
import type { ServiceContext } from './core/context.ts';
import { createContext } from './create-context.ts';
import { startUpkeep } from './core/upkeep.ts';
import { createSiteFiles } from './core/site-files.ts';
import type { SiteFiles } from './core/site-files.ts';
import { createStationery } from './core/print/node-stationery.ts';
import { createOutgoing } from './core/outgoing/node-outgoing.ts';
import { createSms } from './core/sms/create-sms.ts';
import { subjects } from './subjects.ts';

/** What a stopping backend grants to requests under way. */
const GRACE_MS = 10_000;
/**
 * Connections the system may keep waiting until the process takes them, as far as it allows itself (`somaxconn`). With Node's 511 a rush of
 * 2,000 people overflows it, and who is dropped there tries again only after one, three, seven seconds.
 */
const BACKLOG = 4096;
/** Paths of the application; all the others are files. */
const APPLICATION_PATH = /^\/(api\/|auth\/|embed\/|health$|openapi\.json$)/;

/** A backend that listens. */
export interface Backend {
  /** Where it is reached from this machine, without a closing slash. */
  readonly url: string;
  /** Takes no new requests, finishes those under way, ends the event streams, closes the database. */
  close(): Promise<void>;
}

/** Opens the database, checks it and brings it up to date, fills in the demonstration when asked, and listens. */
export async function serve(config: Config, log: BackendLog = createLog(config.logLevel)): Promise<Backend> {
  const store = openStore(config, { onError: (error) => log.failure(error) });
  try {
    const { pagesChecked } = await bringUp(store);
    if (!pagesChecked)
      log.note('The database is too large for a check of every page at start; relais backup checks it.');
    const secret = await settleSecret(config, store.db);
    const publicUrl = config.publicUrl ?? `http://localhost:${config.port}`;
    const clock = await startClock(store, log);
    const sendsMail = config.smtp !== undefined;
    const signsPeopleIn = config.signIn !== undefined;
    const sms = createSms(config.sms);
    const { secureMail } = config;
    const context = createContext({
      ...{ store, secret, clock: clock.now, publicUrl, sendsMail, signsPeopleIn, sms, secureMail },
      outgoing: createOutgoing({ allowed: config.outgoing }),
      stationery: createStationery(),
    });
    if (config.seed === 'demo') await seedDemo(context, demoIssuer(config));
    const app = await buildApp(config, secret, context, { log, clock });
    const chores = subjects.flatMap((subject) => subject.chores ?? []);
    const upkeep = startUpkeep(context, chores, (error) => log.failure(error), clock);
    const mail = startMail(config.smtp, isOrdinary, context, log);
    const secure = startMail(secureMail, isSecure, context, log);
    const server = createHttpServer(app, createSiteFiles({ sites: config.sites, kit: config.kitFolder }), publicUrl);
    const connections = new Connections(server);
    await listen(server, config);
    return {
      url: urlOf(server, config.host),
      close: async () => {
        await Promise.all([stopListening(server, connections, app), upkeep.stop(), mail?.stop(), secure?.stop()]);
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** A real issuer vouches for real people: none of the demonstration's is among them. */
function demoIssuer({ signIn }: Config): string | undefined {
  return signIn?.clientId === DEMO_CLIENT ? signIn.issuer : undefined;
}

/** Several backends on one database go by its clock. */
async function startClock(store: Store | PostgresStore, log: BackendLog): Promise<BackendClock> {
  const readShared = 'pool' in store ? () => readDatabaseClock(store) : undefined;
  const clock = new BackendClock({ readShared, report: (error) => log.failure(error) });
  await clock.check();
  return clock;
}

async function readDatabaseClock({ pool }: PostgresStore): Promise<number> {
  const { rows } = await pool.query<{ now: number }>(
    'select (extract(epoch from clock_timestamp()) * 1000)::float8 as now',
  );
  return rows[0]?.now ?? Number.NaN;
}

async function buildApp(
  config: Config,
  secret: string,
  context: ServiceContext,
  { log, clock }: { readonly log: BackendLog; readonly clock: BackendClock },
): Promise<RelaisApp> {
  const { issuers, audience, rolesClaim, structureClaim, rppsClaim, rppsIssuers } = config;
  const proxies = trustProxies(config.trustedProxies);
  return createApp({
    context,
    log,
    verifier: createVerifier({
      issuers,
      // Where a real issuer signs people in, nobody comes in by a token of our own.
      acceptsDevelopment: config.signIn === undefined || config.signIn.clientId === DEMO_CLIENT,
      audience,
      rolesClaim,
      structureClaim,
      rppsClaim,
      rppsIssuers,
      secret,
      now: clock.now,
    }),
    signIn: openSignIn(config, context, log),
    limits: await buildLimits(context.store, secret, clock.now),
    secondsAhead: () => clock.secondsAhead,
    openApi: describeApi(),
    // Behind a proxy a page of ours may come from an address that requests do not show.
    origins: [...config.origins, ...(config.publicUrl === undefined ? [] : [new URL(config.publicUrl).origin])],
    addressOf: (request, bindings) => readPeer(request, bindings, proxies),
  });
}

/** Behind a proxy, as on this machine, people come by the public address alone. */
function openSignIn(
  { signIn, issuers, rolesClaim, structureClaim, rppsClaim, rppsIssuers }: Config,
  context: ServiceContext,
  log: BackendLog,
): SignInDoor | undefined {
  if (!signIn) return undefined;
  const preset = presetOf(signIn.issuer);
  const { clientId, clientSecret, publicUrl, idleMinutes, hours = preset.hours } = signIn;
  const others = issuers.filter((issuer) => issuer !== preset.issuer);
  return createSignIn(context, {
    preset,
    clientId,
    clientSecret,
    publicUrl,
    times: { idle: idleMinutes * 60_000, longest: hours * 3_600_000 },
    claims: { rolesClaim, structureClaim, rppsClaim },
    saysRpps: rppsIssuers ? rppsIssuers.includes(preset.issuer) : others.length === 0,
    report: (error) => log.failure(error),
  });
}

async function buildLimits(store: Store | PostgresStore, secret: string, now: () => number): Promise<Limits> {
  const counter = 'pool' in store ? await createPostgresCounter(store.pool, now) : 'memory';
  return createLimits({ store: counter, secret, now });
}

const isSecure = ({ secure }: MailKind): boolean => secure === true;
const isOrdinary = (kind: MailKind): boolean => !isSecure(kind);

/** Each of the two mails takes its own kinds from the queue, and no other: what waits for the one never leaves through the other. */
function startMail(smtp: Config['smtp'], takes: (kind: MailKind) => boolean, context: ServiceContext, log: BackendLog) {
  if (!smtp) return undefined;
  const mailer = createMailer(smtp.url, smtp.from);
  const kinds = subjects.flatMap(({ mails = {} }) => Object.entries(mails)).filter(([, kind]) => takes(kind));
  const worker = createMailWorker({
    context,
    kinds: Object.fromEntries(kinds),
    mailer,
    report: (report) => log.mail(report),
  });
  worker.start();
  return {
    stop: async () => {
      await worker.stop();
      mailer.close();
    },
  };
}

function createHttpServer(app: RelaisApp, files: SiteFiles, publicUrl: string): Server {
  const secured = publicUrl.startsWith('https:');
  // The adapter's own `Request` and `Response` take the place of Node's: made for a body that is one text, they cost a fifth of the time.
  const listener = getRequestListener(async (request, bindings) => {
    const response = await answer(request, bindings, app, files);
    if (secured) response.headers.set('Strict-Transport-Security', 'max-age=31536000');
    return response;
  });
  // Time limits against clients that send a header or a body drop by drop. Node looks every half minute unless told otherwise.
  const limits = {
    headersTimeout: 10_000,
    requestTimeout: 30_000,
    connectionsCheckingInterval: 1000,
    keepAliveTimeout: 65_000,
  };
  return createServer(limits, (incoming, outgoing) => void listener(incoming, outgoing));
}

async function answer(request: Request, bindings: object, app: RelaisApp, files: SiteFiles): Promise<Response> {
  const { pathname } = new URL(request.url);
  if (APPLICATION_PATH.test(pathname)) return app.fetch(request, bindings);
  return (await files(request)) ?? app.fetch(request, bindings);
}

async function listen(server: Server, { port, host }: Config): Promise<void> {
  server.listen({ port, host, backlog: BACKLOG });
  await once(server, 'listening');
}

function urlOf(server: Server, host: string): string {
  const { port } = server.address() as AddressInfo;
  const name = ['127.0.0.1', '0.0.0.0', '::', '::1'].includes(host) ? 'localhost' : host;
  return `http://${name.includes(':') ? `[${name}]` : name}:${port}`;
}

async function stopListening(server: Server, connections: Connections, app: RelaisApp): Promise<void> {
  const closed = once(server, 'close');
  server.close();
  app.close();
  connections.closeWhenIdle();
  const timer = setTimeout(() => server.closeAllConnections(), GRACE_MS);
  await closed;
  clearTimeout(timer);
}
