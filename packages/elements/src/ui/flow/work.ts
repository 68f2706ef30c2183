import type { TemplateResult } from 'lit';
import { html } from '../html.ts';
import type { TroubleWords } from '../words/fr.ts';
import { troubleScreen } from './trouble-screen.ts';
import type { Trouble } from './trouble.ts';

/** What the work is done on: whoever draws it. */
export interface WorkDesk {
  /** What a failure is to people. */
  readonly troubleOf: (error: unknown) => Trouble;
  /** Draws anew; `target` is the id of what is to take the focus. */
  readonly show: (target?: string) => void;
}

/** Owns: the one thing that is under way, and what kept the last one from being done. */
export class Work {
  isBusy = false;
  #failed: { readonly trouble: Trouble; readonly retry: () => unknown } | undefined;
  readonly #desk: WorkDesk;

  constructor(desk: WorkDesk) {
    this.#desk = desk;
  }

  get hasFailed(): boolean {
    return this.#failed !== undefined;
  }

  /** One thing at a time; what failed is tried `again` from its screen, and what was typed or chosen is still behind it. */
  async do(again: () => unknown, work: () => Promise<void>): Promise<void> {
    if (this.isBusy) return;
    this.#failed = undefined;
    this.isBusy = true;
    this.#desk.show();
    try {
      await work();
    } catch (error) {
      this.#failed = { trouble: this.#desk.troubleOf(error), retry: again };
      this.#desk.show('heading');
    } finally {
      this.isBusy = false;
      this.#desk.show();
    }
  }

  /** @param leave where there is something to come back to, or to go on with */
  renderTrouble(t: TroubleWords, leave: () => void): TemplateResult | undefined {
    if (!this.#failed) return undefined;
    const back = () => {
      this.#failed = undefined;
      leave();
    };
    const { trouble, retry } = this.#failed;
    return html`<div role="alert" class="stack">${troubleScreen(t, trouble, { retry, back })}</div>`;
  }
}
