import type { LetterKind, Protocol, Run } from '@relais/model';

/** A letter that a run can give. */
export interface Offered {
  readonly kind: LetterKind;
  readonly prescription?: string;
}

/**
 * What can leave a run that has ended: always the letter to the doctor; the prescription of the rule that decided, where the délégué has ended it
 * well; sheets and certificates of the protocol, unless a rule gives them out and did not hold.
 */
export function offeredLetters(protocol: Protocol, run: Pick<Run, 'outcome' | 'evaluation'>): Offered[] {
  const prescription = prescriptionOf(protocol, run)?.id;
  return [
    { kind: 'liaisonLetter' },
    ...(prescription === undefined ? [] : [{ kind: 'prescription', prescription } as const]),
    ...(isGivenOut(protocol, run, 'patientSheet') ? [{ kind: 'patientSheet' } as const] : []),
    ...(isGivenOut(protocol, run, 'certificate') ? [{ kind: 'certificate' } as const] : []),
  ];
}

/** The preset prescription of the first rule that held with one. */
export function prescriptionOf(protocol: Protocol, { outcome, evaluation }: Pick<Run, 'outcome' | 'evaluation'>) {
  if (outcome !== 'managedByDelegate') return undefined;
  const held = new Set(evaluation?.rules);
  const [id] = protocol.rules.flatMap(({ id: rule, action }) =>
    held.has(rule) && action.kind === 'outcome' && action.prescription !== undefined ? [action.prescription] : [],
  );
  return protocol.prescriptions.find((one) => one.id === id);
}

function isGivenOut(protocol: Protocol, { evaluation }: Pick<Run, 'evaluation'>, kind: LetterKind): boolean {
  const held = new Set(evaluation?.rules);
  return protocol.documents.some((document) => {
    if (document.kind !== kind) return false;
    const rules = protocol.rules.filter(({ action }) => action.kind === 'document' && action.document === document.id);
    return rules.length === 0 || rules.some(({ id }) => held.has(id));
  });
}
