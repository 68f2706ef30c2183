import type { Questionnaire, QuestionnaireResponse } from '@relais/model/fhir';
import type { Change } from './change-log.ts';
import type { FormDefinition } from './definitions.ts';
import type { Diagnostic, NotCarriedOver } from './diagnostics.ts';
import type { FormAnswer, FormItem, FormState, Issue, ItemPart } from './form-item.ts';
import type { Messages } from './messages.ts';
import type { OptionSets } from './options.ts';
import type { ResponseDetails } from './response.ts';
import type { Rule, RuledForm } from './rules.ts';
import type { Check } from './validation.ts';
import type { Typed, UnitConverter } from './values.ts';

/**
 * Something a form may need beyond its core, and most forms do not: value sets, a response to resume, expressions. Given one
 * by one to `createForm`; `openForm` looks at the form and loads those it needs.
 */
export interface Part extends ItemPart {
  /** `parts`: all the parts of the form. */
  readonly rules?: (form: RuledForm, parts: readonly Part[]) => readonly Rule[];
  /** Puts a stored response into the form; initial values are then left alone. */
  readonly fill?: (form: FormState) => void;
  /** Called once the form is open and everything is calculated. */
  readonly opened?: (form: FormState) => void;
  readonly sets?: (form: FormState) => OptionSets;
  readonly check?: Check;
  /** Short names of the extensions it acts on, for `rendering-criticalExtension`. */
  readonly supports?: readonly string[];
}

export interface FormOptions {
  /** The clock: milliseconds since the epoch. */
  readonly now: () => number;
  /** Language of texts and messages, a BCP 47 tag; the questionnaire's own unless told. */
  readonly language?: string;
  /** What issues say: `fr`, `en` or the host's own. An issue without words says its code. */
  readonly messages?: Partial<Messages>;
  /** Converts between units; without it, quantities compare only in the same unit. */
  readonly units?: UnitConverter;
  readonly parts?: readonly Part[];
  /** Whether the form is being filled in or shown as filled in (SDC, `usageMode`). */
  readonly mode?: 'capture' | 'display';
  /**
   * Asks for the required questions of every group that does not repeat, also of one nobody has begun. Without it an optional group may
   * be left out with all that is required in it (SDC, `required`).
   */
  readonly requiredGroups?: boolean | undefined;
  /**
   * What becomes of a constraint of severity `error` that cannot be judged here (an expression in CQL, one that fails): an error that
   * keeps the form from being finished (SDC: such a form should not be marked as completed), or a warning where the host judges it.
   */
  readonly unjudged?: 'refuse' | 'allow' | undefined;
}

/** A form being filled in. */
export interface Form {
  readonly questionnaire: Questionnaire;
  /** What was read of it, the same for all forms made of it. */
  readonly definition: FormDefinition;
  /** The items of the form, repetitions included, in order. */
  readonly items: readonly FormItem[];
  /** The form itself, as the item that holds all others. */
  readonly root: FormItem;
  /** What is wrong with the form or not supported here. Grows as things arrive or fail. */
  readonly diagnostics: readonly Diagnostic[];
  /** What is wrong with the answers now, in document order; nothing until the form is judged. */
  readonly issues: readonly Issue[];
  /** Whether its answers are judged: at once, but for a form of `openUnjudged`, whose answers are from `judgeForm` on. */
  readonly isJudged: boolean;
  readonly language: string;
  /** What the resumed response held and this version of the form has no place for. */
  readonly notCarriedOver: readonly NotCarriedOver[];

  /** The first repetition of an item. */
  item(linkId: string): FormItem | undefined;
  /** All repetitions of an item. */
  itemsOf(linkId: string): FormItem[];
  /** Calls after each edit that changed something; returns what stops it. */
  subscribe(listener: (change: Change) => void): () => void;
  /** Makes several edits one, told once. */
  edit(changes: () => void): void;

  /**
   * Answers a question with a value, several (an array, when it repeats) or none (`undefined`). A value of a wrong type is not
   * taken; the item keeps it in `rejected` and has an issue.
   */
  answer(item: FormItem, input: unknown): void;
  /** Answers in one place of a repeating question. */
  answerAt(answer: FormAnswer, input: unknown): void;
  /** Adds an empty place to a repeating question; undefined when there is no room. */
  addAnswer(item: FormItem): FormAnswer | undefined;
  removeAnswer(answer: FormAnswer): void;
  /** Chooses an option, or takes it back; exclusive options and single choices take the others back. */
  choose(item: FormItem, option: Typed, chosen?: boolean): void;
  /** Adds a repetition after the last of a group; undefined when there is no room. */
  addRepetition(item: FormItem): FormItem | undefined;
  /** Removes a repetition; the last one leaves an empty one. */
  removeRepetition(item: FormItem): void;
  /** Gives a calculated answer back to its calculation. */
  recalculate(item: FormItem): void;
  /** Switches texts, and messages when given, without touching answers. */
  setLanguage(language: string, messages?: Partial<Messages>): void;
  response(details?: ResponseDetails): QuestionnaireResponse;
  /** Resolves when everything asked from outside so far has arrived or failed. */
  settled(): Promise<void>;
}
