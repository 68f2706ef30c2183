import type { Fault, ProtocolFinding } from '@relais/model';

/** Faults as lines for a person: where, what is wrong, what is accepted there. */
export function explainFaults(faults: readonly Fault[]): string {
  return faults
    .map(({ path, message, accepted }) => {
      const place = path === '' ? 'the document' : path;
      return `  ${place}: ${message}${accepted === undefined ? '' : ` (accepted: ${accepted})`}`;
    })
    .join('\n');
}

/** What the checker found in a protocol, for a doctor. */
export function explainFinding({ path, severity, code, words, example, mend }: ProtocolFinding): string {
  const shown = example === undefined ? [] : [`  Exemple : ${example}`];
  return [`${path} (${severity}, ${code})`, `  ${words}`, ...shown, `  Remède : ${mend}`].join('\n');
}
