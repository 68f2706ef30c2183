import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assign, createLedger, explainProposal, seatReason } from '@relais/engine';
import type { LedgerState, Weights } from '@relais/engine';

const weights = { oaks: 6, mill: 4 };

function reason(state: LedgerState, practiceId: string, isAsked = false, could: Weights = weights) {
  return seatReason({ state, weights: could, practiceId, isAsked, at: 100 });
}

describe('why this seat', () => {
  const empty = createLedger({});
  const uneven = assign(empty, { at: 1, practiceId: 'oaks', weights });

  it('is that there is no other practice', () => {
    assert.deepEqual(reason(empty, 'oaks', false, { oaks: 6 }), { kind: 'only', practices: 1 });
  });

  it('is the account, with its figures', () => {
    const found = reason(uneven, 'mill');
    assert.equal(found.kind, 'account');
    const sentence = explainProposal({ ...found, travelMinutes: 12 }, 'fr').replace(/\s/gu, ' ');
    assert.equal(
      sentence,
      'Des 2 cabinets possibles, celui qui a le plus de retard sur sa part (0 % reçus pour une part de 40 %), à 12 min de route.',
    );
  });

  it('is the turn, where accounts stand alike', () => {
    const found = reason(empty, 'mill', false, { oaks: 5, mill: 5 });
    assert.deepEqual(found, { kind: 'turn', practices: 2 });
    assert.match(explainProposal(found, 'en'), /waited longest\.$/);
  });

  it('is that somebody asked for it, which the account counts all the same', () => {
    const found = reason(uneven, 'oaks', true);
    assert.equal(found.kind, 'asked');
    assert.match(explainProposal(found, 'fr'), /^Choisi à la main parmi 2 cabinets, et compté comme les autres/);
  });
});
