import { plainText, readEmail, readName, readPhone } from '@relais/sdk';

/**
 * What is typed, written as it will be kept; `undefined` for what cannot be read, which is left as it was typed. The model reads: the server
 * keeps the same.
 */
export type Clean = (text: string) => string | undefined;

export const cleanName: Clean = readName;
export const cleanEmail: Clean = readEmail;

/** `0639981234` → `06 39 98 12 34`; numbers of other countries as they are dialled. */
export const cleanPhone: Clean = (text) => {
  const number = readPhone(text);
  return number === undefined ? undefined : formatPhone(number);
};

/** A number as the model keeps it → as people write it: those of mainland France in pairs. */
export function formatPhone(number: string): string {
  return /^\+33\d{9}$/.test(number) ? `0${number.slice(3)}`.replace(/(\d\d)(?=\d)/g, '$1\xa0') : number;
}

/** `31031980` → `31/03/1980` */
export const cleanDate: Clean = (text) => {
  const date = readDate(text);
  return date === undefined ? undefined : writeDate(date);
};

/** `31/03/1980`, `31.3.1980`, `31031980`, or the `1980-03-31` that browsers fill in → `1980-03-31`; `undefined` for no such day. */
export function readDate(text: string): string | undefined {
  const plain = plainText(text).trim();
  const parts = /^(\d{4})-(\d\d)-(\d\d)$/.exec(plain) ?? /^(\d\d?)[\s/.-]*(\d\d?)[\s/.-]*(\d{4})$/.exec(plain);
  if (!parts) return undefined;
  const [first = '', month = '', last = ''] = parts.slice(1);
  const [year, day] = first.length === 4 ? [first, last] : [last, first];
  const date = [year, month.padStart(2, '0'), day.padStart(2, '0')].join('-');
  const time = Date.parse(date);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(date) ? date : undefined;
}

/** `1980-03-31` → `31/03/1980`, in both languages: the field says so. */
export function writeDate(date: string): string {
  return date.split('-').reverse().join('/');
}
