export { addDays, dateOf, dayOf, dayOfCalendar, minutesOf, modulo, mondayOf, weekdayOf } from './dates.ts';
export { groupByHalfDay, halfDayOf } from './half-days.ts';
export { holidayKeys, holidayKeysOn, holidayLabel, holidaysOf, isHolidayKey } from './holidays.ts';
export { formatLocal, isTimeZone, openZone } from './zone.ts';

export type { DatedSlot, HalfDay, HalfDayGroup } from './half-days.ts';
export type { Holiday, HolidayKey } from './holidays.ts';
export type { Zone } from './zone.ts';
