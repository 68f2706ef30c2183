import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { both, cases, onItems } from './both-engines.ts';

describe('both engines agree on', () => {
  for (const [name, sources] of Object.entries(cases)) {
    for (const source of sources) {
      it(`${name}: ${source}`, () => {
        const { own, full } = both(source);
        assert.deepEqual(own, full);
      });
    }
  }

  for (const [linkId, source] of onItems) {
    it(`${linkId}: ${source}`, () => {
      const { own, full } = both(source, linkId);
      assert.deepEqual(own, full);
    });
  }
});

describe('the own engine refuses', () => {
  for (const source of [
    `%resource.descendants().count()`,
    `%resource.repeat(item).where(linkId='dose-q').answer.value > 3 'mg'`,
    `%resource.repeat(item).where(linkId='dose-q').answer.value * 2`,
    `%patient.birthDate <= today()`,
    `%patient.name.given ~ 'anne'`,
    `%patient.is(Patient)`,
    `%resource.item.children()`,
    `1 'mg' + 2 'mg'`,
    `%resource.memberOf('http://a')`,
    `%resource.item.where(`,
  ]) {
    it(source, () => {
      assert.match(String(both(source).own), /^refused/);
    });
  }
});
