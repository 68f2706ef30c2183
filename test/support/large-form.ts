import type { Questionnaire, QuestionnaireItem } from '@relais/model/fhir';

export interface FormSize {
  /** All items, groups and scores included. */
  readonly items: number;
  /** Questions that show once another one is answered. */
  readonly conditions: number;
  /** Scores, one for each section. */
  readonly calculations: number;
}

const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
const TYPES = ['choice', 'boolean', 'integer', 'string', 'choice', 'date'] as const;

const answerOption = [0, 1, 2, 3].map((weight) => ({
  valueCoding: { system: 'https://relais.example/frequence', code: `${weight}`, display: `Réponse ${weight}` },
  extension: [{ url: 'http://hl7.org/fhir/StructureDefinition/itemWeight', valueDecimal: weight }],
}));

/**
 * A form of a given size, the same each time: sections of some thirty questions of every common type, each ending with the
 * score of its choices. Conditions ask the first question of the section, which many then hang on, or one of the section before.
 */
export function largeForm({ items, conditions, calculations }: FormSize): Questionnaire {
  const sections = Math.max(1, calculations, Math.round(items / 31));
  const questions = items - sections - calculations;
  const places = placesOf(questions, sections);
  const conditional = chooseEvenly(
    places.filter(({ place }) => place > 0),
    conditions,
  );
  const item = Array.from({ length: sections }, (_, section): QuestionnaireItem => {
    const inside = places.filter((one) => one.section === section);
    const asked = inside.map(({ place }, index) => question(section, place, conditional.has(inside[index]!)));
    return {
      linkId: `s${section}`,
      type: 'group',
      text: `Partie ${section + 1}`,
      item: section < calculations ? [...asked, score(section)] : asked,
    };
  });
  return { resourceType: 'Questionnaire', status: 'active', language: 'fr', title: `${items} éléments`, item };
}

interface Place {
  readonly section: number;
  readonly place: number;
}

function placesOf(questions: number, sections: number): Place[] {
  return Array.from({ length: questions }, (_, index) => ({
    section: index % sections,
    place: Math.floor(index / sections),
  }));
}

function chooseEvenly(places: readonly Place[], count: number): Set<Place> {
  if (count > places.length) throw new RangeError(`${count} conditions for ${places.length} questions`);
  return new Set(Array.from({ length: count }, (_, index) => places[Math.floor((index * places.length) / count)]!));
}

function question(section: number, place: number, isConditional: boolean): QuestionnaireItem {
  const type = TYPES[place % TYPES.length]!;
  const source = place % 2 === 0 ? `s${section}q0` : `s${Math.max(0, section - 1)}q0`;
  return {
    linkId: `s${section}q${place}`,
    text: `Question ${section + 1}.${place + 1}`,
    type,
    ...(type === 'choice' && { answerOption }),
    ...(isConditional && { enableWhen: [{ question: source, operator: 'exists', answerBoolean: true }] }),
  };
}

function score(section: number): QuestionnaireItem {
  const expression = `%resource.item.where(linkId='s${section}').item.answer.value.ofType(Coding).weight().sum()`;
  return {
    linkId: `s${section}score`,
    text: `Score de la partie ${section + 1}`,
    type: 'decimal',
    readOnly: true,
    extension: [{ url: `${SDC}calculatedExpression`, valueExpression: { language: 'text/fhirpath', expression } }],
  };
}
