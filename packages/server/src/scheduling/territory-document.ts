import { compileTerritory, validateTerritory } from '@relais/engine';
import type { CompiledTerritory } from '@relais/engine';
import type { Territory } from '@relais/model';
import type { DocumentKind } from '../core/documents.ts';
import { describeTerritory } from '../core/faults.ts';
import { canonicalJson } from '../core/log/canonical.ts';
import { ProblemError } from '../core/problem.ts';

/** Where and when unscheduled care is offered, and by which rules. */
export const territoryDocument: DocumentKind<CompiledTerritory> = {
  name: 'territory',
  imported: 'territory.imported',
  problem: 'territory-invalid',
  recognizes: ({ formatVersion }) => typeof formatVersion === 'string' && formatVersion.startsWith('csnp-territory/'),

  check(document) {
    const validation = validateTerritory(document);
    if (!validation.ok) {
      throw new ProblemError('territory-invalid', { faults: describeTerritory(validation.problems) });
    }
    return { structureId: validation.territory.id, place: '', body: canonicalJson(validation.territory) };
  },

  read: ([newest = '']) => compileTerritory(JSON.parse(newest) as Territory),
};
