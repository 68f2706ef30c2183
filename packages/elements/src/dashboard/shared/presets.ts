import type { FigurePeriod } from '@relais/sdk';

/** Periods people ask for, by their names; the year of the ACI is the calendar's. */
export const PRESETS = [
  'today',
  'thisWeek',
  'thisMonth',
  'lastMonth',
  'lastQuarter',
  'thisYear',
  'lastYear',
  'twelveMonths',
] as const;
export type Preset = (typeof PRESETS)[number];

/** Both days included; none goes beyond today. */
export function periodOf(preset: Preset, today: string): FigurePeriod {
  const [year = 0, month = 1, day = 1] = today.split('-').map(Number);
  const at = (...[aYear, aMonth, aDay]: [number, number, number]) =>
    new Date(Date.UTC(aYear, aMonth - 1, aDay)).toISOString().slice(0, 10);
  const quarter = Math.floor((month - 1) / 3) * 3 + 1;
  switch (preset) {
    case 'today':
      return { from: today, to: today };
    case 'thisWeek':
      return { from: at(year, month, day - ((new Date(today).getUTCDay() + 6) % 7)), to: today };
    case 'thisMonth':
      return { from: at(year, month, 1), to: today };
    case 'lastMonth':
      return { from: at(year, month - 1, 1), to: at(year, month, 0) };
    case 'lastQuarter':
      return { from: at(year, quarter - 3, 1), to: at(year, quarter, 0) };
    case 'thisYear':
      return { from: at(year, 1, 1), to: today };
    case 'lastYear':
      return { from: at(year - 1, 1, 1), to: at(year - 1, 12, 31) };
    case 'twelveMonths':
      return { from: at(year, month - 11, 1), to: today };
  }
}

/** The period a name stands for, if it stands for one exactly: what was chosen by its dates is shown by its name. */
export function presetOf({ from, to }: FigurePeriod, today: string): Preset | undefined {
  return PRESETS.find((preset) => {
    const period = periodOf(preset, today);
    return period.from === from && period.to === to;
  });
}
