import type { EventPerson, ListRule } from '@relais/model';

/** What has happened, as its row of the log says it. */
export interface Happened {
  readonly source: ListRule['source'];
  readonly protocol?: string | undefined;
  readonly outcome?: string | undefined;
  readonly reason?: string | undefined;
  readonly entryPoint?: string | undefined;
  readonly person?: Pick<EventPerson, 'age' | 'attendingDoctor'> | undefined;
}

/** Whether a rule puts somebody on its list. What a rule asks and nobody knows does not hold. */
export function ruleHolds(rule: ListRule, happened: Happened): boolean {
  const { age, attendingDoctor } = happened.person ?? {};
  return (
    rule.source === happened.source &&
    isAsked(rule.protocol === undefined ? undefined : [rule.protocol], happened.protocol) &&
    isAsked(rule.outcomes, happened.outcome) &&
    isAsked(rule.reasons, happened.reason) &&
    isAsked(rule.entryPoints, happened.entryPoint) &&
    isAsked(rule.attendingDoctor, attendingDoctor) &&
    (rule.minAge === undefined || (age !== undefined && age >= rule.minAge)) &&
    (rule.maxAge === undefined || (age !== undefined && age <= rule.maxAge))
  );
}

function isAsked(accepted: readonly string[] | undefined, value: string | undefined): boolean {
  return accepted === undefined || (value !== undefined && accepted.includes(value));
}
