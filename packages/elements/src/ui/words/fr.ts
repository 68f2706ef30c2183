// Words of more than one element, in French, the reference: each takes those it says into its own.

export const retry = 'Réessayer';

/** How dates and times of the wall are said. */
export const dates = {
  time: (hour: number, minute: number) => `${hour}\xa0h${minute ? `\xa0${minute < 10 ? 0 : ''}${minute}` : ''}`,
  /** French says « 1er » for the first day of a month, which `Intl` does not. */
  day: (date: string) => date.replace(/\b1\b/, '1er'),
  at: (date: string, time: string) => `${date}, ${time}`,
};

export type DateWords = typeof dates;
