import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { describe, it } from 'node:test';

/** Lists the reference weeks in a process of another zone; prints the fingerprints. */
const program = `
  const { readFileSync } = await import('node:fs');
  const { createHash } = await import('node:crypto');
  const { assign, chooseSeat, compileTerritory, createLedger, explainNoSlots, holidaysOf, listSlotDocument } = await import('@relais/engine');
  const read = (path) => JSON.parse(readFileSync(path, 'utf8'));
  const sha256 = (text) => createHash('sha256').update(text).digest('hex');
  const lists = ['single-site-2026-W46', 'multi-site-2026-W46', 'weekly-rotation-2026-W52-2027-W02', 'weekly-rotation-easter-2027'];
  const names = { 'val-de-brume': 1, 'rives-de-lorme': 1, 'piemont-des-forges': 1, 'trois-vallees': 1 };
  for (const name of Object.keys(names)) names[name] = compileTerritory(read('demo/territories/' + name + '.json'));
  const documents = lists.map((list) => {
    const { territory, query } = read('test/engine/expected/' + list + '.json');
    return listSlotDocument(names[territory], query, sha256);
  });
  const changes = ['2026-03-28', '2026-10-24'].map((from) => listSlotDocument(names['trois-vallees'], { from, to: from.slice(0, 8) + '31' }, sha256).sha256);
  const now = '2026-11-09T23:30:00Z';
  const none = explainNoSlots(names['rives-de-lorme'], { from: '2026-11-11', to: '2026-11-11', now });
  const monthly = createLedger({ period: 'month', timezone: 'Europe/Paris' });
  const window = { from: '2026-11-10T00:00:00Z', to: '2026-11-10T23:00:00Z' };
  const choice = chooseSeat({ compiled: names['rives-de-lorme'], ledger: monthly, window, now });
  const ledger = assign(monthly, { at: Date.parse('2026-10-31T23:30:00Z'), practiceId: 'haie', weights: choice.weights });
  const known = documents.map((document, index) => document.sha256 === read('test/engine/expected/' + lists[index] + '.json').sha256);
  console.log(JSON.stringify({ known, texts: sha256(JSON.stringify(documents)), changes, none, choice, ledger, easter: holidaysOf('FR-alsace-moselle', 2027) }));
`;

function runIn(timeZone: string): string {
  const root = new URL('../../../', import.meta.url);
  const options = { cwd: root, env: { ...process.env, TZ: timeZone }, encoding: 'utf8' as const };
  return execFileSync(process.execPath, ['--conditions=@relais/source', '--input-type=module', '-e', program], options);
}

describe('The zone of the process', () => {
  it('changes nothing', () => {
    const reference = runIn('Europe/Paris');
    assert.deepEqual((JSON.parse(reference) as { known: boolean[] }).known, [true, true, true, true]);
    for (const zone of ['America/New_York', 'Asia/Kolkata', 'Pacific/Kiritimati', 'UTC'])
      assert.equal(runIn(zone), reference, zone);
  });
});
