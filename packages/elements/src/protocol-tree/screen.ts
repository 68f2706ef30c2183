// All that shows a protocol, loaded when an element is first given one.
import type { CaseAnswer, Explanation, Outline, Protocol } from '@relais/sdk/protocol/tree';
import type { QuestionnaireResponse } from '@relais/sdk/questionnaire';
import {
  adoptStyles,
  nothing,
  type LitElement,
  type PropertyValues,
  type ReactiveController,
  type TemplateResult,
} from 'lit';
import { base } from '../ui/base.styles.ts';
import { RelaisErrorEvent } from '../ui/error-event.ts';
import { html } from '../ui/html.ts';
import { LiveRegionController } from '../ui/live-region-controller.ts';
import { LocaleController, type Localized } from '../ui/locale-controller.ts';
import { idOf, renderDrawing, type NodeLook } from './drawing.ts';
import { layOut, type DrawnLine, type Drawing, type Measure } from './layout.ts';
import { measureIn } from './measure.ts';
import { renderExample, renderList } from './list.ts';
import { Phrases } from './phrases.ts';
import { ProtocolNodeEvent } from './protocol-tree-events.ts';
import { ProtocolTreeController } from './protocol-tree-controller.ts';
import { styles } from './protocol-tree.styles.ts';
import { treeOf, type TreeNode, type TreeSection } from './tree-model.ts';
import { stepsOf, stepTo, type Step } from './tree-walk.ts';
import { renderTrouble } from './trouble.ts';
import { renderVerdict } from './verdict.ts';
import { fr, type ProtocolTreeStrings } from './words/fr.ts';

const WORDS = { fr, others: { en: () => import('./words/en.ts').then(({ en }) => en) } };

/** Below this width, in pixels, the list is shown first: a drawing would be read through a keyhole. */
const NARROW = 620;
/** Widths of the drawing that are tried; the one that comes out largest on a page of paper is taken. */
const WIDTHS = [760, 820, 880, 940, 1000, 1060];
/** Of what is left of an A4 page for the drawing: width to height. */
const PAPER = 190 / 248;
/** The narrowest drawing, and how small its letters may be before there is less on a line. */
const NARROWEST = 600;
const LEAST_SCALE = 0.8;
const ZOOMS = { least: 0.5, most: 2.5, step: 1.25 };

/** What is drawn of the protocol in one language. */
interface Shown {
  readonly protocol: Protocol;
  readonly outline: Outline;
  readonly strings: ProtocolTreeStrings;
  readonly phrases: Phrases;
  readonly sections: readonly TreeSection[];
  readonly steps: readonly Step[];
  readonly nodes: ReadonlyMap<string, TreeNode>;
  readonly rules: readonly string[];
  /** The width that comes out largest on paper. */
  readonly paper: number;
  readonly drawings: Map<number, Drawing>;
}

/** What the element lets be seen of it. */
export type TreeHost = LitElement &
  Localized<ProtocolTreeStrings> & {
    protocol: unknown;
    answers: Readonly<Record<string, CaseAnswer>> | undefined;
    view: 'tree' | 'list' | undefined;
    trial: boolean;
    withoutTrial: boolean;
  };

/**
 * Owns: what is shown of the protocol and in which language, where the keyboard is in it, how the trial stands. The element owns what
 * the host page may set and hear.
 */
export class Screen implements ReactiveController {
  readonly #host: TreeHost;
  readonly #drawNow: () => void;
  readonly #locale: LocaleController<ProtocolTreeStrings>;
  readonly #liveRegion: LiveRegionController;
  readonly #controller: ProtocolTreeController;
  // In the next frame: what is drawn anew may change the size of what is observed.
  readonly #observer = new ResizeObserver(() => requestAnimationFrame(() => this.#resize()));
  #shown: Shown | undefined;
  /** What has been answered in the trial, of the protocol with this id. */
  #given: { readonly protocol: string; readonly response: QuestionnaireResponse } | undefined;
  #room = 0;
  #isPrinting = false;
  #watched: Element | undefined;
  #zoom = 1;
  #current: string | undefined;
  #selected: string | undefined;
  #measure: { readonly family: string; readonly measure: Measure } | undefined;

  /** @param drawNow - draws at once what has been asked to be drawn */
  constructor(host: TreeHost, drawNow: () => void) {
    this.#host = host;
    this.#drawNow = drawNow;
    this.#locale = new LocaleController<ProtocolTreeStrings>(host, WORDS);
    this.#liveRegion = new LiveRegionController(host);
    this.#controller = new ProtocolTreeController(host, {
      failed: (code) => host.dispatchEvent(new RelaisErrorEvent({ code })),
    });
    adoptStyles(host.renderRoot as ShadowRoot, [...base, ...styles]);
    host.addController(this);
  }

  hostConnected(): void {
    addEventListener('beforeprint', this.#print);
    addEventListener('afterprint', this.#print);
    this.#observer.observe(this.#host);
    if (this.#watched) this.#observer.observe(this.#watched);
  }

  hostDisconnected(): void {
    removeEventListener('beforeprint', this.#print);
    removeEventListener('afterprint', this.#print);
    this.#observer.disconnect();
  }

  get state(): 'empty' | 'loading' | 'failed' | 'ready' {
    const { trouble, protocol } = this.#controller;
    if (trouble) return 'failed';
    if (protocol) return 'ready';
    const given = this.#host.protocol;
    return given === undefined || given === null || given === '' ? 'empty' : 'loading';
  }

  get isTrying(): boolean {
    return this.#controller.trial !== undefined;
  }

  /** Takes up what the host has changed, before it draws. */
  prepare(changed: PropertyValues<TreeHost>): void {
    if (changed.has('protocol')) this.#controller.open(this.#host.protocol);
    this.#read();
    // Another version of the same protocol is tried with the answers that are there.
    const isStart = changed.has('trial') || changed.has('answers');
    if (isStart || changed.has('protocol')) void this.#follow(!isStart);
  }

  /** The host has drawn. */
  drawn(): void {
    this.#watchRoom();
  }

  /** Resolves once what was asked for last is there. */
  async settled(): Promise<void> {
    await this.#controller.ready;
    await this.#locale.ready;
  }

  /** Brings a node into sight and gives it the focus. Whether there is such a node. */
  async reveal(path: string): Promise<boolean> {
    if (!this.#shown?.steps.some((one) => one.path === path)) return false;
    this.#select(path);
    await this.#host.updateComplete;
    const place = this.#isTree
      ? this.#root.querySelector<SVGElement>(`#${CSS.escape(idOf(path))}`)
      : this.#root.querySelector<HTMLElement>(`[data-path="${CSS.escape(path)}"]`);
    place?.scrollIntoView({ block: 'nearest', inline: 'nearest' });
    place?.focus();
    return true;
  }

  get #root(): HTMLElement | DocumentFragment {
    return this.#host.renderRoot;
  }

  get #isTree(): boolean {
    // A trial beside it takes room, and no tree away.
    return (this.#host.view ?? (this.#host.clientWidth >= NARROW ? 'tree' : 'list')) === 'tree';
  }

  // ——— What is shown ———

  /** Reads the protocol into its drawing, once for each protocol and language. */
  #read(): void {
    const { protocol, outline } = this.#controller;
    const { strings, language } = this.#locale;
    if (!protocol || !outline) {
      this.#shown = undefined;
      return;
    }
    if (this.#shown?.protocol === protocol && this.#shown.strings === strings) return;
    const phrases = new Phrases(strings, language, protocol, outline);
    const sections = treeOf(outline, phrases);
    const steps = stepsOf(sections);
    this.#current = steps.some(({ path }) => path === this.#current) ? this.#current : steps[0]?.path;
    if (!steps.some(({ path }) => path === this.#selected)) this.#selected = undefined;
    this.#shown = {
      protocol,
      outline,
      strings,
      phrases,
      sections,
      steps,
      nodes: new Map(sections.flatMap(({ nodes }) => nodes.map((node) => [node.path, node] as const))),
      rules: outline.stages.flatMap(({ rules }) => rules.map(({ path }) => path)),
      paper: 0,
      drawings: new Map(),
    };
    this.#shown = { ...this.#shown, paper: this.#paperWidth(this.#shown) };
  }

  #paperWidth(shown: Shown): number {
    const size = ({ width, height }: Drawing): number => Math.min(1 / width, 1 / PAPER / height);
    const drawings = WIDTHS.map((width) => this.#layOut(shown, width));
    return drawings.reduce((best, one) => (size(one) > size(best) ? one : best)).width;
  }

  /** As on paper, unless there is much less room: then with narrower boxes, rather than with smaller letters. */
  #drawing(shown: Shown): Drawing {
    const wide = Math.floor((this.#room - 8) / LEAST_SCALE / 40) * 40;
    return this.#layOut(shown, this.#isPrinting ? shown.paper : Math.min(shown.paper, Math.max(NARROWEST, wide)));
  }

  #layOut({ sections, strings: t, drawings }: Shown, width: number): Drawing {
    const known = drawings.get(width);
    if (known) return known;
    const family =
      getComputedStyle(this.#host).getPropertyValue('--relais-font-family').trim() || 'system-ui, sans-serif';
    if (this.#measure?.family !== family) this.#measure = { family, measure: measureIn(family) };
    const words = { badge: t.example, mark: t.exampleMark, yes: t.yes, no: t.no };
    const drawing = layOut(sections, width, this.#measure.measure, words);
    drawings.set(width, drawing);
    return drawing;
  }

  /** Opens, reopens or closes the trial as the host or the person wishes. */
  async #follow(keeps = false): Promise<void> {
    await this.#controller.ready;
    await this.#locale.ready;
    const { protocol, trial } = this.#controller;
    if (!this.#host.trial || !protocol) {
      if (trial) this.#controller.end();
      return;
    }
    if (!keeps || this.#given?.protocol !== protocol.id) this.#given = undefined;
    const start = this.#given ?? { answers: this.#host.answers };
    await this.#controller.begin(start, this.#locale.language, this.#locale.strings.example);
  }

  #print = ({ type }: Event): void => {
    this.#isPrinting = type === 'beforeprint';
    // A printer waits for nobody.
    this.#host.requestUpdate();
    this.#drawNow();
  };

  /** The drawing follows the room there is for it, which a trial beside it changes. */
  #watchRoom(): void {
    const main = this.#root.querySelector('.main') ?? undefined;
    if (main === this.#watched) return;
    if (this.#watched) this.#observer.unobserve(this.#watched);
    if (main) this.#observer.observe(main);
    this.#watched = main;
    // Before it is painted: no list is shown for a moment where there is room for a tree.
    this.#resize();
  }

  #resize(): void {
    const room = this.#root.querySelector('.main')?.clientWidth ?? this.#host.clientWidth;
    if (room === this.#room) return;
    this.#room = room;
    this.#host.requestUpdate();
  }

  // ——— Handlers ———

  #onKey(event: KeyboardEvent): void {
    if (event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.key === 'Enter' || event.key === ' ') {
      event.preventDefault();
      if (this.#current !== undefined) this.#choose(this.#current);
      return;
    }
    const path = stepTo(this.#shown?.steps ?? [], this.#current, event.key);
    if (path === undefined) return;
    event.preventDefault();
    this.#root.querySelector<SVGElement>(`#${CSS.escape(idOf(path))}`)?.focus();
  }

  #onFocus(path: string): void {
    if (this.#current === path) return;
    this.#current = path;
    this.#host.requestUpdate();
  }

  #choose(path: string): void {
    this.#select(path);
    const node = this.#nodeOf(path);
    if (node)
      this.#liveRegion.say(
        [node.isExample ? this.#locale.strings.example : '', node.source].filter(Boolean).join('. '),
      );
    this.#host.dispatchEvent(new ProtocolNodeEvent(path.replace(/\/result$/, '')));
  }

  #select(path: string): void {
    this.#current = this.#selected = path;
    this.#host.requestUpdate();
  }

  #zoomBy(factor: number): void {
    this.#zoom = factor === 0 ? 1 : Math.min(ZOOMS.most, Math.max(ZOOMS.least, this.#zoom * factor));
    this.#host.requestUpdate();
  }

  #toggleTrial(): void {
    this.#host.trial = !this.#host.trial;
  }

  #restart(): void {
    this.#host.answers = undefined;
    void this.#follow();
  }

  async #onAnswers({ target }: Event): Promise<void> {
    const { response } = target as Element & { readonly response: QuestionnaireResponse | undefined };
    const id = this.#shown?.protocol.id;
    this.#given = response && id !== undefined ? { protocol: id, response } : undefined;
    const changed = await this.#controller.follow(response);
    if (!changed || !this.#shown) return;
    const { level, decidedBy } = changed.verdict;
    const words = [this.#locale.strings.levels[level], decidedBy?.action.text].filter(Boolean);
    this.#liveRegion.say(words.join('. '));
  }

  #onInner(event: Event): void {
    void this.#onAnswers(event);
    stop(event);
  }

  // ——— How nodes stand ———

  #nodeOf(path: string): TreeNode | undefined {
    return this.#shown?.nodes.get(path.replace(/\/result$/, ''));
  }

  #lookOf(path: string, { steps, phrases }: Shown): NodeLook {
    const step = steps.find((one) => one.path === path) ?? { level: 1, place: 1, count: 1 };
    const { t } = phrases;
    const node = this.#nodeOf(path);
    const classes = node ? this.#classesOf(path, node) : [];
    // A mark of two letters is said in full.
    const example = node?.isExample && !node.result ? `(${t.example})` : undefined;
    const state = classes.includes('holds') ? t.lit : classes.includes('silent') ? t.silent : undefined;
    return { ...step, classes: classes.join(' '), extra: [example, state].filter(Boolean).join(', ') };
  }

  #classesOf(path: string, node: TreeNode): string[] {
    const explanation = this.#controller.trial?.explanation;
    const related = this.#nodeOf(this.#selected ?? '');
    const isRelated =
      related !== undefined &&
      related !== node &&
      related.reads.some((linkId) => node.path === `questionnaire/${linkId}`);
    return [
      ...(isRelated ? ['related'] : []),
      ...(path === this.#selected ? ['selected'] : []),
      ...(explanation ? this.#litClasses(node, explanation) : []),
    ];
  }

  #litClasses({ path }: TreeNode, { states, verdict, answered, asked }: Explanation): string[] {
    const linkId = path.startsWith('questionnaire/') ? path.slice('questionnaire/'.length) : undefined;
    if (linkId !== undefined) return [answered.has(linkId) ? 'answered' : asked.has(linkId) ? 'open' : 'silent'];
    const state = states.get(path);
    if (state === undefined) return [];
    const isDeciding = verdict.decidedBy !== undefined && path === `rules/${verdict.decidedBy.id}`;
    // An outcome that holds as well, and is not the one that decides, is not on the path.
    const isLit = state === 'holds' && verdict.rules.some(({ id }) => path === `rules/${id}`);
    return [isLit ? 'holds' : state === 'holds' ? 'silent' : state, ...(isDeciding ? ['decides'] : [])];
  }

  /** The path goes down the spine to the rule that decides, or to the first that still waits for an answer. */
  #lineClasses({ path, role }: DrawnLine, { rules }: Shown): string {
    const explanation = this.#controller.trial?.explanation;
    if (!explanation) return '';
    const { verdict, states } = explanation;
    const end = verdict.decidedBy ? `rules/${verdict.decidedBy.id}` : rules.find((one) => states.get(one) === 'open');
    const isDown = rules.indexOf(path) <= (end === undefined ? rules.length : rules.indexOf(end));
    const isLit = role === 'spine' ? isDown : verdict.rules.some(({ id }) => path === `rules/${id}`);
    return isLit ? 'lit' : '';
  }

  // ——— Drawing ———

  render(): TemplateResult {
    const { strings: t, language } = this.#locale;
    return html`<div class="root" lang=${language}>
      ${this.#renderState(t)}
      <p class="hidden" role="status">${this.#liveRegion.text}</p>
    </div>`;
  }

  #renderState(t: ProtocolTreeStrings): TemplateResult {
    const { trouble } = this.#controller;
    if (trouble) return renderTrouble(t, trouble, () => this.#retry());
    if (this.#shown) return this.#renderProtocol(this.#shown);
    if (this.state === 'empty') return html`<p class="quiet">${t.empty}</p>`;
    return html`<div class="stack bones" aria-busy="true">
      <p class="quiet">${t.loading}</p>
      <i></i><i></i>
    </div>`;
  }

  #retry(): void {
    this.#controller.open(this.#host.protocol);
    this.#host.requestUpdate();
  }

  #renderProtocol(shown: Shown): TemplateResult {
    const { trial, hasTrialFailed } = this.#controller;
    return html`${this.#renderHead(shown)} ${this.#renderTools(shown)}
      <div class=${`body ${trial || hasTrialFailed ? 'with-trial' : ''}`}>
        ${trial || hasTrialFailed ? this.#renderTrial(shown) : nothing}
        <div class=${`main ${this.#isTree ? 'as-tree' : 'as-list'}`}>
          ${this.#renderDetail(shown)}
          <div class="scroll">${this.#renderDrawing(shown)}</div>
          ${this.#renderList(shown)}
        </div>
      </div>`;
  }

  #renderHead({ protocol, phrases }: Shown): TemplateResult {
    const { t } = phrases;
    const { title, kind, scope, version, responsible, notice } = protocol;
    const what = [t.kinds[kind], scope && t.scopes[scope]].filter(Boolean).join(' ');
    return html`<header>
      <h2>${title}</h2>
      <p class="quiet">${[what, t.version(version), t.responsible(responsible), phrases.mode()].join(' · ')}</p>
      <p class="notice">${notice}</p>
    </header>`;
  }

  #renderTools({ phrases: { t } }: Shown): TemplateResult {
    const choose = (view: 'tree' | 'list') => () => (this.#host.view = view);
    return html`<div class="tools">
      <div class="group" role="group" aria-label=${t.view}>
        <button type="button" part="action" aria-pressed=${this.#isTree} @click=${choose('tree')}>${t.asTree}</button>
        <button type="button" part="action" aria-pressed=${!this.#isTree} @click=${choose('list')}>${t.asList}</button>
      </div>
      ${this.#isTree ? this.#renderZoom(t) : nothing}
      ${
        this.#host.withoutTrial
          ? nothing
          : html`<button
              type="button"
              part="action"
              class="try"
              aria-expanded=${this.#host.trial}
              @click=${() => this.#toggleTrial()}
            >
              ${this.#host.trial ? t.stopTrying : t.try}
            </button>`
      }
    </div>`;
  }

  #renderZoom(t: ProtocolTreeStrings): TemplateResult {
    return html`<div class="group">
      <button type="button" part="action" aria-label=${t.zoomOut} @click=${() => this.#zoomBy(1 / ZOOMS.step)}>
        −
      </button>
      <button type="button" part="action" aria-label=${t.zoomIn} @click=${() => this.#zoomBy(ZOOMS.step)}>+</button>
      <button type="button" part="action" @click=${() => this.#zoomBy(0)}>${t.fit}</button>
    </div>`;
  }

  /** Where the chosen node comes from. */
  #renderDetail({ phrases: { t } }: Shown): TemplateResult {
    const node = this.#nodeOf(this.#selected ?? '');
    if (!node) return html`<p class="detail quiet">${this.#isTree ? t.treeHelp : ''}</p>`;
    return html`<p class="detail">
      <strong>${node.name ?? wordsOf(node)}</strong> ${renderExample(t, node.isExample)}
      ${node.source === '' ? nothing : html`<span>${node.source}</span>`}
    </p>`;
  }

  #renderDrawing(shown: Shown): TemplateResult {
    const { protocol, phrases } = shown;
    const drawing = this.#drawing(shown);
    const fitting = Math.min(1.25, Math.max(LEAST_SCALE, (this.#room - 8) / drawing.width));
    return renderDrawing({
      drawing,
      label: phrases.t.treeLabel(protocol.title),
      width: Math.round(drawing.width * fitting * this.#zoom),
      current: this.#current,
      selected: this.#selected,
      lookOf: (path) => this.#lookOf(path, shown),
      lineClasses: (line) => this.#lineClasses(line, shown),
      onKey: (event) => this.#onKey(event),
      onFocus: (path) => this.#onFocus(path),
      onChoose: (path) => this.#choose(path),
    });
  }

  #renderList({ phrases: { t }, sections }: Shown): TemplateResult {
    return renderList({
      t,
      sections,
      stateOf: (path) => {
        const node = this.#nodeOf(path);
        const classes = node ? this.#classesOf(path, node) : [];
        const words = classes.includes('holds') ? t.lit : undefined;
        return { classes: classes.join(' '), words };
      },
    });
  }

  #renderTrial({ phrases }: Shown): TemplateResult {
    const { t } = phrases;
    const { trial } = this.#controller;
    if (!trial)
      return html`<div class="trial" part="trial" role="alert">
        <p>${t.notLoaded}</p>
        <button type="button" part="action" @click=${() => void this.#follow()}>${t.retry}</button>
      </div>`;
    return html`<div class="trial" part="trial" role="region" aria-label=${t.trial}>
      <div class="result" tabindex="0" role="group" aria-label=${t.why}>
        <h3>${t.trial}</h3>
        ${renderVerdict(phrases, trial.explanation)}
      </div>
      <p class="quiet">${t.trialNote}</p>
      <button type="button" part="action" @click=${() => this.#restart()}>${t.restart}</button>
      ${this.#renderForm(trial)}
    </div>`;
  }

  #renderForm({ trial, response }: NonNullable<ProtocolTreeController['trial']>): TemplateResult {
    return html`<div
      class="form"
      @input=${stop}
      @change=${stop}
      @relais-change=${(event: Event) => this.#onInner(event)}
      @relais-validity=${stop}
      @relais-complete=${stop}
      @relais-draft=${stop}
    >
      <relais-questionnaire
        .withoutAction=${true}
        .language=${this.#locale.language}
        .questionnaire=${trial.questionnaire}
        .response=${response}
      ></relais-questionnaire>
    </div>`;
  }
}

/** What the form inside says to its own host is not for ours. */
function stop(event: Event): void {
  event.stopPropagation();
}

/** What a node says, in one sentence. */
function wordsOf(node: TreeNode | undefined): string {
  return (node?.parts ?? []).map(({ joint, text }) => [joint, text].filter(Boolean).join(' ')).join(' ');
}
