import type { EventPerson, RunPatient } from '@relais/model';
import type { ServiceContext } from '../core/context.ts';
import type { RunRow } from './store.ts';

/** What figures are split by, of a run. */
export function dimensionsOf({ protocol_id, version, kind, regime, profession, training }: RunRow) {
  return {
    protocol: protocol_id,
    protocolVersion: version,
    kind,
    ...(regime === null ? {} : { regime }),
    ...(profession === null ? {} : { profession }),
    ...(training === 1 ? { training: true as const } : {}),
  };
}

/** What a row of the log says of the patient: the same pseudonym as their consents have. */
export function personOf({ secrets }: ServiceContext, structureId: string, patient: RunPatient): EventPerson {
  const { id, ageYears: age, sex, commune, attendingDoctor, longTermIllness } = patient;
  return {
    patient: secrets.pseudonym('patient', `${structureId}|${id}`),
    age,
    ...(sex === undefined ? {} : { sex }),
    ...(commune === undefined ? {} : { commune }),
    ...(attendingDoctor === undefined ? {} : { attendingDoctor }),
    ...(longTermIllness === undefined ? {} : { longTermIllness }),
  };
}

/** Whole seconds between two instants. */
export function secondsBetween(from: number, to: number): number {
  return Math.max(0, Math.round((to - from) / 1000));
}
