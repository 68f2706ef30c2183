import fc from 'fast-check';
import type { Questionnaire } from '@relais/model/fhir';
import { forms } from './arbitrary.ts';
import { CORE, questionnaire, SDC } from './support.ts';
import type { Given } from './support.ts';

const codings = ['a', 'b', 'c'].map((code) => ({ system: 'urn:s', code, display: code.toUpperCase() }));
const contained = [
  {
    resourceType: 'ValueSet',
    id: 'vs',
    expansion: { contains: codings },
  },
];

/** Any small form as `forms` makes them, with choices that come from value sets (one of them out of reach) and options switched off. */
export function richForms(): fc.Arbitrary<Questionnaire> {
  return fc
    .tuple(forms({ expressions: true, cycles: false }), fc.array(fc.nat({ max: 5 }), { minLength: 1, maxLength: 6 }))
    .map(([items, kinds]) => {
      const copy = structuredClone(items);
      let turn = 0;
      const vary = (item: Given): void => {
        if (item.type === 'choice') varyChoice(item, kinds[turn++ % kinds.length] ?? 0, copy);
        item.item?.forEach(vary);
      };
      copy.forEach(vary);
      return questionnaire(copy, { contained });
    });
}

function varyChoice(item: Given, kind: number, [first]: readonly Given[]): void {
  if (kind === 1) item.type = 'open-choice';
  if (kind === 2 || kind === 3) {
    delete item.answerOption;
    item.answerValueSet = kind === 2 ? '#vs' : 'urn:out-of-reach';
  }
  if (kind !== 4 || !first) return;
  const toggle = {
    url: `${SDC}answerOptionsToggleExpression`,
    extension: [
      { url: 'option', valueCoding: codings[0] },
      {
        url: 'expression',
        valueExpression: {
          language: 'text/fhirpath',
          expression: `%resource.item.where(linkId='${first.linkId}').answer.exists()`,
        },
      },
    ],
  };
  item.extension = [...(item.extension ?? []), toggle];
}

/** A response, right or wrong in any of the ways other software is wrong. Each value and each extension is of its own kind. */
export interface Odd {
  readonly item: unknown[];
  /** What each value and extension is known by. */
  readonly marks: readonly string[];
}

type Seed = readonly number[];

/** Answers to a form that is known, some in wrong places, of wrong types, without values, with extensions and marks. */
export function oddResponses(): fc.Arbitrary<Seed> {
  return fc.array(fc.nat({ max: 999 }), { minLength: 1, maxLength: 40 });
}

/** The response that these numbers stand for. */
export function oddResponse({ item = [] }: Questionnaire, seed: Seed): Odd {
  const marks: string[] = [];
  let place = 0;
  const next = (most: number): number => (seed[place++ % seed.length] ?? 0) % most;
  const mark = (): string => {
    marks.push(`mark-${marks.length}-`);
    return marks.at(-1)!;
  };
  const extension = () => [{ url: 'https://a.example/e', valueString: mark() }];

  function value(type: string): object {
    if (next(8) === 0) return { _valueString: { extension: extension() } };
    if (next(8) === 0) return { extension: extension() };
    const other = next(8) === 0;
    const text = mark();
    if (type.includes('choice') && !other) return { valueCoding: { system: 'urn:odd', code: text, display: text } };
    if (type === 'string' && next(4) === 0) return { valueString: text, extension: extension() };
    return { valueString: text };
  }

  function answers(source: { type: string; item?: Given[] | undefined }): object[] {
    return Array.from({ length: 1 + next(3) }, () => ({
      ...value(source.type),
      ...(next(12) === 0 && { modifierExtension: extension() }),
      ...(source.item && next(3) > 0 && { item: responses(source.item) }),
    }));
  }

  function response(source: Given): object[] {
    const { type = 'string', item: inner } = source;
    const linkId = next(12) === 0 ? `gone-${source.linkId}` : source.linkId;
    const rest = {
      ...(next(10) === 0 && { extension: extension() }),
      ...(next(20) === 0 && { modifierExtension: extension() }),
    };
    if (type === 'group') {
      const one = (): object => ({ linkId, ...rest, item: responses(inner ?? []) });
      const packed = (): object => ({
        linkId,
        ...rest,
        answer: [{ item: responses(inner ?? []) }, { item: responses(inner ?? []) }],
      });
      if (next(5) === 0) return [packed()];
      if (next(8) === 0) return [{ linkId, ...rest, answer: answers(source as never) }];
      return [one(), ...(next(3) === 0 ? [one()] : [])];
    }
    const beside = inner && next(3) === 0 ? { item: responses(inner) } : {};
    const own = { linkId, ...rest, ...(next(10) > 0 && { answer: answers(source as never) }), ...beside };
    return next(6) === 0 ? [own, { linkId, answer: answers(source as never) }] : [own];
  }

  function responses(sources: readonly Given[]): object[] {
    return sources.flatMap((source) => (next(6) === 0 ? [] : response(source)));
  }

  return { item: responses(item), marks };
}

export { codings, CORE };
