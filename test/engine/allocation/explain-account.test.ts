import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { assign, createLedger, explainAccount } from '@relais/engine';
import type { LedgerState, Weights } from '@relais/engine';

/** Ordinary spaces in place of the typographic ones. */
const plain = (text: string) => text.replace(/[\u00a0\u202f]/g, ' ');

/** `received` of `requests` bookings go to `a`, each with the same seats open. */
function ledgerOf(
  requests: number,
  received: number,
  weights: Weights,
  start: LedgerState = createLedger(),
): LedgerState {
  let state = start;
  for (let at = 0; at < requests; at += 1)
    state = assign(state, { at, practiceId: at < received ? 'a' : 'b', weights });
  return state;
}

describe('The sentence for a practice', () => {
  it('says what it offered, its share and what it received', () => {
    const state = ledgerOf(4, 1, { a: 3, b: 7 });
    const french = explainAccount(state, 'a', 'fr');
    assert.equal(
      plain(french.sentence),
      'Vous avez proposé 12 des 40 places ouvertes quand ces demandes sont arrivées : votre part était de 30 % ; vous en avez reçu 25 %.',
    );
    assert.equal(
      plain(explainAccount(state, 'a', 'en').sentence),
      'You offered 12 of the 40 seats open when these requests came: your share was 30%; you have received 25% of them.',
    );
  });

  it('rounds to one decimal in the manner of the language', () => {
    const state = ledgerOf(1000, 298, { a: 3, b: 7 });
    assert.match(
      plain(explainAccount(state, 'a', 'fr').sentence),
      /3 000 des 10 000 places.* 30 % ; vous en avez reçu 29,8 %/,
    );
    assert.match(explainAccount(state, 'a', 'en').sentence, /3,000 of the 10,000 seats.* 29\.8% of them/);
  });

  it('says when the share is a mean over requests of different sizes', () => {
    const state = assign(ledgerOf(1, 1, { a: 1, b: 1 }), { at: 1, practiceId: 'b', weights: { a: 1, b: 9 } });
    assert.equal(
      plain(explainAccount(state, 'a', 'fr').sentence),
      'Vous avez proposé 2 des 12 places ouvertes quand ces demandes sont arrivées : votre part, demande par demande, était de 30 % ; vous en avez reçu 50 %.',
    );
  });

  it('speaks of turns when practices share equally', () => {
    const state = ledgerOf(4, 1, { a: 1, b: 1 }, createLedger({ weight: 'equal' }));
    assert.equal(
      plain(explainAccount(state, 'a', 'fr').sentence),
      'Vous étiez ouvert pour 4 demandes, partagées à égalité entre les cabinets ouverts : votre part était de 50 % ; vous en avez reçu 25 %.',
    );
    assert.match(explainAccount(state, 'a', 'en').sentence, /^You were open for 4 requests, shared equally/);
  });

  it('says since when a ledger that begins again has counted', () => {
    const monthly = createLedger({ period: 'month', timezone: 'Europe/Paris' });
    const state = assign(monthly, { at: Date.parse('2026-11-09T08:00:00Z'), practiceId: 'a', weights: { a: 1 } });
    assert.match(
      plain(explainAccount(state, 'a', 'fr').sentence),
      /^Depuis le 1er novembre 2026, vous avez proposé 1 des 1 /,
    );
    assert.match(explainAccount(state, 'a', 'en').sentence, /^Since 1 November 2026, you offered/);
  });

  it('says that no request came', () => {
    const answer = explainAccount(createLedger(), 'a', 'fr');
    assert.equal(answer.sentence, 'Aucune demande n’est arrivée pendant que vous aviez une place libre.');
    assert.deepEqual([answer.share, answer.received, answer.requests], [0, 0, 0]);
  });

  it('comes with the numbers it is made of', () => {
    const { sentence, share, balance, earned, ...numbers } = explainAccount(ledgerOf(4, 1, { a: 3, b: 7 }), 'a', 'fr');
    assert.ok(sentence.length > 0);
    assert.ok(Math.abs(share - 0.3) < 1e-12);
    assert.ok(Math.abs(balance - 0.2) < 1e-12);
    assert.ok(Math.abs(earned - 1.2) < 1e-12);
    assert.deepEqual(numbers, {
      practiceId: 'a',
      corrected: 0,
      requests: 4,
      bookings: 1,
      offeredSeats: 12,
      openSeats: 40,
      received: 0.25,
      lastBookingAt: 0,
    });
  });
});
