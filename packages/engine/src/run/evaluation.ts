import type { RunEvaluation } from '@relais/model';
import type { Verdict } from '../protocol/index.ts';

/** A verdict as it is kept and compared: ids, and no answer. */
export function evaluationOf({ level, rules, outcome, target, missing }: Verdict): RunEvaluation {
  return {
    level,
    rules: rules.map(({ id }) => id),
    ...(outcome === undefined ? {} : { outcome }),
    ...(target === undefined ? {} : { target }),
    missing: [...missing],
  };
}

/** What page and server do not say alike; both run the same function, so that any difference needs a person. Order means nothing in lists. */
export function evaluationDifferences(page: RunEvaluation, server: RunEvaluation): (keyof RunEvaluation)[] {
  const said = ({ level, rules, outcome, target, missing }: RunEvaluation) => ({
    level,
    rules: rules.toSorted().join('\n'),
    outcome,
    target,
    missing: missing.toSorted().join('\n'),
  });
  const [one, other] = [said(page), said(server)];
  return (['level', 'rules', 'outcome', 'target', 'missing'] as const).filter((name) => one[name] !== other[name]);
}
