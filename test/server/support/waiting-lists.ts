import type { WaitingListSettings } from '@relais/model';

/** Two lists: one by rule and open to the public, one by the outcome of a protocol. */
export function createWaitingLists(): WaitingListSettings {
  const label = (fr: string, en: string) => ({ fr, en });
  const priorities = [
    { code: 'soon', label: label('Rapide', 'Soon'), rank: 1 },
    { code: 'usual', label: label('Habituelle', 'Usual'), rank: 2 },
  ];
  const outcomes = [
    { code: 'found', label: label('Médecin trouvé', 'Doctor found') },
    { code: 'left', label: label('Ne souhaite plus', 'Wants it no more') },
  ];
  return {
    formatVersion: 'relais-lists/1',
    lists: [
      {
        ...{
          code: 'no-doctor',
          label: label('Sans médecin traitant', 'Without treating doctor'),
          priorities,
          outcomes,
        },
        rules: [
          { source: 'intake', attendingDoctor: ['none'], priority: 'usual' },
          { source: 'intake', attendingDoctor: ['none'], minAge: 70, priority: 'soon' },
        ],
        inscription: { priority: 'usual' },
      },
      { ...{ code: 'specialist', label: label('Cardiologie', 'Cardiology'), priorities, outcomes }, rules: [] },
    ],
  };
}
