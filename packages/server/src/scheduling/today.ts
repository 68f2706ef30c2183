import { formatLocal } from '@relais/engine';
import { toInstant } from '@relais/model';
import type { PlainDate } from '@relais/model';
import type { Documents } from '../core/documents.ts';
import { territoryDocument } from './territory-document.ts';

/** By whose clocks hours are said; where there is no territory yet, by those of UTC. */
export function timeZoneOf(documents: Documents): string {
  return documents.of(territoryDocument)?.zone.id ?? 'UTC';
}

/** By the territory's calendar: in Martinique the day is another than in Paris for some hours. */
export function todayIn(documents: Documents, now: number): PlainDate {
  const territory = documents.of(territoryDocument);
  return (territory ? formatLocal(territory.zone, now) : toInstant(now)).slice(0, 10);
}
