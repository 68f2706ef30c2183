import type { Coding, Element, Extension, Resource } from './datatypes.ts';

/** Every item type of R4, `Questionnaire.item.type`. */
export const itemTypes = [
  'group',
  'display',
  'boolean',
  'decimal',
  'integer',
  'date',
  'dateTime',
  'time',
  'string',
  'text',
  'url',
  'choice',
  'open-choice',
  'attachment',
  'reference',
  'quantity',
] as const;
export type ItemType = (typeof itemTypes)[number];

export type EnableOperator = 'exists' | '=' | '!=' | '>' | '<' | '>=' | '<=';

export interface EnableWhen extends Element {
  question: string;
  operator: EnableOperator;
  modifierExtension?: Extension[];
  [answer: `answer${string}`]: unknown;
}

export interface AnswerOption extends Element {
  initialSelected?: boolean;
  modifierExtension?: Extension[];
  [value: `value${string}`]: unknown;
}

export interface Initial extends Element {
  modifierExtension?: Extension[];
  [value: `value${string}`]: unknown;
}

export interface QuestionnaireItem extends Element {
  linkId: string;
  definition?: string;
  code?: Coding[];
  prefix?: string;
  text?: string;
  /** One of {@link itemTypes} in a good form; kept as found so that a bad one can be told. */
  type: string;
  enableWhen?: EnableWhen[];
  enableBehavior?: string;
  /** Of R5, where it tells its one type `coding` into the two kinds of choice of R4. */
  answerConstraint?: unknown;
  required?: boolean;
  repeats?: boolean;
  readOnly?: boolean;
  maxLength?: number;
  answerValueSet?: string;
  answerOption?: AnswerOption[];
  initial?: Initial[];
  item?: QuestionnaireItem[];
  modifierExtension?: Extension[];
  /** The extensions of a primitive stand beside it, under its name with `_`. */
  [primitive: `_${string}`]: unknown;
}

export interface Questionnaire extends Resource {
  resourceType: 'Questionnaire';
  url?: string;
  version?: string;
  name?: string;
  title?: string;
  status?: string;
  language?: string;
  extension?: Extension[];
  modifierExtension?: Extension[];
  contained?: Resource[];
  item?: QuestionnaireItem[];
}
