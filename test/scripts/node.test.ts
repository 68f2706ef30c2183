import assert from 'node:assert/strict';
import { test } from 'node:test';
import { chooseNode } from '../../scripts/setup/node.js';

test('the tests run on Node 24', () => {
  assert.match(process.versions.node, /^24\./);
});

test('the Node beside the packages is preferred to the own one', () => {
  const candidates = [
    { path: 'node_modules/.bin/node', version: 'v24.21.0' },
    { path: '/usr/bin/node', version: 'v26.1.0' },
  ];
  assert.equal(chooseNode(candidates, 'linux'), 'node_modules/.bin/node');
});

test('where npm could install none that runs, the own Node is taken when it is new enough', () => {
  const candidates = [
    { path: 'node_modules/.bin/node', version: undefined },
    { path: '/usr/local/bin/node', version: 'v25.0.0' },
  ];
  assert.equal(chooseNode(candidates, 'darwin'), '/usr/local/bin/node');
});

test('an old own Node is refused in one sentence that says what is wanted', () => {
  const candidates = [{ path: '/usr/local/bin/node', version: 'v20.20.2' }];
  assert.throws(() => chooseNode(candidates, 'darwin'), {
    message:
      /^Relais runs on Node 24 or newer, and this is v20\.20\.2 on darwin: install Node 24 from https:\/\/nodejs\.org/,
  });
});
