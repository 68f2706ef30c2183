import type { Fault } from '@relais/model';

/** Faults as lines for a person: where, what is wrong, what is accepted there. */
export function explainFaults(faults: readonly Fault[]): string {
  return faults
    .map(({ path, message, accepted }) => {
      const place = path === '' ? 'the document' : path;
      return `  ${place}: ${message}${accepted === undefined ? '' : ` (accepted: ${accepted})`}`;
    })
    .join('\n');
}
