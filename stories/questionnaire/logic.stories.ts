import type { Bundle, Coding, QuestionnaireItem } from '@relais/sdk/questionnaire';
import type { Meta } from '@storybook/web-components-vite';
import { act, shared, type Args, type Story } from './template.ts';
import {
  answerOf,
  ask,
  choices,
  coding,
  computed,
  control,
  core,
  EXAMPLE,
  exampleForm,
  fhirpath,
  form,
  group,
  sdc,
  UCUM,
  unit,
  when,
} from './write.ts';

const meta: Meta<Args> = { ...shared, title: 'Questionnaire/Logic' };

export default meta;

/** A question is asked when another one is answered so: every operator. */
export const Conditions: Story = {
  args: {
    questionnaire: exampleForm('Toux et fièvre', [
      ask('integer', 'jours', 'Depuis combien de jours toussez-vous ?'),
      ask(
        'string',
        'exists',
        'Votre toux est-elle grasse ou sèche ?',
        when('jours', 'exists', { answerBoolean: true }),
      ),
      ask('string', 'equal', 'Que faisiez-vous au premier jour ?', when('jours', '=', { answerInteger: 1 })),
      ask('string', 'unequal', 'La toux vous réveille-t-elle ?', when('jours', '!=', { answerInteger: 1 })),
      ask('string', 'above', 'Avez-vous consulté ?', when('jours', '>', { answerInteger: 21 })),
      ask('string', 'below', 'Prenez-vous un sirop ?', when('jours', '<', { answerInteger: 21 })),
      ask('string', 'atleast', 'Avez-vous passé une radiographie ?', when('jours', '>=', { answerInteger: 21 })),
      ask('string', 'atmost', 'Prenez-vous du miel ?', when('jours', '<=', { answerInteger: 21 })),
    ]),
  },
  play: act(async (filler) => {
    filler.shows('réveille');
    filler.hides('grasse', 'premier jour', 'consulté', 'sirop', 'radiographie', 'miel');
    await filler.type('Depuis combien de jours', '1');
    filler.shows('grasse', 'premier jour', 'sirop', 'miel');
    filler.hides('réveille', 'consulté', 'radiographie');
    await filler.type('Depuis combien de jours', '21');
    filler.shows('grasse', 'réveille', 'radiographie', 'miel');
    filler.hides('premier jour', 'consulté', 'sirop');
  }),
};

/** All conditions together, or any of them; what is asked no longer keeps its answer for the case that it is asked again. */
export const AllOrAny: Story = {
  args: {
    questionnaire: exampleForm('Plaie', [
      ask('boolean', 'profonde', 'La plaie est-elle profonde ?'),
      ask('boolean', 'souillee', 'La plaie est-elle souillée ?'),
      ask('string', 'all', 'Décrivez ce qui l’a souillée en profondeur', {
        enableBehavior: 'all',
        enableWhen: bothWounds(),
      }),
      ask('date', 'any', 'Date du dernier rappel antitétanique', { enableBehavior: 'any', enableWhen: bothWounds() }),
    ]),
  },
  play: act(async (filler) => {
    await filler.choose('La plaie est-elle profonde', 'Oui');
    filler.shows('antitétanique');
    filler.hides('Décrivez');
    await filler.choose('La plaie est-elle souillée', 'Oui');
    await filler.type('Décrivez', 'De la terre');
    filler.has('all', 'De la terre');
    await filler.choose('La plaie est-elle souillée', 'Non');
    filler.has('all');
    await filler.choose('La plaie est-elle souillée', 'Oui');
    filler.has('all', 'De la terre');
  }),
};

function bothWounds(): NonNullable<QuestionnaireItem['enableWhen']> {
  return ['profonde', 'souillee'].map((question) => ({ question, operator: '=', answerBoolean: true }));
}

/** In a repeated group, a condition looks at its own repetition, a question inside a question at its own answer. */
export const ConditionsInRepetitions: Story = {
  args: {
    questionnaire: exampleForm('Traitements', [
      group(
        'traitement',
        'Traitement',
        [
          ask('string', 'nom', 'Nom du médicament'),
          ask('boolean', 'arrete', 'L’avez-vous arrêté ?', {
            item: [ask('string', 'raison', 'Pour quelle raison ?', when('arrete', '=', { answerBoolean: true }))],
          }),
          ask('date', 'fin', 'Depuis quand ?', when('arrete', '=', { answerBoolean: true })),
        ],
        { repeats: true },
      ),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Nom du médicament', 'Bisoprolol');
    await filler.press('Ajouter');
    await filler.type('Nom du médicament', 'Amoxicilline', 1);
    const [, second] = filler.sets('L’avez-vous arrêté');
    await filler.chooseIn(second, 'Oui');
    filler.same(filler.count('Pour quelle raison'), 1, 'reasons asked for');
    await filler.type('Pour quelle raison', 'Urticaire');
    filler.has('raison', 'Urticaire');
    filler.has('arrete', true);
  }),
};

/** A condition in FHIRPath may compute. */
export const ConditionByExpression: Story = {
  args: {
    questionnaire: exampleForm('Hydratation', [
      ask('integer', 'verres', 'Verres d’eau bus hier'),
      ask('integer', 'tasses', 'Tasses de thé ou de café bues hier'),
      ask('text', 'pourquoi', 'Qu’est-ce qui vous empêche de boire davantage ?', {
        extension: [sdc('enableWhenExpression', fhirpath(`${answerOf('verres')} + ${answerOf('tasses')} < 5`))],
      }),
    ]),
  },
  play: act(async (filler) => {
    filler.hides('empêche');
    await filler.type('Verres', '2');
    await filler.type('Tasses', '1');
    filler.shows('empêche');
    await filler.type('Verres', '6');
    filler.hides('empêche');
  }),
};

const patient = {
  resourceType: 'Patient',
  id: 'p1',
  birthDate: '1980-03-31',
  name: [{ family: 'Delaunay', given: ['Capucine'] }],
  address: [{ city: 'Saint-Aubin-des-Prés' }],
};

/** Answers to start from, taken from who the form is about. They can be changed, and are not taken again. */
export const LaunchContext: Story = {
  args: {
    launchContext: { patient },
    questionnaire: form(
      'Vos coordonnées',
      [
        ask('string', 'nom', 'Nom', { extension: [initially('%patient.name.family')] }),
        ask('date', 'naissance', 'Date de naissance', { extension: [initially('%patient.birthDate')], readOnly: true }),
        ask('string', 'commune', 'Commune', { extension: [initially('%patient.address.city')] }),
      ],
      {
        extension: [
          {
            url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-launchContext',
            extension: [
              { url: 'name', valueCoding: { code: 'patient' } },
              { url: 'type', valueCode: 'Patient' },
            ],
          },
        ],
      },
    ),
  },
  play: act(async (filler) => {
    filler.has('nom', 'Delaunay');
    filler.has('naissance', '1980-03-31');
    await filler.type('Commune', 'Le Gué-Blanc');
    filler.has('commune', 'Le Gué-Blanc');
  }),
};

function initially(expression: string): ReturnType<typeof sdc> {
  return sdc('initialExpression', fhirpath(expression));
}

/** Follows its sources, until somebody writes over it; their answer then stands until they give it back. */
export const CalculatedAnswer: Story = {
  args: {
    questionnaire: exampleForm(
      'Corpulence',
      [
        ask('decimal', 'poids', 'Poids (kg)'),
        ask('decimal', 'taille', 'Taille (m)'),
        ask('decimal', 'imc', 'Indice de masse corporelle', {
          extension: [sdc('calculatedExpression', fhirpath('(%poids / (%taille * %taille)).round(1)'))],
        }),
      ],
      {
        extension: [
          core('variable', fhirpath(answerOf('poids'), 'poids')),
          core('variable', fhirpath(answerOf('taille'), 'taille')),
        ],
      },
    ),
  },
  play: act(async (filler) => {
    await filler.type('Poids', '70');
    await filler.type('Taille', '1,75');
    filler.has('imc', 22.9);
    await filler.type('Indice', '23');
    await filler.type('Poids', '90');
    filler.has('imc', 23);
    filler.shows('Modifiée à la main');
    await filler.press('Revenir à la valeur calculée');
    filler.has('imc', 29.4);
  }),
};

/** A variable of a repeated group has its own value in each repetition. */
export const VariablesInRepetitions: Story = {
  args: {
    questionnaire: exampleForm('Prises', [
      group(
        'prise',
        'Médicament',
        [
          ask('integer', 'comprimes', 'Comprimés par prise'),
          ask('integer', 'prises', 'Prises par jour'),
          ask('integer', 'total', 'Comprimés par jour', {
            readOnly: true,
            extension: [sdc('calculatedExpression', fhirpath('%parPrise * %parJour'))],
          }),
        ],
        {
          repeats: true,
          extension: [
            core('variable', fhirpath("item.where(linkId='comprimes').answer.value", 'parPrise')),
            core('variable', fhirpath("item.where(linkId='prises').answer.value", 'parJour')),
          ],
        },
      ),
      ask('integer', 'somme', 'Comprimés par jour en tout', {
        readOnly: true,
        extension: [
          sdc(
            'calculatedExpression',
            fhirpath("%resource.item.where(linkId='prise').item.where(linkId='total').answer.value.sum()"),
          ),
        ],
      }),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Comprimés par prise', '2');
    await filler.type('Prises par jour', '3');
    await filler.press('Ajouter');
    await filler.type('Comprimés par prise', '1', 1);
    await filler.type('Prises par jour', '4', 1);
    filler.has('total', 6, 4);
    filler.has('somme', 10);
  }),
};

/** Choices taken from other answers. */
export const ChoicesByExpression: Story = {
  args: {
    questionnaire: form('Personnes à prévenir', [
      ask('string', 'proches', 'Vos proches', { repeats: true }),
      ask('choice', 'premier', 'Qui prévenir en premier ?', {
        extension: [control('radio-button'), sdc('answerExpression', fhirpath(answerOf('proches')))],
      }),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Vos proches', 'Ada');
    await filler.press('Ajouter une réponse');
    await filler.type('Vos proches', 'Noé', 1);
    await filler.choose('Qui prévenir', 'Noé');
    filler.has('premier', 'Noé');
  }),
};

/** Choices that another answer switches off. One already chosen is then told. */
export const ChoicesSwitchedOff: Story = {
  args: {
    questionnaire: exampleForm('Rendez-vous', [
      ask('boolean', 'escaliers', 'Pouvez-vous monter un escalier ?'),
      ask('choice', 'lieu', 'Lieu du rendez-vous', {
        ...choices('Pôle santé du Moulin', 'Cabinet à l’étage', 'À domicile'),
        extension: [
          {
            url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-answerOptionsToggleExpression',
            extension: [
              { url: 'option', valueCoding: coding('Cabinet à l’étage') },
              { url: 'expression', ...fhirpath(`${answerOf('escaliers')} = true`) },
            ],
          },
        ],
      }),
    ]),
  },
  play: act(async (filler) => {
    await filler.choose('Pouvez-vous monter', 'Oui');
    await filler.choose('Lieu du rendez-vous', 'Cabinet à l’étage');
    filler.has('lieu', 'Cabinet à l’étage');
    await filler.choose('Pouvez-vous monter', 'Non');
    filler.tells('La réponse «\xa0Cabinet à l’étage\xa0» ne fait pas (ou plus) partie des choix.');
  }),
};

/** A text, whether an answer is asked for, whether it may be changed, and its limits, each computed from other answers. */
export const ComputedParts: Story = {
  args: {
    questionnaire: exampleForm('Sommeil', [
      ask('string', 'prenom', 'Prénom de l’enfant'),
      ask('integer', 'age', 'Âge de l’enfant (années)'),
      ask('boolean', 'reveils', 'Se réveille-t-il la nuit ?', {
        _text: computed(`'La nuit, ' + ${answerOf('prenom')} + ' se réveille-t-il ?'`),
        _required: computed(`${answerOf('age')} < 6`),
      }),
      ask('integer', 'siestes', 'Siestes par semaine', {
        _readOnly: computed(`${answerOf('age')} >= 6`),
        extension: [
          {
            url: 'http://hl7.org/fhir/StructureDefinition/minValue',
            _valueInteger: computed(`iif(${answerOf('age')} < 3, 7, 0)`),
          },
          {
            url: 'http://hl7.org/fhir/StructureDefinition/maxValue',
            _valueInteger: computed(`iif(${answerOf('age')} < 3, 21, 7)`),
          },
        ],
      }),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Prénom', 'Noé');
    await filler.type('Âge', '2');
    filler.shows('La nuit, Noé se réveille-t-il ? * (obligatoire)');
    await filler.type('Siestes', '3');
    filler.tells('La valeur minimale est 7.');
    await filler.type('Âge', '4');
    await filler.type('Siestes', '9');
    filler.tells('La valeur maximale est 7.');
    await filler.type('Âge', '8');
    filler.same(filler.field('Siestes').readOnly, true, 'no longer to be changed');
  }),
};

const record: Bundle = {
  resourceType: 'Bundle',
  type: 'collection',
  entry: [
    medication('m1', 'Metformine 500 mg'),
    medication('m2', 'Ramipril 5 mg'),
    {
      resource: {
        resourceType: 'Observation',
        id: 'o1',
        status: 'final',
        code: { coding: [{ system: 'http://loinc.org', code: '29463-7' }] },
        subject: { reference: 'Patient/p1' },
        effectiveDateTime: '2026-11-02',
        valueQuantity: { value: 71.5, unit: 'kg', system: UCUM, code: 'kg' },
      },
    },
  ],
};

function medication(id: string, text: string): object {
  return {
    resource: {
      resourceType: 'MedicationStatement',
      id,
      status: 'active',
      subject: { reference: 'Patient/p1' },
      medicationCodeableConcept: { text },
    },
  };
}

/** Filled from resources the host has at hand: one repetition for each that is found, the latest measure of a code. */
export const FilledFromRecord: Story = {
  args: {
    launchContext: { patient },
    bundle: record,
    questionnaire: exampleForm(
      'Conciliation',
      [
        group(
          'traitement',
          'Traitement en cours',
          [
            ask('string', 'nom', 'Médicament', { extension: [initially('%traitement.medication.text')] }),
            ask('boolean', 'pris', 'Le prenez-vous encore ?'),
          ],
          {
            repeats: true,
            extension: [
              sdc('itemPopulationContext', {
                valueExpression: {
                  name: 'traitement',
                  language: 'application/x-fhir-query',
                  expression: 'MedicationStatement?patient={{%patient.id}}&status=active',
                },
              }),
            ],
          },
        ),
        ask('decimal', 'poids', 'Dernier poids connu (kg)', {
          extension: [initially('%poids.value.value')],
        }),
      ],
      {
        extension: [
          {
            url: 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-launchContext',
            extension: [
              { url: 'name', valueCoding: { code: 'patient' } },
              { url: 'type', valueCode: 'Patient' },
            ],
          },
          core('variable', {
            valueExpression: {
              name: 'mesures',
              language: 'application/x-fhir-query',
              expression: 'Observation?code=29463-7&patient={{%patient.id}}&_sort=-date&_count=1',
            },
          }),
          core('variable', fhirpath('%mesures.entry.resource', 'poids')),
        ],
      },
    ),
  },
  play: act(async (filler) => {
    await filler.until('the record has been read', () => filler.answers('nom').length === 2);
    filler.has('nom', 'Metformine 500 mg', 'Ramipril 5 mg');
    filler.has('poids', 71.5);
  }),
};

/** A rule across answers, with words of its own; a warning holds nobody back. */
export const Constraints: Story = {
  args: {
    questionnaire: exampleForm('Tension artérielle', [
      group(
        'tension',
        'Mesure au repos',
        [ask('integer', 'systolique', 'Systolique (mmHg)'), ask('integer', 'diastolique', 'Diastolique (mmHg)')],
        {
          extension: [
            constraint(
              'ordre',
              'error',
              'La systolique est plus grande que la diastolique.',
              `${inGroup('systolique')} > ${inGroup('diastolique')}`,
            ),
            constraint(
              'ecart',
              'warning',
              'Un écart aussi faible est rare : vérifiez la mesure.',
              `${inGroup('systolique')} - ${inGroup('diastolique')} > 20`,
            ),
          ],
        },
      ),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Systolique', '80');
    await filler.type('Diastolique', '120');
    await filler.press('Terminer');
    filler.tells('La systolique est plus grande', 'Un écart aussi faible');
    await filler.type('Systolique', '135');
    filler.tells('Un écart aussi faible');
    filler.same(filler.element.checkValidity(), true, 'a warning holds nobody back');
  }),
};

function inGroup(linkId: string): string {
  return `item.where(linkId='${linkId}').answer.value`;
}

function constraint(key: string, severity: string, human: string, expression: string): ReturnType<typeof core> {
  return {
    url: 'http://hl7.org/fhir/StructureDefinition/targetConstraint',
    extension: [
      { url: 'key', valueId: key },
      { url: 'severity', valueCode: severity },
      { url: 'human', valueString: human },
      { url: 'expression', ...fhirpath(expression) },
    ],
  };
}

/** Least and greatest values, decimal places, lengths, and a pattern with the format it stands for. */
export const Limits: Story = {
  args: {
    questionnaire: exampleForm('Limites', [
      ask('decimal', 'temperature', 'Température (°C)', {
        extension: [
          core('minValue', { valueDecimal: 34 }),
          core('maxValue', { valueDecimal: 43 }),
          core('maxDecimalPlaces', { valueInteger: 1 }),
        ],
      }),
      ask('date', 'debut', 'Début de l’arrêt de travail', {
        extension: [core('minValue', { valueDate: '2026-11-01' })],
      }),
      ask('string', 'note', 'En quelques mots', { maxLength: 40, extension: [core('minLength', { valueInteger: 5 })] }),
      ask('string', 'postal', 'Code postal', {
        extension: [core('regex', { valueString: '[0-9]{5}' }), core('entryFormat', { valueString: '5 chiffres' })],
      }),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Température', '372');
    await filler.type('Début', '31/10/2026');
    await filler.type('En quelques mots', 'Mal');
    await filler.type('Code postal', '5412');
    filler.tells(
      'La valeur maximale est 43.',
      'La valeur minimale est 1er novembre 2026.',
      'Au moins 5 caractères.',
      'Ce n’est pas le format attendu : 5 chiffres.',
    );
    await filler.type('Température', '37,25');
    filler.shows('Pas plus de 1 chiffre après la virgule.');
    await filler.type('Température', '37,2');
    await filler.type('Code postal', '54120');
    filler.tells('La valeur minimale est', 'Au moins 5');
  }),
};

/** Several answers to one question, and whole groups again, as many times as the form allows. */
export const Repetitions: Story = {
  args: {
    questionnaire: form('Contacts', [
      ask('string', 'telephones', 'Numéros de téléphone', {
        repeats: true,
        required: true,
        extension: [core('questionnaire-minOccurs', { valueInteger: 2 })],
      }),
      group('aidants', 'Aidant', [ask('string', 'nom', 'Nom de l’aidant'), ask('string', 'lien', 'Lien')], {
        repeats: true,
        extension: [core('questionnaire-maxOccurs', { valueInteger: 2 })],
      }),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Numéros', '06 39 98 12 34');
    filler.tells('Il faut au moins 2 réponses.');
    await filler.press('Ajouter une réponse');
    await filler.type('Numéros', '01 99 00 12 34', 1);
    filler.tells();
    await filler.type('Nom de l’aidant', 'Ada');
    await filler.press('Ajouter : Aidant');
    await filler.type('Nom de l’aidant', 'Noé', 1);
    filler.hides('Ajouter : Aidant');
    await filler.press('Retirer : Aidant (1 sur 2)');
    filler.has('nom', 'Noé');
  }),
};

/** One choice excludes all others. */
export const ExclusiveChoice: Story = {
  args: {
    questionnaire: exampleForm('Allergies', [
      ask('choice', 'allergies', 'Allergies connues', {
        repeats: true,
        answerOption: withNone('Pollens', 'Arachide', 'Latex'),
      }),
    ]),
  },
  play: act(async (filler) => {
    await filler.choose('Allergies', 'Pollens', 'Latex');
    filler.has('allergies', 'Pollens', 'Latex');
    await filler.choose('Allergies', 'Aucune');
    filler.has('allergies', 'Aucune');
    await filler.choose('Allergies', 'Arachide');
    filler.has('allergies', 'Arachide');
  }),
};

function withNone(...words: readonly string[]): NonNullable<QuestionnaireItem['answerOption']> {
  const none = {
    valueCoding: coding('Aucune'),
    extension: [core('questionnaire-optionExclusive', { valueBoolean: true })],
  };
  return [...(choices(...words).answerOption ?? []), none];
}

/** Choices with weights, and their sum. */
export const Score: Story = {
  args: {
    questionnaire: exampleForm('Gêne au quotidien', [
      ...['Marcher', 'Dormir', 'Se laver'].map((what, index) =>
        ask('choice', `gene${index}`, what, { answerOption: weighted('Pas gêné', 'Un peu gêné', 'Très gêné') }),
      ),
      ask('integer', 'score', 'Gêne sur 6', {
        readOnly: true,
        extension: [
          sdc(
            'calculatedExpression',
            fhirpath("%resource.item.where(linkId.startsWith('gene')).answer.value.weight().sum()"),
          ),
        ],
      }),
    ]),
  },
  play: act(async (filler) => {
    await filler.choose('Marcher', 'Un peu gêné');
    await filler.choose('Dormir', 'Très gêné');
    await filler.choose('Se laver', 'Pas gêné');
    filler.has('score', 3);
  }),
};

function weighted(...words: readonly string[]): NonNullable<QuestionnaireItem['answerOption']> {
  return words.map((display, weight) => ({
    valueCoding: { ...coding(display), extension: [core('itemWeight', { valueDecimal: weight })] },
  }));
}

const PLACES = ['Arles-sur-Lorme', 'Beaupré', 'Le Gué-Blanc', 'Saint-Aubin-des-Prés', 'Vaux-les-Tilleuls'].map(coding);

/** Whether the server of one list is out of reach, as it is when the form is opened. */
let isOutOfReach = true;

/**
 * The host gives the lists the form does not hold: all of one at once, another one only by searching; a third one fails, until
 * it is asked for again.
 */
export const HostTerminology: Story = {
  args: {
    terminology: ({ valueSet, filter }): Promise<readonly Coding[]> => {
      if (valueSet.endsWith('perdu') && isOutOfReach) return Promise.reject(new Error('out of reach'));
      const wanted = filter?.toLocaleLowerCase() ?? '';
      return Promise.resolve(PLACES.filter(({ display }) => display?.toLocaleLowerCase().includes(wanted)));
    },
    questionnaire: form('Où habitez-vous ?', [
      ask('choice', 'commune', 'Commune', { answerValueSet: `${EXAMPLE}ValueSet/communes` }),
      ask('choice', 'autre', 'Commune de travail', {
        answerValueSet: `${EXAMPLE}ValueSet/toutes-communes`,
        extension: [control('autocomplete')],
      }),
      ask('choice', 'perdu', 'Quartier', { answerValueSet: `${EXAMPLE}ValueSet/perdu` }),
    ]),
  },
  play: act(async (filler) => {
    await filler.until('the list has come', () => filler.text.includes('Vaux-les-Tilleuls'));
    await filler.choose('Commune', 'Beaupré');
    filler.has('commune', 'Beaupré');
    await filler.choose('Commune de travail', 'Le Gué');
    filler.has('autre', 'Le Gué-Blanc');
    filler.shows('La liste des choix n’a pas pu être obtenue.');
    isOutOfReach = false;
    await filler.press('Réessayer');
    isOutOfReach = true;
    await filler.until(
      'the list can be had',
      () => !filler.text.includes('La liste des choix') && !filler.text.includes('Les choix arrivent'),
    );
    await filler.choose('Quartier', 'Beaupré');
    filler.has('perdu', 'Beaupré');
  }),
};

/** Limits, conditions and calculations in other units than the answer. */
export const UnitConversion: Story = {
  args: {
    questionnaire: exampleForm('Nouveau-né', [
      ask('quantity', 'poids', 'Poids de naissance', {
        extension: [
          ...['g', 'kg'].map((code) => core('questionnaire-unitOption', { valueCoding: unit(code) })),
          sdc('maxQuantity', { valueQuantity: { value: 7, unit: 'kg', code: 'kg', system: UCUM } }),
        ],
      }),
      ask('boolean', 'suivi', 'Un suivi est-il organisé ?', {
        ...when('poids', '<', { answerQuantity: { value: 2.5, unit: 'kg', code: 'kg', system: UCUM } }),
      }),
      ask('boolean', 'petit', 'Moins de 2 kg', {
        readOnly: true,
        extension: [sdc('calculatedExpression', fhirpath(`${answerOf('poids')} < 2 'kg'`))],
      }),
    ]),
  },
  play: act(async (filler) => {
    await filler.type('Poids de naissance', '1900');
    filler.shows('Un suivi est-il organisé');
    filler.has('petit', true);
    await filler.type('Poids de naissance', '7100');
    filler.hides('Un suivi');
    filler.has('petit', false);
    filler.tells('La valeur maximale est 7 kg.');
  }),
};

/** A signature is asked of the host, which knows who is there; an edit of what is signed takes it back. */
export const Signature: Story = {
  args: {
    questionnaire: exampleForm('Consentement', [
      group('accord', 'Accord pour l’examen', [ask('boolean', 'examen', 'J’accepte l’examen proposé')], {
        extension: [core('questionnaire-signatureRequired', { valueCodeableConcept: { text: 'Patient' } })],
      }),
    ]),
  },
  play: act(async (filler) => {
    const { element } = filler;
    element.addEventListener(
      'relais-signature-request',
      ({ detail }) =>
        void element.sign({ type: [{ code: '1.2.840.10065.1.12.1.7' }], who: { display: 'C. D.' } }, detail.linkId),
    );
    await filler.choose('J’accepte', 'Oui');
    await filler.press('Terminer');
    filler.tells('Une signature est demandée.');
    await filler.press('Signer');
    await filler.until('it is signed', () => filler.text.includes('✓ Signé'));
    filler.tells();
    await filler.choose('J’accepte', 'Non');
    filler.tells('Une signature est demandée.');
    await filler.press('Signer');
    await filler.until('it is signed again', () => filler.text.includes('✓ Signé'));
  }),
};
