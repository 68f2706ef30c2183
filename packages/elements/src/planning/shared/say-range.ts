import type { DutyRange } from '@relais/sdk';
import type { Desk } from './desk.ts';
import { sayDate, sayPractice, sayTime } from './say.ts';

/** « vendredi 13 novembre, 9 h – 12 h, Cabinet de la Haie » */
export function sayRange(
  { t, format, sayer }: Pick<Desk, 't' | 'format' | 'sayer'>,
  { serviceDate, start, endAt, practiceId }: Pick<DutyRange, 'serviceDate' | 'start' | 'endAt' | 'practiceId'>,
): string {
  const hours = t.range(sayTime(sayer, start), format.end(endAt));
  return [sayDate(sayer, serviceDate), hours, sayPractice(sayer, practiceId)].join(', ');
}
