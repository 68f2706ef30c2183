import type { Desk } from './desk.ts';
import type { StepId } from '../words/detail.ts';

export interface Step {
  readonly id: StepId;
  /** `optional`: nothing there, and a centre can open without it. */
  readonly state: 'done' | 'todo' | 'optional';
}

/**
 * How far the centre is set up, by what there is: nothing is remembered of who has done what, so that it is right whoever goes on, and whatever has
 * come by a file.
 */
export function stepsOf({ plan, reasons, info }: Pick<Desk, 'plan' | 'reasons' | 'info'>): readonly Step[] {
  const { territory, base } = plan;
  const { name, practices, travelMinutes = {}, volunteers = [], openings, exceptions = [] } = territory;
  const isExtra = exceptions.some((one) => one.type === 'opening' && one.date >= base.today);
  const needs = (id: StepId, isThere: boolean): Step => ({ id, state: isThere ? 'done' : 'todo' });
  const takes = (id: StepId, isThere: boolean): Step => ({ id, state: isThere ? 'done' : 'optional' });
  return [
    needs('centre', name !== undefined),
    needs('site', plan.sites.length > 0),
    needs('practice', practices.length > 0),
    takes('commune', Object.keys(travelMinutes).length > 0),
    takes('volunteer', volunteers.length > 0),
    needs('reason', reasons.length > 0),
    needs('checklist', info.checklist !== undefined),
    needs('hours', isExtra || openings.some(({ validTo }) => validTo === undefined || validTo >= base.today)),
    needs('publish', base.territory !== undefined),
  ];
}
