import type { ReactiveController, ReactiveElement } from 'lit';
import type { Narrative } from '../questionnaire/index.ts';

/** A questionnaire, as far as it is followed here. */
export interface Narrator extends ReactiveElement {
  narrate(): Promise<Narrative | undefined>;
}

/** What a summary says of the questionnaire it is about. */
export interface Pointing extends ReactiveElement {
  for: string | undefined;
  questionnaireElement: Element | undefined;
}

/**
 * Owns: which questionnaire is meant and what it says now, whichever of the two elements comes first, is defined first or takes
 * the place of another. The host owns what is shown of it.
 */
export class QuestionnaireSummaryController implements ReactiveController {
  narrative: Narrative | undefined;
  /** Resolves when what was heard last has been taken in. */
  ready: Promise<void> = Promise.resolve();

  readonly #host: Pointing;
  #target: Element | undefined;
  #narrator: Narrator | undefined;
  #listening: Promise<void> | undefined;
  #observer: MutationObserver | undefined;
  /** Called by the questionnaire each time it has drawn: a change, another language, another form. */
  readonly #ear: ReactiveController = { hostUpdated: () => void this.#listen() };

  constructor(host: Pointing) {
    this.#host = host;
    host.addController(this);
  }

  /** Whether there is a questionnaire to wait for. */
  get isBound(): boolean {
    return this.#target !== undefined;
  }

  hostConnected(): void {
    this.#observer ??= new MutationObserver(() => this.#resolve());
    this.#resolve();
  }

  hostDisconnected(): void {
    this.#observer?.disconnect();
    this.#follow(undefined);
  }

  /** Takes up a changed `for` or `questionnaireElement`. */
  hostUpdate(): void {
    this.#resolve();
  }

  #resolve(): void {
    const { for: id, questionnaireElement, isConnected } = this.#host;
    if (!isConnected) return;
    const root = this.#host.getRootNode() as Document | ShadowRoot;
    const isNamed = !questionnaireElement && Boolean(id);
    this.#observer?.disconnect();
    if (isNamed) this.#observer?.observe(root, { subtree: true, childList: true, attributeFilter: ['id'] });
    const target = questionnaireElement ?? (isNamed && root.getElementById(id ?? ''));
    this.#follow(target && target.localName.includes('-') ? target : undefined);
  }

  #follow(target: Element | undefined): void {
    if (target === this.#target) return;
    this.#narrator?.removeController(this.#ear);
    this.#target = target;
    this.#narrator = this.narrative = undefined;
    this.#host.requestUpdate();
    if (target) void this.#bind(target);
  }

  /** A tag may stand in the page before the module that defines it has come. */
  async #bind(target: Element): Promise<void> {
    if (!isNarrator(target)) await customElements.whenDefined(target.localName);
    if (target !== this.#target || !isNarrator(target)) return;
    this.#narrator = target;
    target.addController(this.#ear);
    void this.#listen();
  }

  /** The browser shows the answer first, then its words; drawings that follow each other are heard as one. */
  #listen(): Promise<void> {
    this.#listening ??= new Promise<void>((resolve) => setTimeout(resolve)).then(() => {
      this.#listening = undefined;
      return this.#take();
    });
    return (this.ready = this.#listening);
  }

  async #take(): Promise<void> {
    const narrator = this.#narrator;
    // Loading its words may fail; the questionnaire says what is the matter with it.
    const narrative = await narrator?.narrate().catch(() => undefined);
    if (narrator !== this.#narrator || narrative === this.narrative) return;
    this.narrative = narrative;
    this.#host.requestUpdate();
  }
}

function isNarrator(element: Element): element is Narrator {
  return 'narrate' in element && 'addController' in element;
}
