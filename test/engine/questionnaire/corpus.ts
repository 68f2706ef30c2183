import type { Extension, Questionnaire } from '@relais/model/fhir';
import { CORE, dynamic, expression, questionnaire, SDC, variable } from './support.ts';
import type { Given } from './support.ts';

const value = (linkId: string) => `%resource.repeat(item).where(linkId='${linkId}').answer.value`;
const calculated = (text: string): Extension => expression('calculatedExpression', text);
const enabledIf = (text: string): Extension => expression('enableWhenExpression', text);
const weighted = (code: string, display: string, weight: number) => ({
  valueCoding: { system: 'https://relais.example/frequence', code, display },
  extension: [{ url: `${CORE}itemWeight`, valueDecimal: weight }],
});
const limit = (name: string, text: string, key: string): Extension => ({
  url: CORE + name,
  [`_${key}`]: dynamic(text),
});
const constraint = (key: string, text: string, human: string): Extension => ({
  url: `${CORE}targetConstraint`,
  extension: [
    { url: 'key', valueCode: key },
    { url: 'severity', valueCode: 'error' },
    { ...expression('x', text), url: 'expression' },
    { url: 'human', valueString: human },
  ],
});

const measures: Questionnaire = {
  ...questionnaire([
    {
      linkId: 'constantes',
      text: 'Constantes',
      item: [
        { linkId: 'poids', type: 'decimal', extension: [{ url: `${CORE}minValue`, valueDecimal: 0.5 }] },
        { linkId: 'taille', type: 'decimal' },
        { linkId: 'imc', type: 'decimal', readOnly: true, extension: [calculated('(%kg / %m.power(2)).round(1)')] },
        { linkId: 'pas', type: 'integer' },
        { linkId: 'pad', type: 'integer' },
      ],
      extension: [
        constraint(
          'pa',
          `item.where(linkId='pad').answer.value < item.where(linkId='pas').answer.value`,
          'La diastolique dépasse la systolique.',
        ),
      ],
    },
    { linkId: 'obesite', text: 'Conseil', type: 'display', extension: [enabledIf(`${value('imc')} >= 30`)] },
    { linkId: 'hta', type: 'boolean', extension: [calculated(`${value('pas')} >= 140 or ${value('pad')} >= 90`)] },
    {
      linkId: 'resume',
      _text: dynamic(`iif(${value('imc')}.exists(), 'IMC ' & ${value('imc')}.toString(), 'IMC inconnu')`),
      type: 'display',
    },
    {
      linkId: 'pam',
      type: 'decimal',
      extension: [calculated(`(${value('pad')} + (${value('pas')} - ${value('pad')}) / 3).round(0)`)],
    },
  ]),
  extension: [variable('kg', value('poids')), variable('m', `${value('taille')} / 100`)],
};

const frequency = [
  weighted('0', 'Jamais', 0),
  weighted('1', 'Plusieurs jours', 1),
  weighted('2', 'Plus de la moitié du temps', 2),
  weighted('3', 'Presque tous les jours', 3),
];
const scale = questionnaire([
  {
    linkId: 'echelle',
    item: ['nervosite', 'soucis', 'repos', 'irritabilite'].map((linkId): Given => ({
      linkId,
      type: 'choice',
      required: true,
      answerOption: frequency,
    })),
  },
  {
    linkId: 'total',
    type: 'integer',
    extension: [calculated(`%resource.item.where(linkId='echelle').item.answer.value.weight().sum()`)],
  },
  {
    linkId: 'repondu',
    type: 'integer',
    extension: [calculated(`%resource.item.where(linkId='echelle').item.where(answer.exists()).count()`)],
  },
  {
    linkId: 'niveau',
    extension: [
      calculated(
        `iif(%resource.item.where(linkId='repondu').answer.value < 4, 'incomplet', iif(${value('total')} >= 10, 'élevé', iif(${value('total')} >= 5, 'modéré', 'faible')))`,
      ),
    ],
  },
  { linkId: 'suite', extension: [enabledIf(`${value('total')} >= 5 and ${value('soucis')}.code in ('2' | '3')`)] },
  {
    linkId: 'moyenne',
    type: 'decimal',
    extension: [
      calculated(`%resource.item.where(linkId='echelle').item.answer.value.ofType(Coding).weight().avg().round(2)`),
    ],
  },
]);

const treatments = questionnaire([
  {
    linkId: 'traitement',
    repeats: true,
    extension: [
      variable('dose', `item.where(linkId='dose').answer.value`),
      variable('prises', `item.where(linkId='prises').answer.value`),
    ],
    item: [
      { linkId: 'nom' },
      { linkId: 'dose', type: 'decimal' },
      { linkId: 'prises', type: 'integer' },
      { linkId: 'jour', type: 'decimal', extension: [calculated('%dose * %prises')] },
      { linkId: 'fort', extension: [enabledIf('%dose * %prises > 3')] },
    ],
  },
  {
    linkId: 'liste',
    extension: [
      calculated(`%resource.item.where(linkId='traitement').item.where(linkId='nom').answer.value.join(', ')`),
    ],
  },
  {
    linkId: 'nombre',
    type: 'integer',
    extension: [
      calculated(`%resource.item.where(linkId='traitement').where(item.where(linkId='nom').answer.exists()).count()`),
    ],
  },
  { linkId: 'cumul', type: 'decimal', extension: [calculated(`${value('jour')}.sum()`)] },
  {
    linkId: 'premier',
    extension: [calculated(`%resource.item.where(linkId='traitement').first().item.where(linkId='nom').answer.value`)],
  },
  {
    linkId: 'lequel',
    type: 'open-choice',
    extension: [
      expression('answerExpression', `%resource.item.where(linkId='traitement').item.where(linkId='nom').answer.value`),
    ],
  },
]);

const dates = questionnaire([
  { linkId: 'naissance', type: 'date', extension: [limit('maxValue', 'today()', 'valueDate')] },
  { linkId: 'majeur', type: 'boolean', extension: [calculated(`${value('naissance')} <= today() - 18 years`)] },
  {
    linkId: 'vaccin',
    type: 'date',
    extension: [limit('minValue', value('naissance'), 'valueDate'), limit('maxValue', 'today()', 'valueDate')],
  },
  { linkId: 'rappel', type: 'date', extension: [calculated(`${value('vaccin')} + 6 months`)] },
  { linkId: 'enRetard', type: 'boolean', extension: [calculated(`${value('rappel')} < today()`)] },
  {
    linkId: 'annee',
    type: 'integer',
    extension: [calculated(`${value('naissance')}.toString().substring(0, 4).toInteger()`)],
  },
  {
    linkId: 'tuteur',
    _required: dynamic(`${value('majeur')} = false`),
    _text: dynamic(`'Représentant légal' & iif(${value('majeur')} = false, ' (obligatoire)', '')`),
  },
]);

const red = { system: 'https://relais.example/s', code: 'fievre', display: 'Fièvre' };
const none = { system: 'https://relais.example/s', code: 'aucun', display: 'Aucun' };
const choices = questionnaire([
  {
    linkId: 'sexe',
    type: 'choice',
    answerOption: [{ valueCoding: { code: 'F', display: 'Femme' } }, { valueCoding: { code: 'M', display: 'Homme' } }],
  },
  {
    linkId: 'signes',
    type: 'choice',
    repeats: true,
    answerOption: [
      { valueCoding: red },
      { valueCoding: { code: 'grossesse', display: 'Grossesse' } },
      { valueCoding: none, extension: [{ url: `${CORE}questionnaire-optionExclusive`, valueBoolean: true }] },
    ],
    extension: [
      {
        url: `${SDC}answerOptionsToggleExpression`,
        extension: [
          { url: 'option', valueCoding: { code: 'grossesse', display: 'Grossesse' } },
          { ...expression('x', `${value('sexe')}.code != 'M'`), url: 'expression' },
        ],
      },
    ],
  },
  {
    linkId: 'temperature',
    type: 'decimal',
    extension: [enabledIf(`${value('signes')}.where(code = 'fievre').exists()`)],
  },
  {
    linkId: 'alerte',
    type: 'boolean',
    extension: [calculated(`${value('signes')}.code contains 'grossesse' and ${value('temperature')} > 38.5`)],
  },
  { linkId: 'nombre', type: 'integer', extension: [calculated(`${value('signes')}.distinct().count()`)] },
]);

const weight = {
  url: `${CORE}questionnaire-unitOption`,
  valueCoding: { system: 'http://unitsofmeasure.org', code: 'kg', display: 'kg' },
};
const dosing = questionnaire([
  { linkId: 'poids', type: 'quantity', extension: [weight] },
  { linkId: 'nourrisson', type: 'boolean', extension: [calculated(`${value('poids')} < 10 'kg'`)] },
  { linkId: 'parKilo', type: 'decimal' },
  {
    linkId: 'mg',
    type: 'decimal',
    extension: [calculated(`(${value('poids')}.value * ${value('parKilo')}).round(0)`)],
  },
  {
    linkId: 'note',
    extension: [
      calculated(`iif(${value('mg')} is Decimal or ${value('mg')}.exists(), ${value('mg')}.toString() & ' mg', {})`),
    ],
  },
]);

const filledIn: Questionnaire = {
  ...questionnaire([
    {
      linkId: 'nom',
      extension: [expression('initialExpression', `%patient.name.where(use='official').first().family`)],
    },
    { linkId: 'prenoms', extension: [expression('initialExpression', `%patient.name.first().given.join(' ')`)] },
    { linkId: 'naissance', type: 'date', extension: [expression('initialExpression', '%patient.birthDate')] },
    { linkId: 'jour', type: 'date', extension: [expression('initialExpression', 'today()')] },
    {
      linkId: 'mobile',
      extension: [
        expression('initialExpression', `%patient.telecom.where(system='phone' and use='mobile').value.first()`),
      ],
    },
    { linkId: 'femme', type: 'boolean', extension: [calculated(`%patient.gender = 'female'`)] },
    { linkId: 'majeur', type: 'boolean', extension: [calculated(`%patient.birthDate <= today() - 18 years`)] },
  ]),
  extension: [
    {
      url: `${SDC}launchContext`,
      extension: [
        { url: 'name', valueCoding: { code: 'patient' } },
        { url: 'type', valueCode: 'Patient' },
      ],
    },
  ],
};

/** Forms of ours that use every kind of expression, for tests that go through all of them. */
export const corpus: Readonly<Record<string, Questionnaire>> = {
  measures,
  scale,
  treatments,
  dates,
  choices,
  dosing,
  filledIn,
};

/** The launch context these forms may ask for. */
export const context = {
  patient: {
    resourceType: 'Patient',
    id: 'p1',
    gender: 'female',
    birthDate: '1975-06-15',
    name: [{ use: 'official', family: 'Durand', given: ['Anne', 'Marie'] }],
    telecom: [{ system: 'phone', use: 'mobile', value: '0600000000' }],
  },
};

const frequencySet = {
  resourceType: 'ValueSet',
  id: 'vs',
  url: 'urn:vs',
  compose: {
    include: [{ system: 'urn:s', concept: [{ code: 'a', display: 'A' }, { code: 'b' }] }],
    exclude: [{ system: 'urn:s', concept: [{ code: 'b' }] }],
  },
};
const patientTemplate = {
  resourceType: 'Patient',
  id: 'pat',
  name: [
    {
      extension: [{ url: `${SDC}templateExtractContext`, valueString: `item.where(linkId='text')` }],
      _family: { extension: [{ url: `${SDC}templateExtractValue`, valueString: 'answer.value' }] },
    },
  ],
};
const patientUrl = 'http://hl7.org/fhir/StructureDefinition/Patient';

/** One form with every element and extension the engine looks at, to be spoilt in tests. */
export const everything: Questionnaire = {
  ...questionnaire(
    [
      {
        linkId: 'text',
        prefix: '1',
        maxLength: 9,
        definition: `${patientUrl}#Patient.name.text`,
        extension: [
          { url: `${CORE}minLength`, valueInteger: 1 },
          { url: `${CORE}regex`, valueString: '[a-z]+' },
          { url: `${CORE}entryFormat`, valueString: 'abc' },
        ],
        _text: {
          extension: [
            {
              url: `${CORE}translation`,
              extension: [
                { url: 'lang', valueCode: 'en' },
                { url: 'content', valueString: 'Text' },
              ],
            },
          ],
        },
      },
      {
        linkId: 'number',
        type: 'decimal',
        code: [{ system: 'urn:c', code: '1' }],
        extension: [
          { url: `${CORE}maxDecimalPlaces`, valueInteger: 1 },
          { url: `${CORE}questionnaire-unit`, valueCoding: { code: 'kg' } },
          { url: `${SDC}observationExtract`, valueBoolean: true },
          { url: `${CORE}minValue`, valueDecimal: 0 },
        ],
      },
      {
        linkId: 'quantity',
        type: 'quantity',
        initial: [{ valueQuantity: { unit: 'kg' } }],
        extension: [
          { url: `${CORE}questionnaire-unitOption`, valueCoding: { code: 'kg' } },
          { url: `${SDC}maxQuantity`, valueQuantity: { value: 3, code: 'g' } },
          { url: `${CORE}questionnaire-unitValueSet`, valueCanonical: '#vs' },
        ],
      },
      {
        linkId: 'set',
        type: 'choice',
        repeats: true,
        answerValueSet: '#vs',
        extension: [
          { url: `${CORE}questionnaire-maxOccurs`, valueInteger: 2 },
          { url: `${CORE}questionnaire-itemControl`, valueCodeableConcept: { coding: [{ code: 'check-box' }] } },
        ],
      },
      {
        linkId: 'file',
        type: 'attachment',
        extension: [
          { url: `${CORE}mimeType`, valueCode: 'image/*' },
          { url: `${CORE}maxSize`, valueDecimal: 9 },
        ],
      },
      {
        linkId: 'person',
        type: 'reference',
        extension: [
          { url: `${CORE}questionnaire-referenceResource`, valueCode: 'Patient' },
          { url: `${SDC}isSubject`, valueBoolean: true },
        ],
      },
      {
        linkId: 'rows',
        repeats: true,
        required: true,
        item: [
          {
            linkId: 'cell',
            type: 'string',
            enableBehavior: 'all',
            enableWhen: [
              { question: 'text', operator: 'exists', answerBoolean: true },
              { question: 'number', operator: '>', answerDecimal: 1 },
            ],
          },
        ],
      },
      {
        linkId: 'hidden',
        readOnly: true,
        extension: [
          { url: `${CORE}questionnaire-hidden`, valueBoolean: true },
          { url: `${CORE}questionnaire-signatureRequired`, valueCodeableConcept: {} },
        ],
      },
    ],
    { language: 'fr', contained: [frequencySet, patientTemplate] as never },
  ),
  extension: [
    {
      url: `${SDC}templateExtract`,
      extension: [
        { url: 'template', valueReference: { reference: '#pat' } },
        { url: 'fullUrl', valueString: '%id' },
      ],
    },
    { url: `${SDC}definitionExtract`, extension: [{ url: 'definition', valueCanonical: patientUrl }] },
    {
      url: `${SDC}definitionExtractValue`,
      extension: [
        { url: 'definition', valueUri: `${patientUrl}#Patient.active` },
        { url: 'fixed-value', valueBoolean: true },
      ],
    },
    { url: `${SDC}extractAllocateId`, valueString: 'id' },
    constraint('c', `item.where(linkId='text').exists()`, 'Un texte.'),
  ],
};
