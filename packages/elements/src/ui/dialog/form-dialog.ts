import { nothing } from 'lit';
import { form, submitButton, type FieldFault } from '../fields/form.ts';
import { html } from '../html.ts';
import type { FieldWords } from '../words/fr.ts';
import type { DialogContent, DialogController } from './dialog-controller.ts';

/** A dialog, drawn anew whenever its element is. */
export interface Drawn {
  draw(): DialogContent;
}

/** What a form needs of the element it stands in. `Part`: what is told of what was changed. */
export interface FormDesk<Part> {
  readonly t: FieldWords & {
    /** What the server has against it, by the code of its refusal. */
    readonly refusals: Readonly<Record<string, string>>;
    readonly refused: (code: string) => string;
  };
  readonly flow: { focus(id: string): void };
  readonly dialog: DialogController<Drawn>;
  redraw(): void;
  /** Something has been done: says so. */
  done(text: string, part?: Part): Promise<void>;
}

/** What a form asks, and what becomes of it. */
export interface FormSpec<Part> {
  readonly title: string;
  readonly submit: string;
  /** The fields; `faultOf` tells what is wrong with one by its id. */
  readonly fields: (faultOf: (id: string) => string | undefined) => unknown;
  /** What is wrong with what is typed. */
  readonly check: () => readonly FieldFault[];
  /** `false`: there is more to be decided, and the form stays. */
  readonly send: () => Promise<unknown>;
  /** The field a part of what was sent stands in, for what the server does not take. */
  readonly fieldOf?: (path: string) => FieldFault | undefined;
  /** Said once it is done. */
  readonly done: () => string;
  readonly part?: Part;
}

/** Opens a form in a dialog. `fallback`: id of what takes the focus afterwards when what was pressed is gone. */
export function openForm<Part>(desk: FormDesk<Part>, spec: FormSpec<Part>, fallback = 'heading'): void {
  desk.dialog.open(new FormDialog(desk, spec), fallback);
}

class FormDialog<Part> implements Drawn {
  readonly #desk: FormDesk<Part>;
  readonly #spec: FormSpec<Part>;
  #faults: readonly FieldFault[] = [];
  #refusal: string | undefined;
  #isBusy = false;

  constructor(desk: FormDesk<Part>, spec: FormSpec<Part>) {
    this.#desk = desk;
    this.#spec = spec;
  }

  draw(): DialogContent {
    const { title, fields, submit } = this.#spec;
    const faultOf = (id: string) => this.#faults.find((fault) => fault.id === id)?.text;
    const refusal = this.#refusal
      ? html`<p class="notice refusal" part="notice" role="alert" id="refusal" tabindex="-1">${this.#refusal}</p>`
      : nothing;
    const content = html`${refusal}${fields(faultOf)}${submitButton(submit)}`;
    return {
      title,
      content: html`<div aria-busy=${this.#isBusy ? 'true' : nothing}>
        ${form(this.#desk.t, this.#faults, content, () => void this.#submit())}
      </div>`,
    };
  }

  async #submit(): Promise<void> {
    if (this.#isBusy) return;
    const { check, send, done, part } = this.#spec;
    const { dialog, flow } = this.#desk;
    this.#faults = check();
    this.#refusal = undefined;
    if (this.#faults.length > 0) return flow.focus('summary');
    this.#isBusy = true;
    this.#desk.redraw();
    try {
      if ((await send()) === false) return;
    } catch (error) {
      this.#refuse(error);
      return;
    } finally {
      this.#isBusy = false;
      this.#desk.redraw();
    }
    // Somebody may have closed it meanwhile, and opened another.
    if (dialog.about === this) dialog.close();
    await this.#desk.done(done(), part);
  }

  /** Says what the server has against it, at its field where there is one. */
  #refuse(error: unknown): void {
    const { t, flow } = this.#desk;
    const { code = 'unexpected', faults = [] } = error as {
      readonly code?: string;
      readonly faults?: readonly { readonly path: string }[];
    };
    const told = faults.flatMap(({ path }) => this.#spec.fieldOf?.(path) ?? []);
    if (told.length > 0) {
      this.#faults = told;
      return flow.focus('summary');
    }
    this.#refusal = (Object.hasOwn(t.refusals, code) ? t.refusals[code] : undefined) ?? t.refused(code);
    flow.focus('refusal');
  }
}
