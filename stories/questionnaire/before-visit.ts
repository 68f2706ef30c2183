// A form in two languages, as a centre might ask before a visit. Illustrative, and of nobody's protocol.
import type { Coding, Questionnaire, QuestionnaireItem, QuestionnaireResponse } from '@relais/sdk/questionnaire';
import {
  aside,
  ask,
  coding,
  control,
  core,
  EXAMPLE,
  exampleForm,
  group,
  translated,
  translation,
  when,
} from './write.ts';

const URL = `${EXAMPLE}Questionnaire/avant-la-consultation`;

const FEVER = bilingual('Fièvre', 'Fever');
const REASONS = [
  FEVER,
  bilingual('Douleur', 'Pain'),
  bilingual('Blessure', 'Injury'),
  bilingual('Autre motif', 'Other'),
];
const NONE = bilingual('Aucun', 'None');
const SIGNS = [bilingual('Toux', 'Cough'), bilingual('Mal de gorge', 'Sore throat'), bilingual('Éruption', 'Rash')];

export const beforeVisit: Questionnaire = exampleForm(
  'Avant la consultation',
  [
    group(
      'motif',
      'Votre demande',
      [
        ask('choice', 'raison', 'Quel est le motif de votre venue ?', {
          ...translated('Why do you come?'),
          required: true,
          answerOption: REASONS.map((valueCoding) => ({ valueCoding })),
        }),
        ask('decimal', 'temperature', 'Température la plus haute', {
          ...translated('Highest temperature'),
          ...when('raison', '=', { answerCoding: FEVER }),
          required: true,
          extension: [
            core('minValue', { valueDecimal: 34 }),
            core('maxValue', { valueDecimal: 43 }),
            core('questionnaire-unit', { valueCoding: { code: 'Cel', display: '°C' } }),
          ],
        }),
        ask('date', 'debut', 'Depuis quand ?', {
          ...translated('Since when?'),
          item: [help('debut-aide', 'Le jour ou le mois suffit.', 'The day or the month is enough.')],
        }),
        ask('choice', 'signes', 'Signes associés', {
          ...translated('Other signs'),
          repeats: true,
          answerOption: [...SIGNS.map((valueCoding) => ({ valueCoding })), excluding(NONE)],
        }),
      ],
      { prefix: '1', ...translated('Your request') },
    ),
    group(
      'contexte',
      'Votre santé',
      [
        ask('boolean', 'traitement', 'Prenez-vous un traitement tous les jours ?', {
          ...translated('Do you take a treatment every day?'),
          required: true,
        }),
        ask('text', 'lequel', 'Lequel ?', {
          ...translated('Which one?'),
          ...when('traitement', '=', { answerBoolean: true }),
        }),
        ask('boolean', 'accord', 'J’accepte d’être rappelé au sujet de cette demande', {
          ...translated('I agree to be called back about this request'),
          extension: [control('check-box')],
        }),
      ],
      { prefix: '2', ...translated('Your health') },
    ),
  ],
  { url: URL, version: '2', _title: { extension: [translation('Before the visit')] } },
);

/** Somebody's answers to it, none of them missing. */
export const answered: QuestionnaireResponse = {
  resourceType: 'QuestionnaireResponse',
  status: 'in-progress',
  questionnaire: `${URL}|2`,
  item: [
    {
      linkId: 'motif',
      item: [
        { linkId: 'raison', answer: [{ valueCoding: FEVER }] },
        { linkId: 'temperature', answer: [{ valueDecimal: 38.6 }] },
        { linkId: 'debut', answer: [{ valueDate: '2026-11-09' }] },
        { linkId: 'signes', answer: SIGNS.slice(0, 2).map((valueCoding) => ({ valueCoding })) },
      ],
    },
    {
      linkId: 'contexte',
      item: [
        { linkId: 'traitement', answer: [{ valueBoolean: true }] },
        { linkId: 'lequel', answer: [{ valueString: 'Ramipril 5 mg, le matin.' }] },
      ],
    },
  ],
};

/** The same, begun with the form's first version, which asked one thing more. */
export const answeredBefore: QuestionnaireResponse = {
  ...answered,
  questionnaire: `${URL}|1`,
  item: [
    ...(answered.item ?? []),
    { linkId: 'mutuelle', text: 'Votre mutuelle', answer: [{ valueString: 'Mutuelle des Deux Rives' }] },
  ],
};

function bilingual(french: string, english: string): Coding {
  return { ...coding(french), _display: { extension: [translation(english)] } } as Coding;
}

function excluding(valueCoding: Coding): NonNullable<QuestionnaireItem['answerOption']>[number] {
  return { valueCoding, extension: [core('questionnaire-optionExclusive', { valueBoolean: true })] };
}

function help(linkId: string, french: string, english: string): QuestionnaireItem {
  return { ...aside('help', linkId, french), ...translated(english) };
}
