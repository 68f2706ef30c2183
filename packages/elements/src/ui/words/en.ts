import type { DateWords } from './fr.ts';

export const retry = 'Try again';

export const dates: DateWords = {
  time: (hour, minute) => `${hour < 10 ? '0' : ''}${hour}:${minute < 10 ? '0' : ''}${minute}`,
  // Some engines write a comma after the day of the week.
  day: (date) => date.replace(',', ''),
  at: (date, time) => `${date}, ${time}`,
};
