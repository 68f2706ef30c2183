// Numbers, dates and contacts as they are read, from whatever keyboard or copy they come.

/** Characters that draw nothing: zero-width spaces, byte order marks, marks and overrides of direction, fillers, soft hyphens. */
export const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu;

/** The text without anything invisible, digits of every script as 0 to 9. */
export function plainText(text: string): string {
  return text
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .replace(/\p{Nd}/gu, toDigit);
}

/** Every script has its digits in a row, and its zero at a code point that ends, in hexadecimal, in 0 or in 6. */
function toDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  const end = code & 15;
  if (digit.length > 1) return digit;
  return String(/\p{Nd}/u.test(String.fromCharCode(code - end)) ? end : end - 6);
}

/** The same of a number, a date, a time: digits of every script as 0 to 9, one sign for every dash. */
export function plainSigns(text: string): string {
  return plainText(text).replace(/[\p{Pd}\u2212]/gu, '-');
}
