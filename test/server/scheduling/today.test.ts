import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { Documents } from '../../../packages/server/src/core/documents.ts';
import { timeZoneOf, todayIn } from '../../../packages/server/src/scheduling/today.ts';
import { createTerritory } from '../support/territory.ts';

/** Past midnight in Paris, and not yet in UTC nor overseas. */
const NIGHT = Date.parse('2026-11-10T23:30:00Z');

describe('the day of a structure', () => {
  it('is that of Paris where there is no territory yet', () => {
    const documents = new Documents([]);
    assert.equal(timeZoneOf(documents), 'Europe/Paris');
    assert.equal(todayIn(documents, NIGHT), '2026-11-11');
  });

  it('is that of the place where there is one', () => {
    const body = JSON.stringify(createTerritory({ timezone: 'America/Martinique' }));
    const documents = new Documents([{ kind: 'territory', version: 1, body, imported_at: 0 }]);
    assert.equal(timeZoneOf(documents), 'America/Martinique');
    assert.equal(todayIn(documents, NIGHT), '2026-11-10');
  });
});
