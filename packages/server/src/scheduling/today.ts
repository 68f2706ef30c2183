import { formatLocal, openZone, type Zone } from '@relais/engine';
import type { PlainDate } from '@relais/model';
import type { Documents } from '../core/documents.ts';
import { territoryDocument } from './territory-document.ts';

/** By whose clocks hours are said and days begin: the territory's; where there is none yet, those of Paris, as for its figures. */
export function zoneOf(documents: Documents): Zone {
  return documents.of(territoryDocument)?.zone ?? openZone('Europe/Paris');
}

/** The name of that zone. */
export function timeZoneOf(documents: Documents): string {
  return zoneOf(documents).id;
}

/** By the territory's calendar: in Martinique the day is another than in Paris for some hours. */
export function todayIn(documents: Documents, now: number): PlainDate {
  return formatLocal(zoneOf(documents), now).slice(0, 10);
}
