import { expectedBy, halfDayWindows, serviceWindows } from '@relais/engine/desk';
import type { ServiceWindow } from '@relais/engine/desk';
import { toInstant } from '@relais/model';
import type { PatientRequestSettings, RequestService, Territory } from '@relais/model';
import { checklistDocument } from '../checklist/index.ts';
import type { Documents } from '../core/documents.ts';
import { deskSettingsDocument } from '../desk/index.ts';
import { territoryDocument } from '../scheduling/index.ts';
import { settingsDocument } from '../structure/index.ts';

/** A fortnight: who is closed for longer says when it opens in its own words. */
const DAYS = 14;
/** Half-days of service in which somebody may say that she can be reached. */
const MOST_HALF_DAYS = 6;

/** What a structure has decided about the requests of patients, where it takes any. */
export interface OpenedService {
  readonly settings: PatientRequestSettings;
  readonly territory: Territory;
}

/** `undefined` where patients telephone: without hours and a class, or without signs to look for first, no request is taken. */
export function findService(documents: Documents): OpenedService | undefined {
  const settings = documents.of(deskSettingsDocument)?.patientRequests;
  const territory = documents.of(territoryDocument)?.territory;
  const [checklist] = documents.of(checklistDocument) ?? [];
  return settings && territory && checklist ? { settings, territory } : undefined;
}

/** How the service stands at `now`. */
export function presentService(documents: Documents, now: number): RequestService {
  const service = findService(documents);
  const phone = service?.settings.phone ?? documents.of(settingsDocument)?.phone;
  const said = { now: toInstant(now), ...(phone !== undefined && { phone }) };
  if (!service) return { ...said, state: 'closed', windows: [] };
  const windows = windowsFrom(service, now);
  const [first] = windows;
  const isOpen = first !== undefined && first.from <= now;
  const { classes = [] } = documents.of(deskSettingsDocument) ?? {};
  const usual = classes.find(({ code }) => code === service.settings.class);
  return {
    ...said,
    state: isOpen ? 'open' : 'outside-hours',
    ...(first && (isOpen ? { closesAt: toInstant(first.to) } : { opensAt: toInstant(first.from) })),
    ...(usual && { targetMinutes: usual.targetMinutes }),
    windows: halfDayWindows(windows, service.territory, now)
      .slice(0, MOST_HALF_DAYS)
      .map(({ from, to }) => ({ from: toInstant(from), to: toInstant(to) })),
  };
}

/** By when somebody is called, within the hours of the service as they are now. */
export function expectCall(documents: Documents, since: number, targetMinutes: number): number {
  const service = findService(documents);
  return expectedBy(service ? windowsFrom(service, since) : [], since, targetMinutes);
}

/** What lies further ahead than anybody can plan for. */
export function lastDay(now: number): number {
  return now + DAYS * 86_400_000;
}

function windowsFrom({ settings, territory }: OpenedService, now: number): ServiceWindow[] {
  return serviceWindows(settings, territory, { now, days: DAYS });
}
