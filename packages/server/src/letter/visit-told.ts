import { composeVisitLetter, lacksOfVisit } from '@relais/engine/letter';
import type { VisitAsked, VisitTold } from '@relais/engine/letter';
import { toInstant } from '@relais/model';
import type { Instant, LetterContent, LetterLack } from '@relais/model';
import type { Kysely } from 'kysely';
import { reasonsOf } from '../booking/index.ts';
import type { Documents } from '../core/documents.ts';
import { ageAt } from '../people/index.ts';
import { territoryDocument, timeZoneOf } from '../scheduling/index.ts';
import { settingsDocument } from '../structure/index.ts';
import type { Database } from '../tables.ts';
import { presentVisits, visitSettingsDocument } from '../visit/index.ts';
import type { FoundVisit } from '../visit/index.ts';
import type { LetterHead } from './basis.ts';
import { letterheadOf, loadPerson } from './told.ts';

interface ToldOfVisit extends VisitTold {
  readonly found: FoundVisit;
}

/** All that the letter of a visit tells, as it stands. */
export async function loadVisitTold(
  db: Kysely<Database>,
  found: FoundVisit,
  { documents, actor }: { readonly documents: Documents; readonly actor: string },
): Promise<ToldOfVisit> {
  const { structure_id: structureId, site_id: siteId } = found.row;
  // Letters are French.
  const [visit] = await presentVisits(db, structureId, [found], { treats: () => true, language: 'fr' });
  const structure = documents.of(settingsDocument)?.name ?? structureId;
  return {
    found,
    author: await loadPerson(db, structureId, actor),
    letterhead: letterheadOf(documents, structureId),
    parts: {
      visit: visit!,
      settings: documents.of(visitSettingsDocument) ?? { finalReasons: [], redirections: [] },
      structure,
      place: documents.of(territoryDocument)?.sites.get(siteId)?.name ?? structure,
      reason: reasonsOf(documents).find(({ code }) => code === visit!.reason)?.label.fr ?? visit!.reason,
      timeZone: timeZoneOf(documents),
    },
  };
}

/** The letter as it would be made at an instant, what it lacks, and who and when it is about. */
export function composeOfVisit(
  told: ToldOfVisit,
  asked: VisitAsked,
  at: Instant,
): { readonly content: LetterContent; readonly missing: LetterLack[]; readonly head: LetterHead } {
  return { content: composeVisitLetter(told, asked, at), missing: lacksOfVisit(told.parts.visit), head: headOf(told) };
}

function headOf({ found: { row }, parts }: ToldOfVisit): LetterHead {
  const { familyName, givenName, birthDate } = parts.visit;
  const start = row.started_at ?? row.arrived_at ?? row.start_at ?? row.created_at;
  return {
    patient: {
      // Nobody has asked the national service: no INS, and the number the structure has itself.
      ...{ id: row.patient_id ?? row.id, identityStatus: 'provisional' },
      ...(familyName && { familyName }),
      ...(givenName && { givenName }),
      ...(birthDate !== undefined && { birthDate }),
      ageYears: birthDate === undefined ? UNKNOWN_AGE : ageAt(birthDate, row.service_date),
    },
    startedAt: toInstant(start),
    endedAt: toInstant(Math.max(start, row.done_at ?? row.closed_at ?? start)),
  };
}

/** Nobody of unknown age is asked whether their parents may know; without a birth date no letter is made. */
const UNKNOWN_AGE = 140;
