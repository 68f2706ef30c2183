import type {
  HistoryCountColumn,
  HistoryCountRow,
  HistoryFault,
  ImportedCount,
  IndicatorUnit,
  RefusedHistoryRow,
} from '@relais/model';
import { readDayCell } from '../core/sheet-cells.ts';
import { FIRST_DATE, findIndicator } from '../indicators/index.ts';
import { cleanCell, readCount } from './cells.ts';
import { readWholePeriod } from './period.ts';

/** A good line of a file of counts. */
export interface ReadCount {
  readonly row: number;
  readonly count: ImportedCount;
}

export interface ReadCounts {
  readonly rows: readonly ReadCount[];
  readonly refused: readonly RefusedHistoryRow[];
}

interface Fault {
  readonly column: HistoryCountColumn;
  readonly reason: HistoryFault;
}

/** More than there are patients, calls or minutes in any structure: a slip of the hand. */
const MOST = 10_000_000;

/** Units of what is made of two numbers: a share, or a median with how many there are. */
const OF_TWO: readonly IndicatorUnit[] = ['percent', 'minutes'];

/**
 * The lines of a file of counts: those that can be taken, and of each other one the first thing that is wrong. Two counts of one indicator may not be of
 * the same days: nobody could say which of them holds, or what is left between a year and its months. @param today `YYYY-MM-DD`, the last day of the past
 */
export function readHistoryCounts(lines: readonly HistoryCountRow[], today: string): ReadCounts {
  const rows: ReadCount[] = [];
  const refused: RefusedHistoryRow[] = [];
  for (const line of lines) {
    const read = readLine(line, today);
    const fault = 'reason' in read ? read : faultBeside(read, rows, 'twice-in-file');
    if (fault) refused.push({ row: line.row, ...fault });
    else if (!('reason' in read)) rows.push({ row: line.row, count: read });
  }
  return { rows, refused };
}

/** What was read, without what was taken over before: known last, and by the server alone. */
export function withoutTakenOver(read: ReadCounts, known: readonly ImportedCount[]): ReadCounts {
  const rows: ReadCount[] = [];
  const refused = [...read.refused];
  const before = known.map((count) => ({ row: 0, count }));
  for (const one of read.rows) {
    const fault = faultBeside(one.count, before, 'already-there');
    if (fault) refused.push({ row: one.row, ...fault });
    else rows.push(one);
  }
  return { rows, refused: refused.sort((one, other) => one.row - other.row) };
}

function faultBeside(count: ImportedCount, others: readonly ReadCount[], same: HistoryFault): Fault | undefined {
  const other = others.find(
    (one) => one.count.indicator === count.indicator && one.count.from <= count.to && count.from <= one.count.to,
  )?.count;
  if (!other) return undefined;
  const isSame = (['from', 'to', 'n', 'of'] as const).every((name) => other[name] === count[name]);
  return isSame ? { column: 'indicator', reason: same } : { column: 'from', reason: 'overlaps' };
}

function readLine({ cells }: HistoryCountRow, today: string): ImportedCount | Fault {
  const cell = (column: HistoryCountColumn) => cleanCell(cells[column]);
  for (const column of ['indicator', 'from', 'n'] as const)
    if (cell(column) === '') return { column, reason: 'missing' };
  const indicator = cell('indicator').toUpperCase();
  const unit = findIndicator(indicator)?.definition.unit;
  if (!unit) return { column: 'indicator', reason: 'unknown-indicator' };
  const period = readPeriod(cell('from'), cell('to'), today);
  if ('reason' in period) return period;
  const n = readCount(cell('n'), unit === 'yesNo' ? 1 : MOST);
  if (typeof n === 'string') return { column: 'n', reason: n };
  if (!OF_TWO.includes(unit))
    return cell('of') === '' ? { indicator, ...period, n } : { column: 'of', reason: 'not-a-share' };
  if (cell('of') === '') return { column: 'of', reason: 'missing' };
  const of = readCount(cell('of'), MOST);
  if (typeof of === 'string') return { column: 'of', reason: of };
  if (unit === 'percent' && n > of) return { column: 'n', reason: 'more-than-all' };
  return { indicator, ...period, n, of };
}

function readPeriod(first: string, last: string, today: string): Pick<ImportedCount, 'from' | 'to'> | Fault {
  const whole = last === '' ? readWholePeriod(first) : undefined;
  const from = whole?.from ?? readDayCell(first);
  if (from === undefined) return { column: 'from', reason: 'not-a-date' };
  if (last === '' && !whole) return { column: 'to', reason: 'missing' };
  const to = whole?.to ?? readDayCell(last);
  if (to === undefined) return { column: 'to', reason: 'not-a-date' };
  if (to < from) return { column: 'to', reason: 'inverted' };
  if (from < FIRST_DATE) return { column: 'from', reason: 'too-early' };
  if (to > today) return { column: whole ? 'from' : 'to', reason: 'to-come' };
  return { from, to };
}
