import type { VisitSettings } from '@relais/model';

/** Three final reasons, two places to send people on to. */
export function createVisitSettings(changes: Partial<VisitSettings> = {}): VisitSettings {
  return {
    formatVersion: 'relais-visit/1',
    finalReasons: [
      { code: 'sprain', label: { fr: 'Entorse', en: 'Sprain' } },
      { code: 'bronchitis', label: { fr: 'Bronchite', en: 'Bronchitis' }, usualFor: ['cough'] },
      { code: 'other', label: { fr: 'Autre', en: 'Other' } },
    ],
    redirections: [
      { code: 'emergency', label: { fr: 'Urgences', en: 'Emergency department' } },
      { code: 'imaging', label: { fr: 'Imagerie', en: 'Imaging' } },
    ],
    leftOpenMinutes: 120,
    longestMinutes: 90,
    ...changes,
  };
}
