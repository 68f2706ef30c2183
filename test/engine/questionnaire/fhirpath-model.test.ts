import assert from 'node:assert/strict';
import { test } from 'node:test';
import whole from 'fhirpath/fhir-context/r4';
import { r4Model } from '../../../packages/engine/src/questionnaire/fhirpath/r4-model.ts';

test('the model of R4 given to fhirpath is the one fhirpath comes with, to the last entry', () => {
  const model = r4Model();
  assert.ok(Object.keys(whole.path2Type).length > 8000);
  assert.deepEqual(model, whole);
  // The library takes the first of them that fits.
  assert.deepEqual(Object.keys(model.pathsDefinedElsewhere), Object.keys(whole.pathsDefinedElsewhere));
});
