import type { PlainDate, Territory } from '@relais/model';

/** Whether a service date is of a trial that the planning marks. */
export function isTrialDay({ rules }: Territory, serviceDate: PlainDate): boolean {
  return (rules?.trials ?? []).some(({ from, to }) => from <= serviceDate && serviceDate <= to);
}
