import type { Element, Extension, Reference, Resource } from './datatypes.ts';

export type ResponseStatus = 'in-progress' | 'completed' | 'amended' | 'entered-in-error' | 'stopped';

/** One answer: its value under one `value…` key, and the items that belong to it. */
export interface ResponseAnswer extends Element {
  [value: `value${string}`]: unknown;
  /** What FHIR keeps beside a primitive value: why there is none, a translation. */
  [primitive: `_value${string}`]: unknown;
  modifierExtension?: Extension[];
  item?: ResponseItem[];
}

export interface ResponseItem extends Element {
  linkId: string;
  definition?: string;
  text?: string;
  answer?: ResponseAnswer[];
  modifierExtension?: Extension[];
  item?: ResponseItem[];
}

export interface QuestionnaireResponse extends Resource {
  resourceType: 'QuestionnaireResponse';
  questionnaire?: string;
  status?: ResponseStatus;
  subject?: Reference;
  encounter?: Reference;
  author?: Reference;
  source?: Reference;
  /** A dateTime. */
  authored?: string;
  basedOn?: Reference[];
  partOf?: Reference[];
  extension?: Extension[];
  modifierExtension?: Extension[];
  item?: ResponseItem[];
}
