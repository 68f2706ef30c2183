// Short ways to write the forms of the stories. Their people, places and rules are made up.
import type { Coding, Extension, Questionnaire, QuestionnaireItem } from '@relais/sdk/questionnaire';

type Rest = Partial<Omit<QuestionnaireItem, 'type' | 'linkId' | 'text'>>;
type Items = QuestionnaireItem[];

const CORE = 'http://hl7.org/fhir/StructureDefinition/';
const SDC = 'http://hl7.org/fhir/uv/sdc/StructureDefinition/sdc-questionnaire-';
export const UCUM = 'http://unitsofmeasure.org';
export const EXAMPLE = 'https://relais.example/fhir/';

export function form(title: string, item: Items, rest: Partial<Questionnaire> = {}): Questionnaire {
  return { resourceType: 'Questionnaire', status: 'active', language: 'fr', title, item, ...rest };
}

/** A form that looks clinical says what it is. */
export function exampleForm(title: string, item: Items, rest: Partial<Questionnaire> = {}): Questionnaire {
  const notice = 'Formulaire d’exemple, non validé cliniquement.';
  return form(
    title,
    [display('exemple', notice, translated('Example form, not clinically validated.')), ...item],
    rest,
  );
}

export function ask(type: string, linkId: string, text: string, rest: Rest = {}): QuestionnaireItem {
  return { type, linkId, text, ...rest };
}

export function group(linkId: string, text: string, item: Items, rest: Rest = {}): QuestionnaireItem {
  return ask('group', linkId, text, { item, ...rest });
}

export function display(linkId: string, text: string, rest: Rest = {}): QuestionnaireItem {
  return ask('display', linkId, text, rest);
}

/** A text for one purpose inside a question or group: `help`, `unit`, `lower`… */
export function aside(purpose: string, linkId: string, text: string): QuestionnaireItem {
  return display(linkId, text, { extension: [control(purpose)] });
}

/** Choices with codes of our own, by their words. */
export function choices(...words: readonly string[]): Pick<QuestionnaireItem, 'answerOption'> {
  return { answerOption: words.map((display) => ({ valueCoding: coding(display) })) };
}

export function coding(display: string): Coding {
  return { system: `${EXAMPLE}choix`, code: codeOf(display), display };
}

function codeOf(words: string): string {
  return words
    .normalize('NFD')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, ' ')
    .trim()
    .replaceAll(' ', '-');
}

export function unit(code: string, display = code): Coding {
  return { system: UCUM, code, display };
}

/** Asked only when another question is answered so. */
export function when(question: string, operator: string, answer: Record<`answer${string}`, unknown>): Rest {
  return { enableWhen: [{ question, operator: operator as '=', ...answer }] };
}

/** The same words in English. */
export function translated(english: string): Rest {
  return { _text: { extension: [translation(english)] } };
}

export function translation(content: string): Extension {
  const parts = [
    { url: 'lang', valueCode: 'en' },
    { url: 'content', valueString: content },
  ];
  return { url: `${CORE}translation`, extension: parts };
}

/** An extension of R4 by the end of its URL. */
export function core(name: string, value: Record<`value${string}`, unknown>): Extension {
  return { url: `${CORE}${name}`, ...value };
}

/** An extension of Structured Data Capture by the end of its URL. */
export function sdc(name: string, value: Record<`value${string}`, unknown>): Extension {
  return { url: `${SDC}${name}`, ...value };
}

export function control(code: string): Extension {
  const coding = [{ system: 'http://hl7.org/fhir/questionnaire-item-control', code }];
  return core('questionnaire-itemControl', { valueCodeableConcept: { coding } });
}

export function fhirpath(expression: string, name?: string): { valueExpression: object } {
  return { valueExpression: { language: 'text/fhirpath', expression, ...(name && { name }) } };
}

/** What replaces a text, a flag or a limit by the result of an expression. */
export function computed(expression: string): { extension: Extension[] } {
  return { extension: [core('cqf-expression', fhirpath(expression))] };
}

/** A path to the answer of a question at the top of the form. */
export function answerOf(linkId: string): string {
  return `%resource.item.where(linkId='${linkId}').answer.value`;
}
