import type { CaseAnswer, ConsentText, Protocol } from '@relais/model';
import { createApp } from '../app.ts';
import type { RelaisApp } from '../app.ts';
import { reasonsOf } from '../booking/index.ts';
import { checklistDocument } from '../checklist/index.ts';
import type { ServiceContext } from '../core/context.ts';
import type { StructureView } from '../core/view.ts';
import { deskSettingsDocument } from '../desk/index.ts';
import { territoryDocument } from '../scheduling/index.ts';
import { visitSettingsDocument } from '../visit/index.ts';
import { actionsOn } from './actions.ts';
import type { DemoAction } from './actions.ts';
import { chanceFrom, pick, weightOf } from './demand.ts';
import type { DemandProfile } from './demand.ts';
import { historyOn } from './history.ts';
import type { DemoHistory } from './history.ts';
import { patientOf } from './patients.ts';
import type { Population } from './patients.ts';
import { Requests } from './requests.ts';
import { Runs } from './runs.ts';
import type { DemoRuns } from './runs.ts';
import { asker, doSteps } from './steps.ts';
import type { Ask, Step } from './steps.ts';
import { Visits } from './visits.ts';

/** What has happened in a structure of the demonstration before it is looked at: how much, by whom, and what its site shows of it. */
export interface DemoActivity extends Population {
  readonly id: string;
  /** Of an ordinary day. */
  readonly requestsADay: number;
  /** When doctors see the patients of the year, a seat an hour: the demonstration itself has seats at any hour somebody tries it. */
  readonly openings: readonly DemoOpening[];
  /** Who works there, by the names they sign in with. */
  readonly desk: { readonly secretary: string; readonly dispatcher: string };
  /** Who sees patients, by practice. */
  readonly doctors: Readonly<Record<string, string>>;
  readonly coordinator: string;
  readonly runs: DemoRuns;
  readonly actions: readonly DemoAction[];
  readonly history: DemoHistory;
  readonly published: { readonly label: string; readonly indicators: string[] };
}

/** As openings of a territory. */
export interface DemoOpening {
  readonly practiceId: string;
  readonly days: readonly string[];
  readonly from: string;
  readonly to: string;
}

/** What the protocol of the runs needs: its text, answers of its ordinary case, and what patients are asked. */
export interface DemoProtocol {
  readonly protocol: Protocol;
  readonly ordinary: Readonly<Record<string, CaseAnswer>>;
  readonly consent: ConsentText;
}

export interface Year {
  readonly activity: DemoActivity;
  readonly protocol: DemoProtocol;
  readonly profile: DemandProfile;
  /** Whose word it is that the people of the demonstration have signed in. */
  readonly issuer: string;
  /** Milliseconds since the epoch: its first instant, and the one it ends with. */
  readonly from: number;
  readonly until: number;
  /** The same database at another time. */
  readonly contextAt: (clock: () => number) => ServiceContext;
  /** What is to be done on a day before anybody asks for anything. */
  readonly onDay: (context: ServiceContext, date: string) => Promise<void>;
}

const DAY_MS = 86_400_000;
const HOUR_MINUTES = 60;
/** Before anybody asks for anything. */
const OPENS_AT = 7;
const SIGNS_AT = 19;
/** Chance of visits and of runs is their own: the same requests come whatever becomes of them. */
const OF_VISITS = 0x5eed_0001;
const OF_RUNS = 0x5eed_0002;

/**
 * Lives through a year of a structure that is there and in which nothing has happened: every request, seat, call, visit, run and cancellation goes
 * through the routes, at its own time, so that log, ledger and tables are what they would be. The same day brings the same.
 */
export async function liveThrough(year: Year): Promise<void> {
  const clock = { at: year.from };
  const context = year.contextAt(() => clock.at);
  const app = appFor(context, year.issuer);
  const view = (await context.views.read(year.activity.id))!;
  const { zone } = view.documents.of(territoryDocument)!;
  const days = new Days(year, view, asker(app, year.activity.id), context.describe(view, 'fr').name);
  const first = zone.wallTimeOf(year.from).day;
  const last = zone.wallTimeOf(year.until).day;
  let waiting: Step[] = [];
  for (let day = first; day <= last; day += 1) {
    clock.at = Math.max(zone.instantOf(day, OPENS_AT * HOUR_MINUTES), year.from);
    await year.onDay(context, dateOf(day));
    const steps = await days.stepsOn(day);
    const end = Math.min(zone.instantOf(day + 1, 0), year.until);
    waiting = await doSteps(
      [...waiting, ...steps].filter(({ at }) => at >= year.from),
      end,
      (at) => (clock.at = at),
    );
  }
  app.close();
}

/** What every day begins. */
class Days {
  readonly #year: Year;
  readonly #view: StructureView;
  readonly #ask: Ask;
  readonly #visits: Visits;
  readonly #runs: Runs;
  readonly #first: number;
  #daysOfRuns = 0;

  constructor(year: Year, view: StructureView, ask: Ask, structure: string) {
    const { activity, profile, protocol } = year;
    const { secretary } = activity.desk;
    const settings = view.documents.of(visitSettingsDocument)!;
    this.#year = year;
    this.#view = view;
    this.#ask = ask;
    this.#visits = new Visits({ ask, profile, secretary, doctors: activity.doctors, settings });
    this.#runs = new Runs({ ask, runs: activity.runs, ...protocol, structure });
    this.#first = this.#zone.wallTimeOf(year.from).day;
  }

  async stepsOn(day: number): Promise<Step[]> {
    const { activity } = this.#year;
    const evening = this.#at(day, SIGNS_AT * HOUR_MINUTES);
    const { coordinator, actions, history } = activity;
    const declared = actionsOn(dateOf(day), evening, { ask: this.#ask, coordinator, actions });
    const before =
      day === this.#first ? [historyOn(dateOf(day), evening, { ask: this.#ask, coordinator, history })] : [];
    return [...this.#requestsOn(day), ...(await this.#runsOn(day)), ...declared, ...before];
  }

  get #zone() {
    return this.#view.documents.of(territoryDocument)!.zone;
  }

  #at(day: number, minutes: number): number {
    return this.#zone.instantOf(day, minutes);
  }

  #patient(chance: () => number) {
    return patientOf(this.#year.activity, chance(), this.#first);
  }

  #requestsOn(day: number): Step[] {
    const { activity, profile } = this.#year;
    const { documents } = this.#view;
    const [checklist] = documents.of(checklistDocument) ?? [];
    // Nobody of the demonstration makes the calls that are for clinicians; who is sent to 15 waits for none.
    const classes = (documents.of(deskSettingsDocument)?.classes ?? [])
      .filter(({ rank, clinicianOnly }) => rank > 0 && !clinicianOnly)
      .map(({ code }) => code);
    const chance = chanceFrom(day);
    const requests = new Requests({
      ...{ ask: this.#ask, chance, profile, desk: activity.desk, classes },
      reasons: reasonsOf(documents).map(({ code }) => code),
      checklist: checklist!.version,
      visits: this.#visits,
      visitChance: chanceFrom(day ^ OF_VISITS),
      hourOf: (hour, daysLater = 0) => this.#at(day + daysLater, hour * HOUR_MINUTES),
    });
    const times = timesOn(profile.callsByHour.weights, activity.requestsADay * busyness(profile, day, chance), chance);
    return times.map((minutes) => requests.begin(this.#at(day, minutes), this.#patient(chance)));
  }

  /** From the day on which the délégué has a part in the protocol; both say how content they are once they know it. */
  async #runsOn(day: number): Promise<Step[]> {
    if (this.#daysOfRuns === 0 && !(await this.#runs.haveBegun())) return [];
    this.#daysOfRuns += 1;
    const { activity, profile } = this.#year;
    const chance = chanceFrom(day ^ OF_RUNS);
    const count = activity.runs.day * busyness(profile, day, chance);
    const times = timesOn(profile.consultationsByHour.weights, count, chance);
    const begun = times.map((minutes) => this.#runs.begin(this.#at(day, minutes), () => this.#patient(chance), chance));
    const signed = this.#runs.countersign(this.#at(day, (SIGNS_AT + 2) * HOUR_MINUTES));
    const content = { at: signed.at, act: () => this.#runs.stateSatisfaction() };
    return [...begun, signed, ...(this.#daysOfRuns % DAYS_UNTIL_CONTENT === 0 ? [content] : [])];
  }
}

/** How often both are asked how content they are. */
const DAYS_UNTIL_CONTENT = 21;

function dateOf(day: number): string {
  return new Date(day * DAY_MS).toISOString().slice(0, 10);
}

/** How much busier than usual a day is, give or take. */
function busyness(profile: DemandProfile, day: number, chance: () => number): number {
  const month = new Date(day * DAY_MS).getUTCMonth() + 1;
  return weightOf(profile, (day + 3) % 7, month) * (0.85 + 0.3 * chance());
}

/** So many times of a day, in minutes after midnight, by the weights of its hours. */
function timesOn(hours: Readonly<Record<string, number>>, count: number, chance: () => number): number[] {
  return Array.from({ length: Math.round(count) }, () => {
    const hour = Number(pick(hours, chance()));
    return hour * HOUR_MINUTES + Math.floor(chance() * HOUR_MINUTES);
  });
}

/** Whoever asks is who they say: nobody but the demonstration holds this application. */
function appFor(context: ServiceContext, issuer: string): RelaisApp {
  const nothing = { rpps: undefined, structureId: undefined, roles: undefined };
  const verifier = { verify: (subject: string) => Promise.resolve({ issuer, subject, ...nothing }) };
  return createApp({ context, verifier });
}
