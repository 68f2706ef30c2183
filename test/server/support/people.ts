import type { Professional } from '@relais/model';

export const PROFESSIONALS = { formatVersion: 'relais-professionals/1' } as const;
export const DOCTORS = { formatVersion: 'relais-attending-doctors/1' } as const;
export const DUTIES = { formatVersion: 'relais-duties/1', from: '2026-11-09', to: '2026-11-15' } as const;

let numbers = 10_000_000_000;

/** A secretary nobody else is, by RPPS. */
export function createProfessional(changes: Partial<Professional> = {}): Professional {
  return {
    rpps: String(++numbers),
    familyName: 'Roux',
    givenName: 'Ida',
    roles: [{ role: 'secretary' }],
    ...changes,
  };
}
