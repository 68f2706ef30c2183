import type { LetterKind, LetterLack } from '@relais/model';
import { prescriptionOf } from './offered.ts';
import { nameOf } from './told.ts';
import type { Told } from './told.ts';

/** What a letter cannot be made without: whom it is about, and of a prescription what the law asks (see `prescribed`). */
export function lacksOf(told: Told, kind: LetterKind): LetterLack[] {
  const { patient } = told.run;
  const lacks: (LetterLack | false)[] = [
    !nameOf(patient) && 'patientName',
    !patient.birthDate && 'birthDate',
    ...(kind === 'prescription' ? lacksOfPrescription(told) : []),
  ];
  return lacks.filter((lack) => lack !== false);
}

function lacksOfPrescription({ run, protocol, delegator, letterhead, doses }: Told): (LetterLack | false)[] {
  const doseItems = prescriptionOf(protocol, run)?.doseItems ?? [];
  return [
    !run.patient.sex && 'sex',
    !delegator && 'delegator',
    delegator !== undefined && !delegator.rpps && 'delegatorRpps',
    delegator !== undefined && !delegator.phone && 'delegatorPhone',
    delegator !== undefined && !delegator.email && 'delegatorEmail',
    letterhead.address.length === 0 && 'address',
    doseItems.some((item) => !doses.has(item)) && 'weight',
  ];
}
