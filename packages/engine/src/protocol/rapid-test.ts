import type { Protocol } from '@relais/model';
import type { Extension, QuestionnaireItem } from '@relais/model/fhir';

const HL7 = 'http://hl7.org/fhir/StructureDefinition/';
const SAID = {
  fr: 'Ce test est périmé\u00a0: son résultat ne compte pas. Prenez-en un autre.',
  en: 'This test has expired: its result does not count. Take another one.',
};

/** The items, those that take the expiry of a rapid test refusing a day that has passed. */
export function withoutExpired(items: readonly QuestionnaireItem[], said: Protocol['items']): QuestionnaireItem[] {
  const expiries = new Set(said.flatMap(({ rapidTest }) => rapidTest?.expiry ?? []));
  return expiries.size === 0 ? [...items] : items.map((item) => refusing(item, expiries));
}

function refusing(
  { item: inside, extension = [], ...item }: QuestionnaireItem,
  expiries: ReadonlySet<string>,
): QuestionnaireItem {
  const refused = expiries.has(item.linkId) ? [...extension, NOT_EXPIRED] : extension;
  return {
    ...item,
    ...(refused.length > 0 && { extension: refused }),
    ...(inside && { item: inside.map((one) => refusing(one, expiries)) }),
  };
}

function translated(language: string, content: string): Extension {
  return {
    url: `${HL7}translation`,
    extension: [
      { url: 'lang', valueCode: language },
      { url: 'content', valueString: content },
    ],
  };
}

/** A test may be used on the day it expires, and not after. */
const NOT_EXPIRED: Extension = {
  url: `${HL7}targetConstraint`,
  extension: [
    { url: 'key', valueId: 'test-expired' },
    { url: 'severity', valueCode: 'error' },
    { url: 'expression', valueExpression: { language: 'text/fhirpath', expression: 'answer.value >= today()' } },
    { url: 'human', valueString: SAID.fr, _valueString: { extension: [translated('en', SAID.en)] } },
  ],
};
