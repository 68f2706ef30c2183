import { ConsentTextList } from '@relais/model';
import type { ConsentText, Fault } from '@relais/model';
import { topicsLeftOut } from '@relais/engine/consent';
import type { DocumentKind } from '../core/documents.ts';
import { invalidDocument } from '../core/faults.ts';
import { ProblemError } from '../core/problem.ts';

/** The texts people are told before they decide. Those of earlier versions stay among them: what they changed is asked again. */
export const consentTextsDocument: DocumentKind<readonly ConsentText[]> = {
  name: 'consent-texts',
  imported: 'consent-texts.imported',
  problem: 'invalid-request',
  recognizes: ({ formatVersion }) => formatVersion === 'relais-consent-texts/1',

  check(document) {
    const parsed = ConsentTextList.safeParse(document);
    if (!parsed.success) throw invalidDocument(parsed.error);
    const faults = faultsOf(parsed.data.texts);
    if (faults.length > 0) throw new ProblemError('invalid-request', { faults: faults.slice(0, 100) });
    return { structureId: undefined, place: '', body: JSON.stringify(parsed.data) };
  },

  read([newest]) {
    return newest === undefined ? [] : (JSON.parse(newest) as ConsentTextList).texts;
  },
};

function faultsOf(texts: readonly ConsentText[]): Fault[] {
  const seen = new Set<string>();
  return texts.flatMap((text, index): Fault[] => {
    const name = JSON.stringify([text.id, text.version, text.language, text.format]);
    const isTwice = seen.has(name);
    seen.add(name);
    const path = `texts.${index}`;
    if (isTwice) return [{ path, message: 'is there twice', accepted: 'one of each id, version, language and format' }];
    const left = topicsLeftOut(text);
    return left.length === 0 ? [] : [{ path: `${path}.points`, message: 'do not say all', accepted: left.join(', ') }];
  });
}
