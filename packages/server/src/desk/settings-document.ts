import { DeskSettings } from '@relais/model';
import type { CallbackClass } from '@relais/model';
import type { Kysely } from 'kysely';
import { reasonsOf } from '../booking/index.ts';
import { loadDocuments } from '../core/documents.ts';
import type { CheckedDocument, DocumentKind, Documents } from '../core/documents.ts';
import { invalidDocument } from '../core/faults.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { ProblemError } from '../core/problem.ts';
import type { Database } from '../tables.ts';

/** What a structure decides about its desk. */
export const deskSettingsDocument: DocumentKind<DeskSettings> = {
  name: 'desk-settings',
  imported: 'desk-settings.imported',
  problem: 'invalid-request',
  recognizes: ({ formatVersion }) => formatVersion === 'relais-desk/1',

  check(document) {
    const parsed = DeskSettings.safeParse(document);
    if (!parsed.success) throw invalidDocument(parsed.error);
    return { structureId: undefined, place: '', body: canonicalJson(parsed.data) };
  },

  admit: refuseUnknownReasons,

  read: ([newest = '']) => JSON.parse(newest) as DeskSettings,
};

/**
 * Questions of a reason that nobody can choose would never be asked, and nobody would know why. Those that stand in force already may stay: their reason may
 * have gone since, and come back. Before a structure has reasons, any may be meant.
 * @throws {ProblemError} `invalid-request`
 */
async function refuseUnknownReasons(db: Kysely<Database>, structureId: string, { body }: CheckedDocument) {
  const documents = await loadDocuments(db, structureId);
  const known = reasonsOf(documents).map(({ code }) => code);
  if (known.length === 0) return;
  const asked = (settings: DeskSettings | undefined) => settings?.reasonQuestions?.map(({ reason }) => reason) ?? [];
  const accepted = new Set([...known, ...asked(documents.of(deskSettingsDocument))]);
  const faults = asked(JSON.parse(body) as DeskSettings).flatMap((reason, at) => {
    if (accepted.has(reason)) return [];
    const path = `reasonQuestions.${at}.reason`;
    return [{ path, message: 'is not a reason of this structure', accepted: known.join(', ') }];
  });
  if (faults.length > 0) throw new ProblemError('invalid-request', { faults });
}

/** A class of the structure by its code. @throws {ProblemError} `invalid-request` */
export function requireClass(documents: Documents, code: string): CallbackClass {
  return requireCoded(documents.of(deskSettingsDocument)?.classes, 'class', code);
}

/** Whether requests of a class wait for the treating doctor. */
export function waitsFor(documents: Documents, code: string): boolean {
  return documents.of(deskSettingsDocument)?.doctorFirst?.classes.includes(code) === true;
}

/** A place people may be sent to. @throws {ProblemError} `invalid-request` */
export function requireTarget(documents: Documents, code: string): string {
  return requireCoded(documents.of(deskSettingsDocument)?.redirections, 'target', code).code;
}

function requireCoded<Coded extends { readonly code: string }>(
  list: readonly Coded[] = [],
  path: string,
  code: string,
): Coded {
  const found = list.find((entry) => entry.code === code);
  if (found) return found;
  const accepted = list.map((entry) => entry.code).join(', ') || 'none: this structure has no desk settings';
  const fault = { path, message: 'is not in the list of this structure', accepted };
  throw new ProblemError('invalid-request', { faults: [fault] });
}
