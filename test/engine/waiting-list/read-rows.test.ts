import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { guessColumns, readRows, ruleHolds, withoutListed } from '@relais/engine/waiting-list';
import type { ImportRow } from '@relais/model';

const label = (text: string) => ({ fr: text, en: text });
const list = {
  priorities: [
    { code: 'soon', label: label('Rapide'), rank: 1 },
    { code: 'usual', label: label('Habituelle'), rank: 2 },
  ],
};
const rules = { list, priority: 'usual', today: '2026-11-09' };
const good = { familyName: 'Énard', givenName: 'Ida', birthDate: '03/02/2001', phone: '06 39 98 12 34' };
const line = (row: number, cells: ImportRow['cells'] = {}): ImportRow => ({ row, cells: { ...good, ...cells } });

describe('the lines of a file', () => {
  it('are read as they are written in the files people have', () => {
    const cells = { priority: 'rapide', addedOn: '45900', longTermIllness: 'Oui', fragile: 'x', email: 'a@example.fr' };
    const { rows, refused } = readRows([line(2, cells)], rules);
    assert.deepEqual(refused, []);
    assert.deepEqual(rows, [
      {
        ...{ row: 2, familyName: 'Énard', givenName: 'Ida', birthDate: '2001-02-03', phone: '+33639981234' },
        ...{ priority: 'soon', addedOn: '2025-08-31', longTermIllness: 'yes', fragile: 'yes', email: 'a@example.fr' },
      },
    ]);
  });

  it('are refused one by one, with the column and why', () => {
    const wrong: readonly [ImportRow['cells'], string, string][] = [
      [{ familyName: ' ' }, 'familyName', 'missing'],
      [{ givenName: '123' }, 'givenName', 'not-a-name'],
      [{ birthDate: '31/02/2001' }, 'birthDate', 'not-a-birth-date'],
      [{ birthDate: '01/01/2050' }, 'birthDate', 'not-a-birth-date'],
      [{ phone: '12' }, 'phone', 'not-a-phone'],
      [{ email: 'nobody' }, 'email', 'not-an-email'],
      [{ priority: 'extra' }, 'priority', 'unknown-priority'],
      [{ addedOn: '10/11/2026' }, 'addedOn', 'not-a-date'],
      [{ addedOn: '09/11/0202' }, 'addedOn', 'not-a-date'],
      [{ addedOn: '31/12/1999', birthDate: '01/01/1950' }, 'addedOn', 'not-a-date'],
      [{ addedOn: '02/02/2001' }, 'addedOn', 'not-a-date'],
      [{ fragile: 'peut-être' }, 'fragile', 'not-yes-or-no'],
    ];
    const { rows, refused } = readRows(
      wrong.map(([cells], index) => line(index + 2, cells)),
      rules,
    );
    assert.deepEqual(rows, []);
    assert.deepEqual(
      refused,
      wrong.map(([, column, reason], index) => ({ row: index + 2, column, reason })),
    );
  });

  it('name nobody twice, whatever the capitals and accents', () => {
    const { rows, refused } = readRows([line(2), line(3, { familyName: 'ENARD' })], rules);
    assert.deepEqual([rows.length, refused], [1, [{ row: 3, column: 'familyName', reason: 'twice-in-file' }]]);
    const read = readRows([line(2), line(3, { phone: '12' }), line(4, { givenName: 'Zoé' })], rules);
    const known = withoutListed(read, ({ givenName }) => givenName === 'Zoé');
    assert.deepEqual(
      [known.rows.map(({ row }) => row), known.refused.map(({ row, reason }) => [row, reason])],
      [
        [2],
        [
          [3, 'not-a-phone'],
          [4, 'on-list'],
        ],
      ],
    );
  });

  it('say by their titles what the columns most likely are', () => {
    const titles = ['N°', 'NOM', 'Prénom', 'Date de naissance', 'Tél.', 'Remarque', 'ALD'];
    const guessed = { familyName: 1, givenName: 2, birthDate: 3, phone: 4, longTermIllness: 6 };
    assert.deepEqual(guessColumns(titles), guessed);
  });
});

describe('the rule of a list', () => {
  const rule = { source: 'run', protocol: 'epof', outcomes: ['referred'], minAge: 60, priority: 'soon' } as const;
  const happened = { source: 'run', protocol: 'epof', outcome: 'referred', person: { age: 60 } } as const;

  it('holds when everything it says does', () => {
    assert.equal(ruleHolds({ ...rule, outcomes: [...rule.outcomes] }, happened), true);
    const others = [
      { ...happened, source: 'intake' as const },
      { ...happened, protocol: 'other' },
      { ...happened, outcome: 'managedByDelegate' },
      { ...happened, person: { age: 59 } },
      { ...happened, person: undefined },
    ];
    for (const other of others) assert.equal(ruleHolds({ ...rule, outcomes: [...rule.outcomes] }, other), false);
  });
});
