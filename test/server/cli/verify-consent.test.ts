import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { printedCode, writeConsentFile } from '@relais/engine/consent';
import { run } from '../../../packages/server/src/cli/run.ts';
import { chainOf, draftOf, recordsOf, withdrawal } from '../../engine/consent/support.ts';

async function verify(input: string, ...args: string[]) {
  let out = '';
  let messages = '';
  const code = await run(['verify-consent', '-', ...args], {
    env: {},
    write: (text) => Promise.resolve(void (out += text)),
    say: (text) => void (messages += `${text}\n`),
    readInput: () => Promise.resolve(input),
  });
  return { code, messages, out };
}

const proofs = await chainOf(draftOf(), withdrawal());
const file = writeConsentFile(recordsOf(proofs));
const [first] = proofs;

describe('relais verify-consent', () => {
  it('takes a file that is right, and says which proofs it holds', async () => {
    const { code, messages, out } = await verify(file);
    assert.equal(code, 0);
    assert.equal(messages, '2 proofs: right.\n');
    const { ok, proofs: lines } = JSON.parse(out) as { ok: boolean; proofs: { decision: string }[] };
    assert.deepEqual([ok, lines.map(({ decision }) => decision)], [true, ['given', 'withdrawn']]);
  });

  it('takes it with the code of a printed copy', async () => {
    assert.equal((await verify(file, '--code', printedCode(first!))).code, 0);
  });

  const changes: [what: string, file: string, message: RegExp][] = [
    ['a byte', file.replace('"oral"', '"orAl"'), /method/],
    ['a name', file.replace('Nora', 'Mora'), /\(byte\)/],
    ['the text', file.replace('sans perdre', 'sans prendre'), /\(text\)/],
    ['a time', file.replace('09:01:00Z', '09:02:00Z'), /\(time\)/],
    ['the order', file.replace('"sequence":2', '"sequence":3'), /\(order\)/],
    ['its white space', file.replace('{', '{ '), /\(byte\)/],
  ];
  for (const [what, changed, message] of changes) {
    it(`refuses one with ${what} changed, and says which`, async () => {
      assert.notEqual(changed, file);
      const { code, messages } = await verify(changed);
      assert.equal(code, 1);
      assert.match(messages, message);
    });
  }

  it('refuses one that is not what the paper says', async () => {
    const { code, messages } = await verify(file, '--code', `RELAIS-CONSENT:${first!.id}:${'0'.repeat(64)}`);
    assert.equal(code, 1);
    assert.match(messages, /\(unknown\)/);
  });

  it('says how a code looks when it is given another text', async () => {
    const { code, messages } = await verify(file, '--code', 'K7M-3QX');
    assert.equal(code, 2);
    assert.match(messages, /RELAIS-CONSENT:/);
  });

  it('refuses what is no file of proofs', async () => {
    for (const other of ['', 'null', '[]', '{"formatVersion":"relais-consents/1"}\n']) {
      assert.equal((await verify(other)).code, 1);
    }
  });
});
