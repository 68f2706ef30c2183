import type { IndicatorDefinition } from '@relais/model';
import { aciMissions } from './aci.ts';
import { cooperation } from './cooperation.ts';
import type { Indicator } from './define.ts';
import { coordination, territory } from './territory.ts';
import { unscheduledCare } from './unscheduled-care.ts';
import { waitingLists } from './waiting-lists.ts';

export type { Counted, Counting, Indicator, Sighting } from './define.ts';

export const indicators: readonly Indicator[] = [
  ...cooperation,
  ...unscheduledCare,
  ...waitingLists,
  ...aciMissions,
  ...territory,
  ...coordination,
];

/** Every indicator as data: what screens, exports and the documentation read. */
export const indicatorDefinitions: readonly IndicatorDefinition[] = indicators.map(({ definition }) => definition);

const byId = new Map(indicators.map((indicator) => [indicator.definition.id, indicator]));

export function findIndicator(id: string): Indicator | undefined {
  return byId.get(id);
}
