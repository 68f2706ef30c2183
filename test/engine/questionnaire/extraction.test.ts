import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import { extract, extractFrom } from '@relais/engine/questionnaire/extract';
import type { Extension, Questionnaire, QuestionnaireResponse, Resource } from '@relais/model/fhir';
import { answer, CORE, get, NOW, open, questionnaire, SDC } from './support.ts';
import type { Form } from '@relais/engine/questionnaire';

const loinc = 'http://loinc.org';
const code = (value: string) => [{ system: loinc, code: value }];
const sdc = (name: string, value: Record<string, unknown>): Extension => ({ url: SDC + name, ...value });
const details = {
  id: 'qr',
  status: 'completed',
  subject: { reference: 'Patient/1' },
  author: { reference: 'Practitioner/2' },
  authored: '2026-11-09T10:30:00+01:00',
} as const;

function ids(): () => string {
  let last = 0;
  return () => `id-${++last}`;
}

/** What is extracted from a form as it is filled in. */
function extracted(form: Form) {
  return extract(form.questionnaire, form.response(details), { newId: ids(), now: () => NOW });
}

function resources(form: Form): Resource[] {
  return (extracted(form).bundle.entry ?? []).map(({ resource }) => resource!);
}

describe('extraction of observations', () => {
  const extractIt = sdc('observationExtract', { valueBoolean: true });

  it('gives one for each answer, with what the response says of it', () => {
    const form = open({
      ...questionnaire([
        {
          linkId: 'w',
          type: 'decimal',
          code: code('29463-7'),
          extension: [
            {
              url: `${CORE}questionnaire-unit`,
              valueCoding: { code: 'kg', system: 'http://unitsofmeasure.org', display: 'kg' },
            },
          ],
        },
        { linkId: 'none', type: 'decimal', code: code('8302-2') },
        { linkId: 'uncoded' },
      ]),
      extension: [
        extractIt,
        { url: `${SDC}observation-extract-category`, valueCodeableConcept: { text: 'vital-signs' } },
      ],
    });
    answer(form, 'w', 70.5);
    answer(form, 'uncoded', 'x');
    const { bundle, diagnostics } = extracted(form);
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(bundle, {
      resourceType: 'Bundle',
      type: 'transaction',
      entry: [
        {
          fullUrl: 'urn:uuid:id-1',
          resource: {
            resourceType: 'Observation',
            subject: details.subject,
            effectiveDateTime: details.authored,
            issued: details.authored,
            performer: [details.author],
            derivedFrom: [{ reference: 'QuestionnaireResponse/qr' }],
            status: 'final',
            category: [{ text: 'vital-signs' }],
            code: { coding: code('29463-7') },
            valueQuantity: { value: 70.5, unit: 'kg', system: 'http://unitsofmeasure.org', code: 'kg' },
          },
          request: { method: 'POST', url: 'Observation' },
        },
      ],
    });
  });

  it('gives several answers each their own, a choice as a concept', () => {
    const form = open([{ linkId: 'c', type: 'choice', repeats: true, code: code('1'), extension: [extractIt] }]);
    answer(form, 'c', [{ code: 'a' }, { code: 'b' }]);
    assert.deepEqual(
      resources(form).map(({ valueCodeableConcept }) => valueCodeableConcept),
      [{ coding: [{ code: 'a' }] }, { coding: [{ code: 'b' }] }],
    );
  });

  it('relates a child to its parent as the form says', () => {
    const relation = (valueCode: string) => [sdc('observationExtract', { valueCode })];
    const form = open([
      {
        linkId: 'bp',
        code: code('85354-9'),
        extension: [extractIt],
        item: [
          { linkId: 'sys', type: 'integer', code: code('8480-6'), extension: relation('component') },
          { linkId: 'pulse', type: 'integer', code: code('8867-4'), extension: relation('member') },
          { linkId: 'mean', type: 'integer', code: code('8478-0'), extension: relation('derived') },
          { linkId: 'alone', type: 'integer', code: code('2'), extension: relation('independent') },
        ],
      },
    ]);
    ['sys', 'pulse', 'mean', 'alone'].forEach((linkId, index) => answer(form, linkId, index));
    const [panel, pulse, mean, alone] = resources(form);
    assert.deepEqual(
      [panel?.['component'], panel?.['hasMember']],
      [[{ code: { coding: code('8480-6') }, valueInteger: 0 }], [{ reference: 'urn:uuid:id-2' }]],
    );
    assert.equal(pulse?.['valueInteger'], 1);
    assert.deepEqual((mean?.['derivedFrom'] as unknown[]).at(-1), { reference: 'urn:uuid:id-1' });
    assert.equal((alone?.['derivedFrom'] as unknown[]).length, 1);
  });

  it('takes only the codes marked, and nothing from what says no', () => {
    const marked = [{ ...code('1')[0], extension: [extractIt] }, ...code('2')] as never;
    const form = open({
      ...questionnaire([
        { linkId: 'a', code: marked },
        { linkId: 'b', code: code('3'), extension: [sdc('observationExtract', { valueBoolean: false })] },
      ]),
      extension: [extractIt],
    });
    answer(form, 'a', 'x');
    answer(form, 'b', 'y');
    assert.deepEqual(
      resources(form).map((resource) => resource['code']),
      [{ coding: code('1') }],
    );
  });

  it('is about the person a group names', () => {
    const form = open([
      {
        linkId: 'child',
        extension: [extractIt],
        item: [
          { linkId: 'who', type: 'reference', extension: [sdc('isSubject', { valueBoolean: true })] },
          { linkId: 'w', type: 'decimal', code: code('29463-7') },
        ],
      },
    ]);
    answer(form, 'who', { reference: 'Patient/child' });
    answer(form, 'w', 12);
    assert.deepEqual(resources(form)[0]?.['subject'], { reference: 'Patient/child' });
  });
});

describe('extraction by definitions', () => {
  const patient = 'http://hl7.org/fhir/StructureDefinition/Patient';
  const toPatient = (...more: Extension[]) =>
    sdc('definitionExtract', { extension: [{ url: 'definition', valueCanonical: patient }, ...more] });
  const fixed = (path: string, value: Record<string, unknown>) =>
    sdc('definitionExtractValue', {
      extension: [
        { url: 'definition', valueUri: `${patient}#${path}` },
        { url: 'fixed-value', ...value },
      ],
    });
  const computed = (path: string, expression: string) =>
    sdc('definitionExtractValue', {
      extension: [
        { url: 'definition', valueUri: `${patient}#${path}` },
        { url: 'expression', valueExpression: { language: 'text/fhirpath', expression } },
      ],
    });

  it('builds a resource from the answers, element by element', () => {
    const form = open({
      ...questionnaire([
        {
          linkId: 'name',
          repeats: true,
          definition: `${patient}#Patient.name`,
          item: [
            { linkId: 'given', repeats: true, type: 'string', definition: `${patient}#Patient.name.given` },
            { linkId: 'family', definition: `${patient}#Patient.name.family` },
          ],
        },
        { linkId: 'sex', type: 'choice', definition: `${patient}#Patient.gender` },
        { linkId: 'born', type: 'date', definition: `${patient}#Patient.birthDate` },
        {
          linkId: 'ins',
          definition: `${patient}#Patient.identifier.value`,
          extension: [fixed('Patient.identifier.system', { valueUri: 'urn:oid:1.2.250.1.213.1.4.8' })],
        },
        { linkId: 'status', type: 'choice', definition: `${patient}#Patient.maritalStatus` },
        { linkId: 'twin', type: 'integer', definition: `${patient}#Patient.multipleBirth[x]` },
        {
          linkId: 'elsewhere',
          definition: 'http://hl7.org/fhir/StructureDefinition/Practitioner#Practitioner.name.text',
        },
      ]),
      extension: [
        toPatient(),
        fixed('Patient.active', { valueBoolean: true }),
        computed('Patient.generalPractitioner', '%resource.author'),
      ],
    });
    form.addRepetition(get(form, 'name'));
    answer(form, 'given', ['Anne', 'Lise'], 0);
    answer(form, 'family', 'Durand', 0);
    answer(form, 'family', 'Martin', 1);
    answer(form, 'sex', { code: 'female' });
    answer(form, 'born', '1980-05-06');
    answer(form, 'ins', '280056900000000');
    answer(form, 'status', { system: 'urn:m', code: 'M' });
    answer(form, 'twin', 2);
    answer(form, 'elsewhere', 'x');
    const { bundle, diagnostics } = extracted(form);
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(bundle.entry?.[0], {
      fullUrl: 'urn:uuid:id-1',
      request: { method: 'POST', url: 'Patient' },
      resource: {
        resourceType: 'Patient',
        active: true,
        generalPractitioner: [{ reference: 'Practitioner/2' }],
        name: [{ given: ['Anne', 'Lise'], family: 'Durand' }, { family: 'Martin' }],
        gender: 'female',
        birthDate: '1980-05-06',
        identifier: [{ value: '280056900000000', system: 'urn:oid:1.2.250.1.213.1.4.8' }],
        maritalStatus: { coding: [{ system: 'urn:m', code: 'M' }] },
        multipleBirthInteger: 2,
      },
    });
  });

  it('makes one resource for each repetition, that others may refer to by an allocated id', () => {
    const related = 'http://hl7.org/fhir/StructureDefinition/RelatedPerson';
    const form = open({
      ...questionnaire([
        {
          linkId: 'contact',
          repeats: true,
          extension: [
            sdc('definitionExtract', { extension: [{ url: 'definition', valueCanonical: related }] }),
            sdc('definitionExtractValue', {
              extension: [
                { url: 'definition', valueUri: `${related}#RelatedPerson.patient.reference` },
                { url: 'expression', valueExpression: { expression: '%newPatient' } },
              ],
            }),
          ],
          item: [{ linkId: 'who', definition: `${related}#RelatedPerson.name.text` }],
        },
      ]),
      extension: [
        sdc('extractAllocateId', { valueString: 'newPatient' }),
        toPatient({ url: 'fullUrl', valueString: '%newPatient' }),
      ],
    });
    form.addRepetition(get(form, 'contact'));
    form.addRepetition(get(form, 'contact'));
    answer(form, 'who', 'Luc', 0);
    answer(form, 'who', 'Zoé', 2);
    const entries = extracted(form).bundle.entry ?? [];
    const people = entries
      .filter(({ resource }) => resource?.resourceType === 'RelatedPerson')
      .map(({ resource }) => [resource?.['name'], resource?.['patient']]);
    assert.deepEqual(people, [
      [[{ text: 'Luc' }], { reference: 'urn:uuid:id-1' }],
      [[{ text: 'Zoé' }], { reference: 'urn:uuid:id-1' }],
    ]);
    assert.equal(entries.find(({ resource }) => resource?.resourceType === 'Patient')?.fullUrl, 'urn:uuid:id-1');
  });

  it('updates a resource whose id the form holds', () => {
    const form = open({
      ...questionnaire([{ linkId: 'id', definition: `${patient}#Patient.id` }]),
      extension: [toPatient({ url: 'ifMatch', valueString: `'W/"3"'` })],
    });
    answer(form, 'id', '7');
    assert.deepEqual(extracted(form).bundle.entry?.[0]?.request, { method: 'PUT', url: 'Patient/7', ifMatch: 'W/"3"' });
  });

  it('names its profile', () => {
    const profile = 'https://relais.example/StructureDefinition/fr-patient';
    const form = open({
      ...questionnaire([{ linkId: 'n', definition: `${profile}#Patient.name.text` }]),
      extension: [sdc('definitionExtract', { extension: [{ url: 'definition', valueCanonical: profile }] })],
    });
    answer(form, 'n', 'Durand');
    assert.deepEqual(resources(form), [
      { resourceType: 'Patient', meta: { profile: [profile] }, name: [{ text: 'Durand' }] },
    ]);
  });

  it('tells what has no place in the resource and goes on', () => {
    const form = open({
      ...questionnaire([
        { linkId: 'a', definition: `${patient}#Patient.nothing` },
        { linkId: 'b', type: 'boolean', definition: `${patient}#Patient.birthDate` },
        { linkId: 'c', definition: `${patient}#Patient.name.text` },
      ]),
      extension: [toPatient()],
    });
    answer(form, 'a', 'x');
    answer(form, 'b', true);
    answer(form, 'c', 'Durand');
    const { bundle, diagnostics } = extracted(form);
    assert.deepEqual(bundle.entry?.[0]?.resource, { resourceType: 'Patient', name: [{ text: 'Durand' }] });
    assert.deepEqual(
      diagnostics.map(({ code, linkId }) => [code, linkId]),
      [
        ['extraction-failed', 'a'],
        ['extraction-failed', 'b'],
      ],
    );
  });
});

describe('extraction by templates', () => {
  const value = (expression: string) => ({
    extension: [{ url: `${SDC}templateExtractValue`, valueString: expression }],
  });
  const context = (expression: string) => ({
    extension: [{ url: `${SDC}templateExtractContext`, valueString: expression }],
  });
  const contained = [
    {
      resourceType: 'Patient',
      id: 'pat',
      identifier: [{ ...context(`item.where(linkId='ins').answer.value`), system: 'urn:ins', _value: value('$this') }],
      name: [
        {
          ...context(`item.where(linkId='name')`),
          _family: value(`item.where(linkId='family').answer.value`),
          _given: [value(`item.where(linkId='given').answer.value`)],
        },
      ],
      telecom: [
        { ...context(`item.where(linkId='phone').answer.value`), system: 'phone', use: 'home', _value: value('$this') },
        { system: 'url', value: 'https://a.example/' },
      ],
      gender: 'unknown',
      _gender: value(`item.where(linkId='sex').answer.value.code`),
    },
  ] as Resource[];
  const template = sdc('templateExtract', {
    extension: [
      { url: 'template', valueReference: { reference: '#pat' } },
      { url: 'fullUrl', valueString: '%pat' },
      { url: 'ifNoneExist', valueString: `'identifier=' + item.where(linkId='ins').answer.value` },
    ],
  });
  const form = () =>
    open({
      ...questionnaire(
        [
          { linkId: 'ins' },
          {
            linkId: 'name',
            repeats: true,
            item: [{ linkId: 'family' }, { linkId: 'given', repeats: true, type: 'string' }],
          },
          { linkId: 'phone', repeats: true, type: 'string' },
          { linkId: 'sex', type: 'choice' },
        ],
        { contained },
      ),
      extension: [sdc('extractAllocateId', { valueString: 'pat' }), template],
    });

  it('fills a resource: loops, conditions, values in place of others', () => {
    const filled = form();
    answer(filled, 'ins', '123');
    answer(filled, 'family', 'Durand');
    answer(filled, 'given', ['Anne', 'Lise']);
    answer(filled, 'phone', ['01', '06']);
    answer(filled, 'sex', { code: 'female' });
    const { bundle, diagnostics } = extracted(filled);
    assert.deepEqual(diagnostics, []);
    assert.deepEqual(bundle.entry, [
      {
        fullUrl: 'urn:uuid:id-1',
        resource: {
          resourceType: 'Patient',
          identifier: [{ system: 'urn:ins', value: '123' }],
          name: [{ family: 'Durand', given: ['Anne', 'Lise'] }],
          telecom: [
            { system: 'phone', use: 'home', value: '01' },
            { system: 'phone', use: 'home', value: '06' },
            { system: 'url', value: 'https://a.example/' },
          ],
          gender: 'female',
        },
        request: { method: 'POST', url: 'Patient', ifNoneExist: 'identifier=123' },
      },
    ]);
  });

  it('leaves out what has no answer', () => {
    const [resource] = resources(form());
    assert.deepEqual(resource, { resourceType: 'Patient', telecom: [{ system: 'url', value: 'https://a.example/' }] });
  });

  it('on an item makes one resource for each repetition that has answers', () => {
    const note = {
      resourceType: 'Communication',
      id: 'note',
      status: 'completed',
      payload: [{ _contentString: value(`item.where(linkId='text').answer.value`) }],
    } as Resource;
    const filled = open(
      questionnaire(
        [
          {
            linkId: 'note',
            repeats: true,
            extension: [
              sdc('templateExtract', { extension: [{ url: 'template', valueReference: { reference: '#note' } }] }),
            ],
            item: [{ linkId: 'text' }],
          },
        ],
        { contained: [note] },
      ),
    );
    filled.addRepetition(get(filled, 'note'));
    answer(filled, 'text', 'un', 0);
    assert.deepEqual(resources(filled), [
      { resourceType: 'Communication', status: 'completed', payload: [{ contentString: 'un' }] },
    ]);
  });

  it('of a whole bundle gives its entries', () => {
    const bundle = {
      resourceType: 'Bundle',
      id: 'b',
      type: 'transaction',
      entry: [
        {
          fullUrl: 'urn:x',
          resource: { resourceType: 'Basic', _language: value(`item.where(linkId='a').answer.value`) },
          request: { method: 'POST', url: 'Basic' },
        },
      ],
    } as Resource;
    const filled = open({
      ...questionnaire([{ linkId: 'a' }], { contained: [bundle] }),
      extension: [sdc('templateExtractBundle', { valueReference: { reference: '#b' } })],
    });
    answer(filled, 'a', 'fr');
    assert.deepEqual(extracted(filled).bundle.entry, [
      {
        fullUrl: 'urn:x',
        resource: { resourceType: 'Basic', language: 'fr' },
        request: { method: 'POST', url: 'Basic' },
      },
    ]);
  });

  it('tells an expression that fails, a template that is missing and a value that is one too many', () => {
    const bad = {
      resourceType: 'Patient',
      id: 'bad',
      _gender: value('1 + %nobody'),
      _birthDate: value(`item.where(linkId='d').answer.value`),
    } as Resource;
    const missing = sdc('templateExtract', {
      extension: [{ url: 'template', valueReference: { reference: '#none' } }],
    });
    const use = sdc('templateExtract', { extension: [{ url: 'template', valueReference: { reference: '#bad' } }] });
    const filled = open({
      ...questionnaire([{ linkId: 'd', type: 'date', repeats: true }], { contained: [bad] }),
      extension: [missing, use],
    });
    answer(filled, 'd', ['2020', '2021']);
    const { bundle, diagnostics } = extracted(filled);
    assert.deepEqual(bundle.entry?.[0]?.resource, { resourceType: 'Patient', birthDate: '2020' });
    assert.equal(diagnostics.length, 3);
  });
});

describe('extraction', () => {
  const text: Resource = {
    resourceType: 'Patient',
    id: 't',
    _birthDate: {
      extension: [
        { url: `${SDC}templateExtractValue`, valueString: `item.where(linkId='d').answer.children().first()` },
      ],
    },
  };
  const source: Questionnaire = {
    ...questionnaire([{ linkId: 'd', type: 'date' }], { contained: [text] }),
    extension: [sdc('templateExtract', { extension: [{ url: 'template', valueReference: { reference: '#t' } }] })],
  };
  const response: QuestionnaireResponse = {
    resourceType: 'QuestionnaireResponse',
    item: [{ linkId: 'd', answer: [{ valueDate: '1980-05-06' }] }],
  };
  const options = () => ({ newId: ids(), now: () => NOW });

  it('loads the whole engine for what the subset refuses', async () => {
    const { bundle, diagnostics } = await extractFrom(source, response, options());
    assert.deepEqual(
      [bundle.entry?.[0]?.resource, diagnostics],
      [{ resourceType: 'Patient', birthDate: '1980-05-06' }, []],
    );
  });

  it('says so without it', () => {
    const { bundle, diagnostics } = extract(source, response, options());
    assert.deepEqual([bundle.entry, diagnostics.map(({ code }) => code)], [undefined, ['expression-unsupported']]);
  });

  it('of what is no response, or asks for nothing, gives an empty transaction', () => {
    for (const stored of [undefined, { resourceType: 'Patient' }, response]) {
      assert.deepEqual(extract(questionnaire([{ linkId: 'd', type: 'date' }]), stored, options()).bundle, {
        resourceType: 'Bundle',
        type: 'transaction',
      });
    }
  });
});
