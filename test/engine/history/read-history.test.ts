import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { guessActionColumns, guessCountColumns, readHistoryActions, readHistoryCounts } from '@relais/engine/history';
import type { HistoryActionColumn, HistoryCountColumn } from '@relais/model';

const TODAY = '2026-12-02';
const action = (cells: Partial<Record<HistoryActionColumn, string>>) => ({
  row: 2,
  cells: { on: '14/03/2025', kind: 'Dépistage', mission: 'Prévention', title: 'Marche', ...cells },
});
const count = (cells: Partial<Record<HistoryCountColumn, string>>, row = 2) => ({
  row,
  cells: { indicator: 'SNP-01', from: '2025', n: '12', ...cells },
});
const faultOf = (read: { refused: readonly { column: string; reason: string }[] }) =>
  read.refused.map(({ column, reason }) => [column, reason]);

describe('columns of a history', () => {
  it('are known by the titles people write, with accents, capitals and signs', () => {
    assert.deepEqual(guessActionColumns(['N° de fiche', 'DATE', 'Type d’action', 'Mission de l’ACI', 'Intitulé']), {
      ...{ on: 1, kind: 2, mission: 3, title: 4, sheet: 0 },
    });
  });

  it('tell n from N', () => {
    assert.deepEqual(guessCountColumns(['Indicateur', 'Période', 'N', 'n']), { indicator: 0, from: 1, n: 3, of: 2 });
    assert.deepEqual(guessCountColumns(['Code', 'Année', 'Nombre']), { indicator: 0, from: 1, n: 2 });
  });
});

describe('past actions of a file', () => {
  it('are read in French, in English and by their codes, without what draws nothing', () => {
    for (const kind of ['Dépistage', 'PREVENTION', 'prevention', 'Action de prévention'])
      assert.equal(readHistoryActions([action({ kind })], TODAY).rows[0]?.action.kind, 'prevention', kind);
    const { rows } = readHistoryActions([action({ title: ' Marche\u200b\u0000 bleue ', reached: '1 240,0' })], TODAY);
    assert.deepEqual([rows[0]?.action.title, rows[0]?.action.reached], ['Marche bleue', 1240]);
  });

  it('are refused with the first thing that is wrong', () => {
    const wrong: [Partial<Record<HistoryActionColumn, string>>, string, string][] = [
      [{ title: ' \u200b ' }, 'title', 'missing'],
      [{ on: '03/12/2026' }, 'on', 'to-come'],
      [{ on: '99999' }, 'on', 'to-come'],
      [{ on: '31/12/1999' }, 'on', 'too-early'],
      [{ on: 'hier' }, 'on', 'not-a-date'],
      [{ kind: 'constructor' }, 'kind', 'unknown-kind'],
      [{ kind: '—' }, 'kind', 'unknown-kind'],
      [{ mission: 'Autre' }, 'mission', 'unknown-mission'],
      [{ title: 'a'.repeat(201) }, 'title', 'too-long'],
      [{ attendees: '-1' }, 'attendees', 'negative'],
      [{ attendees: 'une dizaine' }, 'attendees', 'not-a-count'],
      [{ reached: '1000001' }, 'reached', 'too-large'],
    ];
    for (const [cells, column, reason] of wrong)
      assert.deepEqual(faultOf(readHistoryActions([action(cells)], TODAY)), [[column, reason]], JSON.stringify(cells));
  });

  it('are the same on one day with one name, and others with another fiche or letters of another language', () => {
    const twice = (one: object, other: object) =>
      readHistoryActions([action(one), { ...action(other), row: 3 }], TODAY).rows.length;
    assert.equal(twice({}, { title: 'MARCHE', reached: '4' }), 1);
    assert.equal(twice({}, { sheet: 'Fiche 2' }), 2);
    assert.equal(twice({ title: 'مسيرة' }, { title: 'يوم' }), 2);
  });
});

describe('counts of past periods', () => {
  it('are of whole years, months and quarters, or of days', () => {
    const periodOf = (from: string, to = '') => {
      const [row] = readHistoryCounts([count({ from, to })], TODAY).rows;
      return row && [row.count.from, row.count.to];
    };
    assert.deepEqual(periodOf('2024'), ['2024-01-01', '2024-12-31']);
    assert.deepEqual(periodOf('02/2024'), ['2024-02-01', '2024-02-29']);
    assert.deepEqual(periodOf('2025-2'), ['2025-02-01', '2025-02-28']);
    assert.deepEqual(periodOf('12/2025'), ['2025-12-01', '2025-12-31']);
    assert.deepEqual(periodOf('T4 2025'), ['2025-10-01', '2025-12-31']);
    assert.deepEqual(periodOf('2025 Q1'), ['2025-01-01', '2025-03-31']);
    assert.deepEqual(periodOf('01/01/2026', '02/12/2026'), ['2026-01-01', '2026-12-02']);
    assert.deepEqual(periodOf('45658', '45688'), ['2025-01-01', '2025-01-31']);
  });

  it('are refused where the period is none, is not over, or has no last day', () => {
    const refused = (from: string, to = '') => faultOf(readHistoryCounts([count({ from, to })], TODAY));
    assert.deepEqual(refused('13/2025'), [['from', 'not-a-date']]);
    assert.deepEqual(refused('T5 2025'), [['from', 'not-a-date']]);
    assert.deepEqual(refused('2026'), [['from', 'to-come']]);
    assert.deepEqual(refused('01/01/2026', '03/12/2026'), [['to', 'to-come']]);
    assert.deepEqual(refused('01/01/2026'), [['to', 'missing']]);
    assert.deepEqual(refused('01/01/2026', 'fin'), [['to', 'not-a-date']]);
    assert.deepEqual(refused('0025'), [['from', 'too-early']]);
  });

  it('have what their indicator is made of: a total for a share, a size for a median, neither for a count', () => {
    const refused = (cells: object) => faultOf(readHistoryCounts([count(cells)], TODAY));
    assert.deepEqual(refused({ of: '20' }), [['of', 'not-a-share']]);
    assert.deepEqual(refused({ indicator: 'coop-02' }), [['of', 'missing']]);
    assert.deepEqual(refused({ indicator: 'coop-02', of: '11' }), [['n', 'more-than-all']]);
    assert.deepEqual(refused({ indicator: 'SNP-06', n: '95', of: '11' }), []);
    assert.deepEqual(refused({ indicator: '__proto__' }), [['indicator', 'unknown-indicator']]);
  });

  it('never lie over each other: neither a year over its months, nor two files over one month', () => {
    const read = readHistoryCounts(
      [
        count({ from: '03/2025' }),
        count({ from: '2025' }, 3),
        count({ from: '04/2025' }, 4),
        count({ from: '03/2025' }, 5),
      ],
      TODAY,
    );
    assert.deepEqual(
      read.rows.map(({ row }) => row),
      [2, 4],
    );
    assert.deepEqual(
      read.refused.map(({ row, reason }) => [row, reason]),
      [
        [3, 'overlaps'],
        [5, 'twice-in-file'],
      ],
    );
  });
});
