import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { addressOwner } from '../../../../packages/server/src/core/limits/address.ts';

describe('the owner of an address', () => {
  const owners: [string, string][] = [
    ['192.0.2.1', '192.0.2.1'],
    ['::ffff:192.0.2.1', '192.0.2.1'],
    ['2001:db8:1:2ff:ffff::1', '2001:db8:1:200::/56'],
    ['2001:0db8:0001:0201::', '2001:db8:1:200::/56'],
    ['2001:db8::1', '2001:db8:0:0::/56'],
    ['::1', '0:0:0:0::/56'],
    ['fe80::1:2%eth0', 'fe80:0:0:0::/56'],
    ['page', 'page'],
  ];
  for (const [address, owner] of owners) {
    it(`of ${address} is ${owner}`, () => {
      assert.equal(addressOwner(address), owner);
    });
  }
});
