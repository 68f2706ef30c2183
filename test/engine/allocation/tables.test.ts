import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { correctionTable, movementTable, practiceTable, volunteerTable } from '@relais/engine/allocation/tables';

const figures = {
  ...{ requests: 4, offeredSeats: 12, openSeats: 40, earned: 1.2, bookings: 1, share: 0.3, received: 0.25 },
  ...{ balance: -1.8, sentence: 'Vous avez proposé 12 places ; « bien »', isReadable: true },
};

describe('Accounts as a spreadsheet', () => {
  it('say every figure, with the sign and the comma of a number', () => {
    const account = { practiceId: 'a', name: 'Cabinet A', ...figures, corrected: -2 };
    const [head, row, end] = practiceTable({ accounts: [account], canCorrect: false }, 'fr').split('\r\n');
    assert.match(head!, /^\ufeffCabinet;Demandes;.*;Corrections;Écart;En une phrase$/);
    assert.equal(row, 'Cabinet A;4;12;40;1,2;1;0,3;0,25;-2;-1,8;"Vous avez proposé 12 places ; « bien »"');
    assert.equal(end, '');
    assert.equal(head!.split(';').length, row.split(/;(?! «)/).length);
  });

  it('never hold a formula, whoever named a practice, a volunteer or a reason', () => {
    const name = '=HYPERLINK("https://mal.example")';
    const account = { practiceId: 'a', name, ...figures, corrected: 0 };
    const at = '2026-11-09T08:00:00Z';
    const nameOf = () => name;
    const tables = [
      practiceTable({ accounts: [account], canCorrect: false }, 'en'),
      volunteerTable(
        {
          ...{ since: at, unnamed: { earned: 1, bookings: 2 } },
          accounts: [{ volunteerId: 'v', name, practiceIds: [], ...figures }],
        },
        'fr',
      ),
      correctionTable(
        [{ id: 'c', at, moves: [{ practiceId: 'a', bookings: -1 }], reason: '@somme', by: '+33' }],
        nameOf,
        'fr',
      ),
      movementTable(
        [
          {
            ...{ id: 'm', kind: 'correction', at, practiceId: 'a', offeredSeats: 0, openSeats: 0, earned: 0 },
            ...{ received: 0, corrected: -1, reason: '-1+1', by: '\tx' },
          },
        ],
        nameOf,
        'fr',
      ),
    ];
    for (const table of tables) {
      const cells = table
        .slice(1)
        .split(/[;\r\n]+/)
        .map((cell) => cell.replace(/^"/, ''));
      const formulas = cells.filter((cell) => /^[=+\-@\t]/.test(cell) && !/^-?\d+(,\d+)?$/.test(cell));
      assert.deepEqual(formulas, []);
      assert.match(table, /'=HYPERLINK|'@somme|'-1\+1/);
    }
  });
});
