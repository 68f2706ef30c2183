import type { DeskSettings } from '@relais/model';

/** Classes a to c, and « 15 » before them. */
export function createDeskSettings(changes: Partial<DeskSettings> = {}): DeskSettings {
  const label = (fr: string, en: string) => ({ fr, en });
  return {
    formatVersion: 'relais-desk/1',
    classes: [
      { code: 'red', label: label('Orienté vers le 15', 'Sent to 15'), rank: 0, targetMinutes: 0 },
      { code: 'a', label: label('Rappel rapide', 'Soon'), rank: 1, targetMinutes: 30, clinicianOnly: true },
      { code: 'b', label: label('Dans la demi-journée', 'Within the half-day'), rank: 2, targetMinutes: 120 },
      { code: 'c', label: label('Dans la journée', 'Today'), rank: 3, targetMinutes: 480 },
    ],
    redirections: [
      { code: 'dentist', label: label('Dentiste', 'Dentist') },
      { code: 'emergency', label: label('Urgences', 'Emergency department') },
    ],
    snoozeMinutes: 20,
    ...changes,
  };
}
