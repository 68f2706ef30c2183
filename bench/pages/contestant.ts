/** One way of showing a form in a page, driven by what a person sees of it: never by its own interface, once it has the form. */
export interface Contestant {
  /** Hands the form over. A promise that rejects says why it cannot be shown. */
  give(form: unknown): unknown;
  /** The first control in the page that a person could use. */
  firstControl(): HTMLElement | null | undefined;
  /** How many questions are in the page. */
  countQuestions(): number;
  isShown(linkId: string): boolean;
  /** Presses one of the options of a question. */
  choose(linkId: string, option: number): void;
  /** What a calculated question shows. */
  read(linkId: string): string;
}

/** One press, and what has to follow from it on the screen. */
export interface Edit {
  readonly question: string;
  readonly option: number;
  /** Questions that come up. */
  readonly appear: readonly string[];
  /** The score that changes, where the form calculates. */
  readonly score: { readonly question: string; readonly value: number } | undefined;
}

export interface Plan {
  readonly form: unknown;
  /** Questions in the page once the form is drawn. */
  readonly questions: number;
  readonly edits: readonly Edit[];
}

/** Milliseconds. */
export interface Reflection {
  /** The event handled: for an element that draws later, the model alone. */
  readonly handled: number;
  /** All that had to follow is in the page. */
  readonly reflected: number;
  /** The longest the page could do nothing else, until it was painted. */
  readonly longest: number;
}

/** Milliseconds since the form was handed over. */
export interface Opening {
  /** The first control is in a frame, and the page free to serve it. */
  readonly usable: number;
  readonly drawn: number;
  readonly longest: number;
  readonly edits: readonly Reflection[];
}
