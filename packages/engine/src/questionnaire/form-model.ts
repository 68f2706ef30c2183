import type { Questionnaire, QuestionnaireResponse } from '@relais/model/fhir';
import { ChangeLog, snapshotOf } from './change-log.ts';
import type { Change } from './change-log.ts';
import { isChoice, readForm } from './definitions.ts';
import type { FormDefinition, ItemDefinition } from './definitions.ts';
import type { Diagnostic, DiagnosticCode, NotCarriedOver } from './diagnostics.ts';
import { readText } from './extensions.ts';
import { FormAnswer, FormItem } from './form-item.ts';
import type { Aspect, FormState, Holder, Issue } from './form-item.ts';
import type { Form, FormOptions, Part } from './form.ts';
import type { Judge, Judging } from './judge.ts';
import type { Messages } from './messages.ts';
import { optionOf, optionsOfItem } from './options.ts';
import type { Option, OptionSets } from './options.ts';
import { acceptedBy } from './parts-of.ts';
import { buildResponse } from './response.ts';
import type { ResponseDetails } from './response.ts';
import type { Rule, RuledForm } from './rules.ts';
import type { Scheduler } from './scheduler.ts';
import { languageAmong } from './translations.ts';
import { isOfKey, isSame, isSameChoice, isSameTyped, keyOfChoice } from './values.ts';
import type { Check } from './validation.ts';
import type { Typed, UnitConverter } from './values.ts';
import { collect, eachChild, walk } from './walk.ts';

/** Makes what runs the rules of a form: its conditions and those its parts bring. */
export type Schedule = (form: FormState, rules: readonly Rule[]) => Scheduler;

export interface ModelOptions extends FormOptions {
  /** A form without conditions and expressions does without. */
  readonly schedule?: Schedule | undefined;
  /** Without it, no issues are told until `judgeBy` gives it. */
  readonly judging?: Judging | undefined;
}

/** The state of a form and everything that changes it; `form.ts` says what of it is public. */
export class FormModel implements Form, RuledForm {
  readonly questionnaire: Questionnaire;
  readonly definition: FormDefinition;
  readonly diagnostics: Diagnostic[];
  readonly root: FormItem;
  readonly mode: 'capture' | 'display';
  readonly requiredGroups: boolean;
  readonly unjudged: 'refuse' | 'allow';
  readonly parts: readonly Part[];
  readonly now: () => number;
  readonly convert: UnitConverter;
  sets: OptionSets | undefined;
  readonly notCarriedOver: NotCarriedOver[] = [];
  resumed: QuestionnaireResponse | undefined;
  resuming: boolean;
  isEdited = false;
  language: string;
  messages: Partial<Messages> | undefined;

  #scheduler: Scheduler | undefined;
  #judge: Judge | undefined;
  readonly #log = new ChangeLog();
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #overrides = new Set<FormItem>();
  readonly #loads = new Set<Promise<void>>();
  readonly #told = new Set<string>();
  #options = new Map<ItemDefinition, readonly Option[]>();
  #isOpen = false;
  #setOpen!: () => void;
  readonly opened = new Promise<void>((resolve) => (this.#setOpen = resolve));
  #depth = 0;
  #lastId = 0;

  private constructor(source: unknown, options: FormOptions) {
    const { mode = 'capture', unjudged = 'refuse', now, parts = [], units, messages } = options;
    this.definition = readForm(source);
    this.questionnaire = this.definition.questionnaire;
    this.diagnostics = [...this.definition.diagnostics];
    this.mode = mode;
    this.requiredGroups = options.requiredGroups ?? false;
    this.unjudged = unjudged;
    this.now = now;
    this.messages = messages;
    this.language = languageAmong(options.language, this.questionnaire.language);
    this.convert = units ?? ((): undefined => this.tell('warning', 'units-unavailable'));
    this.resuming = parts.some(({ fill }) => fill);
    this.parts = parts;
    this.root = new FormItem(this, this.definition.root, undefined);
  }

  /** Opens a form piece by piece: between two of them the caller may let others have their turn. */
  static *open(source: unknown, options: ModelOptions): Generator<undefined, FormModel> {
    const form = new FormModel(source, options);
    yield* form.#open(options);
    return form;
  }

  *#open({ schedule, judging }: ModelOptions): Generator<undefined> {
    const rules: Rule[] = [];
    for (const part of this.parts) {
      this.sets ??= part.sets?.(this);
      rules.push(...(part.rules?.(this, this.parts) ?? []));
      yield;
    }
    this.#scheduler = schedule?.(this, rules);
    this.#judge = judging?.(this.#checks);
    yield;
    this.#makeChildren(this.definition.root, this.root, !this.resuming);
    for (const part of this.parts) part.fill?.(this);
    yield;
    walk(this.root, (item) => {
      this.#scheduler?.enlist(item);
      this.#judge?.add(item);
    });
    while (this.#scheduler?.step()) yield;
    if (this.resuming) walk(this.root, (item) => (item.initialPending = !item.enabled));
    for (const part of this.parts) part.opened?.(this);
    this.#judge?.run(() => undefined);
    yield;
    // Nobody was listening.
    this.#log.take();
    this.resuming = false;
    this.#isOpen = true;
    this.#setOpen();
    walk(this.root, (item) => this.#askSets(item));
  }

  get items(): readonly FormItem[] {
    return this.root.items;
  }

  get issues(): readonly Issue[] {
    const issues: Issue[] = [];
    walk(this.root, (item) => issues.push(...item.issues));
    return issues;
  }

  item(linkId: string): FormItem | undefined {
    return this.itemsOf(linkId)[0];
  }

  itemsOf(linkId: string): FormItem[] {
    const definition = this.definition.byLinkId.get(linkId);
    return definition ? collect(this.root, definition) : [];
  }

  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  edit(changes: () => void): void {
    this.#depth++;
    try {
      changes();
    } finally {
      if (this.#depth === 1) this.#settle();
      this.#depth--;
    }
    const change = this.#depth === 0 ? this.#log.take() : undefined;
    if (change) for (const listener of [...this.#listeners]) listener(change);
  }

  // ——— Edits ———

  answer(item: FormItem, input: unknown): void {
    const list: unknown[] = Array.isArray(input) ? input : [input];
    const typed = list.filter((value) => value !== undefined && value !== null).map((value) => typeInput(item, value));
    this.#edit(item, () => this.#replace(item, item.repeats ? typed : typed.slice(0, 1)));
  }

  answerAt(answer: FormAnswer, input: unknown): void {
    const { question } = answer;
    this.#edit(question, () => this.#put(answer, typeInput(question, input ?? undefined)));
  }

  addAnswer(item: FormItem): FormAnswer | undefined {
    const { key } = item.definition;
    if (!key || !hasRoom(item, item.answers.length)) return undefined;
    let answer: FormAnswer | undefined;
    this.edit(() => {
      item.answers.push((answer = this.#newPlace(item, { key, value: undefined })));
      this.#log.note(item, 'items');
    });
    return answer;
  }

  removeAnswer(answer: FormAnswer): void {
    const { question } = answer;
    const kept = question.answers.filter((one) => one !== answer);
    this.#edit(question, () => this.#setPlaces(question, kept));
  }

  choose(item: FormItem, { key, value }: Typed, chosen = true): void {
    const option: Typed = { key, value };
    const isExclusive = (typed: Typed): boolean =>
      item.options.some((one) => one.exclusive && isSameChoice(one, typed));
    const others = item.answers.filter((answer) => answer.isAnswered && !isSameChoice(answer, option));
    const kept = item.repeats && !isExclusive(option) ? others.filter((answer) => !isExclusive(answer)) : [];
    this.#edit(item, () => this.#replace(item, chosen ? [...kept, option] : item.repeats ? others : []));
  }

  addRepetition(item: FormItem): FormItem | undefined {
    const { definition, holder, repetitions } = item;
    if (definition.key || !holder || !hasRoom(item, repetitions.length)) return undefined;
    let added: FormItem | undefined;
    this.edit(() => (added = this.growGroup(holder, definition)));
    return added;
  }

  removeRepetition(item: FormItem): void {
    const { definition, holder } = item;
    const siblings = holder?.children[definition.position];
    if (!definition.repeats || !holder || !siblings?.includes(item)) return;
    this.edit(() => {
      siblings.splice(siblings.indexOf(item), 1);
      this.#forget(item);
      if (siblings.length === 0) this.growGroup(holder, definition);
      // Another one is the first now, of which what is required is asked; each has another place among the others.
      for (const sibling of siblings) {
        this.#judge?.addAll(sibling);
        this.#log.note(sibling, 'items');
      }
      this.#log.note(item.parent ?? item, 'items');
    });
  }

  recalculate(item: FormItem): void {
    if (!item.overridden) return;
    this.edit(() => {
      item.overridden = item.touched = false;
      this.#replace(item, item.computed ?? []);
    });
  }

  get isJudged(): boolean {
    return this.#judge !== undefined;
  }

  /** Judges from now on a form that was opened without; `messages` say what is wrong, unless the host has given its own. */
  judgeBy(judging: Judging, messages: Partial<Messages>): void {
    const judge = judging(this.#checks);
    this.#judge = judge;
    this.messages ??= messages;
    this.edit(() => judge.addAll(this.root));
  }

  setLanguage(language: string, messages = this.messages): void {
    this.language = languageAmong(language, this.language);
    this.messages = messages;
    this.#options = new Map();
    this.sets?.translate();
    this.edit(() =>
      walk(this.root, (item) => {
        this.#log.note(item, 'text');
        this.renewOptions(item);
      }),
    );
  }

  // ——— What rules and parts write ———

  setEnabled(item: FormItem, enabled: boolean): boolean {
    if (item.ownEnabled === enabled) return false;
    item.ownEnabled = enabled;
    this.#refreshEnabled(item);
    return true;
  }

  setComputed(item: FormItem, values: readonly Typed[]): boolean {
    const before = item.computed;
    if (before && isSame(before, values)) return false;
    item.computed = values;
    if (!before && this.resuming) item.overridden = this.#differs(item);
    if (!item.overridden) this.#replace(item, values);
    return true;
  }

  fill(item: FormItem, values: readonly Typed[]): boolean {
    if (values.length === 0 || item.touched || item.answers.some((answer) => answer.isAnswered)) return false;
    this.#replace(item, values);
    return true;
  }

  setDynamic(item: FormItem, name: string, value: unknown, aspect: Aspect): boolean {
    const map = (item.dynamic ??= new Map<string, unknown>());
    if (isSame(map.get(name), value)) return false;
    map.set(name, value);
    this.#log.note(item, aspect);
    this.#judge?.add(item);
    if (name === 'answerValueSet') this.#askSets(item);
    return true;
  }

  markReadersOf(rule: Rule, item: FormItem): void {
    this.#scheduler?.markReadersOf(rule, item);
  }

  invalidate(rule: Rule): void {
    this.#scheduler?.mark(rule, collect(this.root, rule.at));
  }

  rulesAt(definition: ItemDefinition): readonly Rule[] {
    return this.#scheduler?.rulesAt(definition) ?? [];
  }

  growGroup(holder: Holder, definition: ItemDefinition): FormItem {
    const item = this.makeItem(definition, holder, true);
    (holder.children[definition.position] ??= []).push(item);
    this.#adopt(item);
    this.#log.note(item.parent ?? item, 'items');
    for (const sibling of item.repetitions) this.#log.note(sibling, 'items');
    return item;
  }

  renewOptions(item: FormItem): void {
    this.#log.note(item, 'options');
    this.#judge?.add(item);
  }

  ownOptions(definition: ItemDefinition): readonly Option[] {
    const known = this.#options.get(definition);
    if (known) return known;
    const options = optionsOfItem(definition, this);
    this.#options.set(definition, options);
    return options;
  }

  tell(severity: Diagnostic['severity'], code: DiagnosticCode, linkId?: string, detail?: string): undefined {
    const key = [code, linkId, detail].join('|');
    if (!this.#told.has(key)) this.diagnostics.push({ severity, code, linkId, detail });
    this.#told.add(key);
  }

  nextId(): number {
    return ++this.#lastId;
  }

  makeItem(definition: ItemDefinition, holder: Holder, fresh: boolean): FormItem {
    const item = new FormItem(this, definition, holder);
    const { key, initial } = definition;
    item.enabled = item.parent?.enabled ?? true;
    if (key) {
      const given = fresh ? acceptedBy(item, initial) : [];
      const values = given.length > 0 ? given : [{ key, value: undefined }];
      item.answers = values.map((value) => this.makeAnswer(item, value, fresh));
    } else this.#makeChildren(definition, item, fresh);
    return item;
  }

  makeAnswer(item: FormItem, typed: Typed, fresh: boolean): FormAnswer {
    const answer = new FormAnswer(item, fresh ? asOption(item, typed) : typed);
    this.#makeChildren(item.definition, answer, fresh);
    return answer;
  }

  // ——— Out ———

  response(details: ResponseDetails = {}): QuestionnaireResponse {
    return buildResponse(this, details);
  }

  async settled(): Promise<void> {
    while (this.#loads.size > 0) await Promise.all(this.#loads);
  }

  track(load: Promise<void>): void {
    this.#loads.add(load);
    void load.then(() => this.#loads.delete(load));
  }

  // ——— Within ———

  get #checks(): Check[] {
    return this.parts.flatMap(({ check }) => check ?? []);
  }

  #makeChildren(definition: ItemDefinition, holder: Holder, fresh: boolean): void {
    holder.children = definition.items.map((child) => [this.makeItem(child, holder, fresh)]);
  }

  #adopt(item: FormItem): void {
    walk(item, (one) => {
      this.#scheduler?.enlist(one);
      this.#changed(one);
    });
  }

  #forget(item: FormItem): void {
    walk(item, (one) => {
      this.#changed(one);
      this.#scheduler?.forget(one);
      this.#judge?.forget(one);
      this.#log.forget(one);
    });
  }

  #askSets(item: FormItem): void {
    const { valueSet, definition, linkId } = item;
    for (const url of [valueSet, readText(definition.source, 'unitValueSet')]) {
      if (url && this.sets) this.sets.ask(url, definition);
      else if (url) this.tell('warning', 'value-set-unavailable', linkId, url);
    }
  }

  #edit(item: FormItem, change: () => void): void {
    this.edit(() => {
      change();
      item.touched = true;
      item.overridden = this.#scheduler?.isCalculated(item) === true;
      if (item.overridden) this.#overrides.add(item);
    });
  }

  #put(answer: FormAnswer, typed: Typed): void {
    const item = answer.question;
    const given = asOption(item, typed);
    const isGood = given.value === undefined || isOfKey(given);
    const { key, value, rejected } = isGood
      ? { ...given, rejected: undefined }
      : { key: answer.key, value: undefined, rejected: given.value };
    if (isSameTyped(answer, { key, value }) && isSame(answer.rejected, rejected)) return;
    this.#log.note(item, 'value', snapshotOf(item));
    Object.assign(answer, { key, value, rejected, origin: undefined, seal: undefined });
    this.#changed(item);
  }

  /** Gives the item these answers, keeping the places (and child items) of those it already has. */
  #replace(item: FormItem, values: readonly Typed[]): void {
    const { key } = item.definition;
    if (!key) return;
    const free = [...item.answers];
    // One answer that becomes another keeps what belongs to it; of several, nobody knows which became which.
    const sole = values.length <= 1 && free.length === 1;
    const wanted = values.length > 0 ? values : [{ key, value: undefined }];
    const kept = wanted.map((value) => {
      const index = sole ? 0 : free.findIndex((answer) => isSameTyped(answer, value));
      const [place = this.#newPlace(item, value)] = index < 0 ? [] : free.splice(index, 1);
      this.#put(place, value);
      return place;
    });
    this.#setPlaces(item, kept);
  }

  #newPlace(item: FormItem, typed: Typed): FormAnswer {
    const answer = this.makeAnswer(item, typed, true);
    for (const child of answer.items) this.#adopt(child);
    return answer;
  }

  #setPlaces(item: FormItem, places: FormAnswer[]): void {
    const before = item.answers;
    const { key } = item.definition;
    if (places.length === before.length && places.every((place, index) => place === before[index])) return;
    this.#log.note(item, 'value', snapshotOf(item));
    this.#log.note(item, 'items');
    for (const gone of before) if (!places.includes(gone)) gone.items.forEach((child) => this.#forget(child));
    if (places.length === 0 && key) places.push(this.#newPlace(item, { key, value: undefined }));
    item.answers = places;
    this.#changed(item);
  }

  #differs(item: FormItem): boolean {
    return this.#scheduler?.differs(item) === true;
  }

  #changed(item: FormItem): void {
    this.#judge?.add(item);
    if (this.#isOpen) this.#edited(item);
    this.#scheduler?.markReaders(item);
  }

  /** What was signed, and what was finished, is no longer what stands there. */
  #edited(item: FormItem): void {
    this.isEdited = true;
    for (let up: FormItem | undefined = item; up; up = up.parent) {
      if (up.dynamic?.delete('signature')) this.#judge?.add(up);
    }
  }

  #refreshEnabled(item: FormItem): void {
    const enabled = item.ownEnabled && (item.parent?.enabled ?? true);
    if (enabled === item.enabled) {
      this.#scheduler?.markCyclesThrough(item);
      return;
    }
    this.#log.note(item, 'enabled', item.enabled);
    item.enabled = enabled;
    this.#changed(item);
    if (enabled && item.initialPending) this.#applyInitial(item);
    eachChild(item, (child) => this.#refreshEnabled(child));
  }

  /** "…or upon the question first becoming enabled" (SDC, `initialExpression`); until then it was out of sight. */
  #applyInitial(item: FormItem): void {
    item.initialPending = false;
    this.fill(item, acceptedBy(item, item.definition.initial));
    for (const rule of this.rulesAt(item.definition)) if (rule.once) this.#scheduler?.mark(rule, [item]);
  }

  #settle(): void {
    while (this.#scheduler?.step());
    // Whether an answer differs from its calculation shows once that has followed the same edit.
    for (const item of this.#overrides) item.overridden = this.#differs(item);
    this.#overrides.clear();
    this.#judge?.run((item) => this.#log.note(item, 'issues'));
  }
}

/** A person's input with the type of the item; undefined for none. */
function typeInput({ definition }: FormItem, value: unknown): Typed {
  const isChosen = isChoice(definition) && value !== undefined;
  return { key: isChosen ? keyOfChoice(value) : (definition.key ?? 'valueString'), value };
}

/** The option that is meant, with its display and extensions (a score may read them from the answer). */
function asOption(item: FormItem, typed: Typed): Typed {
  const option = isChoice(item.definition) && isOfKey(typed) && optionOf(item.options, typed);
  return option ? { key: option.key, value: option.value } : typed;
}

function hasRoom(item: FormItem, count: number): boolean {
  return item.repeats && count < Number(item.limit('maxOccurs') ?? Infinity);
}
