import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import type { Audience } from '@relais/model';
import { Documents } from '../../../packages/server/src/core/documents.ts';
import type { Principal } from '../../../packages/server/src/core/http/access.ts';
import type { StructureView } from '../../../packages/server/src/core/view.ts';
import { decideAudience } from '../../../packages/server/src/scheduling/policy.ts';
import { createSettings } from '../support/territory.ts';

const nobody: Principal = { kind: 'anonymous' };
const desk: Principal = { kind: 'professional', structureId: 'vallon', actor: 'professional:p1', grants: [] };

/** A structure with these settings, or with none. */
function viewOf(audience?: Audience): StructureView {
  const body = JSON.stringify(createSettings(audience ? { audience } : {}));
  const documents = new Documents([{ kind: 'settings', version: 1, body, imported_at: 0 }]);
  return { structureId: 'vallon', sequence: 1, documents, of: () => assert.fail('nothing else is needed') };
}

describe('the seats somebody searches', () => {
  it('are those of the structure’s settings where nobody says whose, else those of the CPTS', () => {
    assert.equal(decideAudience({ principal: nobody, view: viewOf('PUBLIC') }, undefined, undefined), 'PUBLIC');
    assert.equal(decideAudience({ principal: nobody, view: viewOf() }, undefined, undefined), 'CPTS');
  });

  const asked: [audience: Audience | undefined, label: string | undefined, isOpen: boolean][] = [
    ['CPTS', undefined, true],
    ['PUBLIC', undefined, true],
    ['PRO', undefined, false],
    ['SNP', undefined, false],
    ['CPTS', 'icope', false],
    [undefined, 'icope', false],
  ];
  for (const [audience, label, isOpen] of asked) {
    it(`are ${isOpen ? 'open to all' : 'for professionals'}: ${audience ?? 'nobody’s'}${label ? `, ${label}` : ''}`, () => {
      decideAudience({ principal: desk, view: viewOf() }, audience, label);
      const ask = () => decideAudience({ principal: nobody, view: viewOf() }, audience, label);
      if (isOpen) ask();
      else assert.throws(ask, { code: 'forbidden' });
    });
  }

  it('are not open to all because a structure’s settings name an audience that is not', () => {
    assert.throws(() => decideAudience({ principal: nobody, view: viewOf('SNP') }, undefined, undefined), {
      code: 'forbidden',
    });
  });
});
