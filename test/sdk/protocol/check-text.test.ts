import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { bundleOfText, casesOfText, checkText } from '@relais/sdk/protocol/checker';

const folder = new URL('../../../demo/protocols/', import.meta.url);
const text = readFileSync(new URL('odynophagie.json', folder), 'utf8');

describe('The text of a protocol', () => {
  it('is proven', () => {
    const checked = checkText(text);
    assert.ok(checked.state === 'checked');
    assert.deepEqual([checked.report.proven, checked.isBundle], [true, false]);
  });

  it('is told with the place of what is wrong in it', () => {
    const faulty = text.replace("where(linkId = 'od.pain')", "where(linkId = 'od.douleur')");
    const checked = checkText(faulty);
    assert.ok(checked.state === 'checked');
    const [finding] = checked.report.findings;
    assert.equal(finding?.path, 'rules/2b');
    assert.match(faulty.split('\n')[finding.place.line] ?? '', /"id": "2b"/);
  });

  it('is told with the place of the question that is wrong in it', () => {
    const item =
      '"linkId": "od.rf.immuno",\n        "text": "Immunodépression",\n        "type": "boolean",\n        "required": ';
    const faulty = text.replace(`${item}true`, `${item}false`);
    assert.notEqual(faulty, text);
    const checked = checkText(faulty);
    assert.ok(checked.state === 'checked');
    const places = checked.report.findings.map(({ path, place }) => [path, faulty.split('\n')[place.line]?.trim()]);
    assert.deepEqual(places, [['questionnaire/od.rf.immuno', '"linkId": "od.rf.immuno",']]);
  });

  it('is refused with the place of what it lacks', () => {
    const checked = checkText('{\n  "formatVersion": "relais-protocol/1",\n  "id": "x"\n}');
    assert.ok(checked.state === 'not-a-protocol');
    assert.ok(checked.faults.some(({ path, code }) => path.join('.') === 'title' && code === 'missing'));
    assert.ok(checked.faults.every(({ place }) => place.line === 1));
  });

  it('may be the Bundle of one, and goes through it unchanged', () => {
    const bundle = JSON.stringify(bundleOfText(text));
    const checked = checkText(bundle);
    assert.ok(checked.state === 'checked');
    assert.equal(checked.isBundle, true);
    assert.deepEqual(checked.protocol, JSON.parse(text));
  });

  it('gives the table of cases that is shipped', async () => {
    const shipped = JSON.parse(readFileSync(new URL('cases/odynophagie.json', folder), 'utf8')) as unknown;
    assert.deepEqual(await casesOfText(text, () => 0), shipped);
  });

  for (const other of ['null', '[]', '3', '"x"', '{}', '{"resourceType":"Bundle"}']) {
    it(`is not ${other}`, () => {
      const checked = checkText(other);
      assert.ok(checked.state === 'not-a-protocol');
      assert.deepEqual(
        checked.faults.map(({ code }) => code),
        ['not-a-protocol'],
      );
    });
  }
});
