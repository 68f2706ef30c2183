import { momentOf, dateOfDay, usualRules } from '@relais/engine/indicators';
import { FigureSettings } from '@relais/model';
import type { FigureRules } from '@relais/model';
import type { Kysely } from 'kysely';
import type { DocumentKind } from '../core/documents.ts';
import { invalidDocument } from '../core/faults.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import type { Database } from '../tables.ts';

/** How a structure has its figures counted and shown. */
export const figureSettingsDocument: DocumentKind<FigureSettings> = {
  name: 'figures',
  imported: 'figures.imported',
  problem: 'invalid-request',
  recognizes: ({ formatVersion }) => formatVersion === 'relais-figures/1',

  check(document) {
    const parsed = FigureSettings.safeParse(document);
    if (!parsed.success) throw invalidDocument(parsed.error);
    return { structureId: undefined, place: '', body: canonicalJson(parsed.data) };
  },

  read: ([newest = '']) => JSON.parse(newest) as FigureSettings,
};

/** What settings say, and what is usual where they do not. */
export function rulesOf({ smallestCell, ageBands }: Partial<FigureSettings> = {}): FigureRules {
  return {
    ...usualRules,
    ...(smallestCell !== undefined && { smallestCell }),
    ...(ageBands && { ageBands }),
  };
}

/** Those in force with a version of the settings, with the age bands there have been up to then. */
export async function loadRules(db: Kysely<Database>, structureId: string, version: number): Promise<FigureRules> {
  const rows = await db
    .selectFrom('document')
    .select(['body', 'imported_at'])
    .where('structure_id', '=', structureId)
    .where('kind', '=', figureSettingsDocument.name)
    .where('version', '<=', version)
    .orderBy('version')
    .execute();
  let rules = rulesOf();
  const earlier: { ageBands: number[]; until: string }[] = [];
  for (const { body, imported_at: at } of rows) {
    const next = rulesOf(JSON.parse(body) as FigureSettings);
    const { ageBands } = rules;
    if (next.ageBands.join() !== ageBands.join()) earlier.push({ ageBands, until: dateOfDay(momentOf(at).day) });
    rules = next;
  }
  return { ...rules, ...(earlier.length > 0 && { earlierAgeBands: earlier }) };
}
