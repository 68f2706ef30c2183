import { Protocol } from '@relais/model';
import { protocolOfBundle } from './fhir/read-bundle.ts';

/** What is wrong in a document that should be a protocol. */
export interface ProtocolFault {
  /** Where: keys and places in lists, from the outside in. */
  readonly path: readonly (string | number)[];
  /** `missing`, `unknown`: a member that must or must not be there; `wrong`: a value of another kind, or beyond its limits. */
  readonly code: 'not-a-protocol' | 'missing' | 'unknown' | 'wrong';
  /** What is accepted there, as far as it can be listed. */
  readonly accepted: string | undefined;
}

export type ReadProtocol =
  | { readonly protocol: Protocol; readonly isBundle: boolean }
  | { readonly faults: readonly ProtocolFault[]; readonly isBundle: boolean };

/** Faults told at most. */
const MOST_FAULTS = 20;

/** Reads a protocol from a document that has been parsed: one of its own, or the FHIR Bundle of one. Never throws. */
export function readProtocol(document: unknown): ReadProtocol {
  const fromBundle = protocolOfBundle(document);
  const isBundle = fromBundle !== undefined;
  if (!isBundle && !isProtocolLike(document)) {
    return { faults: [{ path: [], code: 'not-a-protocol', accepted: 'relais-protocol/1' }], isBundle };
  }
  const parsed = Protocol.safeParse(fromBundle ?? document);
  if (parsed.success) return { protocol: parsed.data, isBundle };
  return { faults: parsed.error.issues.flatMap(faultsOf).slice(0, MOST_FAULTS), isBundle };
}

function isProtocolLike(document: unknown): boolean {
  return typeof document === 'object' && document !== null && 'formatVersion' in document;
}

type Issue = NonNullable<ReturnType<typeof Protocol.safeParse>['error']>['issues'][number];

function faultsOf(issue: Issue): ProtocolFault[] {
  const path = issue.path.map((key) => (typeof key === 'number' ? key : String(key)));
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({ path: [...path, key], code: 'unknown', accepted: issue.message || undefined }));
  }
  const isMissing = issue.code === 'invalid_type' && issue.input === undefined;
  return [{ path, code: isMissing ? 'missing' : 'wrong', accepted: acceptedBy(issue) }];
}

function acceptedBy(issue: Issue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return String(issue.expected);
    case 'invalid_value':
      return issue.values.map(String).join(', ');
    case 'too_small':
      return `≥ ${issue.minimum}`;
    case 'too_big':
      return `≤ ${issue.maximum}`;
    case 'invalid_format':
      return issue.pattern ?? issue.format;
    case 'custom':
      return issue.params?.['accepted'] as string | undefined;
    default:
      return undefined;
  }
}
