import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { checkProtocol } from '@relais/engine/protocol';
import { readForm } from '@relais/engine/questionnaire';
import { readProtocol, shipped } from './shipped.ts';

describe('The shipped protocols', () => {
  it('are the seven of the sheets', () => {
    assert.deepEqual(shipped, [
      'bronchiolite',
      'entorse-cheville',
      'icope-fragilite',
      'insuffisance-cardiaque-epof',
      'odynophagie',
      'osteoporose',
      'pollakiurie',
    ]);
  });

  for (const name of shipped) {
    describe(name, () => {
      it('is proven, with nothing left to say', () => {
        const { proven, accepted, findings } = checkProtocol(readProtocol(name));
        assert.deepEqual(findings, []);
        assert.deepEqual([proven, accepted], [true, true]);
      });

      it('is checked with a quarter of the work that may be done', () => {
        const { search } = checkProtocol(readProtocol(name));
        assert.ok(search.evaluations <= search.most / 4, String(search.evaluations));
      });

      it('has a questionnaire in which nothing is wrong', () => {
        assert.deepEqual(readForm(readProtocol(name).questionnaire).diagnostics, []);
      });

      it('says of every item where it comes from', () => {
        const { items, questionnaire } = readProtocol(name);
        assert.deepEqual(
          items.map(({ linkId }) => linkId),
          questionnaire.item.map(({ linkId }) => linkId),
        );
      });

      it('computes nothing by itself, and asks a doctor to validate it', () => {
        const { mode, notice } = readProtocol(name);
        assert.equal(mode.kind, 'display');
        assert.match(notice, /à valider par un médecin/);
      });

      it('ends with any other worry of the professional, which alerts', () => {
        const { questionnaire, rules } = readProtocol(name);
        assert.equal(questionnaire.item.at(-1)?.['text'], 'Autre motif d’inquiétude du professionnel');
        assert.equal(rules.find(({ id }) => id === 'autre-motif')?.action.kind, 'alert');
      });
    });
  }
});
