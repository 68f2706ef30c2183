import type { PlainDate } from '@relais/model';
import type { DutyRange } from '../planning/index.ts';
import { splitEntry } from './ledger.ts';
import type { EntryPart, LedgerEntry } from './ledger.ts';

/** The seat a booking of the ledger got. */
export interface EntrySeat {
  readonly serviceDate: PlainDate;
  readonly startMs: number;
}

/** Stands for the parts of practices for which nobody was named. */
export const NOBODY = '';

/**
 * One booking by volunteers. The ledger knows practices only; this divides each practice's part among those who were on duty, so that the accounts of
 * volunteers add up to those of practices:
 * - what a practice offered and earned goes to those who had its ranges on the day of the seat, in proportion to the seats of their ranges;
 * - the booking goes to those who had the range it begins in;
 * - several who are named for one range have equal parts of it; where nobody is named, or the seat is not known, the part is nobody's.
 *
 * @param rangesOf the ranges of a practice on a date
 */
export function splitByVolunteer(
  entry: LedgerEntry,
  seat: EntrySeat | undefined,
  rangesOf: (practiceId: string, serviceDate: PlainDate) => readonly DutyRange[],
): Map<string, EntryPart> {
  const parts = new Map<string, EntryPart>();
  for (const [practiceId, part] of splitEntry(entry)) {
    const ranges = seat ? rangesOf(practiceId, seat.serviceDate) : [];
    const begun = seat && ranges.find(({ startMs, endMs }) => startMs <= seat.startMs && seat.startMs < endMs);
    const shares = sharesOf(ranges);
    const receivers = begun && begun.who.length > 0 ? begun.who : [NOBODY];
    for (const id of new Set([...shares.keys(), ...(part.received ? receivers : [])])) {
      const share = shares.get(id) ?? 0;
      const received = part.received && receivers.includes(id) ? part.received / receivers.length : 0;
      const known = parts.get(id);
      parts.set(id, {
        offeredSeats: (known?.offeredSeats ?? 0) + share * part.offeredSeats,
        openSeats: part.openSeats,
        earned: (known?.earned ?? 0) + share * part.earned,
        received: (known?.received ?? 0) + received,
      });
    }
  }
  return parts;
}

/** Parts of 1, by volunteer. */
function sharesOf(ranges: readonly DutyRange[]): Map<string, number> {
  const total = ranges.reduce((sum, { seats }) => sum + seats, 0);
  if (total === 0) return new Map([[NOBODY, 1]]);
  const shares = new Map<string, number>();
  for (const { seats, who } of ranges) {
    const holders = who.length > 0 ? who : [NOBODY];
    for (const id of holders) shares.set(id, (shares.get(id) ?? 0) + seats / total / holders.length);
  }
  return shares;
}
