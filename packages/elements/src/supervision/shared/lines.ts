import type { RunAlert, RunLine, RunList } from '@relais/sdk/run';
import type { Desk } from './desk.ts';

/** An alert that waits for the answer of whoever looks. */
export interface Waiting {
  readonly run: RunLine;
  readonly alert: RunAlert;
}

/** Alerts that the person was called for and that nobody has answered, the oldest first. */
export function waitingOf({ runs, you }: Pick<RunList, 'runs' | 'you'>): Waiting[] {
  const isTheirs = ({ calls, answered, emergencyAt, lapsedAt }: RunAlert) =>
    !answered &&
    emergencyAt === undefined &&
    lapsedAt === undefined &&
    calls.some(({ professional }) => professional === you);
  return runs
    .filter(({ state }) => state === 'open')
    .flatMap((run) => run.alerts.filter(isTheirs).map((alert) => ({ run, alert })))
    .sort((one, other) => one.alert.raisedAt.localeCompare(other.alert.raisedAt));
}

/** Runs that a person has to look at before they count, and this person may. */
export function reviewsOf(list: RunList): RunLine[] {
  return list.runs.filter((run) => run.needsReview && run.state === 'ended' && mayReview(run, list));
}

/** Whether the person delegates in a protocol today; in any when none is named. */
export function isDelegator({ protocols }: Pick<RunList, 'protocols'>, protocol?: string): boolean {
  return protocols.some(({ id, parts }) => (protocol ?? id) === id && parts.includes('delegator'));
}

export function mayReview(run: RunLine, list: Pick<RunList, 'you' | 'protocols'>): boolean {
  const { you } = list;
  const isOwnRight = run.regime !== undefined && run.regime !== 'delegation';
  return isOwnRight ? run.delegate === you : run.delegate !== you && isDelegator(list, run.protocol);
}

/** Runs that were done in the person's name and wait for their countersignature. */
export function unsignedOf({ runs, you }: RunList): RunLine[] {
  return runs.filter(
    ({ delegator, state, countersignedAt, training }) =>
      delegator === you && state === 'ended' && countersignedAt === undefined && !training,
  );
}

export function nameOf({ list, run }: Desk, id: string | undefined): string {
  const person = [...(run?.people ?? []), ...(list?.people ?? [])].find(({ professional }) => professional === id);
  return person ? `${person.givenName} ${person.familyName}` : '';
}

/** « Lina Fauvergue, 13 ans, F ». */
export function patientOf({ t }: Desk, { patient }: RunLine): string {
  const { givenName, familyName, ageYears, sex } = patient;
  const name = [givenName, familyName].filter(Boolean).join(' ') || t.unnamed;
  return [name, t.years(ageYears), sex && t.sexes[sex]].filter(Boolean).join(', ');
}

/** How a run ended. */
export function outcomeOf({ t }: Desk, { outcome, target }: RunLine): string {
  if (outcome === undefined) return '';
  return [t.outcomes[outcome], target && t.targets[target]].filter(Boolean).join('\u00a0: ');
}

/** Protocols the person has something to do with, by id. */
export function titlesOf({ list }: Desk): ReadonlyMap<string, string> {
  return new Map(list?.protocols.map(({ id, title }) => [id, title]) ?? []);
}
