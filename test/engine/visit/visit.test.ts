import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { composeFeedback, findReasons, isLeftOpen, measuredMinutes, usualReason } from '@relais/engine/visit';
import type { FinalReason, Visit } from '@relais/model';

const reason = (code: string, fr: string, usualFor?: string[]): FinalReason => ({
  ...{ code, label: { fr, en: code } },
  ...(usualFor && { usualFor }),
});
const settings = {
  finalReasons: [
    reason('plaie', 'Plaie, suture'),
    reason('otite', 'Otite, douleur d’oreille', ['orl']),
    reason('malaise', 'Malaise, œdème'),
    reason('orl', 'Angine'),
  ],
  redirections: [reason('imaging', 'Imagerie')],
};
const minute = 60_000;

describe('a visit', () => {
  it('proposes what is usual for the reason at entry first, then the structure’s own order', () => {
    const codes = (typed?: string, at?: string) =>
      findReasons(settings, { language: 'fr', ...(typed && { typed }), ...(at && { reason: at }) }).map(
        ({ code }) => code,
      );
    assert.deepEqual(codes(undefined, 'orl'), ['otite', 'orl', 'plaie', 'malaise']);
    assert.deepEqual(codes('OEDE'), ['malaise']);
    assert.deepEqual(codes('doul ote'), []);
    assert.deepEqual(codes('doul oti'), ['otite']);
    assert.deepEqual(codes('oreil', 'plaie'), ['otite']);
  });

  it('knows what one press writes, and when it writes nothing', () => {
    assert.equal(usualReason(settings, 'orl')?.code, 'otite');
    assert.equal(usualReason(settings, 'plaie')?.code, 'plaie');
    assert.equal(usualReason(settings, 'autre'), undefined);
    assert.equal(usualReason(settings, undefined), undefined);
  });

  it('has the length between two presses, and none where one was forgotten', () => {
    assert.equal(measuredMinutes(0, 14.6 * minute, 120), 15);
    assert.equal(measuredMinutes(0, 4000, 120), 1);
    assert.equal(measuredMinutes(0, 120 * minute, 120), 120);
    assert.equal(measuredMinutes(0, 121 * minute, 120), undefined);
    assert.equal(measuredMinutes(undefined, minute, 120), undefined);
    assert.equal(measuredMinutes(minute, 0, 120), undefined);
  });

  it('is left open once its time is over and nobody has said how it ended', () => {
    assert.equal(isLeftOpen('started', 0, 120 * minute, 120), false);
    assert.equal(isLeftOpen('started', 0, 121 * minute, 120), true);
    assert.equal(isLeftOpen('closed', 0, 999 * minute, 120), false);
    assert.equal(isLeftOpen('noShow', 0, 999 * minute, 120), false);
  });

  it('tells the treating doctor what is known, and nothing that nobody said', () => {
    const visit: Visit = {
      ...{ id: 'v', revision: 3, state: 'closed', booked: true, practiceId: 'p', siteId: 's' },
      ...{ familyName: 'Abiven', givenName: 'Yann', birthDate: '1988-09-21' },
      startedAt: '2026-11-10T08:40:00Z',
      doctor: { actor: 'professional:1', name: 'Inès Benali' },
      outcome: { finalReason: 'otite', redirection: 'imaging', minutes: 12 },
      brought: {
        treatments: 'Aucun',
        entryPoint: 'pharmacist',
        checklist: { version: '1', outcome: 'continue', asked: 14, yes: [] },
      },
    };
    const parts = { visit, settings, structure: 'CPTS', place: 'Cabinet', timeZone: 'Europe/Paris' };
    assert.equal(
      composeFeedback({ ...parts, reason: 'Gorge, oreille', note: ' À revoir dans 8 jours. ', request: 'Audiogramme' }),
      [
        'Retour d’information au médecin traitant',
        'CPTS, Cabinet',
        '',
        'Patient : Yann Abiven, né(e) le 21/09/1988',
        'Soins non programmés : mardi 10 novembre 2026 à 09:40',
        'Vu par : Inès Benali',
        'Motif à l’entrée : Gorge, oreille',
        'Avant le passage : Adressé par un pharmacien.',
        'Signes de gravité demandés : A répondu non à tous (14 demandés).',
        'Motif retenu : Otite, douleur d’oreille',
        'Durée : 12 min',
        'Orientation : Imagerie',
        'Traitements en cours, dits par le patient : Aucun',
        '',
        'À revoir dans 8 jours.',
        '',
        'Ce qui vous est demandé : Audiogramme',
        '',
      ].join('\n'),
    );
    const { outcome: _, brought: __, ...bare } = visit;
    assert.doesNotMatch(
      composeFeedback({ ...parts, visit: bare }),
      /retenu|Orientation|Traitements|entrée|Durée|Signes|Avant/,
    );
  });
});
