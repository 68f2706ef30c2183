import type { ResponseAnswer } from '@relais/model/fhir';

/** The numbers of an object as they were written where they would be written otherwise now: « 12.50 ». */
const WRITTEN = Symbol('written');

interface Written {
  readonly [WRITTEN]?: Readonly<Record<string, string>>;
}

type Reviver = (
  this: Record<PropertyKey, unknown>,
  key: string,
  value: unknown,
  context?: { source?: string },
) => unknown;

/**
 * JSON text as what it says, each number with its digits: "the precision of a decimal SHALL be preserved" (R4, `decimal`). What is
 * no JSON text comes back as it is, and so does everything where the platform does not show the text of a number.
 */
export function parsePrecisely(source: unknown): unknown {
  if (typeof source !== 'string') return source;
  const keep: Reviver = function (key, value, context) {
    const text = context?.source;
    if (typeof value === 'number' && text !== undefined && text !== String(value)) {
      this[WRITTEN] = { ...(this[WRITTEN] as object), [key]: text };
    }
    return value;
  };
  try {
    return JSON.parse(source, keep) as unknown;
  } catch {
    return source;
  }
}

/**
 * What makes an answer, as it is given out, write its decimal with the digits it came with, when it is turned into JSON; undefined
 * when there is nothing to keep. A quantity, which is given out as it came, is made to do so itself.
 */
export function written(source: ResponseAnswer): ((answer: ResponseAnswer) => ResponseAnswer) | undefined {
  const { rawJSON } = JSON as { rawJSON?: (text: string) => unknown };
  const { valueQuantity: quantity } = source as { valueQuantity?: Written };
  const texts = quantity?.[WRITTEN];
  const inQuantity = texts?.['value'];
  if (quantity && inQuantity !== undefined) {
    Reflect.deleteProperty(quantity, WRITTEN);
    if (rawJSON) keepText(quantity, 'value', rawJSON(inQuantity));
  }
  const text = (source as Written)[WRITTEN]?.['valueDecimal'];
  return rawJSON && text !== undefined ? (answer) => keepText(answer, 'valueDecimal', rawJSON(text)) : undefined;
}

function keepText<T extends object>(holder: T, name: string, text: unknown): T {
  return Object.defineProperty(holder, 'toJSON', { value: () => ({ ...holder, [name]: text }) });
}
