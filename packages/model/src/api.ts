import type { ZodMiniType } from 'zod/mini';
import { Booking, Hold, NewBooking } from './bookings.ts';
import { LedgerReport } from './ledger.ts';
import type { ProblemCode } from './problems.ts';
import { BookingRequest, HoldRequest, MoveRequest } from './requests.ts';
import type { Role } from './roles.ts';
import { StructureSettings } from './settings.ts';
import { SlotList } from './slots.ts';
import { StructureInfo } from './structure.ts';
import { Territory } from './territory.ts';

/**
 * Who may call a route. `public`: anybody. `link`: whoever has the token of the very thing that this parameter of the path names. `roles`:
 * professionals of the structure named in the path.
 */
export interface Access {
  readonly public?: true;
  readonly link?: string;
  readonly roles?: readonly Role[];
}

/** What is counted of writes that need no professional: seats taken, bookings made, changes by link. */
export type RateLimit = 'hold' | 'booking' | 'link';

/** Larger than any request a person makes. Bytes. */
export const USUAL_BODY = 64 * 1024;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly schema?: ZodMiniType;
  /** It carries an `ETag`, and is not sent again to who has it. */
  readonly tagged?: true;
}

export interface Operation {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  /** Below `/api/v1/structures/{structure}`. */
  readonly path: string;
  readonly summary: string;
  readonly access: Access;
  /** What each parameter takes, and what holds when it is absent. */
  readonly query?: Readonly<Record<string, string>>;
  readonly body?: ZodMiniType;
  /** Bytes of a body at most; `USUAL_BODY` when absent. */
  readonly largestBody?: number;
  /** The body is judged by its subject, which names every fault at once, and not by the schema. */
  readonly judgesBody?: true;
  readonly rateLimit?: RateLimit;
  readonly answer: Answer;
  readonly problems: readonly ProblemCode[];
}

const json = 'application/json';
const writes = ['idempotency-key-missing', 'idempotency-key-reused', 'idempotency-key-in-use'] as const;
/** Of writes that need no professional: they are taken from the pages of sites that may book. */
const fromSites = ['site-not-allowed'] as const;
const language = 'Language of the texts, `fr` or `en`; when absent `fr`';
const audience =
  'Whose seats: `CPTS` or `PUBLIC`, for professionals also `PRO` or `SNP`; when absent that of the structure’s settings, else `CPTS`';
const label = 'Label of reserved seats, for professionals only; when absent the seats of everybody';
const frontDesk = ['secretary', 'dispatcher'] as const satisfies readonly Role[];

/** The whole contract of `/api/v1`: routes, rights, shapes. The server mounts it, OpenAPI is made from it, the access test walks it. */
export const operations = {
  describeStructure: {
    method: 'GET',
    path: '',
    summary: 'What a picker needs to know of the structure',
    access: { public: true },
    query: { language },
    answer: { status: 200, type: json, schema: StructureInfo, tagged: true },
    problems: ['invalid-request'],
  },
  listSlots: {
    method: 'GET',
    path: '/slots',
    summary: 'Slots that can be booked now',
    access: { public: true },
    query: {
      from: 'First service date, `YYYY-MM-DD`; when absent yesterday, whose opening may go on past midnight',
      to: 'Last service date, included, `YYYY-MM-DD`, at most 400 days after `from`; when absent the end of the horizon',
      after:
        '`next` of an answer: the list goes on behind its last slot; when absent it begins with the first. One answer holds 3,000 slots at most',
      audience,
      label,
    },
    answer: { status: 200, type: json, schema: SlotList },
    problems: ['invalid-request', 'forbidden'],
  },
  createHold: {
    method: 'POST',
    path: '/holds',
    summary: 'Keep one seat, or any seat of a window, for a few minutes',
    access: { public: true },
    body: HoldRequest,
    rateLimit: 'hold',
    answer: { status: 201, type: json, schema: Hold },
    problems: [
      'invalid-request',
      'forbidden',
      'slot-taken',
      'window-full',
      'slot-not-bookable',
      'too-many-holds',
      'challenge-required',
      'challenge-invalid',
      'rate-limited',
      ...fromSites,
      ...writes,
    ],
  },
  releaseHold: {
    method: 'DELETE',
    path: '/holds/{hold}',
    summary: 'Give the held seat back',
    access: { link: 'hold' },
    rateLimit: 'link',
    answer: { status: 204, type: json },
    problems: ['unauthenticated', 'forbidden', 'hold-expired', ...fromSites, ...writes],
  },
  createBooking: {
    method: 'POST',
    path: '/bookings',
    summary: 'Confirm the held seat for a person',
    access: { public: true },
    body: BookingRequest,
    rateLimit: 'booking',
    answer: { status: 201, type: json, schema: NewBooking },
    problems: [
      'invalid-request',
      'hold-expired',
      'duplicate-booking',
      'possible-duplicate',
      'checklist-outdated',
      'checklist-blocks-booking',
      'challenge-required',
      'challenge-invalid',
      'rate-limited',
      ...fromSites,
      ...writes,
    ],
  },
  readBooking: {
    method: 'GET',
    path: '/bookings/{booking}',
    summary: 'The booking behind a link',
    access: { link: 'booking', roles: [...frontDesk, 'slotProvider', 'coordinator'] },
    answer: { status: 200, type: json, schema: Booking },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  moveBooking: {
    method: 'PATCH',
    path: '/bookings/{booking}',
    summary: 'Put the booking on a held seat and free the old one, in one transaction',
    access: { link: 'booking', roles: frontDesk },
    body: MoveRequest,
    rateLimit: 'link',
    answer: { status: 200, type: json, schema: Booking },
    problems: [
      'invalid-request',
      'unauthenticated',
      'forbidden',
      'not-found',
      'hold-expired',
      'booking-cancelled',
      'checklist-blocks-booking',
      'deadline-passed',
      ...fromSites,
      ...writes,
    ],
  },
  cancelBooking: {
    method: 'DELETE',
    path: '/bookings/{booking}',
    summary: 'Cancel the booking and free its seat',
    access: { link: 'booking', roles: frontDesk },
    rateLimit: 'link',
    answer: { status: 200, type: json, schema: Booking },
    problems: [
      'unauthenticated',
      'forbidden',
      'not-found',
      'booking-cancelled',
      'deadline-passed',
      ...fromSites,
      ...writes,
    ],
  },
  readCalendar: {
    method: 'GET',
    path: '/bookings/{booking}/calendar',
    summary: 'The booking as an iCalendar file',
    access: { link: 'booking', roles: frontDesk },
    answer: { status: 200, type: 'text/calendar' },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  readLedger: {
    method: 'GET',
    path: '/ledger',
    summary: 'The account of every practice in the sharing of load',
    access: { roles: ['coordinator', 'structureAdmin', 'slotProvider'] },
    query: { language },
    answer: { status: 200, type: json, schema: LedgerReport },
    problems: ['invalid-request', 'unauthenticated', 'forbidden'],
  },
  importTerritory: {
    method: 'PUT',
    path: '/territory',
    summary: 'Replace the territory file; bookings already made stay',
    access: { roles: ['coordinator', 'structureAdmin'] },
    body: Territory,
    largestBody: 1024 * 1024,
    judgesBody: true,
    answer: { status: 204, type: json },
    problems: ['invalid-request', 'unauthenticated', 'forbidden', 'territory-invalid', ...writes],
  },
  readSettings: {
    method: 'GET',
    path: '/settings',
    summary: 'The settings as they were imported, to be changed and put back',
    access: { roles: ['structureAdmin'] },
    answer: { status: 200, type: json, schema: StructureSettings },
    problems: ['unauthenticated', 'forbidden', 'not-found'],
  },
  importSettings: {
    method: 'PUT',
    path: '/settings',
    summary: 'Replace the settings, among them the sites that may book',
    access: { roles: ['structureAdmin'] },
    body: StructureSettings,
    answer: { status: 204, type: json },
    problems: ['invalid-request', 'unauthenticated', 'forbidden', ...writes],
  },
  streamEvents: {
    method: 'GET',
    path: '/events',
    summary: 'Live availability as server-sent events; `Last-Event-ID` or `after` resumes',
    access: { public: true },
    query: {
      after:
        'Sequence to go on from, a whole number of 15 digits at most, for readers that cannot set `Last-Event-ID`; when absent the stream begins with what comes next',
      audience,
      label,
    },
    answer: { status: 200, type: 'text/event-stream' },
    problems: ['invalid-request', 'forbidden'],
  },
} as const satisfies Record<string, Operation>;

export type OperationName = keyof typeof operations;

/** Path of everything a structure has. */
export const structurePath = '/api/v1/structures/{structure}';
