import type { BadgeKind } from '../../packages/elements/src/ui/badge.ts';

/** Somebody who waits to be called back; invented, as are all of these. */
export interface Waiting {
  readonly id: string;
  readonly familyName: string;
  readonly givenName: string;
  readonly birthDate: string;
  readonly phone: string;
  readonly commune: string;
  /** Minutes since they asked. */
  readonly minutes: number;
  readonly stands: 'waiting' | 'called' | 'late';
}

const FAMILY = [
  'Delaunay',
  'Éluard',
  'Nguyen',
  'Le Goff',
  'Bensaïd',
  'Marchand',
  'O’Brien',
  'Roussel',
  'Étienne',
  'Zola',
];
const GIVEN = ['Capucine', 'Noé', 'Maï', 'Yann', 'Inès', 'Paul', 'Aoife', 'Louise', 'Marceau', 'Zoé'];
const COMMUNES = ['Saint-Aubin', 'Le Val-d’Orme', 'Montreuil-sur-Lys'];
const STANDS = ['waiting', 'called', 'late'] as const;

export const people: readonly Waiting[] = Array.from({ length: 60 }, (_, index) => ({
  id: `p${index}`,
  familyName: FAMILY[(index * 7) % 10] ?? '',
  givenName: GIVEN[(index * 3) % 10] ?? '',
  birthDate: `${2025 - ((index * 17) % 95)}-0${(index % 9) + 1}-1${index % 10}`,
  phone: `+336399812${String(index).padStart(2, '0')}`,
  commune: COMMUNES[index % 3] ?? '',
  minutes: (index * 13) % 140,
  stands: STANDS[index % 3] ?? 'waiting',
}));

export const BADGES: Readonly<Record<Waiting['stands'], readonly [words: string, kind: BadgeKind]>> = {
  waiting: ['En attente', 'waiting'],
  called: ['Rappelée', 'done'],
  late: ['En retard', 'attention'],
};
