import { Figures, factsOf, rulesBefore } from '@relais/engine/indicators';
import type { FactRecord } from '@relais/engine/indicators';
import type { ExportCheck, FigureExport, FigureRules } from '@relais/model';
import { fromInstant } from '@relais/model';
import type { Kysely } from 'kysely';
import { loadDocuments } from '../core/documents.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { Objections } from '../core/log/objections.ts';
import type { Secrets } from '../core/secrets.ts';
import { territoryDocument } from '../scheduling/index.ts';
import type { Database } from '../tables.ts';
import { checkExport } from './exports.ts';
import { foldInto, leavesOutAt, toLogged } from './fold.ts';
import { OpenedSeats } from './open-seats.ts';
import { todayInParis } from './query.ts';
import { findFirstDay, readCounted } from './records.ts';

export interface ExportVerification extends ExportCheck {
  readonly ok: boolean;
  /** Indicators whose figure the log, up to where it was then, gives otherwise. */
  readonly differing: readonly string[];
}

const PAGE = 2000;

/** Looks at exports again: their seals, their places in the log, and every figure, counted anew from the log alone, once for all that were made at one of its rows. */
export async function verifyExports(
  db: Kysely<Database>,
  secrets: Secrets,
  exports: readonly FigureExport[],
): Promise<ExportVerification[]> {
  const counted = new Map<string, Figures>();
  const found: ExportVerification[] = [];
  for (const exported of exports) {
    const { structure, freshness, rules = rulesBefore } = exported;
    const place = JSON.stringify([structure, freshness.sequence, rules]);
    const figures = counted.get(place) ?? (await figuresUpTo(db, structure, freshness.sequence, rules));
    counted.set(place, figures);
    found.push(await verifyExport(db, secrets, exported, figures));
  }
  return found;
}

async function verifyExport(
  db: Kysely<Database>,
  secrets: Secrets,
  exported: FigureExport,
  figures: Figures,
): Promise<ExportVerification> {
  const check = await checkExport(db, secrets, exported.structure, exported);
  const counted = figures.answer(exported.query, todayInParis(fromInstant(exported.at)));
  const differing = exported.figures
    .filter((figure, index) => canonicalJson(figure) !== canonicalJson(counted[index] ?? null))
    .map(({ indicator }) => indicator);
  return { ...check, ok: check.sealed && check.inLog && differing.length === 0, differing };
}

/** Seats that were open are those of the territory in force now. */
async function figuresUpTo(
  db: Kysely<Database>,
  structureId: string,
  to: number,
  rules: FigureRules,
): Promise<Figures> {
  const territory = (await loadDocuments(db, structureId)).of(territoryDocument);
  const since = await findFirstDay(db, structureId);
  const opened = territory && since !== undefined && new OpenedSeats(territory, since);
  const figures = new Figures({ rules, seatsOpened: (days) => (opened ? opened.of(days) : []) });
  const records = new Map<string, FactRecord>();
  // As it was counted then: who has objected since is not told from others in any figure made now, and an old file is not false for it.
  const leavesOut = leavesOutAt(await Objections.load(db, structureId), to);
  for (let after = 0; ;) {
    const rows = await readCounted(db, structureId, { after, to, limit: PAGE });
    foldInto(
      records,
      rows.map(toLogged).filter((event) => event !== undefined),
      leavesOut,
    );
    const last = rows.at(-1);
    if (!last || rows.length < PAGE) break;
    after = last.sequence;
  }
  for (const [id, record] of records) {
    figures.book.put(id, factsOf(id, record));
    figures.takenOver.put(id, record);
  }
  return figures;
}
