import type { PlainDate, PracticeRegime, Profession, Protocol } from '@relais/model';
import { isWithin } from './life-cycle.ts';

/** By what right a profession acts on a day; undefined where the protocol is not for it then. */
export function regimeOn(
  { professions, regimes }: Pick<Protocol, 'professions' | 'regimes'>,
  profession: Profession,
  day: PlainDate,
): PracticeRegime | undefined {
  if (!professions.includes(profession)) return undefined;
  return regimes.find((one) => one.profession === profession && isWithin(one, day))?.regime;
}
