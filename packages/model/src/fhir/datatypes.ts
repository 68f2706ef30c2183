/**
 * The data types of FHIR R4 (4.0.1) that questionnaires and what is made from them use. Plain types, no zod: a form comes
 * from other people's software, one bad item must never cost the whole form, and these types sit in the smallest bundle.
 * `read.ts` checks the shapes, part by part.
 */
export interface Element {
  id?: string;
  extension?: Extension[];
}

/** One extension; its value, if any, stands under one `value…` key. */
export interface Extension extends Element {
  url: string;
  [value: `value${string}`]: unknown;
  /** What FHIR keeps beside a primitive value: its own extensions. */
  [primitive: `_value${string}`]: unknown;
}

export interface Coding extends Element {
  system?: string;
  version?: string;
  code?: string;
  display?: string;
  userSelected?: boolean;
}

export interface CodeableConcept extends Element {
  coding?: Coding[];
  text?: string;
}

export interface Quantity extends Element {
  value?: number;
  comparator?: '<' | '<=' | '>=' | '>';
  unit?: string;
  system?: string;
  code?: string;
}

export interface Reference extends Element {
  reference?: string;
  type?: string;
  identifier?: unknown;
  display?: string;
}

export interface Attachment extends Element {
  contentType?: string;
  language?: string;
  /** Base64. */
  data?: string;
  url?: string;
  /** Bytes. */
  size?: number;
  hash?: string;
  title?: string;
  creation?: string;
}

export interface Expression extends Element {
  description?: string;
  name?: string;
  language?: string;
  expression?: string;
  reference?: string;
}

/** Any resource, known by its type only. */
export interface Resource {
  resourceType: string;
  id?: string;
  [property: string]: unknown;
}

export interface BundleEntry {
  fullUrl?: string;
  resource?: Resource;
  request?: {
    method: 'POST' | 'PUT';
    url: string;
    ifNoneMatch?: string;
    ifModifiedSince?: string;
    ifMatch?: string;
    ifNoneExist?: string;
  };
}

export interface Bundle extends Resource {
  resourceType: 'Bundle';
  type?: string;
  entry?: BundleEntry[];
}
