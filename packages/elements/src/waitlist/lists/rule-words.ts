import type { ListRule } from '@relais/sdk';
import { labelOf, type ListsDesk } from './desk.ts';

/** A rule in a sentence: what must hold, part by part. */
export function sayRule(desk: ListsDesk, rule: ListRule): string {
  const { t, structure } = desk;
  const { source, protocol, outcomes, reasons, entryPoints, attendingDoctor } = rule;
  const reasonOf = (code: string) => structure?.reasons.find((one) => one.code === code)?.label ?? code;
  const parts = [
    t.ruleSources[source],
    protocol !== undefined && t.ruleProtocol(protocol),
    outcomes && t.ruleOutcomes(outcomes.map((code) => t.outcomeNames[code] ?? code).join(t.or)),
    reasons && t.ruleReasons(reasons.map(reasonOf).join(t.or)),
    entryPoints && t.ruleEntryPoints(entryPoints.map((one) => t.entryPoints[one]).join(t.or)),
    attendingDoctor && t.ruleDoctor(attendingDoctor.map((one) => t.attendingDoctors[one]).join(t.or)),
    t.ruleAge(rule.minAge, rule.maxAge),
  ];
  return parts.filter(Boolean).join(', ');
}

/** With which priority it puts somebody there. */
export function sayPriority(desk: ListsDesk, { priority }: ListRule): string {
  return desk.t.rulePriority(labelOf(desk, desk.list.priorities, priority));
}
