import type { Extension, QuestionnaireResponse, ResponseAnswer, ResponseItem } from '@relais/model/fhir';
import { readResponse } from '@relais/model/fhir/response';
import type { ItemDefinition } from './definitions.ts';
import { isChoice } from './definitions.ts';
import type { NotCarriedOver } from './diagnostics.ts';
import { valueOf } from './extensions.ts';
import type { Extended } from './extensions.ts';
import { hasContent } from './form-item.ts';
import type { FormAnswer, FormItem, FormState, Holder } from './form-item.ts';
import type { Part } from './form.ts';
import { parsePrecisely, written } from './precision.ts';
import { SIGNATURE } from './signature.ts';
import { withoutVersion } from './value-sets.ts';
import { isAnswer, isOfKey } from './values.ts';
import type { Typed } from './values.ts';
import { collect, walk } from './walk.ts';

/**
 * The part that takes up a stored response (an object or JSON text). What is no response gives an empty form and says so; what is
 * written in a wrong place is taken in where one thing only can be meant. All else that has no place is told.
 */
export function resumeFrom(source: unknown): Part {
  const { resource, faults } = readResponse(parsePrecisely(source));
  return {
    fill: (form) => {
      for (const { code, path } of faults) {
        form.tell('warning', code, undefined, path);
        lose(form, { linkId: '', reason: 'unreadable' });
      }
      if (!resource) return;
      if (isModified(resource)) return lose(form, { linkId: '', reason: 'modifier' });
      form.resumed = withoutSignatures(form, form.root, resource);
      new Filling(form).fillFrom(resource);
    },
    opened: (form) => {
      walk(form.root, (item) => {
        tellNotAsked(form, item);
        tellUnsaid(form, item);
        if (item.overridden && item.readOnly) form.tell('warning', 'calculated-differs', item.linkId);
      });
    },
  };
}

function lose(form: FormState, lost: NotCarriedOver): void {
  form.notCarriedOver.push(lost);
  const isModifier = lost.reason === 'modifier';
  form.tell(
    isModifier ? 'error' : 'warning',
    isModifier ? 'modifier-unknown' : 'not-carried-over',
    lost.linkId,
    lost.reason,
  );
}

/** An answer to what is not asked now stays in memory, for its question may be asked again, and will not be in the response. */
function tellNotAsked(form: FormState, item: FormItem): void {
  const isOff = !item.enabled && item.parent?.enabled === true;
  if (!isOff || !item.origin) return;
  walk(item, (one) => {
    if (!one.answers.some(({ isAnswered }) => isAnswered)) return;
    lose(form, { linkId: one.linkId, reason: 'not-asked', source: sourceOf(one) });
  });
}

/** What a response says of an item goes with what the item holds; where that is nothing, it has nothing to go with. */
function tellUnsaid(form: FormState, item: FormItem): void {
  const extension = item.origin?.extension;
  if (!extension || item.isPresent) return;
  lose(form, { linkId: item.linkId, reason: 'no-value', source: { linkId: item.linkId, extension } });
}

function sourceOf({ linkId, answers, text }: FormItem): ResponseItem {
  const answer = answers.filter(hasContent).map(({ key, value, origin }) => ({ ...origin, [key]: value }));
  return { linkId, ...(text && { text }), answer };
}

/** Gives signatures to what they sign, from which a later edit takes them back; the other extensions are kept as they are. */
function withoutSignatures<T extends Extended>(form: FormState, item: FormItem, source: T): T {
  const extensions = source.extension ?? [];
  const signatures = extensions.filter(({ url }) => url === SIGNATURE);
  if (signatures.length === 0) return source;
  form.setDynamic(item, 'signature', signatures, 'issues');
  const { extension: _, ...rest } = source;
  const others = extensions.filter(({ url }) => url !== SIGNATURE);
  return (others.length > 0 ? { ...source, extension: others } : rest) as T;
}

/** "Modifier extensions … SHALL be checked" (R4, Extensibility): none is known here, so that none of what it modifies is read. */
function isModified({ modifierExtension }: { readonly modifierExtension?: Extension[] }): boolean {
  return modifierExtension !== undefined && modifierExtension.length > 0;
}

type Reason = NotCarriedOver['reason'];

/** Puts the answers of a response into a form just made; tells what it cannot place. */
class Filling {
  readonly #form: FormState;
  /** What has no place where it stands; it may have one elsewhere. */
  readonly #homeless: { readonly source: ResponseItem; readonly reason: Reason }[] = [];

  constructor(form: FormState) {
    this.#form = form;
  }

  fillFrom(response: QuestionnaireResponse): void {
    this.#tellOtherVersion(response);
    this.#fill(this.#form.root, this.#form.definition.root, response.item ?? []);
    // What is placed elsewhere may hold what has no place there: the list grows while it is read.
    for (const { source, reason } of this.#homeless) {
      if (reason === 'unknown-item' && this.#placeElsewhere(source)) continue;
      const { linkId = '' } = source as Partial<ResponseItem>;
      lose(this.#form, { linkId, reason, source });
    }
  }

  #tellOtherVersion({ questionnaire }: QuestionnaireResponse): void {
    const { url, version } = this.#form.questionnaire;
    if (!questionnaire || !url) return;
    const current = version ? `${url}|${version}` : url;
    const same = questionnaire.includes('|') ? questionnaire === current : questionnaire === withoutVersion(current);
    if (!same) this.#form.tell('warning', 'version-changed', undefined, `${questionnaire} → ${current}`);
  }

  #lose(source: ResponseItem, reason: Reason): void {
    this.#homeless.push({ source, reason });
  }

  #fill(holder: Holder, definition: ItemDefinition, given: readonly ResponseItem[]): void {
    const used = new Map<ItemDefinition, number>();
    const placesOf = (source: ResponseItem): ItemDefinition[] =>
      definition.items.filter(({ linkId }) => linkId === source.linkId);
    const sources = joinAnswers(given, (source) => placesOf(source)[0]).flatMap((source) =>
      this.#straighten(placesOf(source)[0], source),
    );
    for (const source of sources) {
      const places = placesOf(source);
      const place = places.find((one) => (one.repeats && !one.key) || !used.has(one));
      if (!place) {
        this.#lose(source, places.length > 0 ? 'too-many' : 'unknown-item');
        continue;
      }
      const count = used.get(place) ?? 0;
      used.set(place, count + 1);
      const siblings = (holder.children[place.position] ??= []);
      this.#fillItem((siblings[count] ??= this.#form.makeItem(place, holder, false)), source);
    }
  }

  /** An item as it should have been written, where it stands in no doubt how that is. */
  #straighten(place: ItemDefinition | undefined, source: ResponseItem): ResponseItem[] {
    if (!place || place.unsupported) return [source];
    return place.key ? [this.#childrenInAnswer(source)] : this.#unpacked(place, source);
  }

  /** The items inside a question belong to its answers (R4); beside a single answer, they can belong to no other. */
  #childrenInAnswer({ item: beside, ...source }: ResponseItem): ResponseItem {
    const { answer = [] } = source;
    if (!beside || beside.length === 0) return source;
    if (answer.length > 1) {
      for (const child of beside) this.#lose(child, 'misplaced');
      return source;
    }
    const [only = {}] = answer;
    return { ...source, answer: [{ ...only, item: [...(only.item ?? []), ...beside] }] };
  }

  /** A group has items and no answers (R4): what some write as answers that hold items is its repetitions, or its items. */
  #unpacked(place: ItemDefinition, { answer, ...source }: ResponseItem): ResponseItem[] {
    if (!answer || answer.length === 0) return [source];
    for (const one of answer) {
      if (isModified(one) || saysSomething(one)) {
        this.#lose({ ...source, answer: [one] }, isModified(one) ? 'modifier' : valueOf(one) ? 'type' : 'no-value');
      }
    }
    const packed = answer.filter((one) => !isModified(one)).flatMap(({ item }) => (item ? [item] : []));
    if (!place.repeats) return [{ ...source, item: [...(source.item ?? []), ...packed.flat()] }];
    return [...(source.item ? [source] : []), ...packed.map((item) => ({ ...source, item }))];
  }

  #fillItem(item: FormItem, source: ResponseItem): void {
    const { definition } = item;
    if (isModified(source)) return this.#lose(source, 'modifier');
    const isEmpty = !source.answer?.length && !source.item?.length;
    if (isEmpty && source.extension?.length) return this.#lose(source, 'no-value');
    item.origin = { ...withoutSignatures(this.#form, item, source) };
    delete item.origin.item;
    if (!definition.key) return this.#fill(item, definition, source.item ?? []);
    const answers: FormAnswer[] = [];
    for (const answer of source.answer ?? []) {
      const typed = acceptable(definition, answer);
      const reason = reasonAgainst(definition, answer, typed, answers.length);
      if (reason) this.#lose({ ...source, answer: [answer] }, reason);
      // Of an answer without a value, the items can still be read.
      if (typed && (!reason || (reason === 'no-value' && answer.item)))
        answers.push(this.#fillAnswer(item, typed, answer));
    }
    if (answers.length > 0) item.answers = answers;
  }

  #fillAnswer(item: FormItem, typed: Typed, source: ResponseAnswer): FormAnswer {
    const answer = this.#form.makeAnswer(item, typed, false);
    const { item: children = [], [typed.key]: _, ...origin } = source;
    if (typed.value !== undefined) {
      answer.origin = origin;
      answer.seal = written(source);
    }
    this.#fill(answer, item.definition, children);
    return answer;
  }

  /** An item that another version moved elsewhere keeps its answer, where one place only can be meant. */
  #placeElsewhere(source: ResponseItem): boolean {
    const definition = this.#form.definition.byLinkId.get(source.linkId);
    if (!definition) return false;
    const [item, ...others] = collect(this.#form.root, definition);
    if (!item || others.length > 0 || item.origin) return false;
    for (const one of this.#straighten(definition, source)) this.#fillItem(item, one);
    return true;
  }
}

/** A repeating question is one item with several answers (R4); written as several items, it is still one. */
function joinAnswers(
  sources: readonly ResponseItem[],
  placeOf: (source: ResponseItem) => ItemDefinition | undefined,
): ResponseItem[] {
  const joined: ResponseItem[] = [];
  for (const source of sources) {
    const place = placeOf(source);
    const at = place?.key && place.repeats ? joined.findIndex(({ linkId }) => linkId === source.linkId) : -1;
    const before = joined[at];
    if (!before || !isPlain(before) || !isPlain(source)) joined.push(source);
    else joined[at] = { ...before, answer: [...(before.answer ?? []), ...(source.answer ?? [])] };
  }
  return joined;
}

/** Whether an item says nothing but its answers. */
function isPlain({
  answer,
  item,
  extension,
  modifierExtension,
}: ResponseItem & { modifierExtension?: unknown }): boolean {
  return answer !== undefined && !item && !extension && !modifierExtension;
}

/** Why an answer is not taken as it is; undefined when it is. */
function reasonAgainst(
  { repeats }: ItemDefinition,
  answer: ResponseAnswer,
  typed: Typed | undefined,
  count: number,
): Reason | undefined {
  if (isModified(answer)) return 'modifier';
  if (!typed) return 'type';
  if (count > 0 && !repeats) return 'too-many';
  const isTold = typed.value === undefined || isAnswer(typed) || typeof typed.value === 'string';
  if (!isTold || (typed.value === undefined && saysSomething(answer))) return 'no-value';
  return undefined;
}

/** Whether an answer says more than the items it holds: a value, or why there is none. */
function saysSomething({ id: _, item: __, ...rest }: ResponseAnswer): boolean {
  return Object.keys(rest).length > 0;
}

/** The value of an answer when the question takes it; an answer may also hold nothing but items. */
function acceptable(definition: ItemDefinition, answer: ResponseAnswer): Typed | undefined {
  const { key = 'valueString' } = definition;
  const value = valueOf(answer) as Typed | undefined;
  if (!value) return { key, value: undefined };
  if (!isOfKey(value)) return undefined;
  const numeric = key === 'valueDecimal' && value.key === 'valueInteger';
  if (numeric) return { key, value: value.value };
  return value.key === key || isChoice(definition) ? value : undefined;
}
