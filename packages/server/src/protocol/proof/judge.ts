import { checkProtocol, illustrativePaths, protocolOfBundle, protocolOn } from '@relais/engine/protocol';
import type { Finding } from '@relais/engine/protocol';
import { Protocol } from '@relais/model';
import type { Fault, ProtocolFinding, TerritoryParameter } from '@relais/model';
import { describeIssues } from '../../core/faults.ts';

/** What is to be proven: a document as it was brought, and the values that a territory gives its parameters on a day. */
export interface Matter {
  readonly document: unknown;
  readonly on?: { readonly day: string; readonly parameters: readonly TerritoryParameter[] };
}

/** What the checker says of a document; `faults` where it is no protocol at all. */
export type Judgement =
  | { readonly faults: readonly Fault[] }
  | {
      readonly protocol: Protocol;
      readonly accepted: boolean;
      readonly proven: boolean;
      readonly findings: readonly ProtocolFinding[];
      readonly illustrative: number;
    };

/** Reads and proves one document. It may take as long as its author likes: see `node.ts`. */
export function judge({ document, on }: Matter): Judgement {
  const parsed = Protocol.safeParse(protocolOfBundle(document) ?? document);
  if (!parsed.success) return { faults: describeIssues(parsed.error.issues) };
  const protocol = parsed.data;
  const { accepted, proven, findings } = checkProtocol(on ? onDay(protocol, on) : protocol);
  return {
    protocol,
    accepted,
    proven,
    findings: findings.map(describeFinding),
    illustrative: illustrativePaths(protocol).length,
  };
}

function onDay(protocol: Protocol, { day, parameters }: NonNullable<Matter['on']>): Protocol {
  return protocolOn(protocol, { mode: protocol.mode, settings: { activations: [], parameters: [...parameters] } }, day);
}

function describeFinding({ code, severity, path, words, counterExample, mend }: Finding): ProtocolFinding {
  return { code, severity, path, words, ...(counterExample && { example: counterExample.words }), mend };
}
