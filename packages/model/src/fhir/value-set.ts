import type { Element, Resource } from './datatypes.ts';

export interface ValueSetConcept extends Element {
  code?: string;
  display?: string;
  designation?: { language?: string; value?: string }[];
}

export interface ValueSetInclude {
  system?: string;
  version?: string;
  concept?: ValueSetConcept[];
  filter?: unknown[];
  valueSet?: string[];
}

export interface ValueSetContains extends ValueSetConcept {
  system?: string;
  version?: string;
  abstract?: boolean;
  inactive?: boolean;
  contains?: ValueSetContains[];
  property?: { code?: string; valueDecimal?: number; valueInteger?: number }[];
}

export interface ValueSet extends Resource {
  resourceType: 'ValueSet';
  url?: string;
  compose?: { include?: ValueSetInclude[]; exclude?: ValueSetInclude[] };
  expansion?: { contains?: ValueSetContains[]; total?: number; property?: { code?: string; uri?: string }[] };
}

export interface CodeSystemConcept extends ValueSetConcept {
  concept?: CodeSystemConcept[];
}

export interface CodeSystem extends Resource {
  resourceType: 'CodeSystem';
  url?: string;
  concept?: CodeSystemConcept[];
}
