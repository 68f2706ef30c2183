import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { cleanText } from '@relais/model/cleaning';
import { plainSigns } from '@relais/model/signs';

describe('a text as it is kept', () => {
  for (const [name, typed, kept] of [
    ['invisible marks go', '\u202d06 12\u202c\u200b\ufeff', '06 12'],
    ['nothing is left of what nobody sees', '\u200b\u2060 \u00ad', ''],
    ['nothing is left of spaces', ' \u00a0\t\n', ''],
    ['control characters go, ends of lines and tabs stay', 'a\u0000\u0007b\r\nc\rd\te', 'ab\nc\nd\te'],
    ['accents are composed', 'e\u0301te\u0301', 'été'],
    ['joiners of spelling stay, stray ones go', 'می\u200cخواهم \u200dab\u200cc', 'می\u200cخواهم abc'],
    ['pictures made of several stay whole', '👩🏽\u200d⚕\ufe0f 👨\u200d👩\u200d👧', '👩🏽\u200d⚕ 👨\u200d👩\u200d👧'],
    ['spaces and words stay as typed', ' 37,5 °C\u00a0; « bien » ', ' 37,5 °C\u00a0; « bien » '],
  ] as const) {
    it(name, () => {
      assert.equal(cleanText(typed), kept);
      assert.equal(cleanText(cleanText(typed)), kept);
    });
  }
});

describe('the signs of a number, a date, a time', () => {
  for (const [typed, plain] of [
    ['\u202d06\u201112\u201134\u202c', '06-12-34'],
    ['\u221212,5', '-12,5'],
    ['١٢٫٥'.replace('٫', ','), '12,5'],
    ['12\u00a0345', '12 345'],
  ] as const)
    it(`of ${JSON.stringify(typed)} are ${plain}`, () => assert.equal(plainSigns(typed), plain));
});
