// How what people type about themselves is cleaned and judged: once, for the page that asks and the server that keeps. Each `read…`
// gives the one writing that is kept, or `undefined` for what cannot be taken; read again, that writing gives itself.

import { dropStrayJoiners, INVISIBLE_BUT_JOINERS } from '../core/cleaning.ts';
import { INVISIBLE, plainText } from '../core/signs.ts';

/** Longer than any name on an identity card, counted in characters as people see them. */
export const LONGEST_NAME = 100;
/** Older than anybody known; an earlier date is a slip of the finger. */
const LONGEST_LIFE_YEARS = 130;

/**
 * A family or given name: trimmed, single spaces, composed (NFC), nothing invisible, apostrophes and accents as typed. Refused without a
 * letter (emoji alone, say), with a control character or half a character, or longer than `LONGEST_NAME`.
 */
export function readName(text: string): string | undefined {
  const name = dropStrayJoiners(text.replace(INVISIBLE_BUT_JOINERS, '')).replace(/\s+/gu, ' ').trim().normalize('NFC');
  if (!/\p{L}/u.test(name) || /[\p{Cc}\p{Cs}]/u.test(name)) return undefined;
  // Accents and vowel signs stand on a letter; a pile of them on one letter is no name either.
  const seen = name.match(/\P{M}/gu)?.length ?? 0;
  return seen <= LONGEST_NAME && name.length <= 4 * LONGEST_NAME ? name : undefined;
}

/** Drawn between the digits of a number, or left there by the program it was copied from. Brackets may say more and go later. */
const SEPARATORS = /[\s\p{Pd}\u2212./\\_·•]/gu;
/** « +49 (0)30… »: this zero is dialled inside the country only. Italy and San Marino dial theirs from abroad too. */
const BRACKETED_ZERO = /^([+([]*(?:00)?(?!39|378)\d{1,3}[)\]]?)[([]0[)\]]/;
/** The same zero without brackets, where no number begins with one: a number of Abidjan or Rome does. */
const TRUNK_ZERO = /^(\+(?:3[1-3]|4[1349]|21[23]|262|508|59[046]))0/;
/** Numbers of the overseas departments as dialled in all of France, and the country they have for everybody else. */
const OVERSEAS: readonly (readonly [number: RegExp, country: string])[] = [
  [/^\+33(?=26[239]|69[23])/, '+262'],
  [/^\+33(?=590|69[01])/, '+590'],
  [/^\+33(?=[56]94)/, '+594'],
  [/^\+33(?=596|69[67])/, '+596'],
];
/** France and its departments, Spain, Switzerland: always nine digits. */
const INCOMPLETE = /^\+(?:33|34|41|262|59[046])(?![1-9]\d{8}$)/;

/**
 * A telephone number as E.164 (`+33639981234`), from any writing of it: French national numbers begin with one 0, those of other countries
 * with `+` or `00`. Refused are letters, numbers that are too short or too long, and those that name no country.
 */
export function readPhone(text: string): string | undefined {
  const dialled = plainText(text)
    .replace(SEPARATORS, '')
    .replace(BRACKETED_ZERO, '$1')
    .replace(/[()[\]]/g, '');
  let number = dialled
    .replace(/^\+?00/, '+')
    .replace(/^0(?=\d{9}$)/, '+33')
    .replace(/^(?=330?[1-9]\d{8}$)/, '+')
    .replace(TRUNK_ZERO, '$1');
  for (const [prefix, country] of OVERSEAS) number = number.replace(prefix, country);
  return /^\+[1-9]\d{7,14}$/.test(number) && !INCOMPLETE.test(number) ? number : undefined;
}

const LOCAL_PART = /^(?=.{1,64}$)[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*$/;
const DOMAIN = /^(?=.{4,253}$)(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.)+[a-z][a-z\d-]{0,61}[a-z\d]$/;

/**
 * An e-mail address that every mail server takes: ASCII before the `@` (few servers take more), and a domain of at least two labels. A domain
 * with accents is kept in the form mail travels by (`xn--…`), in small letters.
 */
export function readEmail(text: string): string | undefined {
  const address = text
    .replace(INVISIBLE, '')
    .normalize('NFKC')
    .trim()
    .replace(/^(?:mailto:)+/i, '');
  const at = address.lastIndexOf('@');
  const domain = toAsciiDomain(address.slice(at + 1));
  const isRight = LOCAL_PART.test(address.slice(0, Math.max(at, 0))) && DOMAIN.test(domain) && at + domain.length < 254;
  return isRight ? `${address.slice(0, at)}@${domain}` : undefined;
}

/** In pages and on servers alike, and not among the types of a package that is neither. */
declare const URL: new (address: string) => { readonly hostname: string };

function toAsciiDomain(domain: string): string {
  if (!/^[\p{L}\p{M}\p{N}.-]+$/u.test(domain)) return '';
  try {
    // The one reader of international domains that pages and servers have alike.
    return /^[\w.-]*$/.test(domain) ? domain.toLowerCase() : new URL(`http://${domain}`).hostname;
  } catch {
    return '';
  }
}

/** Whether somebody may be born on this date, seen from `today`: both `YYYY-MM-DD`, dates of the calendar. */
export function isBirthDate(date: string, today: string): boolean {
  const earliest = String(Number(today.slice(0, 4)) - LONGEST_LIFE_YEARS) + today.slice(4);
  return earliest <= date && date <= today;
}
