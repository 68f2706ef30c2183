import { createSignIn } from '../../../packages/server/src/session/sign-in/door.ts';
import type { IssuerPreset } from '../../../packages/server/src/core/auth/presets.ts';
import { createApp } from '../../../packages/server/src/app.ts';
import { createContext } from '../../../packages/server/src/create-context.ts';
import { importDocument } from '../../../packages/server/src/import-document.ts';
import { openBackend, SECRET } from '../support/backend.ts';
import type { TestBackend, TestClock } from '../support/backend.ts';
import type { EmptyDatabase, Engine } from '../support/engines.ts';
import { createProfessional, PROFESSIONALS } from '../support/people.ts';
import { createSettings, createTerritory, STRUCTURE } from '../support/territory.ts';
import { WebBrowser } from './web-browser.ts';

export const ORIGIN = 'http://localhost:1';
export const ELSEWHERE = 'brume';
export const IDLE_MS = 30 * 60_000;
export const LONGEST_MS = 10 * 3_600_000;

/** A backend where people sign in, asked without a port. */
export interface Desk extends TestBackend {
  readonly fetch: (request: Request) => Promise<Response>;
  readonly failures: unknown[];
  browser(): WebBrowser;
}

export interface DeskOptions {
  readonly preset: IssuerPreset;
  readonly clientId: string;
  readonly clientSecret: string;
  readonly origin?: string;
  readonly database?: EmptyDatabase;
  readonly clock?: TestClock;
  readonly rppsClaim?: string;
}

export async function openDesk(engine: Engine, options: DeskOptions): Promise<Desk> {
  const { preset, clientId, clientSecret, origin = ORIGIN, database, clock = { now: Date.now() } } = options;
  const backend = await openBackend(engine, { clock, ...(database ? { database } : {}) });
  const now = () => clock.now;
  const context = createContext({ store: backend.store, secret: SECRET, clock: now, signsPeopleIn: true });
  await importDocument(context, { ...createSettings(), id: ELSEWHERE, name: 'CPTS de la Brume' }, 'test', ELSEWHERE);
  await importDocument(context, createTerritory({ id: ELSEWHERE }), 'test', ELSEWHERE);
  await enterPeople(context, preset.issuer);
  const failures: unknown[] = [];
  const signIn = createSignIn(context, {
    preset,
    clientId,
    clientSecret,
    publicUrl: origin,
    times: { idle: IDLE_MS, longest: LONGEST_MS },
    claims: { rppsClaim: options.rppsClaim },
    saysRpps: true,
    report: (error) => failures.push(error),
  });
  const app = createApp({ context, signIn });
  const fetch = (request: Request) => app.fetch(request);
  return { ...backend, context, app, fetch, failures, browser: () => new WebBrowser({ origin, fetch }) };
}

/** Nadia is a secretary here; Claire acts here and elsewhere; Maïwenn is found by her RPPS; Marc is in charge. */
async function enterPeople(context: Desk['context'], issuer: string): Promise<void> {
  const known = (subject: string, name: string, roles: readonly string[], rpps?: string) =>
    createProfessional({
      ...{ familyName: name.split(' ')[1]!, givenName: name.split(' ')[0]! },
      ...(rpps ? { rpps, issuer: undefined } : { rpps: undefined, issuer, subject }),
      roles: roles.map((role) => ({ role })),
    } as never);
  const clean = (people: object[]) => people.map((person) => JSON.parse(JSON.stringify(person)) as object);
  const claire = (roles: readonly string[]) => known('claire-fontaine', 'Claire Fontaine', roles);
  const marc = known('marc-vidal', 'Marc Vidal', ['structureAdmin']);
  const here = [
    known('nadia-kaci', 'Nadia Kaci', ['secretary']),
    claire(['coordinator', 'secretary']),
    known('', 'Maïwenn LeGoff', ['delegate'], '99900000013'),
    marc,
  ];
  const away = [claire(['coordinator']), known('chief', 'Ida Roux', ['structureAdmin'])];
  await importDocument(context, { ...PROFESSIONALS, professionals: clean(here) }, 'test', STRUCTURE);
  await importDocument(context, { ...PROFESSIONALS, professionals: clean(away) }, 'test', ELSEWHERE);
}
