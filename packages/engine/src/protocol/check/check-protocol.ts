import type { Protocol } from '@relais/model';
import { expressionFindings } from './expression-findings.ts';
import type { Finding } from './finding.ts';
import { modelOf } from './model.ts';
import { searchFrom } from './ordinary.ts';
import { Proofs } from './proofs.ts';
import { MOST_EVALUATIONS } from '../../questionnaire/check/index.ts';
import { textFindings } from './text-findings.ts';
import { unbroken } from './words.ts';

/** What the checker says of a protocol. */
export interface ProtocolReport {
  /** Nothing is wrong, and everything is proven. */
  readonly proven: boolean;
  /** It may be validated: nothing is wrong, and somebody has signed, by name, for each rule that is not proven. */
  readonly accepted: boolean;
  readonly findings: readonly Finding[];
  /** How far was searched: the conditions evaluated, and how many may be before what is left ends undecided. */
  readonly search: { readonly evaluations: number; readonly most: number };
}

/**
 * Checks a protocol as a compiler checks a program: what its rules read is there, each can hold and be silent, and no combination of
 * answers ends without an outcome, in green on what nobody knows, with an urgency masked, or in a prescription without its dose or
 * its finding. Proven over the finite abstraction of the questionnaire: options, booleans, and numbers as far as rules tell them
 * apart.
 */
export function checkProtocol(protocol: Protocol): ProtocolReport {
  const model = modelOf(protocol);
  const search = searchFrom(model);
  const findings = [...expressionFindings(model), ...textFindings(model), ...new Proofs(model, search).findings()].map(
    typeset,
  );
  const isSigned = ({ path }: Finding): boolean =>
    protocol.rules.some(({ id, signed }) => signed !== undefined && path === `rules/${id}`);
  return {
    proven: findings.every(({ severity }) => severity === 'warning'),
    accepted: findings.every((one) => one.severity === 'warning' || (one.severity === 'unproven' && isSigned(one))),
    findings,
    search: { evaluations: search.evaluations, most: MOST_EVALUATIONS },
  };
}

function typeset(finding: Finding): Finding {
  const { counterExample } = finding;
  return {
    ...finding,
    words: unbroken(finding.words),
    mend: unbroken(finding.mend),
    ...(counterExample && { counterExample: { ...counterExample, words: unbroken(counterExample.words) } }),
  };
}
