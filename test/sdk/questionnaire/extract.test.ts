import assert from 'node:assert/strict';
import { test } from 'node:test';
import { openForm } from '@relais/sdk/questionnaire';
import { extractFrom } from '@relais/sdk/questionnaire/extract';
import { bundleQuery, populateFromObservations } from '@relais/sdk/questionnaire/populate';

const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const weight = { system: 'http://loinc.org', code: '29463-7' };

const questionnaire = {
  resourceType: 'Questionnaire',
  status: 'active',
  item: [
    {
      linkId: 'weight',
      type: 'decimal',
      code: [weight],
      extension: [
        { url: `${SDC}observationLinkPeriod`, valueDuration: { value: 1, code: 'a' } },
        { url: `${SDC}observationExtract`, valueBoolean: true },
        {
          url: `${SDC}observationExtractEntry`,
          extension: [{ url: 'ifNoneExist', valueString: "'code=29463-7'" }],
        },
        {
          url: 'http://hl7.org/fhir/StructureDefinition/questionnaire-unit',
          valueCoding: { system: 'http://unitsofmeasure.org', code: 'kg', display: 'kg' },
        },
      ],
    },
  ],
};

const bundle = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    {
      resource: {
        resourceType: 'Observation',
        status: 'final',
        code: { coding: [weight] },
        effectiveDateTime: '2026-09-16',
        valueQuantity: { value: 57.1, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
      },
    },
  ],
} as const;

const now = () => Date.parse('2026-11-25T09:00:00Z');

test('a form is filled in from a bundle and gives back what was answered, in one entry each', async () => {
  const form = await openForm(questionnaire, { now, query: bundleQuery(bundle as never) });
  populateFromObservations(form, bundle as never);
  const { bundle: made, diagnostics } = await extractFrom(form.definition, form.response(), {
    now,
    newId: () => '8a4f0d3e-3f0c-4b4e-9d59-0c5d5a1f1a11',
  });
  assert.deepEqual(diagnostics, []);
  const [entry] = made.entry ?? [];
  assert.deepEqual(entry?.request, { method: 'POST', url: 'Observation', ifNoneExist: 'code=29463-7' });
  assert.deepEqual(entry.resource?.['valueQuantity'], {
    value: 57.1,
    unit: 'kg',
    system: 'http://unitsofmeasure.org',
    code: 'kg',
  });
});
