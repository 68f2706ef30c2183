import { memoryStorage, type Client, type ClientOptions, type RelaisStorage, type Role } from '@relais/sdk';
import { createPlanning } from '@relais/sdk/planning';
import { peopleRoutes } from '@relais/model';
import type { Professional, SeverityChecklist, StructureSettings, Territory } from '@relais/model';
import type { PageBackend } from '@relais/server/page';
import { openDevice } from '../support/devices.ts';
import { openKeptBackend } from '../support/kept-backend.ts';
import { AGENDA, createAgendaHost } from './agenda-host.ts';

/** A Tuesday, 09:40 at the place. */
export const NOW = '2026-11-10T08:40:00Z';
export const TODAY = '2026-11-10';

/** Receives patients at a practice of her own. */
const INES = '99900000039';
const people: Professional[] = [
  {
    ...{ rpps: INES, familyName: 'Benali', givenName: 'Inès', profession: 'generalPractitioner' },
    roles: [{ role: 'slotProvider', practiceId: 'haie' }],
  },
  { rpps: '99900000070', familyName: 'Vidal', givenName: 'Marc', roles: [{ role: 'structureAdmin' }] },
];

/** The demonstration's, which stories import and tests fetch. */
export interface PlanningDocuments {
  readonly settings: StructureSettings;
  readonly territory: Territory;
  readonly checklist: SeverityChecklist;
}

export interface PlanningStageOptions {
  /** Seats booked on the afternoon of that day, one after the other. */
  readonly bookings?: number;
  /** A closure of today has been published by somebody, and its patients are to be called. */
  readonly isClosed?: boolean;
  /** What those who receive patients may change of their own ranges. */
  readonly volunteersMay?: readonly ('close' | 'open')[];
  /** Nobody has said who receives when, nor what for. */
  readonly isEmpty?: boolean;
  /** What stands in Inès’s agenda, at an address that she has given; `ungiven` where she has not yet. Its host is silent `until` then. */
  readonly agenda?: { readonly text: string; readonly ungiven?: boolean; readonly until?: Promise<undefined> };
  /** A page has nothing to print with: papers come as if its backend had. */
  readonly prints?: boolean;
}

/** A real backend in this page, with a planning and whoever has booked in it. */
export interface PlanningStage {
  readonly backend: PageBackend;
  readonly as: (role: Role, options?: Partial<ClientOptions>) => Client;
  /** A doctor who receives patients, and answers for no planning. */
  readonly ines: (options?: Partial<ClientOptions>) => Client;
  /** The way to a backend that cannot say when people are busy, until it is mended. */
  withoutBusyTimes(): { readonly fetch: NonNullable<ClientOptions['fetch']>; readonly mend: () => void };
  /** A colleague publishes a closure of everybody on a day. */
  close(date: string): Promise<void>;
}

export async function createPlanningStage(
  { settings, territory, checklist }: PlanningDocuments,
  {
    bookings = 0,
    isClosed = false,
    isEmpty = false,
    volunteersMay = [],
    prints = false,
    agenda,
  }: PlanningStageOptions = {},
): Promise<PlanningStage> {
  const { reasons: _, ...bare } = settings;
  const structures = [
    isEmpty ? { settings: bare } : { settings, territory: letting(territory, volunteersMay), checklists: [checklist] },
  ];
  const begin = async (made: PageBackend) => {
    const as = clientsOf(made, settings.id);
    if (!isEmpty) await bring(as);
    for (let place = 0; place < bookings; place += 1) await book(as('secretary'), checklist, place);
    if (isClosed) await close(as, TODAY);
  };
  const outgoing = agenda && { outgoing: createAgendaHost(agenda.text, agenda.until) };
  const options = { structures, now: Date.parse(NOW), ...outgoing };
  const backend = await openKeptBackend(options, `${bookings} ${isClosed}`, begin);
  const as = clientsOf(backend, settings.id, prints ? { fetch: printing(backend) } : {});
  const ines: PlanningStage['ines'] = (options) =>
    openDevice(backend, settings.id, {
      getToken: () => backend.signTokenOf(INES, 'slotProvider', settings.id),
      ...options,
    });
  if (agenda && !agenda.ungiven) {
    await createPlanning(ines()).setAgenda(AGENDA);
    if (!agenda.until) await backend.advance(0);
  }
  return { backend, as, ines, withoutBusyTimes: () => breakBusyTimes(backend), close: (date) => close(as, date) };
}

function breakBusyTimes({ fetch }: PageBackend): ReturnType<PlanningStage['withoutBusyTimes']> {
  let isBroken = true;
  return {
    fetch: (request) => {
      const isAsked = new URL(request.url).pathname.endsWith('/planning/busy');
      return isAsked && isBroken ? new Response('{}', { status: 500 }) : fetch(request);
    },
    mend: () => (isBroken = false),
  };
}

function letting(territory: Territory, volunteersMay: readonly ('close' | 'open')[]): Territory {
  if (volunteersMay.length === 0) return territory;
  return { ...territory, rules: { ...territory.rules, volunteersMay: [...volunteersMay] } };
}

/** What a device keeps, as long as the page that stands for it. */
export function createDevice(): RelaisStorage {
  return { ...memoryStorage(), isLasting: true };
}

function clientsOf(backend: PageBackend, structure: string, usual: Partial<ClientOptions> = {}): PlanningStage['as'] {
  return (role, options) =>
    openDevice(backend, structure, {
      getToken: () => backend.signToken(role, structure),
      storage: createDevice(),
      ...usual,
      ...options,
    });
}

/** Answers for the printer alone; all else is the backend's. */
function printing(backend: PageBackend): PageBackend['fetch'] {
  return async (request) => {
    const answer = await backend.fetch(request);
    if (answer.status !== 501) return answer;
    return new Response('%PDF-1.4', { headers: { 'content-type': 'application/pdf' } });
  };
}

async function bring(as: PlanningStage['as']): Promise<void> {
  const body = { formatVersion: 'relais-professionals/1' as const, professionals: people };
  await as('structureAdmin').core.call(peopleRoutes.importProfessionals, { body });
}

async function close(as: PlanningStage['as'], date: string): Promise<void> {
  const planning = createPlanning(as('coordinator'));
  const { version, territory: current } = await planning.read();
  if (!current) throw new Error('There is no planning to close');
  const exceptions = [...(current.exceptions ?? []), { type: 'closure' as const, from: date }];
  await planning.publish({ base: version, reason: 'Journée de formation', territory: { ...current, exceptions } });
}

async function book({ bookings }: Client, checklist: SeverityChecklist, place: number): Promise<void> {
  const hold = await bookings.hold({ window: { from: '2026-11-10T12:00:00Z', to: '2026-11-10T20:00:00Z' } });
  await bookings.confirm(hold, {
    person: {
      familyName: 'Essai',
      givenName: ['Camille', 'Dominique', 'Claude', 'Alix'][place % 4] ?? 'Alix',
      birthDate: `198${String(place % 10)}-05-17`,
      phone: `06 39 98 ${String(10 + place)} 34`,
    },
    reason: 'orl',
    checklistRun: { version: checklist.version, yes: [], answeredAt: NOW },
  });
}
