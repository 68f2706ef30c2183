import type { ReactiveElement } from 'lit';

// eslint-disable-next-line @typescript-eslint/no-explicit-any -- TypeScript takes no other constructor for a mixin (TS2545).
type Constructor<Instance> = abstract new (...args: any[]) => Instance;

/** What an element that is a field of its host's form has, as the platform's own fields do. */
export interface FormAssociated {
  readonly internals: ElementInternals;
  name: string;
  disabled: boolean;
  /** Disabled itself, or by a fieldset around it. */
  readonly isDisabled: boolean;
  readonly form: HTMLFormElement | null;
  readonly labels: NodeList;
  readonly validity: ValidityState;
  readonly validationMessage: string;
  readonly willValidate: boolean;
  checkValidity(): boolean;
  reportValidity(): boolean;
  /** `value` is what is sent; `state` what a browser keeps to restore the field, when that is another. */
  setValue(value: string | File | FormData | null, state?: string | FormData | null): void;
  /** `undefined` when nothing is wrong. `anchor`: what is wrong, or takes the focus for it. */
  setFault(fault: string | undefined, anchor?: HTMLElement): void;
}

/** What the element itself has to know of its form. */
export interface FormAssociatedHooks {
  /** The form is reset. */
  resetValue?(): void;
  /** A browser gives back what was there before a reload, or fills the field in. */
  restoreValue?(state: string | File | FormData | null): void;
}

/**
 * Makes an element a field of the form around it: it has a name and a value, can be disabled, reset, restored and found faulty like those of the
 * platform. What the value is, and when it is wrong, the element says with `setValue` and `setFault`.
 */
export function formAssociated<Base extends Constructor<ReactiveElement>>(
  base: Base,
): Base & Constructor<FormAssociated> {
  abstract class Associated extends base implements FormAssociated {
    static readonly formAssociated = true;
    static properties = { name: { reflect: true }, disabled: { type: Boolean, reflect: true } };

    readonly internals = this.attachInternals();
    declare name: string;
    declare disabled: boolean;
    #isDisabledAround = false;

    // eslint-disable-next-line @typescript-eslint/no-explicit-any -- As above.
    constructor(...args: any[]) {
      // eslint-disable-next-line @typescript-eslint/no-unsafe-argument -- Handed on unread.
      super(...args);
      this.name = '';
      this.disabled = false;
    }

    get isDisabled(): boolean {
      return this.disabled || this.#isDisabledAround;
    }

    get form(): HTMLFormElement | null {
      return this.internals.form;
    }

    get labels(): NodeList {
      return this.internals.labels;
    }

    get validity(): ValidityState {
      return this.internals.validity;
    }

    get validationMessage(): string {
      return this.internals.validationMessage;
    }

    get willValidate(): boolean {
      return this.internals.willValidate;
    }

    checkValidity(): boolean {
      return this.internals.checkValidity();
    }

    reportValidity(): boolean {
      return this.internals.reportValidity();
    }

    setValue(value: string | File | FormData | null, state?: string | FormData | null): void {
      if (state === undefined) this.internals.setFormValue(value);
      else this.internals.setFormValue(value, state);
    }

    setFault(fault: string | undefined, anchor?: HTMLElement): void {
      // A field that cannot be answered cannot be wrong.
      if (fault && !this.isDisabled) this.internals.setValidity({ customError: true }, fault, anchor);
      else this.internals.setValidity({});
    }

    formDisabledCallback(isDisabled: boolean): void {
      this.#isDisabledAround = isDisabled && !this.disabled;
      this.requestUpdate();
    }

    formResetCallback(): void {
      (this as FormAssociatedHooks).resetValue?.();
    }

    formStateRestoreCallback(state: string | File | FormData | null): void {
      (this as FormAssociatedHooks).restoreValue?.(state);
    }
  }
  return Associated;
}
