import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { readArguments } from '../../scripts/testing/arguments.js';

const stages = ['types', 'engine', 'server', 'elements'];

describe('the arguments of npm test', () => {
  test('choose every stage and browser by default', () => {
    const { only, browsers, grep } = readArguments([], stages);
    assert.deepEqual(only, stages);
    assert.deepEqual(browsers, ['chromium', 'firefox', 'webkit']);
    assert.equal(grep, undefined);
  });

  test('choose stages in the order they run, however written', () => {
    assert.deepEqual(readArguments(['--only=server, engine'], stages).only, ['engine', 'server']);
    assert.deepEqual(readArguments(['--only', 'server', '--only', 'types'], stages).only, ['types', 'server']);
  });

  test('name a stage that does not exist with those that do', () => {
    assert.throws(() => readArguments(['--only=motor'], stages), {
      message: '--only does not know “motor”; it takes types, engine, server, elements.',
    });
  });

  test('choose browsers and titles', () => {
    const { browsers, grep } = readArguments(['--browsers=webkit', '--grep=books a seat'], stages);
    assert.deepEqual(browsers, ['webkit']);
    assert.equal(grep, 'books a seat');
  });

  test('take every test in every browser when they are told to', () => {
    assert.equal(readArguments([], stages).everywhere, false);
    assert.equal(readArguments(['--everywhere'], stages).everywhere, true);
  });

  test('refuse an option that does not exist', () => {
    assert.throws(() => readArguments(['--fast'], stages), /--fast/);
  });

  test('takes the minutes a whole run may last, and refuses what is no number of minutes', () => {
    assert.equal(readArguments([], stages).within, Infinity);
    assert.equal(readArguments(['--within=80'], stages).within, 80);
    for (const wrong of ['0', '-5', '1.5', 'soon', ''])
      assert.throws(() => readArguments([`--within=${wrong}`], stages), /--within takes a number of minutes/);
  });
});
