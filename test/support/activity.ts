import { readFileSync } from 'node:fs';
import type { EventData, EventPerson, EventType } from '@relais/model';
import { eventData } from '@relais/model';
import { toInstant } from '@relais/model';
import {
  AGES,
  ATTENDING_DOCTORS,
  CANCELLED,
  chanceFrom,
  ENTRY_POINTS,
  pick,
  SHARE_OF_WOMEN,
  weightOf,
} from '../../packages/server/src/seed-year/demand.ts';
import type { DemandProfile } from '../../packages/server/src/seed-year/demand.ts';

const profile = JSON.parse(
  readFileSync(new URL('../../demo/activity/demand-profile.json', import.meta.url), 'utf8'),
) as DemandProfile;

export interface ActivitySettings {
  readonly seed: number;
  /** First day, `YYYY-MM-DD`. */
  readonly from: string;
  readonly days: number;
  readonly practices: number;
  readonly professionals: number;
  readonly protocols: number;
  /** Of an ordinary day. */
  readonly requests: number;
  readonly runs: number;
  readonly patients: number;
}

/** Three years of a large CPTS: some million rows of the log. */
export const threeYears: ActivitySettings = {
  ...{ seed: 1, from: '2023-12-01', days: 1096, practices: 8, professionals: 30, protocols: 9 },
  ...{ requests: 270, runs: 70, patients: 60_000 },
};

/** A row of the log that is to be. */
export interface Happening {
  readonly type: EventType;
  readonly subject: string;
  readonly actor: string;
  readonly at: number;
  readonly data: object;
  readonly person?: EventPerson;
}

const DAY_MS = 86_400_000;
const MINUTE_MS = 60_000;
const COMMUNES = { '35238': 0.5, '35047': 0.2, '35024': 0.12, '35051': 0.1, '35206': 0.05, '35281': 0.03 };
/** Days of activity made by chance from a seed, in the order in which they happen. Every row has passed the schema of its type. */
export function* activity(settings: ActivitySettings): Generator<Happening[]> {
  const chance = chanceFrom(settings.seed);
  const first = Date.parse(`${settings.from}T00:00:00Z`);
  for (let day = 0; day < settings.days; day += 1)
    yield new Day(settings, chance, first + day * DAY_MS, day).happenings();
}

class Day {
  readonly #settings: ActivitySettings;
  readonly #chance: () => number;
  readonly #start: number;
  readonly #name: string;
  readonly #happenings: Happening[] = [];

  constructor(settings: ActivitySettings, chance: () => number, start: number, day: number) {
    this.#settings = settings;
    this.#chance = chance;
    this.#start = start;
    this.#name = `d${day}`;
  }

  happenings(): Happening[] {
    const date = new Date(this.#start);
    const weight = weightOf(profile, (date.getUTCDay() + 6) % 7, date.getUTCMonth() + 1);
    for (let index = 0; index < this.#settings.requests * weight; index += 1) this.#request(`${this.#name}-${index}`);
    for (let index = 0; index < this.#settings.runs * weight; index += 1) this.#run(`${this.#name}-${index}`);
    return this.#happenings.sort((left, right) => left.at - right.at);
  }

  #request(name: string): void {
    const at = this.#instant();
    const person = this.#person();
    const reason = this.#oneOf(profile.motives.shares);
    const entryPoint = this.#oneOf(ENTRY_POINTS) as EventData<'intake.recorded'>['entryPoint'];
    const intake = { entryPoint, reason, startedAt: instant(at) };
    const desk = this.#professional();
    const end = this.#oneOf({ seat: 0.7, callback: 0.18, redirected: 0.12 });
    if (end === 'redirected') {
      const data = {
        ...intake,
        outcome: 'redirected' as const,
        target: this.#chance() < 0.2 ? 'emergency' : 'dentist',
      };
      this.#say('intake.recorded', `i${name}`, at + 3 * MINUTE_MS, desk, data, person);
    } else if (end === 'callback') this.#callback(name, at, desk, intake, person);
    else this.#seat(name, at, desk, intake, person);
  }

  #seat(
    name: string,
    at: number,
    desk: string,
    intake: Pick<EventData<'intake.recorded'>, 'entryPoint' | 'reason' | 'startedAt'>,
    person: EventPerson,
  ): void {
    const practice = Math.floor(this.#chance() * this.#settings.practices);
    const start = at + Math.ceil(this.#chance() ** 2 * 48 * 4) * 15 * MINUTE_MS;
    const seat = { hold: `h${name}`, practiceId: `practice-${practice}`, start: instant(start) };
    const isOnline = intake.entryPoint === 'patient';
    const actor = isOnline ? 'patient' : desk;
    const weights = { [`practice-${practice}`]: 1 };
    this.#say('hold.created', seat.hold, at + MINUTE_MS, actor, {
      ...seat,
      expiresAt: instant(at + 6 * MINUTE_MS),
      weights,
    });
    const where = { siteId: `site-${practice % 4}`, serviceDate: seat.start.slice(0, 10), reason: intake.reason };
    this.#say('booking.confirmed', `b${name}`, at + 3 * MINUTE_MS, actor, { ...seat, ...where }, person);
    if (!isOnline) {
      const data = { ...intake, outcome: 'seat' as const, booking: `b${name}` };
      this.#say('intake.recorded', `i${name}`, at + 3 * MINUTE_MS, desk, data, person);
    }
    if (this.#chance() < CANCELLED) this.#say('booking.cancelled', `b${name}`, at + 60 * MINUTE_MS, 'patient', seat);
  }

  #callback(
    name: string,
    at: number,
    desk: string,
    intake: Pick<EventData<'intake.recorded'>, 'entryPoint' | 'reason' | 'startedAt'>,
    person: EventPerson,
  ): void {
    const { classes, unreachableFirstTry } = profile.callback;
    const code = this.#oneOf(Object.fromEntries(Object.entries(classes).map(([key, { share }]) => [key, share])));
    const { targetMinutes } = classes[code]!;
    const id = `k${name}`;
    const entry = { entryPoint: intake.entryPoint, reason: intake.reason, arrivedAt: intake.startedAt };
    this.#say(
      'callback.requested',
      id,
      at + 2 * MINUTE_MS,
      desk,
      { class: code, rank: 1, targetMinutes, ...entry },
      person,
    );
    const data = { ...intake, outcome: 'callback' as const, callback: id };
    this.#say('intake.recorded', `i${name}`, at + 2 * MINUTE_MS, desk, data, person);
    const called = at + (0.3 + this.#chance()) * Math.max(targetMinutes, 5) * MINUTE_MS;
    this.#say('callback.claimed', id, called - 5 * MINUTE_MS, desk, {});
    const isGivenUp = this.#chance() < unreachableFirstTry / 4;
    const outcome = isGivenUp ? 'givenUp' : this.#chance() < 0.5 ? 'advised' : 'redirected';
    this.#say('callback.closed', id, called, desk, { outcome });
  }

  #run(name: string): void {
    const at = this.#instant();
    const person = this.#person();
    const delegate = this.#professional();
    const protocol = `protocol-${Math.floor(this.#chance() * this.#settings.protocols)}`;
    const dimensions = {
      ...{ protocol, protocolVersion: '1', kind: 'cooperationProtocol' as const, regime: 'delegation' as const },
      profession: this.#oneOf({ nurse: 0.6, pharmacist: 0.3, physiotherapist: 0.1 }) as 'nurse',
      ...(this.#chance() < 0.02 && { training: true as const }),
    };
    const isRefused = this.#chance() < 0.04;
    const consent = {
      ...{ hash: 'h', code: 'careByProtocol', decision: isRefused ? 'refused' : 'given' },
      ...{ method: 'oral', channel: 'onSite', confirmedAt: instant(at), givers: ['patient'] },
      protocol: { id: protocol, version: '1' },
    };
    this.#say('consent.recorded', `c${name}`, at, delegate, consent, person);
    if (isRefused) return;
    const id = `r${name}`;
    const certified = this.#chance() < 0.97;
    this.#say(
      'run.started',
      id,
      at,
      delegate,
      { ...dimensions, startedAt: instant(at), consent: `c${name}`, certified },
      person,
    );
    const level = this.#oneOf({ none: 0.8, alert: 0.12, stop: 0.05, urgent: 0.03 });
    this.#say('run.saved', id, at + 4 * MINUTE_MS, delegate, { revision: 2, level });
    if (level !== 'none') {
      const alert = { rule: `rule-${level}`, kind: level };
      this.#say('run.alert-raised', id, at + 5 * MINUTE_MS, delegate, alert);
      if (this.#chance() < 0.96)
        this.#say('run.alert-acknowledged', id, at + 6 * MINUTE_MS, delegate, { ...alert, seconds: 60 });
    }
    const isGood = level === 'none';
    const isReprise = level === 'alert';
    this.#say(
      'run.ended',
      id,
      at + 12 * MINUTE_MS,
      delegate,
      {
        ...dimensions,
        ...{ revision: 3, startedAt: instant(at), endedAt: instant(at + 12 * MINUTE_MS), level },
        outcome: isGood ? 'managedByDelegate' : isReprise ? 'takeover' : 'redirected',
        ...(!isGood && !isReprise && { target: level === 'urgent' ? 'emergency' : 'attendingDoctor' }),
        rules: isGood ? [] : [`rule-${level}`],
        acts: isGood || isReprise ? [{ by: isGood ? 'delegate' : 'delegator', type: protocol }] : [],
      },
      person,
    );
  }

  #say(type: EventType, subject: string, at: number, actor: string, data: object, person?: EventPerson): void {
    this.#happenings.push({ type, subject, at: Math.round(at), actor, data, ...(person && { person }) });
  }

  #instant(): number {
    const hour = Number(this.#oneOf(profile.callsByHour.weights));
    return this.#start + (hour * 60 + Math.floor(this.#chance() * 60)) * MINUTE_MS;
  }

  #person(): EventPerson {
    const number = Math.floor(this.#chance() ** 1.5 * this.#settings.patients);
    // Of one patient always the same.
    const own = chanceFrom(number + 1);
    const from = Number(pick(AGES, own()));
    return {
      patient: number.toString(16).padStart(64, '0'),
      age: from + Math.floor(own() * 10),
      sex: own() < SHARE_OF_WOMEN ? 'female' : 'male',
      commune: pick(COMMUNES, own()),
      attendingDoctor: pick(ATTENDING_DOCTORS, own()),
    };
  }

  #professional(): string {
    return `professional:${Math.floor(this.#chance() * this.#settings.professionals)}`;
  }

  #oneOf(shares: Readonly<Record<string, number>>): string {
    return pick(shares, this.#chance());
  }
}

/** @throws when a row is not what rows of its type are */
export function checked(happening: Happening): Happening {
  eventData[happening.type].parse(happening.data);
  return happening;
}

function instant(at: number): string {
  return toInstant(Math.floor(at / 1000) * 1000);
}
