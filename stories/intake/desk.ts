import type { DeskSettings } from '@relais/sdk';

/** A desk like that of a CPTS: « 15 » to be checked, three classes, three places. */
export const deskSettings: DeskSettings = {
  formatVersion: 'relais-desk/1',
  classes: [
    { code: 'red', label: { fr: 'Orienté vers le 15 : vérifier', en: 'Sent to 15: check' }, rank: 0, targetMinutes: 0 },
    {
      code: 'a',
      label: { fr: 'Rappel soignant rapide', en: 'Clinician, soon' },
      rank: 1,
      targetMinutes: 30,
      clinicianOnly: true,
    },
    { code: 'b', label: { fr: 'Dans les deux heures', en: 'Within two hours' }, rank: 2, targetMinutes: 120 },
    { code: 'c', label: { fr: 'Dans la journée', en: 'Today' }, rank: 3, targetMinutes: 480 },
  ],
  redirections: [
    { code: 'emergency', label: { fr: 'Urgences', en: 'Emergency department' } },
    { code: 'samu', label: { fr: '15 ou 114', en: '15 or 114' } },
    { code: 'dentist', label: { fr: 'Dentiste', en: 'Dentist' } },
  ],
  snoozeMinutes: 15,
};

/** The treating doctor is asked first. */
export const doctorFirst: NonNullable<DeskSettings['doctorFirst']> = { minutes: 20, classes: ['b', 'c'] };
