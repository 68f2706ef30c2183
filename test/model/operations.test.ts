import assert from 'node:assert/strict';
import { it } from 'node:test';
import { operations } from '@relais/model';

it('every operation of the contract goes by its own name', () => {
  for (const [name, operation] of Object.entries(operations)) assert.equal(operation.name, name);
});

it('no two operations of the contract go to the same place', () => {
  const places = Object.values(operations).map(({ method, path }) => `${method} ${path}`);
  assert.deepEqual(places, [...new Set(places)]);
});
