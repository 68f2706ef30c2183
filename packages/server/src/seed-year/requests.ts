import { toInstant } from '@relais/model';
import type { EntryPoint } from '@relais/model';
import { CANCELLED, ENTRY_POINTS, pick } from './demand.ts';
import type { DemandProfile } from './demand.ts';
import type { Patient } from './patients.ts';
import type { Ask, Step } from './steps.ts';
import type { Booked, Visits } from './visits.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
/** Where requests end, and calls: no source gives shares. */
const ENDS = { seat: 0.72, callback: 0.18, redirected: 0.1 };
const CALL_ENDS = { advised: 0.6, redirected: 0.4 };
const TARGETS = { dentist: 0.4, 'attending-doctor': 0.3, emergency: 0.15, imaging: 0.15 };
/** Somebody who is not reached is called again so much later, and mostly reached then. */
const AGAIN_MS = 40 * MINUTE_MS;
const REACHED_AT_LAST = 0.7;
/** Hours in which the desk calls. */
const DESK = { from: 8, to: 19 };

export interface RequestsOf {
  readonly ask: Ask;
  readonly profile: DemandProfile;
  readonly chance: () => number;
  /** Instant of an hour of the day it is, or of one so many days later. */
  readonly hourOf: (hour: number, daysLater?: number) => number;
  readonly desk: { readonly secretary: string; readonly dispatcher: string };
  readonly reasons: readonly string[];
  /** Classes of calls that the desk itself makes. */
  readonly classes: readonly string[];
  readonly checklist: string;
  /** What becomes of seats, and chance of its own: requests are the same with it and without. */
  readonly visits: Visits;
  readonly visitChance: () => number;
}

/** What somebody asks for, and what becomes of it, through the routes that a picker and a desk use. */
export class Requests {
  readonly #of: RequestsOf;

  constructor(of: RequestsOf) {
    this.#of = of;
  }

  /** A request of that instant. */
  begin(at: number, patient: Patient): Step {
    const entryPoint = this.#oneOf(ENTRY_POINTS);
    const reason = this.#reason();
    if (entryPoint === 'patient') return this.#online(at, patient, reason);
    const request = { at, patient, entryPoint, reason };
    switch (this.#oneOf(ENDS)) {
      case 'seat':
        return this.#seat(request);
      case 'callback':
        return this.#callback(request);
      case 'redirected': {
        const target = this.#oneOf(TARGETS);
        return { at: at + 4 * MINUTE_MS, act: () => this.#redirect(request, target) };
      }
    }
  }

  #online(at: number, { person, facts }: Patient, reason: string): Step {
    const windows = this.#windows(at);
    const kept = this.#kept(at, reason);
    return {
      at,
      act: async () => {
        const { ask } = this.#of;
        const hold = await this.#found(windows, (window) => ask(undefined, 'POST', '/holds', { window }));
        if (!hold) return [];
        const booked = await ask(undefined, 'POST', '/bookings', {
          ...{ token: hold.body['token'], person, facts, reason, checklistRun: this.#noSigns(at) },
        });
        return booked.status === 201 ? kept(booked.body as unknown as Booked) : [];
      },
    };
  }

  #seat(request: Request): Step {
    const { at, reason } = request;
    const windows = this.#windows(at);
    const kept = this.#kept(at, reason);
    const id = this.#id();
    return {
      at: at + 3 * MINUTE_MS,
      act: async () => {
        const { ask, desk } = this.#of;
        const proposed = await this.#found(windows, (window) =>
          ask(desk.secretary, 'POST', '/seat-proposals', { intake: id, window }),
        );
        if (!proposed) return this.#redirect(request, 'attending-doctor');
        const decision = { kind: 'seat', token: proposed.body['token'] };
        const { status, body } = await this.#record(id, request, decision, { checklistRun: this.#noSigns(at) });
        return status === 201 ? kept(body['booking'] as Booked) : [];
      },
    };
  }

  #callback(request: Request): Step {
    const { at } = request;
    const { classes, unreachableFirstTry } = this.#of.profile.callback;
    const waited = Object.entries(classes).filter(([name]) => this.#of.classes.includes(name));
    const code = this.#oneOf(Object.fromEntries(waited.map(([name, { share }]) => [name, share])));
    const redirected = { kind: 'redirected', target: this.#oneOf(TARGETS) };
    const call = {
      id: this.#id(),
      isMissed: this.#of.chance() < unreachableFirstTry,
      isReached: this.#of.chance() < REACHED_AT_LAST,
      end: this.#oneOf(CALL_ENDS) === 'advised' ? { kind: 'advised' } : redirected,
    };
    const first = this.#deskTime(at + (0.2 + this.#of.chance()) * classes[code]!.targetMinutes * MINUTE_MS);
    return {
      at: at + 2 * MINUTE_MS,
      act: async (entered) => {
        const { status } = await this.#record(call.id, request, { kind: 'callback', class: code });
        if (status !== 201) return [];
        return [{ at: Math.max(first, entered + MINUTE_MS), act: (later) => this.#call(call, later, 1) }];
      },
    };
  }

  async #call(call: Call, at: number, revision: number): Promise<Step[]> {
    const isFirst = revision === 1;
    if (!(await this.#act(call, { kind: 'claim', revision }))) return [];
    const next = { revision: revision + 1 };
    if (isFirst && call.isMissed) {
      const again = this.#deskTime(at + AGAIN_MS);
      await this.#act(call, { kind: 'notReached', ...next, snoozedUntil: toInstant(again) });
      return [{ at: again, act: (later) => this.#call(call, later, revision + 2) }];
    }
    await this.#act(call, isFirst || call.isReached ? { ...call.end, ...next } : { kind: 'givenUp', ...next });
    return [];
  }

  async #act({ id }: Call, action: object): Promise<boolean> {
    const { ask, desk } = this.#of;
    const { status } = await ask(desk.dispatcher, 'POST', `/callbacks/${id}/actions`, action);
    return status < 400;
  }

  async #redirect(request: Request, target: string): Promise<Step[]> {
    await this.#record(this.#id(), request, { kind: 'redirected', target });
    return [];
  }

  async #record(id: string, request: Request, decision: object, more: object = {}) {
    const { at, patient, entryPoint, reason } = request;
    const { phone, ...person } = patient.person;
    const said = { id, entryPoint, reason, phone, person, facts: patient.facts, decision, startedAt: toInstant(at) };
    return this.#of.ask(this.#of.desk.secretary, 'POST', '/intakes', { ...said, ...more });
  }

  /** Some seats are given back, an hour before them at the latest; of the others there is a visit, or none. */
  #kept(at: number, reason: string): (booked: Booked) => Step[] {
    const when = this.#cancels();
    const { visits, visitChance } = this.#of;
    const visit = visits.expect(reason, visitChance);
    return (booked) => {
      const latest = Date.parse(booked.seat.start) - HOUR_MS;
      if (when === undefined || latest <= at) return visit(booked);
      return [{ at: at + when * (latest - at), act: () => this.#cancel(booked) }];
    };
  }

  async #cancel({ id }: Booked): Promise<Step[]> {
    await this.#of.ask(this.#of.desk.secretary, 'DELETE', `/bookings/${id}`);
    return [];
  }

  /** The answer of the first window that has a seat; nothing where none has. */
  async #found(windows: readonly Window[], ask: (window: Window) => ReturnType<Ask>) {
    for (const window of windows) {
      const answer = await ask(window);
      if (answer.status === 201) return answer;
    }
    return undefined;
  }

  /** Two hours in which somebody would come, today or tomorrow, when doctors consult; where these are full, any until tomorrow evening. */
  #windows(at: number): Window[] {
    const { hourOf, profile } = this.#of;
    const hour = Number(this.#oneOf(profile.consultationsByHour.weights));
    const isToday = hourOf(hour) > at + HOUR_MS;
    const from = hourOf(hour, isToday ? 0 : 1);
    return [
      { from: toInstant(from), to: toInstant(from + 2 * HOUR_MS) },
      { from: toInstant(at + HOUR_MS), to: toInstant(hourOf(DESK.to, 1)) },
    ];
  }

  /** Not before the desk opens, not after it closes. */
  #deskTime(at: number): number {
    const { hourOf } = this.#of;
    for (let day = 0; ; day += 1) {
      if (at < hourOf(DESK.to, day)) return Math.max(at, hourOf(DESK.from, day));
    }
  }

  /** The list was gone through, and nothing grave found. */
  #noSigns(at: number) {
    return { version: this.#of.checklist, yes: [], answeredAt: toInstant(at) };
  }

  /** How far into the time before a seat it is given back; mostly it is not. */
  #cancels(): number | undefined {
    return this.#of.chance() < CANCELLED ? this.#of.chance() : undefined;
  }

  #reason(): string {
    const reason = this.#oneOf(this.#of.profile.motives.shares);
    return this.#of.reasons.includes(reason) ? reason : 'autre';
  }

  #id(): string {
    return crypto.randomUUID();
  }

  #oneOf<Name extends string>(shares: Readonly<Record<Name, number>>): Name {
    return pick(shares, this.#of.chance());
  }
}

interface Window {
  readonly from: string;
  readonly to: string;
}

interface Request {
  readonly at: number;
  readonly patient: Patient;
  readonly entryPoint: EntryPoint;
  readonly reason: string;
}

/** A call that is to be made. */
interface Call {
  readonly id: string;
  readonly isMissed: boolean;
  readonly isReached: boolean;
  readonly end: object;
}
