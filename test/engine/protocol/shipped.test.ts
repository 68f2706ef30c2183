import assert from 'node:assert/strict';
import { readdirSync } from 'node:fs';
import { describe, it } from 'node:test';
import { checkProtocol } from '@relais/engine/protocol';
import { readForm } from '@relais/engine/questionnaire';
import { ProtocolKind } from '@relais/model';
import { forms, readProtocol, shipped } from './shipped.ts';

describe('The shipped protocols', () => {
  it('are all that stand in the folder', () => {
    const names = readdirSync(new URL('../../../demo/protocols', import.meta.url)).filter((name) =>
      name.endsWith('.json'),
    );
    assert.deepEqual(names.sort(), shipped.map((name) => `${name}.json`).sort());
  });

  it('are of every kind there is', () => {
    assert.deepEqual(new Set(shipped.map((name) => readProtocol(name).kind)), new Set(ProtocolKind.options));
  });

  it('without a sheet claim no source for anything', () => {
    for (const name of forms) {
      const { sources, rules, items } = readProtocol(name);
      assert.deepEqual(sources, {});
      assert.ok([...rules, ...items].every(({ status }) => status === 'illustrative'));
    }
  });

  it('claim no source for words they have put together themselves', () => {
    const { items, rules } = readProtocol('icope-fragilite');
    assert.equal(items.find(({ linkId }) => linkId === 'icp.phq9')?.status, 'illustrative');
    assert.equal(rules.find(({ id }) => id === '5b')?.status, 'illustrative');
  });

  it('of a season open and close with it, and follow-ups say when the next is due', () => {
    for (const name of ['bronchiolite', 'grippe', 'gastro-enterite', 'asthme-enfant'] as const) {
      assert.equal(readProtocol(name).activation.length, 1, name);
    }
    for (const name of ['diabete-suivi', 'bpco-suivi'] as const) {
      assert.ok(
        readProtocol(name).rules.some(({ action }) => action.kind === 'nextDue'),
        name,
      );
    }
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
