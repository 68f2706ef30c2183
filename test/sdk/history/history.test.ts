import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { createHistoryImport, listHistoryImports, readHistoryFile, undoHistoryImport } from '@relais/sdk/history';
import { createDevice } from '../support/device.ts';

const file = { name: 'comptes-2025.csv', sha256: 'ab'.repeat(32) };
const calls2025 = {
  ...({ kind: 'counts', file } as const),
  rows: [{ row: 2, cells: { indicator: 'SNP-01', from: '2025', n: '1240' } }],
};

describe('a history that is taken over', () => {
  it('is kept once when sent again after a lost answer, and its report is the first one', async (test) => {
    const device = await createDevice(test);
    const { network, backend } = device;
    const client = device.load({ getToken: () => backend.token('coordinator') });
    const take = createHistoryImport(client);
    network.always('answer lost');
    await assert.rejects(take(calls2025));
    network.always(undefined);
    const { taken, refused } = await take(calls2025);
    assert.deepEqual([taken, refused], [1, []]);
    const again = await take(calls2025);
    assert.deepEqual([again.taken, again.refused[0]?.reason], [0, 'already-there']);
    const { imports } = await listHistoryImports(client);
    assert.deepEqual(
      imports.map(({ file: { name }, taken: lines }) => [name, lines]),
      [['comptes-2025.csv', 1]],
    );
    assert.ok((await undoHistoryImport(client, imports[0]!.id)).undoneAt);
  });

  it('is of a file that is known by its name and hash', async () => {
    const read = await readHistoryFile(new File(['Indicateur;n\nSNP-01;3'], 'a\u202eb\u0000.csv'));
    assert.equal(read.file.name, 'a b .csv');
    assert.match(read.file.sha256, /^[0-9a-f]{64}$/);
    assert.deepEqual(read.lines, [
      ['Indicateur', 'n'],
      ['SNP-01', '3'],
    ]);
    await assert.rejects(readHistoryFile(new File(['a\u0000b'], 'x.jpg')), { code: 'not-a-spreadsheet' });
  });
});
