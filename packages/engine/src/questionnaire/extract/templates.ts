import type { BundleEntry, Extension, Resource } from '@relais/model/fhir';
import { extensionOf, extensionsOf, nameOf, readExtension, valueOf } from '../extensions.ts';
import type { FormItem } from '../form-item.ts';
import { findContained } from '../value-sets.ts';
import { isObject } from '../values.ts';
import { entryOf } from './entries.ts';
import { EngineNeededError, expressionOf } from './evaluator.ts';
import type { Context, Evaluator } from './evaluator.ts';

/** Template-based extraction (SDC 4.0, Form Data Extraction): the resources of an item, from their templates. */
export function fromTemplates(item: FormItem, context: Context, evaluator: Evaluator): BundleEntry[] {
  return extensionsOf(item.definition.source, 'templateExtract').flatMap((extension) => {
    const template = templateOf(item, readExtension(extension, 'template'), evaluator);
    if (!template) return [];
    try {
      const filled = fill(template, context, evaluator) as Resource[];
      return filled.map((resource) => entryOf(resource, extension, context, evaluator));
    } catch (error) {
      if (error instanceof EngineNeededError) throw error;
      evaluator.fail(item.linkId, `template ${template.resourceType}`);
      return [];
    }
  });
}

/** `templateExtractBundle`: the entries of a whole bundle made from one template. */
export function fromBundleTemplate(root: FormItem, context: Context, evaluator: Evaluator): BundleEntry[] {
  const extension = extensionOf(root.definition.source, 'templateExtractBundle');
  const template = extension && templateOf(root, valueOf(extension)?.value, evaluator, true);
  const [bundle] = template ? fill(template, context, evaluator) : [];
  return isObject(bundle) ? ((bundle['entry'] as BundleEntry[] | undefined) ?? []) : [];
}

/** A copy of the contained resource a template extension points to, without the id it is pointed to by. */
function templateOf(item: FormItem, reference: unknown, evaluator: Evaluator, whole = false): Resource | undefined {
  const target = isObject(reference) && typeof reference['reference'] === 'string' ? reference['reference'] : '';
  const found = target ? findContained(item.form.questionnaire, target) : undefined;
  if (!found) {
    evaluator.fail(item.linkId, `template ${target}`);
    return undefined;
  }
  const copy = JSON.parse(JSON.stringify(found)) as typeof found;
  if (!whole || copy.id !== undefined) delete copy.id;
  return copy;
}

const MARKS = ['templateExtractContext', 'templateExtractValue'];

/**
 * An element of a template, filled: none when its expression gives nothing, several when it gives several. `context` first,
 * then `value`, then what is inside.
 */
function fill(element: unknown, context: Context, evaluator: Evaluator, isPrimitive = false): unknown[] {
  if (!isObject(element)) return [element];
  const own = element as { extension?: Extension[] };
  const selected = expressionOf(valueOf(extensionOf(own, 'templateExtractContext'))?.value);
  const contexts = selected ? evaluator.contexts(selected.source, context, selected.name) : [context];
  const value = expressionOf(valueOf(extensionOf(own, 'templateExtractValue'))?.value);
  return contexts.flatMap((inner) => {
    const rest = withoutMarks(own);
    if (value) return evaluator.values(value.source, inner).flatMap((result) => merge(rest, result, isPrimitive));
    const filled = fillProperties(rest, inner, evaluator);
    return Object.keys(filled).length > 0 ? [filled] : [];
  });
}

/** A value put in the place of an element, keeping the extensions that are not ours. */
function merge(rest: Record<string, unknown>, result: unknown, isPrimitive: boolean): unknown[] {
  if (isObject(result)) return isPrimitive ? [] : [{ ...result, ...rest }];
  if (isPrimitive) return [result];
  // Published templates put the URL of an entry straight in the place of a Reference.
  return typeof result === 'string' && REFERENCE.test(result) ? [{ ...rest, reference: result }] : [];
}

const REFERENCE = /^(urn:uuid:|https?:|#|[A-Z][A-Za-z]+\/)/;

function withoutMarks(element: { extension?: Extension[] }): Record<string, unknown> {
  const { extension = [], ...rest } = element;
  const kept = extension.filter(({ url }) => !MARKS.includes(nameOf(url)));
  return { ...rest, ...(kept.length > 0 && { extension: kept }) };
}

function fillProperties(
  element: Record<string, unknown>,
  context: Context,
  evaluator: Evaluator,
): Record<string, unknown> {
  const result: Record<string, unknown> = {};
  const names = new Set(Object.keys(element).map((name) => name.replace(/^_/, '')));
  for (const name of names) {
    const value = element[name];
    const beside = element[`_${name}`];
    if (Array.isArray(value) || Array.isArray(beside)) {
      const filled = fillList((value ?? []) as unknown[], (beside ?? []) as unknown[], context, evaluator);
      if (filled.length > 0) result[name] = filled;
      continue;
    }
    const filled =
      beside === undefined ? fill(value, context, evaluator) : fillPrimitive(value, beside, context, evaluator);
    if (filled.length > 1) evaluator.fail(context.item.linkId, `several values for ${name}`);
    if (filled.length > 0) result[name] = filled[0];
  }
  return result;
}

/** "If the template property is in a collection, simply remove the templated value from the collection." */
function fillList(values: unknown[], besides: unknown[], context: Context, evaluator: Evaluator): unknown[] {
  const length = Math.max(values.length, besides.length);
  return Array.from({ length }).flatMap((_, index) => {
    const beside = besides[index];
    const value = values[index];
    return isObject(beside) ? fillPrimitive(value, beside, context, evaluator) : fill(value, context, evaluator);
  });
}

/** A primitive, whose expression stands beside it: `value` and `_value` are one property. */
function fillPrimitive(value: unknown, beside: unknown, context: Context, evaluator: Evaluator): unknown[] {
  const marks = isObject(beside) ? (beside as { extension?: Extension[] }) : {};
  if (MARKS.some((name) => extensionOf(marks, name))) return fill(marks, context, evaluator, true);
  return value === undefined || value === null ? [] : [value];
}
