import { readQuestionnaire } from '@relais/model/fhir';
import type { Initial, ItemType, Questionnaire, QuestionnaireItem } from '@relais/model/fhir';
import type { Diagnostic, DiagnosticCode } from './diagnostics.ts';
import { readExtension, valueOf } from './extensions.ts';
import { isOfKey, keyOfType } from './values.ts';
import type { Typed, ValueKey } from './values.ts';

/** What narrows an answer; any of them may also be given by an expression. */
export type LimitName =
  | 'minLength'
  | 'maxLength'
  | 'minValue'
  | 'maxValue'
  | 'minQuantity'
  | 'maxQuantity'
  | 'maxDecimalPlaces'
  | 'minOccurs'
  | 'maxOccurs'
  | 'maxSize';

/** One item of the questionnaire, read once: what the same item has in common in all its repetitions. */
export interface ItemDefinition {
  readonly source: QuestionnaireItem;
  readonly linkId: string;
  readonly type: ItemType;
  /** Why the item cannot be shown or answered; its children, which can, still are. */
  readonly unsupported: DiagnosticCode | undefined;
  /** Place in document order, and of the first item after it and all it holds. */
  readonly index: number;
  readonly end: number;
  /** Place among the children of its parent. */
  readonly position: number;
  readonly depth: number;
  readonly parent: ItemDefinition | undefined;
  /** From the root down to itself, by depth. */
  readonly lineage: readonly ItemDefinition[];
  readonly items: readonly ItemDefinition[];
  /** Key of its answers; undefined when it takes none. */
  readonly key: ValueKey | undefined;
  readonly repeats: boolean;
  readonly initial: readonly Typed[];
}

export interface FormDefinition {
  readonly questionnaire: Questionnaire;
  /** Stands for the whole form: the parent of its items. */
  readonly root: ItemDefinition;
  /** In document order; the root is the first. */
  readonly all: readonly ItemDefinition[];
  readonly byLinkId: ReadonlyMap<string, ItemDefinition>;
  readonly diagnostics: readonly Diagnostic[];
}

type Mutable<T> = { -readonly [P in keyof T]: T[P] };

const NOTHING: Questionnaire = { resourceType: 'Questionnaire' };

/**
 * Reads a questionnaire (an object or JSON text) into what all forms made of it share; what has been read before is given back.
 * A bad item is marked and told, never thrown; what is no questionnaire gives a form without items.
 */
export function readForm(source: unknown): FormDefinition {
  if (isDefinition(source)) return source;
  const { resource: questionnaire = NOTHING, faults } = readQuestionnaire(source);
  const all: Mutable<ItemDefinition>[] = [];
  const byLinkId = new Map<string, ItemDefinition>();
  const diagnostics: Diagnostic[] = faults.map(({ code, path, detail }) => ({
    severity: 'error',
    code,
    detail: `${path} ${detail ?? ''}`.trim(),
  }));
  const tell = (severity: Diagnostic['severity'], code: DiagnosticCode, linkId?: string, detail?: string): void => {
    diagnostics.push({ severity, code, linkId, detail });
  };

  function define(source: QuestionnaireItem, parent: ItemDefinition | undefined, position: number): ItemDefinition {
    const linkId = typeof source.linkId === 'string' ? source.linkId : '';
    const unsupported = parent && faultOf(source, linkId);
    if (unsupported) tell('error', unsupported, linkId || `${parent.linkId}[${position}]`, source.type);
    const type = unsupported ? 'group' : typeOf(source);
    const items: ItemDefinition[] = [];
    const definition: Mutable<ItemDefinition> = {
      source,
      linkId,
      type,
      unsupported,
      index: all.length,
      end: 0,
      position,
      depth: parent ? parent.depth + 1 : 0,
      parent,
      lineage: [],
      items,
      key: keyOfType(type),
      // Whether it may repeat: an expression says when.
      repeats: Boolean((source.repeats ?? source['_repeats']) && type !== 'display' && parent),
      initial: [],
    };
    definition.lineage = [...(parent?.lineage ?? []), definition];
    all.push(definition);
    if (parent) {
      definition.initial = initialOf(definition, tell);
      if (byLinkId.has(linkId)) tell('warning', 'link-id-duplicate', linkId);
      else if (linkId) byLinkId.set(linkId, definition);
    }
    source.item?.forEach((child, place) => items.push(define(child, definition, place)));
    definition.end = all.length;
    return definition;
  }

  const root = define({ ...questionnaire, linkId: '', type: 'group' }, undefined, 0);
  return { questionnaire, root, all, byLinkId, diagnostics };
}

/** R5 writes `coding` for both kinds of choice. */
function typeOf({ type, answerConstraint }: QuestionnaireItem): ItemType {
  if (type !== 'coding') return type as ItemType;
  return /^optionsOr/.test(String(answerConstraint)) ? 'open-choice' : 'choice';
}

function isDefinition(source: unknown): source is FormDefinition {
  return typeof source === 'object' && source !== null && 'byLinkId' in source;
}

export type Tell = (severity: Diagnostic['severity'], code: DiagnosticCode, linkId?: string, detail?: string) => void;

function faultOf(source: QuestionnaireItem, linkId: string): DiagnosticCode | undefined {
  if (!linkId) return 'link-id-missing';
  const isKnown = keyOfType(source.type) !== undefined || source.type === 'group' || source.type === 'display';
  return isKnown ? undefined : 'type-unknown';
}

/** A limit the form writes; SDC gives quantities extensions of their own, which mean the same. */
export function limitOf({ source }: ItemDefinition, name: LimitName): unknown {
  if (name === 'maxLength' && source.maxLength !== undefined) return source.maxLength;
  return readExtension(source, name) ?? readExtension(source, name.replace('Value', 'Quantity'));
}

/** `item.initial`, or the options marked `initialSelected`; only what the item can take. */
function initialOf(definition: ItemDefinition, tell: Tell): Typed[] {
  const { source, linkId, key, repeats } = definition;
  const { initial, answerOption } = source;
  const given: Initial[] | undefined = initial?.length
    ? initial
    : answerOption?.filter(({ initialSelected }) => initialSelected === true);
  if (!given?.length) return [];
  const values = given.map((part) => valueOf(part)).filter((part) => part !== undefined) as Typed[];
  const good = values.filter((part) => key && isOfKey(part) && (part.key === key || isChoice(definition)));
  if (good.length < given.length || (good.length > 1 && !repeats)) tell('warning', 'initial-invalid', linkId);
  return repeats ? good : good.slice(0, 1);
}

export function isChoice({ type }: ItemDefinition): boolean {
  return type === 'choice' || type === 'open-choice';
}
