import type { FailedAnchors } from '../core/log/anchor.ts';
import type { Columns, Difference } from '../core/log/differences.ts';
import type { BrokenChain, VerifiedStructure } from '../core/log/verify.ts';

/** What verifying a log has found, in sentences for whoever runs the backend. */

export function tellBroken({ structureId, sequence, reason }: BrokenChain): string {
  const words: Record<BrokenChain['reason'], string> = {
    'row-changed': `row ${sequence} of the log is not as it was written`,
    'row-missing': `row ${sequence} of the log is not there`,
    'head-differs': `the log ends at row ${sequence} with another row than the structure remembers as its last`,
  };
  return `${structureId}: ${words[reason]} (${reason}).`;
}

export function tellDifference({ structureId, table, id, log, stored }: Difference): string {
  if (table === 'event') return `${structureId}: row ${id} of the log ${tellRow(log, stored)}.`;
  const row = `${structureId}: ${NOUNS[table] ?? table} ${id}`;
  if (!log) return `${row} is in the table, and the log knows nothing of it (${list(stored)}).`;
  if (!stored) return `${row} is not in the table; by the log it should be (${list(log)}).`;
  return `${row}: the table says ${list(stored)}; the log makes it ${list(log)}.`;
}

/** The differences of a structure that are only counted. */
export function tellRest({ structureId, differences }: VerifiedStructure, listed: readonly Difference[]): string[] {
  const rest = differences - listed.filter((difference) => difference.structureId === structureId).length;
  return rest === 0 ? [] : [`${structureId}: ${rest} more of its rows differ and are not listed.`];
}

export function tellAnchors(failed: FailedAnchors): string {
  const { structureId, sequence, at, anchors, events } = failed;
  const others = anchors > 1 ? ` (and ${anchors - 1} more)` : '';
  const anchor = `the anchor of ${at} at row ${sequence}${others}`;
  switch (failed.reason) {
    case 'forged':
      return `${structureId}: ${anchor} has a wrong seal: somebody has changed or invented it, or it was made under another secret.`;
    case 'structure-missing':
      return `${structureId}: ${anchor} is of a structure that is not in this database.`;
    case 'log-shorter':
      return `${structureId}: ${anchor} does not hold: the log ends at row ${events} now. Its last rows were cut off, or an older backup was restored.`;
    case 'log-differs':
      return `${structureId}: ${anchor} does not hold: ${tellFrom(failed)}`;
  }
}

function tellFrom({ sequence, rightUpTo }: FailedAnchors): string {
  const since = rightUpTo === 0 ? 'No anchor before it holds' : `Up to row ${rightUpTo} an anchor holds`;
  return `row ${sequence} is another now. ${since}: the log was written anew somewhere from row ${rightUpTo + 1} to row ${sequence}.`;
}

const NOUNS: Partial<Record<Difference['table'], string>> = {
  booking: 'booking',
  patient: 'patient',
  hold: 'hold',
  seat: 'seats of',
  ledger_entry: 'ledger entry',
  ledger: 'ledger of',
  ledger_correction: 'correction of the ledger',
  document: 'document',
  professional: 'professional',
  attending_doctor: 'attending doctor',
  duty: 'duty',
};

function tellRow(before: Columns | null, says: Columns | null): string {
  if (says?.data !== undefined) return String(says.data);
  if (says?.person !== undefined) return `says of a person what its digest does not hold: that part ${says.person}`;
  const known = before ? `they say ${list(before)}` : 'they know nothing of it';
  return `says ${list(says)}, which does not follow from the rows before it: ${known}`;
}

function list(columns: Columns | null): string {
  return Object.entries(columns ?? {})
    .map(([name, value]) => `${name} ${value ?? 'nothing'}`)
    .join(', ');
}
