import type { Coding, Extension, Questionnaire, QuestionnaireResponse } from '@relais/model/fhir';
import { enableRule } from './conditions.ts';
import { criticalExtensions, isChoice, readForm } from './definitions.ts';
import type { FormDefinition, ItemDefinition } from './definitions.ts';
import type { Diagnostic, DiagnosticCode } from './diagnostics.ts';
import { readExtension, readText, valueOf } from './extensions.ts';
import { ancestorAt, collect, FormAnswer, FormItem, walk } from './form-item.ts';
import type { Holder } from './form-item.ts';
import type { Aspect, Change, FormOptions, ResponseDetails } from './form.ts';
import type { Messages } from './messages.ts';
import { optionsOfItem, optionsOfValues, valueSetOf } from './options.ts';
import type { Option, OptionSets } from './options.ts';
import { buildResponse } from './response.ts';
import type { NotCarriedOver } from './resume.ts';
import { buildGraph } from './rules.ts';
import type { Graph, Rule, Stage } from './rules.ts';
import { issuesOf } from './validation.ts';
import type { Check, Issue } from './validation.ts';
import { compare, isObject, isOfKey, isSame, isSameCoding, isSameTyped, keyOfChoice } from './values.ts';
import type { Typed, UnitConverter } from './values.ts';

/** A cycle that has not come to rest after as many rounds will not. */
const MAX_ROUNDS = 30;

/** The state of a form and everything that changes it; `form.ts` says what of it is public. */
export class FormModel {
  readonly questionnaire: Questionnaire;
  readonly definition: FormDefinition;
  readonly options: FormOptions;
  readonly diagnostics: Diagnostic[];
  readonly root: FormItem;
  readonly mode: 'capture' | 'display';
  readonly now: () => number;
  readonly convert: UnitConverter;
  /** The response it was resumed from. */
  resumed: QuestionnaireResponse | undefined;
  readonly notCarriedOver: NotCarriedOver[] = [];
  readonly checks: readonly Check[];
  readonly sets: OptionSets | undefined;
  language: string;
  messages: Messages | undefined;
  /** Signatures given, by what they sign; the root is the whole form. */
  readonly signatures = new Map<FormItem, Extension>();
  /** @internal True while answers are being resumed and calculated for the first time. */
  resuming = false;

  readonly #rules: Rule[] = [];
  readonly #rulesAt: Rule[][] = [];
  readonly #calculated = new Set<ItemDefinition>();
  readonly #graph: Graph;
  readonly #pending = new Map<Rule, Set<FormItem>>();
  #lowest = 0;
  readonly #listeners = new Set<(change: Change) => void>();
  #changes = new Map<FormItem, Map<Aspect, unknown>>();
  #stale = new Set<FormItem>();
  readonly #overrides = new Set<FormItem>();
  #depth = 0;
  #lastId = 0;
  #stamp = 0;
  readonly #told = new Set<string>();
  readonly #loads = new Set<Promise<void>>();
  #itemOptions = new Map<ItemDefinition, Option[]>();

  constructor(source: unknown, options: FormOptions) {
    this.definition = isDefinition(source) ? source : readForm(source);
    this.questionnaire = this.definition.questionnaire;
    this.diagnostics = [...this.definition.diagnostics];
    this.options = options;
    this.mode = options.mode ?? 'capture';
    this.now = options.now;
    this.messages = options.messages;
    this.language = options.language ?? this.questionnaire.language ?? 'fr';
    this.convert = options.units ?? noUnits(this);
    this.#tellCritical();

    const parts = options.parts ?? [];
    this.resuming = parts.some(({ fill }) => fill);
    this.checks = parts.flatMap(({ check }) => check ?? []);

    this.root = new FormItem(this, this.definition.root, undefined);
    for (const definition of this.definition.all) {
      const rule = enableRule(definition);
      if (rule) this.#rules.push(rule);
    }
    for (const part of parts) {
      this.sets ??= part.sets?.(this);
      this.#rules.push(...(part.rules?.(this) ?? []));
    }
    for (const rule of this.#rules) {
      (this.#rulesAt[rule.at.index] ??= []).push(rule);
      if (rule.writes === 'value' && !rule.once) this.#calculated.add(rule.at);
      this.#pending.set(rule, new Set());
    }
    this.#graph = buildGraph(this.#rules, this.definition.all);
    for (const cycle of this.#graph.cycles) this.tell('warning', 'cycle', cycle[0], cycle.join(' → '));
    this.edit(() => this.#open());
    this.resuming = false;
    // Nothing has changed for anybody yet.
    this.#changes.clear();
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

  /** Makes several edits one: their consequences are worked out and told together. */
  edit(changes: () => void): void {
    this.#depth++;
    try {
      changes();
    } finally {
      if (this.#depth === 1) this.#settle();
      this.#depth--;
      if (this.#depth === 0) this.#notify();
    }
  }

  // ——— Edits ———

  answer(item: FormItem, input: unknown): void {
    this.edit(() => {
      const list = input === undefined || input === null ? [] : Array.isArray(input) ? input : [input];
      const typed = list.map((value) => this.#typed(item, value));
      this.#replace(item, item.repeats ? typed : typed.slice(0, 1));
      this.#edited(item);
    });
  }

  answerAt(answer: FormAnswer, input: unknown): void {
    this.edit(() => {
      this.#put(answer, this.#typed(answer.question, input ?? undefined));
      this.#edited(answer.question);
    });
  }

  addAnswer(item: FormItem): FormAnswer | undefined {
    const { key } = item.definition;
    const limit = Number(item.limit('maxOccurs') ?? Infinity);
    if (!key || !item.repeats || item.answers.length >= limit) return undefined;
    let answer: FormAnswer | undefined;
    this.edit(() => {
      answer = this.#addPlace(item, { key, value: undefined });
      this.noteChange(item, 'items', undefined);
    });
    return answer;
  }

  removeAnswer(answer: FormAnswer): void {
    const item = answer.question;
    if (!item.answers.includes(answer)) return;
    this.edit(() => {
      const kept = item.answers.filter((one) => one !== answer);
      this.#setPlaces(item, kept);
      this.#edited(item);
    });
  }

  choose(item: FormItem, option: Typed, chosen = true): void {
    const others = item.answers.filter((answer) => answer.isAnswered && !isSameChoice(answer, option));
    const kept = item.repeats ? others.filter((answer) => !this.#excludes(item, option, answer)) : [];
    const values: Typed[] = chosen ? [...kept, option] : item.repeats ? others : [];
    this.edit(() => {
      this.#replace(
        item,
        values.map(({ key, value }) => ({ key, value })),
      );
      this.#edited(item);
    });
  }

  addRepetition(item: FormItem): FormItem | undefined {
    const { definition, holder } = item;
    const siblings = holder?.children[definition.position];
    const limit = Number(item.limit('maxOccurs') ?? Infinity);
    if (definition.key || !item.repeats || !holder || !siblings || siblings.length >= limit) return undefined;
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
      // Another one is the first now, of which what is required is asked.
      for (const sibling of siblings) this.#judgeAll(sibling);
      this.noteChange(parentOf(item), 'items', undefined);
    });
  }

  recalculate(item: FormItem): void {
    if (!item.overridden) return;
    this.edit(() => {
      item.overridden = item.touched = false;
      this.#replace(item, item.computed ?? []);
    });
  }

  setLanguage(language: string, messages = this.messages): void {
    if (language === this.language && messages === this.messages) return;
    this.language = language;
    this.messages = messages;
    this.#itemOptions = new Map();
    this.sets?.translate();
    this.edit(() =>
      walk(this.root, (item) => {
        this.noteChange(item, 'text', undefined);
        this.renewOptions(item);
      }),
    );
  }

  sign(signature: Record<string, unknown>, item: FormItem = this.root): void {
    const url = 'http://hl7.org/fhir/StructureDefinition/questionnaireresponse-signature';
    this.edit(() => {
      this.signatures.set(item, { url, valueSignature: signature });
      this.#stale.add(item);
    });
  }

  // ——— What rules and population write ———

  setEnabled(item: FormItem, enabled: boolean): boolean {
    if (item.ownEnabled === enabled) return false;
    item.ownEnabled = enabled;
    this.#refreshEnabled(item);
    return true;
  }

  /** Stores the result of a calculation; it shows unless a person's answer stands in its place. */
  setComputed(item: FormItem, values: readonly Typed[]): boolean {
    const before = item.computed;
    if (before && isSame(before, values)) return false;
    item.computed = values;
    if (!before && this.resuming) item.overridden = this.#differs(item, values);
    if (!item.overridden) this.#replace(item, values);
    return true;
  }

  /** Fills an item that nobody has answered yet; whether it did. */
  fill(item: FormItem, values: readonly Typed[]): boolean {
    if (values.length === 0 || item.touched || item.answers.some((answer) => answer.isAnswered)) return false;
    this.#replace(item, values);
    return true;
  }

  /** Stores what an expression gives in place of a part of the item, and says what it changes. */
  setDynamic(item: FormItem, name: string, value: unknown, aspect: Aspect): boolean {
    const map = (item.dynamic ??= new Map<string, unknown>());
    const before = map.get(name);
    if (isSame(before, value)) return false;
    this.noteChange(item, aspect, undefined);
    map.set(name, value);
    this.#stale.add(item);
    if (name === 'answerValueSet') this.#askSets(item);
    return true;
  }

  /** Marks who reads a rule's result, under the item it was evaluated at. */
  markReadersOfRule(rule: Rule, item: FormItem): void {
    for (const reader of this.#graph.readersOfRule.get(rule) ?? []) this.#mark(reader, collect(item, reader.at));
  }

  /** Evaluates a rule again although nothing it reads has changed: what it needs from outside has arrived. */
  invalidate(rule: Rule): void {
    this.#mark(rule, collect(this.root, rule.at));
  }

  growGroup(holder: Holder, definition: ItemDefinition): FormItem {
    const item = this.makeItem(definition, holder, true);
    (holder.children[definition.position] ??= []).push(item);
    this.#adopt(item);
    this.noteChange(parentOf(item), 'items', undefined);
    return item;
  }

  tell(severity: Diagnostic['severity'], code: DiagnosticCode, linkId?: string, detail?: string): void {
    const key = `${code}|${linkId ?? ''}|${detail ?? ''}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.diagnostics.push({ severity, code, linkId, detail });
  }

  rulesAt(definition: ItemDefinition): readonly Rule[] {
    return this.#rulesAt[definition.index] ?? [];
  }

  nextId(): number {
    return ++this.#lastId;
  }

  /** Makes an item with all it holds; `fresh`: with its initial value. */
  makeItem(definition: ItemDefinition, holder: Holder, fresh: boolean): FormItem {
    const item = new FormItem(this, definition, holder);
    const { key } = definition;
    item.enabled = item.parent?.enabled ?? true;
    if (key) {
      const values = fresh && definition.initial.length > 0 ? definition.initial : [{ key, value: undefined }];
      item.answers = values.map((value) => this.makeAnswer(item, value, fresh));
    } else this.#makeChildren(definition, item, fresh);
    return item;
  }

  makeAnswer(item: FormItem, typed: Typed, fresh: boolean): FormAnswer {
    const answer = new FormAnswer(item, fresh ? this.#asOption(item, typed) : typed);
    this.#makeChildren(item.definition, answer, fresh);
    return answer;
  }

  noteChange(item: FormItem, aspect: Aspect, before: unknown): void {
    let aspects = this.#changes.get(item);
    if (!aspects) this.#changes.set(item, (aspects = new Map<Aspect, unknown>()));
    if (!aspects.has(aspect)) aspects.set(aspect, before);
    const stamp = ++this.#stamp;
    for (let up: FormItem | undefined = item; up; up = up.parent) up.stamp = stamp;
  }

  /** Options of an item have arrived. */
  renewOptions(item: FormItem): void {
    this.noteChange(item, 'options', undefined);
    this.#stale.add(item);
  }

  // ——— Options ———

  optionsOf(item: FormItem): readonly Option[] {
    const base = this.#baseOptions(item);
    const off = item.dynamic?.get('off') as readonly Typed[] | undefined;
    if (!off?.length) return base;
    return base.map((option) =>
      off.some((one) => isSameChoice(one, option)) ? { ...option, disabled: true } : option,
    );
  }

  optionsStateOf(item: FormItem): FormItem['optionsState'] {
    const url = valueSetOf(item);
    if (!url) return this.#baseOptions(item).length > 0 ? 'ready' : 'none';
    return this.sets?.stateOf(url) ?? 'unavailable';
  }

  unitsOf(item: FormItem): readonly Coding[] {
    const { source, initial } = item.definition;
    const listed = (source.extension ?? []).filter((part) => part.url.endsWith('questionnaire-unitOption'));
    const set = readText(source, 'unitValueSet');
    const units = set
      ? (this.sets?.optionsOf(set) ?? []).map(({ value }) => value as Coding)
      : listed.map((part) => valueOf(part)?.value as Coding);
    if (units.length > 0) return units;
    const fixed = readExtension(source, 'unit');
    if (isObject(fixed)) return [fixed];
    const [first] = initial;
    if (first?.key !== 'valueQuantity') return [];
    const { unit, code, system } = first.value as { unit?: string; code?: string; system?: string };
    return (unit ?? code) ? [{ ...(system && { system }), ...(code && { code }), ...(unit && { display: unit }) }] : [];
  }

  search(item: FormItem, text: string, count = 20): Promise<readonly Option[]> {
    const url = valueSetOf(item);
    if (url && this.sets?.stateOf(url) === 'remote') return this.sets.search(item, url, text, count);
    const wanted = text.toLocaleLowerCase();
    const found = item.options.filter(({ label }) => label.toLocaleLowerCase().includes(wanted));
    return Promise.resolve(found.slice(0, count));
  }

  // ——— Out ———

  response(details: ResponseDetails = {}): QuestionnaireResponse {
    return buildResponse(this, details);
  }

  /** Resolves when everything asked from outside so far has arrived or failed. */
  async settled(): Promise<void> {
    while (this.#loads.size > 0) await Promise.all(this.#loads);
  }

  /** Counts something asked from outside, which must not fail, among what `settled` waits for. */
  track(load: Promise<void>): void {
    this.#loads.add(load);
    void load.then(() => this.#loads.delete(load));
  }

  // ——— Opening ———

  #open(): void {
    this.#makeChildren(this.definition.root, this.root, !this.resuming);
    for (const part of this.options.parts ?? []) part.fill?.(this);
    this.#adopt(this.root);
    if (this.resuming) {
      this.#runPending();
      walk(this.root, (item) => (item.initialPending = !item.enabled));
    }
  }

  #makeChildren(definition: ItemDefinition, holder: Holder, fresh: boolean): void {
    holder.children = definition.items.map((child) => [this.makeItem(child, holder, fresh)]);
  }

  /** Takes a new item, and all it holds, into the rules. */
  #adopt(item: FormItem): void {
    walk(item, (one) => {
      for (const rule of this.rulesAt(one.definition)) this.#mark(rule, [one]);
      this.#changed(one);
      this.#stale.add(one);
    });
  }

  #forget(item: FormItem): void {
    walk(item, (one) => {
      for (const rule of this.rulesAt(one.definition)) this.#pending.get(rule)?.delete(one);
      this.signatures.delete(one);
      this.#changed(one);
      this.#changes.delete(one);
      this.#stale.delete(one);
    });
  }

  #tellCritical(): void {
    const supported = new Set(this.options.supports ?? []);
    for (const { source, linkId } of this.definition.all) {
      for (const url of criticalExtensions(source, supported)) this.tell('error', 'critical-extension', linkId, url);
    }
  }

  #askSets(item: FormItem): void {
    for (const url of [valueSetOf(item), readText(item.definition.source, 'unitValueSet')]) {
      if (url && this.sets) this.sets.ask(url, item);
      else if (url) this.tell('warning', 'value-set-unavailable', item.linkId, url);
    }
  }

  // ——— Answers ———

  /** A person's input with the type of the item; undefined for none. */
  #typed(item: FormItem, input: unknown): Typed {
    const { key = 'valueString' } = item.definition;
    return { key: isChoice(item.definition) && input !== undefined ? keyOfChoice(input) : key, value: input };
  }

  /** The option that is meant, with its display and extensions (a score may read them from the answer). */
  #asOption(item: FormItem, typed: Typed): Typed {
    if (!isChoice(item.definition) || !isOfKey(typed)) return typed;
    const option = item.options.find((one) => isSameChoice(one, typed));
    return option ?? typed;
  }

  #put(answer: FormAnswer, typed: Typed): void {
    const item = answer.question;
    const { key, value } = this.#asOption(item, typed);
    const refused = value !== undefined && !isOfKey({ key, value });
    if (
      answer.key === key &&
      isSame(answer.value, refused ? undefined : value) &&
      isSame(answer.rejected, refused ? value : undefined)
    )
      return;
    this.noteChange(item, 'value', snapshot(item));
    answer.key = refused ? (item.definition.key ?? key) : key;
    answer.value = refused ? undefined : value;
    answer.rejected = refused ? value : undefined;
    answer.origin = undefined;
    this.#changed(item);
  }

  /** Gives the item these answers, keeping the places (and child items) of those it already has. */
  #replace(item: FormItem, values: readonly Typed[]): void {
    const { key } = item.definition;
    if (!key) return;
    const free = [...item.answers];
    const take = (test: (answer: FormAnswer) => boolean): FormAnswer | undefined => {
      const index = free.findIndex(test);
      return index < 0 ? undefined : free.splice(index, 1)[0];
    };
    const places = values.map((value) => ({ value, answer: take((answer) => isSameTyped(answer, value)) }));
    // One answer that becomes another keeps what belongs to it; of several, nobody knows which became which.
    const sole = values.length <= 1 && item.answers.length === 1;
    const kept = places.map(({ value, answer }) => {
      const place = answer ?? (sole ? take(() => true) : undefined);
      if (place) this.#put(place, value);
      return place ?? this.#addPlace(item, value, true);
    });
    if (kept.length === 0) {
      const empty = (sole ? item.answers[0] : undefined) ?? this.makeAnswer(item, { key, value: undefined }, true);
      this.#put(empty, { key, value: undefined });
      kept.push(empty);
    }
    this.#setPlaces(item, kept);
  }

  #addPlace(item: FormItem, typed: Typed, detached = false): FormAnswer {
    const answer = this.makeAnswer(item, typed, true);
    if (!detached) item.answers.push(answer);
    for (const child of answer.items) this.#adopt(child);
    return answer;
  }

  #setPlaces(item: FormItem, places: FormAnswer[]): void {
    const before = item.answers;
    if (places.length === before.length && places.every((place, index) => place === before[index])) return;
    this.noteChange(item, 'value', snapshot(item));
    this.noteChange(item, 'items', undefined);
    for (const gone of before.filter((place) => !places.includes(place))) {
      for (const child of gone.items) this.#forget(child);
    }
    const { key } = item.definition;
    item.answers = places;
    if (places.length === 0 && key) this.#addPlace(item, { key, value: undefined });
    this.#changed(item);
  }

  #edited(item: FormItem): void {
    item.touched = true;
    // Whether it differs from its calculation shows once that has followed the same edit.
    if (this.#calculated.has(item.definition)) this.#overrides.add(item);
    item.overridden = this.#calculated.has(item.definition);
    // What was signed is no longer what stands there.
    for (let up: FormItem | undefined = item; up; up = up.parent) if (this.signatures.delete(up)) this.#stale.add(up);
  }

  #differs(item: FormItem, values: readonly Typed[]): boolean {
    // A calculated item left out of the response was never calculated; one that is there without an answer was emptied.
    const answers = item.answers.filter((answer) => answer.isAnswered);
    if (answers.length === 0 && this.resuming && (!item.origin || item.readOnly)) return false;
    return answers.length !== values.length || answers.some((answer, i) => !isEqual(answer, values[i]));
  }

  #excludes(item: FormItem, option: Typed, answer: FormAnswer): boolean {
    const isExclusive = (typed: Typed): boolean =>
      item.options.some((one) => one.exclusive && isSameChoice(one, typed));
    return isExclusive(option) || isExclusive(answer);
  }

  // ——— Consequences ———

  #changed(item: FormItem): void {
    const { index } = item.definition;
    this.#stale.add(item);
    for (const list of [this.#graph.readers[index] ?? [], this.#graph.readersOfAll]) {
      for (const { rule, within } of list) this.#mark(rule, collect(ancestorAt(item, within.depth), rule.at));
    }
  }

  #mark(rule: Rule, items: readonly FormItem[]): void {
    const pending = this.#pending.get(rule);
    const stage = this.#graph.stageOf.get(rule) ?? 0;
    for (const item of items) pending?.add(item);
    if (stage < this.#lowest) this.#lowest = stage;
  }

  #refreshEnabled(item: FormItem): void {
    const enabled = item.ownEnabled && (item.parent?.enabled ?? true);
    if (enabled === item.enabled) return;
    this.noteChange(item, 'enabled', item.enabled);
    item.enabled = enabled;
    this.#changed(item);
    if (enabled && item.initialPending) this.#applyInitial(item);
    for (const child of item.items) this.#refreshEnabled(child);
  }

  /** "…or upon the question first becoming enabled" (SDC, `initialExpression`); until then it was out of sight. */
  #applyInitial(item: FormItem): void {
    item.initialPending = false;
    this.fill(item, item.definition.initial);
    for (const rule of this.rulesAt(item.definition)) if (rule.once) this.#mark(rule, [item]);
  }

  #settle(): void {
    this.#runPending();
    for (const item of this.#overrides) item.overridden = this.#differs(item, item.computed ?? []);
    this.#overrides.clear();
    this.#validateStale();
  }

  #runPending(): void {
    const { stages } = this.#graph;
    while (this.#lowest < stages.length) {
      const stage = stages[this.#lowest];
      if (!stage || !this.#run(stage)) this.#lowest++;
    }
  }

  /** Runs what is pending in a stage; false when nothing is. */
  #run(stage: Stage): boolean {
    if (stage.cyclic) return this.#runCycle(stage);
    let ran = false;
    for (const rule of stage.rules) {
      const pending = this.#pending.get(rule);
      if (!pending?.size) continue;
      ran = true;
      const items = [...pending];
      pending.clear();
      for (const item of items) rule.run(item);
    }
    return ran;
  }

  /**
   * Rules that depend on each other are evaluated again and again, in document order, until nothing changes (SDC, "iterative
   * updating of expressions until values reach a stable state"). They always start from the same state, so that the result
   * depends on the answers and not on the order in which they were given. What never comes to rest is left open and told.
   */
  #runCycle(stage: Stage): boolean {
    if (!stage.rules.some((rule) => this.#pending.get(rule)?.size)) return false;
    const instances = stage.rules.flatMap((rule) => collect(this.root, rule.at).map((item) => ({ rule, item })));
    const reset = (): void => {
      for (const { rule, item } of instances) if (item.computed ?? rule.writes !== 'value') rule.reset?.(item);
    };
    reset();
    const round = (): boolean => instances.map(({ rule, item }) => rule.run(item)).some(Boolean);
    let rounds = 0;
    while (round()) {
      if (++rounds < MAX_ROUNDS) continue;
      reset();
      const linkIds = new Set(stage.rules.map((rule) => rule.at.linkId));
      this.tell('error', 'cycle-unstable', stage.rules[0]?.at.linkId, [...linkIds].join(' → '));
      break;
    }
    for (const rule of stage.rules) this.#pending.get(rule)?.clear();
    return true;
  }

  #validateStale(): void {
    // Once a group has an answer its required questions are asked for, and no longer when it has none (SDC, `required`).
    const concerned = new Set<FormItem>();
    for (const item of this.#stale)
      for (let up: FormItem | undefined = item; up && !concerned.has(up); up = up.parent) concerned.add(up);
    for (const item of concerned) this.#refreshPresence(item);
    for (const item of this.#stale) {
      const issues = issuesOf(item);
      if (isSame(issues.map(comparable), item.issues.map(comparable))) continue;
      this.noteChange(item, 'issues', undefined);
      item.issues = issues;
    }
    this.#stale.clear();
  }

  #refreshPresence(item: FormItem): void {
    this.#stale.add(item);
    const present = item.isPresent;
    if (present === item.wasPresent) return;
    item.wasPresent = present;
    for (const sibling of item.repetitions) this.#judgeAll(sibling);
  }

  #judgeAll(item: FormItem): void {
    walk(item, (one) => this.#stale.add(one));
  }

  #notify(): void {
    const changes = this.#changes;
    this.#changes = new Map();
    const items = new Map<FormItem, ReadonlySet<Aspect>>();
    for (const [item, aspects] of changes) {
      const real = [...aspects]
        .filter(([aspect, before]) => !isUnchanged(item, aspect, before))
        .map(([aspect]) => aspect);
      if (real.length > 0) items.set(item, new Set(real));
    }
    if (items.size > 0) for (const listener of [...this.#listeners]) listener({ items });
  }

  #baseOptions(item: FormItem): readonly Option[] {
    const dynamic = item.dynamic?.get('options') as readonly unknown[] | undefined;
    if (dynamic) return optionsOfValues(dynamic, this);
    const url = valueSetOf(item);
    if (url) return this.sets?.optionsOf(url) ?? [];
    let options = this.#itemOptions.get(item.definition);
    if (!options) this.#itemOptions.set(item.definition, (options = optionsOfItem(item.definition, this)));
    return options;
  }
}

function isDefinition(source: unknown): source is FormDefinition {
  return typeof source === 'object' && source !== null && 'byLinkId' in source;
}

/** Says once that two units would have to be converted, and that nobody can. */
function noUnits(form: FormModel): UnitConverter {
  return () => {
    form.tell('warning', 'units-unavailable');
    return undefined;
  };
}

function parentOf(item: FormItem): FormItem {
  return item.parent ?? item;
}

function snapshot(item: FormItem): unknown {
  return item.answers.map(({ key, value, rejected }) => ({ key, value, rejected }));
}

function isUnchanged(item: FormItem, aspect: Aspect, before: unknown): boolean {
  if (aspect === 'value') return isSame(before, snapshot(item));
  return aspect === 'enabled' && before === item.enabled;
}

function comparable({ code, severity, message, answer }: Issue): unknown {
  return { code, severity, message, answer: answer?.question.answers.indexOf(answer) };
}

/** Whether two values are the same option: codings by system and code, others to the letter. */
export function isSameChoice(a: Typed, b: Typed): boolean {
  if (a.key === 'valueCoding' && b.key === 'valueCoding') return isSameCoding(a.value as Coding, b.value as Coding);
  return isSame(a.value, b.value);
}

function isEqual(a: Typed, b: Typed | undefined): boolean {
  return b !== undefined && (isSameTyped(a, b) || compare(a, b) === 0);
}
