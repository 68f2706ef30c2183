import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { describe, it } from 'node:test';
import { listSlotDocument } from '@relais/engine';
import type { SlotDocument } from '@relais/engine';
import { compileValid, readJson, readTerritory } from '../support.ts';
import type { TerritoryName } from '../support.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');

/** Lists computed by an independent program. */
const lists: [TerritoryName, string][] = [
  ['val-de-brume', 'single-site-2026-W46'],
  ['rives-de-lorme', 'multi-site-2026-W46'],
  ['piemont-des-forges', 'weekly-rotation-2026-W52-2027-W02'],
  ['piemont-des-forges', 'weekly-rotation-easter-2027'],
];

describe('Slot lists of the reference territories', () => {
  for (const [territory, name] of lists) {
    it(`gives ${name} to the last byte`, () => {
      const expected = readJson(`test/engine/expected/${name}.json`) as SlotDocument;
      const given = listSlotDocument(compileValid(readTerritory(territory)), expected.query, sha256, name);
      assert.equal(JSON.stringify(given), JSON.stringify(expected));
    });
  }

  it('leaves the name out of a document that has none', () => {
    const query = { from: '2026-11-09', to: '2026-11-09' };
    const given = listSlotDocument(compileValid(readTerritory('val-de-brume')), query, sha256);
    assert.deepEqual(Object.keys(given), ['count', 'sha256', 'seats', 'territory', 'query', 'slots']);
  });
});
