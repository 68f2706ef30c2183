import { isBirthDate, readEmail, readName, readPhone } from '@relais/model';
import type { Flag, ImportColumn, ImportRow, RefusedRow, RowFault, WaitingList } from '@relais/model';
import { readDayCell } from '../core/sheet-cells.ts';

/** A good line, as it is kept. */
export interface ReadRow {
  readonly row: number;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly email?: string | undefined;
  readonly priority: string;
  /** `YYYY-MM-DD`; today when the file says nothing. */
  readonly addedOn: string;
  readonly longTermIllness: Flag;
  readonly fragile: Flag;
}

export interface ReadRows {
  readonly rows: readonly ReadRow[];
  readonly refused: readonly RefusedRow[];
}

export interface RowRules {
  readonly list: Pick<WaitingList, 'priorities'>;
  /** Of lines that name none. */
  readonly priority: string;
  /** `YYYY-MM-DD` */
  readonly today: string;
}

/**
 * The lines of a file: those that can be taken, and of each other one the first thing that is wrong. The same in the page that shows it and on the
 * server that keeps it.
 */
export function readRows(lines: readonly ImportRow[], rules: RowRules): ReadRows {
  const rows: ReadRow[] = [];
  const refused: RefusedRow[] = [];
  const seen = new Set<string>();
  for (const line of lines) {
    const read = readLine(line, rules);
    const fault = 'reason' in read ? read : seen.has(keyOf(read)) ? TWICE : undefined;
    if (fault) refused.push({ row: line.row, ...pick(fault) });
    else if (!('reason' in read)) {
      seen.add(keyOf(read));
      rows.push(read);
    }
  }
  return { rows, refused };
}

/** What was read, without whoever is on the list already: known last, and by the server alone. */
export function withoutListed(read: ReadRows, isListed: (row: ReadRow) => boolean): ReadRows {
  const rows: ReadRow[] = [];
  const refused = [...read.refused];
  for (const one of read.rows) {
    if (isListed(one)) refused.push({ row: one.row, column: 'familyName', reason: 'on-list' });
    else rows.push(one);
  }
  return { rows, refused: refused.sort((one, other) => one.row - other.row) };
}

/** No list goes back further: what does is a slip of the hand, and would stand first for ever. */
const FIRST_DAY = '2000-01-01';

interface Fault {
  readonly column: ImportColumn;
  readonly reason: RowFault;
}

const TWICE: Fault = { column: 'familyName', reason: 'twice-in-file' };

const pick = ({ column, reason }: Fault): Fault => ({ column, reason });

function readLine({ row, cells }: ImportRow, { list, priority, today }: RowRules): ReadRow | Fault {
  const cell = (column: ImportColumn) => cells[column]?.trim() ?? '';
  for (const column of ['familyName', 'givenName', 'birthDate', 'phone'] as const)
    if (cell(column) === '') return { column, reason: 'missing' };
  const familyName = readName(cell('familyName'));
  if (familyName === undefined) return { column: 'familyName', reason: 'not-a-name' };
  const givenName = readName(cell('givenName'));
  if (givenName === undefined) return { column: 'givenName', reason: 'not-a-name' };
  const birthDate = readDayCell(cell('birthDate'));
  if (birthDate === undefined || !isBirthDate(birthDate, today))
    return { column: 'birthDate', reason: 'not-a-birth-date' };
  const phone = readPhone(cell('phone'));
  if (phone === undefined) return { column: 'phone', reason: 'not-a-phone' };
  const email = cell('email') === '' ? '' : readEmail(cell('email'));
  if (email === undefined) return { column: 'email', reason: 'not-an-email' };
  const named = cell('priority') === '' ? priority : priorityOf(list, cell('priority'));
  if (named === undefined) return { column: 'priority', reason: 'unknown-priority' };
  const addedOn = cell('addedOn') === '' ? today : readDayCell(cell('addedOn'));
  const isSooner = addedOn !== undefined && (addedOn < FIRST_DAY || addedOn < birthDate);
  if (addedOn === undefined || isSooner || addedOn > today) return { column: 'addedOn', reason: 'not-a-date' };
  const longTermIllness = readFlag(cell('longTermIllness'));
  if (!longTermIllness) return { column: 'longTermIllness', reason: 'not-yes-or-no' };
  const fragile = readFlag(cell('fragile'));
  if (!fragile) return { column: 'fragile', reason: 'not-yes-or-no' };
  const known = { row, familyName, givenName, birthDate, phone, priority: named, addedOn, longTermIllness, fragile };
  return { ...known, ...(email !== '' && { email }) };
}

/** One person, written with or without capitals and accents. */
export function keyOf({ familyName, givenName, birthDate }: Pick<ReadRow, 'familyName' | 'givenName' | 'birthDate'>) {
  const plain = (name: string) =>
    name
      .normalize('NFD')
      .replace(/\p{M}/gu, '')
      .replace(/[^\p{L}]+/gu, ' ')
      .trim()
      .toLowerCase();
  return `${plain(familyName)}|${plain(givenName)}|${birthDate}`;
}

/** By its code or what it is called, in either language. */
function priorityOf({ priorities }: RowRules['list'], text: string): string | undefined {
  const wanted = text.toLowerCase();
  return priorities.find(({ code, label }) => [code, label.fr, label.en].some((one) => one.toLowerCase() === wanted))
    ?.code;
}

const FLAGS: Readonly<Record<string, Flag>> = {
  ...{ '': 'unknown', '?': 'unknown', inconnu: 'unknown', unknown: 'unknown' },
  ...{ oui: 'yes', yes: 'yes', o: 'yes', y: 'yes', x: 'yes', '1': 'yes', vrai: 'yes', true: 'yes' },
  ...{ non: 'no', no: 'no', n: 'no', '0': 'no', faux: 'no', false: 'no' },
};

function readFlag(text: string): Flag | undefined {
  const word = text.toLowerCase();
  return Object.hasOwn(FLAGS, word) ? FLAGS[word] : undefined;
}
