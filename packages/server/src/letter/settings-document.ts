import { LetterSettings } from '@relais/model';
import type { Fault } from '@relais/model';
import type { DocumentKind } from '../core/documents.ts';
import { invalidDocument } from '../core/faults.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { ProblemError } from '../core/problem.ts';

/** Letterhead and templates of a structure. */
export const letterSettingsDocument: DocumentKind<LetterSettings> = {
  name: 'letters',
  imported: 'letters.imported',
  problem: 'invalid-request',
  recognizes: ({ formatVersion }) => formatVersion === 'relais-letters/1',

  check(document) {
    return { structureId: undefined, place: '', body: canonicalJson(checkLetterSettings(document)) };
  },

  read: ([newest = '']) => JSON.parse(newest) as LetterSettings,
};

/** @throws {ProblemError} `invalid-request` naming every fault */
export function checkLetterSettings(document: unknown): LetterSettings {
  const parsed = LetterSettings.safeParse(document);
  if (!parsed.success) throw invalidDocument(parsed.error);
  const faults = doubled(parsed.data);
  if (faults.length > 0) throw new ProblemError('invalid-request', { faults });
  return parsed.data;
}

function doubled({ templates }: LetterSettings): Fault[] {
  const seen = new Set<string>();
  return templates.flatMap(({ kind, protocol = '' }, index): Fault[] => {
    const name = JSON.stringify([kind, protocol]);
    const isTwice = seen.has(name);
    seen.add(name);
    const path = `templates.${index}`;
    return isTwice ? [{ path, message: 'is there twice', accepted: 'one of each kind and protocol' }] : [];
  });
}
