import assert from 'node:assert/strict';
import { it } from 'node:test';
import * as sdk from '@relais/sdk';

type ErrorClass = new (...facts: unknown[]) => Error;

/** Enough of a problem for the classes that read one; the others take it for a message or a cause. */
const problem = { type: 'about:blank', title: 'No', status: 409, code: 'slot-taken' };

it('every error of the SDK goes by the name of its class, in a log and after minification', () => {
  const classes = Object.entries(sdk).filter(([name]) => name.endsWith('Error')) as [string, ErrorClass][];
  assert.ok(classes.length > 20);
  for (const [name, Failure] of classes) assert.equal(new Failure(problem).name, name);
});
