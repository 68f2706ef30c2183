import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, it } from 'node:test';
import { run } from '../../../packages/server/src/cli/run.ts';

const folder = join(import.meta.dirname, '../../../demo/protocols');
const fileOf = (name: string): string => join(folder, `${name}.json`);

interface Rule {
  id: string;
  when?: string;
  signed?: { by: string; role?: string; on: string };
}

async function read(name: string): Promise<{ rules: Rule[] }> {
  return JSON.parse(await readFile(fileOf(name), 'utf8')) as { rules: Rule[] };
}

async function check(args: string[], input: unknown = '') {
  let out = '';
  let messages = '';
  const code = await run(['check-protocol', ...args], {
    env: {},
    write: (text) => Promise.resolve(void (out += text)),
    say: (text) => void (messages += `${text}\n`),
    readInput: () => Promise.resolve(typeof input === 'string' ? input : JSON.stringify(input)),
  });
  return { code, messages, out, json: () => JSON.parse(out) as Record<string, unknown> };
}

describe('relais check-protocol', () => {
  for (const name of [
    'odynophagie',
    'pollakiurie',
    'entorse-cheville',
    'osteoporose',
    'icope-fragilite',
    'bronchiolite',
    'insuffisance-cardiaque-epof',
  ]) {
    it(`proves ${name}`, async () => {
      const { code, messages, json } = await check([fileOf(name)]);
      assert.equal(code, 0);
      assert.equal(messages, `${name} 0.1: proven.\n`);
      const { protocol, proven, accepted, findings } = json();
      assert.deepEqual([protocol, proven, accepted, findings], [name, true, true, []]);
    });
  }

  it('refuses a hole, and says where, by which answers, and what would mend it', async () => {
    const protocol = await read('odynophagie');
    protocol.rules = protocol.rules.filter(({ id }) => id !== '9');
    const { code, messages, json } = await check(['-'], protocol);
    assert.equal(code, 1);
    assert.match(messages, /^rules \(error, no-outcome\)$/m);
    assert.match(messages, /rien ne s’ensuit/);
    assert.match(messages, /Exemple : Cas ordinaire, avec «\s*Résultat TROD\s*»\s*: non concluant\./);
    assert.match(messages, /Remède : .*ALERTE/);
    assert.match(messages, /not accepted\.\n$/);
    const [finding] = json()['findings'] as { counterExample: { differs: object } }[];
    assert.deepEqual(finding?.counterExample.differs, { 'od.trod': 'non concluant' });
  });

  it('takes what it cannot prove only when somebody signs for it', async () => {
    const protocol = await read('entorse-cheville');
    const rule = protocol.rules.find(({ id }) => id === '9');
    assert.ok(rule);
    rule.when = `%resource.item.where(linkId = 'ec.when').answer.value > today()`;
    assert.equal((await check(['-'], protocol)).code, 1);
    rule.signed = { by: 'Dre Anne Durand', on: '2026-11-02' };
    const anybody = await check(['-'], protocol);
    assert.equal(anybody.code, 1);
    assert.match(anybody.messages, /rules\.\d+\.signed\.rpps: .*the RPPS of who signs, or their role/);
    rule.signed.role = 'Médecin';
    const { code, messages } = await check(['-'], protocol);
    assert.equal(code, 0);
    assert.match(messages, /accepted: what is not proven is signed for\.\n$/);
  });

  it('prints the table of cases that is kept', async () => {
    const { code, json } = await check([fileOf('pollakiurie'), '--cases']);
    assert.equal(code, 0);
    assert.deepEqual(json(), JSON.parse(await readFile(join(folder, 'cases/pollakiurie.json'), 'utf8')));
  });

  it('prints a FHIR Bundle, and proves it as it proves the protocol', async () => {
    const { code, json } = await check([fileOf('bronchiolite'), '--fhir']);
    assert.deepEqual([code, json()['resourceType']], [0, 'Bundle']);
    const [report, again] = await Promise.all([check([fileOf('bronchiolite')]), check(['-'], json())]);
    assert.deepEqual(again.json(), report.json());
  });

  it('answers no to what is no protocol, and says where', async () => {
    const { code, out, messages } = await check(['-'], { formatVersion: 'relais-protocol/1', id: 'Essai 1' });
    assert.deepEqual([code, out], [1, '']);
    assert.match(messages, /^ {2}id: .*$/m);
    assert.match(messages, /^ {2}rules: is missing/m);
  });

  it('is used wrongly without a file, or with an option it does not have', async () => {
    assert.equal((await check([])).code, 2);
    assert.equal((await check([fileOf('pollakiurie'), '--prove'])).code, 2);
    assert.equal((await check([fileOf('pollakiurie'), fileOf('odynophagie')])).code, 2);
    assert.equal((await check([fileOf('pollakiurie'), '--cases', '--fhir'])).code, 2);
  });

  it('says what it does when asked', async () => {
    const { code, out } = await check(['--help']);
    assert.equal(code, 0);
    assert.match(out, /^relais check-protocol FILE/);
  });
});
