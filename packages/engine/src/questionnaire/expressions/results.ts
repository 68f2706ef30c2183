import type { Coding, Quantity } from '@relais/model/fhir';
import type { ItemDefinition } from '../definitions.ts';
import type { FormItem } from '../form-item.ts';
import { isObject, isOfKey, keyOfChoice } from '../values.ts';
import type { Typed } from '../values.ts';
import { referenceTo } from './offered.ts';

/**
 * What an expression gives, as answers of an item: "expected to resolve to the same type as the question type, allowing for
 * the implicit conversions" (SDC, Using Expressions). Undefined in place of what does not fit.
 */
export function answersOf(item: FormItem, results: readonly unknown[]): (Typed | undefined)[] {
  return results.map((result) => {
    const typed = convert(item, result);
    return typed && isOfKey(typed) ? typed : undefined;
  });
}

function convert(item: FormItem, result: unknown): Typed | undefined {
  const { definition } = item;
  const { key, type } = definition;
  if (!key) return undefined;
  switch (type) {
    case 'string':
    case 'text':
      return isObject(result) ? undefined : { key, value: String(result) };
    case 'date':
      return { key, value: typeof result === 'string' ? result.slice(0, 10) : result };
    case 'integer':
    case 'decimal':
      return { key, value: isObject(result) ? result['value'] : result };
    case 'quantity':
      return { key, value: typeof result === 'number' ? inUnitOf(item, result) : result };
    case 'reference':
      return { key, value: isObject(result) && 'resourceType' in result ? referenceTo(result) : result };
    case 'choice':
    case 'open-choice':
      return choice(item, definition, result);
    default:
      return { key, value: result };
  }
}

/** A code "will be matched against the allowed Codings" (SDC, `initialExpression`); a CodeableConcept stands for its first coding. */
function choice(item: FormItem, { type }: ItemDefinition, result: unknown): Typed | undefined {
  if (isObject(result)) {
    const [coding = result] = (result['coding'] as Coding[] | undefined) ?? [];
    return { key: keyOfChoice(coding), value: coding };
  }
  const option = item.options.find(
    ({ key, value }) => (key === 'valueCoding' ? (value as Coding).code : value) === result,
  );
  if (option) return { key: option.key, value: option.value };
  if (typeof result !== 'string') return { key: keyOfChoice(result), value: result };
  return type === 'open-choice' || item.options[0]?.key === 'valueString'
    ? { key: 'valueString', value: result }
    : { key: 'valueCoding', value: { code: result } };
}

function inUnitOf(item: FormItem, value: number): Quantity {
  const [unit] = item.units;
  return {
    value,
    ...(unit?.display && { unit: unit.display }),
    ...(unit?.system && { system: unit.system }),
    ...(unit?.code && { code: unit.code }),
  };
}
