import { createApp } from '../app.ts';
import type { RelaisApp } from '../app.ts';
import { reasonsOf } from '../booking/index.ts';
import { checklistDocument } from '../checklist/index.ts';
import type { ServiceContext } from '../core/context.ts';
import { deskSettingsDocument } from '../desk/index.ts';
import { territoryDocument } from '../scheduling/index.ts';
import { chanceFrom, pick, weightOf } from './demand.ts';
import type { DemandProfile } from './demand.ts';
import { patientOf } from './patients.ts';
import type { Population } from './patients.ts';
import { Requests } from './requests.ts';
import { asker, doSteps } from './steps.ts';
import type { Step } from './steps.ts';

/** What has happened in a structure of the demonstration before it is looked at: how much, by whom, and what its site shows of it. */
export interface DemoActivity extends Population {
  readonly id: string;
  /** Of an ordinary day. */
  readonly requestsADay: number;
  /** Who works there, by the names they sign in with. */
  readonly desk: { readonly secretary: string; readonly dispatcher: string };
  readonly published: { readonly label: string; readonly indicators: string[] };
}

export interface Year {
  readonly activity: DemoActivity;
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

/**
 * Lives through a year of a structure that is there and in which nothing has happened: every request, seat, call and cancellation goes through
 * the routes, at its own time, so that log, ledger and tables are what they would be. The same day brings the same requests.
 */
export async function liveThrough(year: Year): Promise<void> {
  const clock = { at: year.from };
  const context = year.contextAt(() => clock.at);
  const app = appFor(context, year.issuer);
  const ask = asker(app, year.activity.id);
  const view = (await context.views.read(year.activity.id))!;
  const { zone } = view.documents.of(territoryDocument)!;
  const [checklist] = view.documents.of(checklistDocument) ?? [];
  // Nobody of the demonstration makes the calls that are for clinicians; who is sent to 15 waits for none.
  const classes = (view.documents.of(deskSettingsDocument)?.classes ?? [])
    .filter(({ rank, clinicianOnly }) => rank > 0 && !clinicianOnly)
    .map(({ code }) => code);
  const reasons = reasonsOf(view.documents).map(({ code }) => code);
  const first = zone.wallTimeOf(year.from).day;
  const last = zone.wallTimeOf(year.until).day;
  let waiting: Step[] = [];
  for (let day = first; day <= last; day += 1) {
    clock.at = Math.max(zone.instantOf(day, OPENS_AT * HOUR_MINUTES), year.from);
    await year.onDay(context, new Date(day * DAY_MS).toISOString().slice(0, 10));
    const chance = chanceFrom(day);
    const requests = new Requests({
      ...{
        ask,
        chance,
        profile: year.profile,
        desk: year.activity.desk,
        reasons,
        classes,
        checklist: checklist!.version,
      },
      hourOf: (hour, daysLater = 0) => zone.instantOf(day + daysLater, hour * HOUR_MINUTES),
    });
    const asked = requestsOn(year, day, chance).map((minutes) =>
      requests.begin(zone.instantOf(day, minutes), patientOf(year.activity, chance(), first)),
    );
    const end = Math.min(zone.instantOf(day + 1, 0), year.until);
    waiting = await doSteps(
      [...waiting, ...asked].filter(({ at }) => at >= year.from),
      end,
      (at) => (clock.at = at),
    );
  }
  app.close();
}

/** Minutes after midnight at which somebody asks. */
function requestsOn({ activity, profile }: Year, day: number, chance: () => number): number[] {
  const month = new Date(day * DAY_MS).getUTCMonth() + 1;
  const weight = weightOf(profile, (day + 3) % 7, month) * (0.85 + 0.3 * chance());
  return Array.from({ length: Math.round(activity.requestsADay * weight) }, () => {
    const hour = Number(pick(profile.callsByHour.weights, chance()));
    return hour * HOUR_MINUTES + Math.floor(chance() * HOUR_MINUTES);
  });
}

/** Whoever asks is who they say: nobody but the demonstration holds this application. */
function appFor(context: ServiceContext, issuer: string): RelaisApp {
  const nothing = { rpps: undefined, structureId: undefined, roles: undefined };
  const verifier = { verify: (subject: string) => Promise.resolve({ issuer, subject, ...nothing }) };
  return createApp({ context, verifier });
}
