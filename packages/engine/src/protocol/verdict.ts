import type { Protocol, ProtocolRule, RedirectionTarget, RunOutcome, VerdictLevel } from '@relais/model';

/** What a protocol makes of answers. */
export interface Verdict {
  readonly level: VerdictLevel;
  /** The rules that hold, in the order of the protocol; of those that give an outcome only the one that decides. */
  readonly rules: readonly ProtocolRule[];
  /** The rule that gives the level; none while answers are missing, or when nothing follows from them. */
  readonly decidedBy: ProtocolRule | undefined;
  /** Undefined when somebody is called whose answer decides, and where nothing is decided. */
  readonly outcome: RunOutcome | undefined;
  readonly target: RedirectionTarget | undefined;
  /** linkIds of what has to be answered first. */
  readonly missing: readonly string[];
}

/**
 * Concludes from the rules that hold. An urgency goes before everything, then what keeps the patient out of the protocol, then
 * alerts; beside any of them there is no other outcome, hence no prescription. None either while an answer is missing.
 *
 * @param missing - linkIds of the items that have to be answered and are not
 */
export function conclude(
  protocol: Pick<Protocol, 'rules'>,
  holds: (rule: ProtocolRule) => boolean,
  missing: readonly string[],
): Verdict {
  const held = protocol.rules.filter(holds);
  const rules = held.filter((rule) => !isOfKind(rule, 'outcome'));
  const base = { rules, missing, outcome: undefined, target: undefined, decidedBy: undefined };
  for (const kind of ['urgent', 'stop', 'alert'] as const) {
    const decidedBy = firstOf(rules, kind);
    if (!decidedBy) continue;
    const { target } = decidedBy.action;
    return { ...base, level: kind, decidedBy, target, outcome: target && 'redirected' };
  }
  if (missing.length > 0) return { ...base, level: 'incomplete' };
  const decidedBy = firstOf(held, 'outcome');
  if (!decidedBy) return { ...base, level: 'none' };
  const { outcome, target } = decidedBy.action;
  const kept = held.filter((rule) => rules.includes(rule) || rule === decidedBy);
  return { ...base, rules: kept, level: 'outcome', decidedBy, outcome, target };
}

type Kind = ProtocolRule['action']['kind'];
type RuleOf<K extends Kind> = ProtocolRule & { readonly action: Extract<ProtocolRule['action'], { kind: K }> };

function firstOf<K extends Kind>(rules: readonly ProtocolRule[], kind: K): RuleOf<K> | undefined {
  return rules.find((rule): rule is RuleOf<K> => isOfKind(rule, kind));
}

export function isOfKind<K extends Kind>(rule: ProtocolRule, kind: K): rule is RuleOf<K> {
  return rule.action.kind === kind;
}
