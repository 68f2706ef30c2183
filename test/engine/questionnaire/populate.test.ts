import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { bundleQuery, populateFromObservations } from '@relais/engine/questionnaire/populate';
import { convertUnits } from '@relais/engine/questionnaire/ucum';
import type { Bundle, Resource } from '@relais/model/fhir';
import { answer, changesOf, CORE, get, open, questionnaire, SDC, valuesOf } from './support.ts';
import type { Given } from './support.ts';

const loinc = 'http://loinc.org';
const ucum = 'http://unitsofmeasure.org';
const code = (value: string) => [{ system: loinc, code: value }];
const bundle = (...resources: Partial<Resource>[]): Bundle => ({
  resourceType: 'Bundle',
  entry: resources.map((resource) => ({ resource: resource as Resource })),
});
const observation = (loincCode: string, date: string, rest: Record<string, unknown>) => ({
  resourceType: 'Observation',
  status: 'final',
  code: { coding: code(loincCode) },
  effectiveDateTime: date,
  ...rest,
});
const kg = (value: number) => ({ valueQuantity: { value, unit: 'kg', code: 'kg', system: ucum } });
const period = (value: number, unit: string) => ({
  url: `${SDC}observationLinkPeriod`,
  valueDuration: { value, code: unit, system: ucum },
});
const inKg = { url: `${CORE}questionnaire-unit`, valueCoding: { code: 'kg', system: ucum } };

function populated(items: Given[], ...observations: Partial<Resource>[]) {
  const form = open(questionnaire(items), { units: convertUnits });
  populateFromObservations(form, bundle(...observations));
  return form;
}

describe('population from observations', () => {
  const weight: Given = { linkId: 'w', type: 'decimal', code: code('29463-7'), extension: [period(3, 'mo'), inKg] };

  it('takes the most recent one of the code, in the unit of the question', () => {
    const pounds = { valueQuantity: { value: 154.3235835294143, code: '[lb_av]', system: ucum } };
    const form = populated(
      [weight],
      observation('29463-7', '2026-09-01', kg(68)),
      observation('29463-7', '2026-10-01T08:00:00Z', pounds),
      observation('8302-2', '2026-11-01', kg(1)),
    );
    assert.deepEqual(valuesOf(form, 'w'), [70]);
  });

  it('leaves aside what is too old, not final, about another, or without a value', () => {
    const form = populated(
      [weight],
      observation('29463-7', '2026-08-01', kg(1)),
      observation('29463-7', '2026-11-01', { ...kg(2), status: 'entered-in-error' }),
      observation('29463-7', '2026-11-02', { ...kg(3), focus: [{ reference: 'Patient/child' }] }),
      observation('29463-7', '2026-11-03', { dataAbsentReason: {} }),
    );
    assert.deepEqual(valuesOf(form, 'w'), []);
  });

  it('keeps a comparator with its quantity, and fills no number with what is only a bound', () => {
    const bound = { valueQuantity: { ...kg(154).valueQuantity, comparator: '<' } };
    const asked = observation('29463-7', '2026-10-01', bound);
    assert.deepEqual(valuesOf(populated([weight], asked), 'w'), []);
    const quantity: Given = { linkId: 'w', type: 'quantity', code: code('29463-7'), extension: weight.extension! };
    assert.deepEqual(valuesOf(populated([quantity], asked), 'w'), [bound.valueQuantity]);
    const pounds = { url: `${CORE}questionnaire-unitOption`, valueCoding: { code: '[lb_av]', system: ucum } };
    const inPounds: Given = { ...quantity, extension: [period(3, 'mo'), pounds] };
    const [value] = valuesOf(populated([inPounds], asked), 'w') as { comparator?: string; code?: string }[];
    assert.deepEqual([value?.comparator, value?.code], ['<', '[lb_av]']);
  });

  it('hands the period down, the nearest one counting', () => {
    const form = populated(
      [
        {
          linkId: 'g',
          extension: [period(1, 'a')],
          item: [
            { ...weight, extension: [inKg] },
            { linkId: 'h', type: 'decimal', code: code('8302-2'), extension: [period(1, 'd'), inKg] },
          ],
        },
      ],
      observation('29463-7', '2026-01-01', kg(70)),
      observation('8302-2', '2026-01-01', kg(170)),
    );
    assert.deepEqual([valuesOf(form, 'w'), valuesOf(form, 'h')], [[70], []]);
  });

  it('looks for the parts of a panel in its components and members only', () => {
    const panel = observation('85354-9', '2026-11-01', {
      component: [{ code: { coding: code('8480-6') }, valueQuantity: { value: 120, code: 'mm[Hg]', system: ucum } }],
      hasMember: [{ reference: 'Observation/pulse' }],
    });
    const unit = { url: `${CORE}questionnaire-unit`, valueCoding: { code: 'mm[Hg]', system: ucum } };
    const perMinute = { url: `${CORE}questionnaire-unit`, valueCoding: { code: '/min', system: ucum } };
    const form = populated(
      [
        {
          linkId: 'bp',
          code: code('85354-9'),
          extension: [period(1, 'mo')],
          item: [
            { linkId: 'sys', type: 'integer', code: code('8480-6'), extension: [unit] },
            { linkId: 'dia', type: 'integer', code: code('8462-4'), extension: [unit] },
            { linkId: 'pulse', type: 'integer', code: code('8867-4'), extension: [perMinute] },
          ],
        },
      ],
      panel,
      {
        ...observation('8867-4', '2026-11-01', { valueQuantity: { value: 71, code: '/min', system: ucum } }),
        id: 'pulse',
      },
      observation('8462-4', '2026-11-02', { valueQuantity: { value: 80, code: 'mm[Hg]', system: ucum } }),
    );
    assert.deepEqual(
      ['sys', 'dia', 'pulse'].map((linkId) => valuesOf(form, linkId)),
      [[120], [], [71]],
    );
  });

  it('chooses the option a concept stands for, and fills nothing somebody has answered', () => {
    const smoking: Given = {
      linkId: 's',
      type: 'choice',
      code: code('72166-2'),
      extension: [period(10, 'a')],
      answerOption: [{ valueCoding: { system: 'urn:s', code: 'never', display: 'Jamais' } }],
    };
    const found = observation('72166-2', '2026-01-01', {
      valueCodeableConcept: {
        coding: [
          { system: 'urn:x', code: '0' },
          { system: 'urn:s', code: 'never' },
        ],
      },
    });
    const form = open([smoking, { ...weight, required: true }]);
    answer(form, 'w', 50);
    assert.deepEqual(
      changesOf(form, () =>
        populateFromObservations(form, bundle(found, observation('29463-7', '2026-11-01', kg(70)))),
      ),
      [['s: value']],
    );
    assert.deepEqual(
      [valuesOf(form, 's'), valuesOf(form, 'w')],
      [[{ system: 'urn:s', code: 'never', display: 'Jamais' }], [50]],
    );
    assert.equal(get(form, 's').touched, false);
  });
});

describe('a query answered from a bundle', () => {
  const ask = bundleQuery(
    bundle(
      { ...observation('29463-7', '2026-05-01', kg(70)), id: 'a', subject: { reference: 'Patient/1' } },
      { ...observation('29463-7', '2026-06-01', kg(71)), id: 'b', subject: { reference: 'Patient/1' } },
      { ...observation('8302-2', '2026-06-01', kg(170)), id: 'c', subject: { reference: 'Patient/2' } },
      { resourceType: 'Practitioner', id: 'p', active: true, identifier: [{ system: 'urn:rpps', value: '1000' }] },
    ),
  );
  const idsOf = async (query: string) => (await ask(query)).entry?.map(({ resource }) => resource?.id) ?? [];

  it('finds by type, code, subject, identifier and date', async () => {
    assert.deepEqual(await idsOf('Observation?code=29463-7'), ['a', 'b']);
    assert.deepEqual(await idsOf(`Observation?code=${encodeURIComponent('http://loinc.org|8302-2,x')}`), ['c']);
    assert.deepEqual(await idsOf('Observation?patient=2'), ['c']);
    assert.deepEqual(await idsOf('Practitioner?active=true&identifier=urn:rpps|1000'), ['p']);
    assert.deepEqual(await idsOf('Practitioner/p'), ['p']);
    assert.deepEqual(await idsOf('Observation?date=ge2026-06'), ['b', 'c']);
  });

  it('sorts by date and counts', async () => {
    assert.deepEqual(await idsOf('Observation?subject=Patient/1&_sort=-date&_count=1'), ['b']);
  });

  it('fails rather than ignore what it does not know', async () => {
    await assert.rejects(ask('Observation?value-quantity=gt5'), /search parameter value-quantity/);
  });
});
