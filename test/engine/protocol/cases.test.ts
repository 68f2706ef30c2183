import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { answerForm, answersOfCase, expectedOf, judgeForm, writeCases } from '@relais/engine/protocol';
import { readCases, readProtocol, shipped } from './shipped.ts';
import type { ShippedProtocol } from './shipped.ts';
import { ask, code, green, openProtocol, path, protocolOf, rule, stop } from './support.ts';

const NOW = Date.parse('2026-11-09T09:30:00Z');

describe('The tables of cases', () => {
  for (const name of shipped) {
    describe(name, () => {
      const protocol = readProtocol(name);
      const table = readCases(name);

      it('is of the version that is shipped', () => {
        assert.deepEqual([table.protocol, table.version], [protocol.id, protocol.version]);
      });

      it('says what the evaluator of forms makes of each case', () => {
        const form = openProtocol(protocol);
        for (const one of table.cases) {
          answerForm(form, answersOfCase(table, one));
          assert.deepEqual(expectedOf(judgeForm(protocol, form)), one.expected, `${one.id}: ${one.shows}`);
        }
      });

      it('shows every rule both holding and silent', () => {
        const oneWay = protocol.rules.filter(({ id, when }) => {
          const held = table.cases.filter(({ expected }) => expected.rules.includes(id)).length;
          return when !== undefined && (held === 0 || held === table.cases.length);
        });
        assert.deepEqual(
          oneWay.map(({ id }) => id),
          [],
        );
      });
    });
  }

  const boundaries: [ShippedProtocol, linkId: string, values: number[]][] = [
    ['odynophagie', 'od.age', [5, 6, 14, 15, 44, 45, 46]],
    ['odynophagie', 'od.temp', [38, 38.1]],
    ['pollakiurie', 'pk.age', [15, 16, 65, 66]],
    ['pollakiurie', 'pk.temp', [35.9, 36, 38, 38.1]],
    ['entorse-cheville', 'ec.age', [17, 18, 55, 56]],
    ['entorse-cheville', 'ec.pain', [6, 7]],
  ];
  for (const [name, linkId, values] of boundaries) {
    it(`of ${name} stand on both sides of each boundary of ${linkId}`, () => {
      const table = readCases(name);
      const seen = new Set(table.cases.map((one) => answersOfCase(table, one)[linkId]));
      assert.deepEqual(
        values.filter((value) => !seen.has(value)),
        [],
      );
    });
  }

  it('are twenty at least where a mistake costs most', () => {
    for (const name of ['odynophagie', 'pollakiurie', 'entorse-cheville'] as const) {
      assert.ok(readCases(name).cases.length >= 20, name);
    }
  });

  it('of Mac Isaac reach every score', () => {
    const shown = readCases('odynophagie')
      .cases.map(({ shows }) => shows)
      .join('\n');
    const scores = [0, 1, 3, 4].filter((score) => !shown.includes(`Score de Mac Isaac (0 à 4)\u00a0: ${score}`));
    assert.deepEqual(scores, []);
  });
});

describe('A table of cases', () => {
  const protocol = protocolOf(
    [ask('gêne', 'boolean'), ask('test', 'choice', { options: ['négatif', 'positif', 'non réalisé'] })],
    [rule('1', `${path('gêne')} = true`, stop), rule('2', `${code('test')} in ('positif' | 'négatif')`, green)],
    { items: [{ linkId: 'test', unknown: ['non réalisé'], status: 'illustrative' }] },
  );

  it('is written by the search, the ordinary case first', async () => {
    const { ordinary, cases } = await writeCases(protocol, () => NOW);
    assert.deepEqual(ordinary, { gêne: false, test: 'négatif', autre: false });
    assert.deepEqual(cases[0]?.expected, { level: 'outcome', rules: ['2'], outcome: 'managedByDelegate' });
    const stopped = cases.find(({ differs }) => differs['gêne'] === true);
    assert.deepEqual(stopped?.expected, {
      level: 'stop',
      rules: ['1'],
      outcome: 'redirected',
      target: 'generalPractitioner',
    });
    const untold = cases.find(({ differs }) => differs['test'] === 'non réalisé');
    assert.deepEqual(untold?.expected, { level: 'incomplete', rules: [], missing: ['test'] });
  });

  it('gives an answer that is left out as none', () => {
    const one = {
      id: '1',
      shows: 'Sans test',
      differs: { test: null },
      expected: { level: 'incomplete' as const, rules: [] },
    };
    assert.deepEqual(answersOfCase({ ordinary: { gêne: false, test: 'négatif' } }, one), { gêne: false });
  });
});
