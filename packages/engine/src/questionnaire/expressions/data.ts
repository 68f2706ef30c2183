import { FormAnswer, FormItem } from '../form-item.ts';
import type { Holder } from '../form-item.ts';
import { answersInTree, childrenInTree, responseHead } from '../response-tree.ts';
import { isObject, isSame, isSameTyped } from '../values.ts';

/** A date, dateTime or time in an expression. */
export class Moment {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
  get isTime(): boolean {
    return this.text.startsWith('T') || this.text[2] === ':';
  }
}

/** A literal quantity: `18 years`. */
export class Amount {
  readonly value: number;
  readonly unit: string;
  constructor(value: number, unit: string) {
    this.value = value;
    this.unit = unit;
  }
}

/** The value of an answer, which keeps the answer it is of: a weight depends on its question. */
export class Value {
  readonly answer: FormAnswer;
  constructor(answer: FormAnswer) {
    this.answer = answer;
  }
}

const MOMENTS = ['valueDate', 'valueDateTime', 'valueTime'];

/** What an operator works with: a primitive, a moment, an amount or a plain object. */
export function plain(node: unknown): unknown {
  if (!(node instanceof Value)) return node;
  const { key, value } = node.answer;
  return MOMENTS.includes(key) ? new Moment(String(value)) : value;
}

/** What leaves an expression: JSON values. Items and answers stay what they are. */
export function jsonOf(node: unknown): unknown {
  const value = plain(node);
  if (value instanceof Moment) return value.text.replace(/^T/, '');
  return value instanceof Amount ? { value: value.value, unit: value.unit } : value;
}

/** Whether two items read the same, which is what makes them equal in FHIRPath. */
export function isSameItem(a: FormItem, b: FormItem): boolean {
  if (a === b) return true;
  if (a.linkId !== b.linkId || a.text !== b.text || a.definition.source.definition !== b.definition.source.definition)
    return false;
  return isSameList(answersInTree(a), answersInTree(b), isSameAnswer) && haveSameItems(a, b);
}

function isSameAnswer(a: FormAnswer, b: FormAnswer): boolean {
  return isSameTyped(a, b) && isSame(a.origin ?? {}, b.origin ?? {}) && haveSameItems(a, b);
}

function haveSameItems(a: Holder, b: Holder): boolean {
  return isSameList(childrenInTree(a), childrenInTree(b), isSameItem);
}

function isSameList<T>(a: readonly T[], b: readonly T[], isSameOne: (a: T, b: T) => boolean): boolean {
  return a.length === b.length && a.every((one, index) => isSameOne(one, b[index] as T));
}

/**
 * Items without those equal to an earlier one: `repeat` adds "only if they are not already in the output collection as
 * determined by the equals operator" (FHIRPath), so that two repetitions with the same content count once.
 */
export function distinctItems(items: readonly FormItem[]): FormItem[] {
  const byLinkId = new Map<string, FormItem[]>();
  return items.filter((item) => {
    const before = byLinkId.get(item.linkId) ?? [];
    if (before.some((one) => isSameItem(one, item))) return false;
    byLinkId.set(item.linkId, [...before, item]);
    return true;
  });
}

/** Follows a name from a node. */
export function navigate(node: unknown, name: string): unknown[] {
  if (node instanceof FormItem) return fromItem(node, name);
  if (node instanceof FormAnswer) return fromAnswer(node, name);
  const value = plain(node);
  if (!isObject(value) || value instanceof Moment || value instanceof Amount) return [];
  return toList(value[name] ?? (CHOICE.test(name) ? choiceOf(value, name) : undefined));
}

function fromItem(item: FormItem, name: string): unknown[] {
  if (name === 'item') return childrenInTree(item);
  if (name === 'answer') return answersInTree(item);
  if (item.parent) return name === 'linkId' ? [item.linkId] : name === 'text' && item.text ? [item.text] : [];
  return toList(responseHead(item.form)[name]);
}

function fromAnswer(answer: FormAnswer, name: string): unknown[] {
  if (name === 'item') return childrenInTree(answer);
  if (!answer.isAnswered) return [];
  return name === 'value' || name === answer.key ? [new Value(answer)] : [];
}

/** The elements of the resources forms use that may be of several types, whose JSON name ends with the type. */
const CHOICE =
  /^(value|effective|onset|abatement|deceased|multipleBirth|medication|occurrence|performed|asNeeded|dose|rate|born|age)$/;
const TYPE =
  /^(Quantity|CodeableConcept|String|Boolean|Integer|Decimal|Date|DateTime|Time|Instant|Range|Ratio|Period|Coding|Reference|Attachment|Identifier|Age|Code|Uri)$/;

function choiceOf(value: Record<string, unknown>, name: string): unknown {
  const key = Object.keys(value).find((one) => one.startsWith(name) && TYPE.test(one.slice(name.length)));
  return key && value[key];
}

export function toList(value: unknown): unknown[] {
  if (value === undefined || value === null) return [];
  return Array.isArray(value) ? (value as unknown[]).filter((part) => part !== null) : [value];
}
