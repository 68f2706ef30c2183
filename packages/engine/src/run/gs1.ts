/** What a bar code in GS1 says of a product: GS1 General Specifications, section 3 (application identifiers). */
export interface Gs1Code {
  /** (01), fourteen digits. */
  readonly gtin: string | undefined;
  /** (10) */
  readonly lot: string | undefined;
  /** (17), as `YYYY-MM-DD`. */
  readonly expiry: string | undefined;
}

/** FNC1 between two elements, as readers give it. */
const SEPARATOR = '\u001d';
/** What a reader may put first: which kind of code it was, or the FNC1 that every GS1 code begins with. */
const BEGINNING = new RegExp(`^(?:\\](?:C1|d2|Q3|e0|J1)|${SEPARATOR})`);

/** Lengths, identifier included, of elements that end without a separator, by the first two digits (figure 7.8.5-2). */
const LENGTHS = new Map(
  Object.entries({ '00': 20, '01': 16, '02': 16, '03': 16, '04': 18, '20': 4, '41': 16 })
    .concat(['11', '12', '13', '14', '15', '16', '17', '18', '19'].map((prefix) => [prefix, 8]))
    .concat(['31', '32', '33', '34', '35', '36'].map((prefix) => [prefix, 10])),
);

/** The characters a lot is written with (set 82). */
const LOT = /^[!"%-?A-Z_a-z]{1,20}$/;

/**
 * Reads a bar code as its reader gives it, or the number of a product alone (EAN). Undefined for what is no code in GS1, and for one that was
 * misread: a check digit that is wrong, a day that does not exist.
 *
 * @param year - the one it is, from which the century of a two-digit year follows
 */
export function readGs1(text: string, year: number): Gs1Code | undefined {
  if (/^(?:\d{8}|\d{12,14})$/.test(text) && isChecked(text)) {
    return { gtin: text.padStart(14, '0'), lot: undefined, expiry: undefined };
  }
  const elements = elementsOf(text.replace(BEGINNING, ''));
  // Digits of something else may look like a lot or a date: without the mark of GS1, only a product's number tells.
  if (!elements || !(elements.has('01') || BEGINNING.test(text))) return undefined;
  const [gtin, lot, date] = READ.map((identifier) => elements.get(identifier));
  const expiry = date === undefined ? undefined : dayOf(date, year);
  const isWrong =
    (gtin !== undefined && !isChecked(gtin)) ||
    (lot !== undefined && !LOT.test(lot)) ||
    (date !== undefined && expiry === undefined);
  return isWrong ? undefined : { gtin, lot, expiry };
}

/** What is read here. The identifiers of others may be longer than two digits, and are passed over. */
const READ = ['01', '10', '17'];

/** The elements of a code by their first two digits; undefined when it is cut short, or says one thing twice and differently. */
function elementsOf(text: string): Map<string, string> | undefined {
  const elements = new Map<string, string>();
  let rest = text;
  while (rest !== '') {
    const prefix = rest.slice(0, 2);
    const length = LENGTHS.get(prefix);
    const end = length ?? lengthBefore(rest);
    const value = rest.slice(2, end);
    if (!/^\d\d$/.test(prefix) || value === '' || rest.length < end) return undefined;
    if (value.includes(SEPARATOR) || (READ.includes(prefix) && (elements.get(prefix) ?? value) !== value))
      return undefined;
    elements.set(prefix, value);
    // A separator is allowed behind an element that does not need one.
    rest = rest.slice(rest[end] === SEPARATOR ? end + 1 : end);
  }
  return elements.size > 0 ? elements : undefined;
}

function lengthBefore(text: string): number {
  const end = text.indexOf(SEPARATOR);
  return end === -1 ? text.length : end;
}

/** The last digit of a product's number checks the others: weighed 3 and 1 by turns from the right, they come to a multiple of ten. */
function isChecked(digits: string): boolean {
  if (!/^\d+$/.test(digits)) return false;
  const sum = Array.from(digits)
    .reverse()
    .reduce((total, digit, place) => total + Number(digit) * (place % 2 === 0 ? 1 : 3), 0);
  return sum % 10 === 0;
}

/** `YYMMDD` as a day; 00 is the last of its month. The year is the one of its two digits that is nearest (section 7.12). */
function dayOf(digits: string, year: number): string | undefined {
  if (!/^\d{6}$/.test(digits)) return undefined;
  const [short = 0, month = 0, day = 0] = [0, 2, 4].map((start) => Number(digits.slice(start, start + 2)));
  const distance = short - (year % 100);
  const century = Math.floor(year / 100) + (distance >= 51 ? -1 : distance <= -50 ? 1 : 0);
  const full = century * 100 + short;
  const last = new Date(Date.UTC(full, month, 0)).getUTCDate();
  if (month < 1 || month > 12 || day > last) return undefined;
  return [full, month, day || last].map((part) => String(part).padStart(2, '0')).join('-');
}
