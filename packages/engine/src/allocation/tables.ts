import type { LedgerCorrection, LedgerMovement, LedgerReport, VolunteerReport } from '@relais/model';
import { writeTable } from '../core/spreadsheet.ts';

export type TableLanguage = 'fr' | 'en';

/** The accounts of practices as a spreadsheet reads them. */
export function practiceTable({ accounts }: LedgerReport, language: TableLanguage): string {
  const t = words[language];
  return writeTable([
    [t.practice, ...t.figures.slice(0, -1), t.corrected, t.gap, t.sentence],
    ...accounts.map((account) => [
      account.name ?? account.practiceId,
      ...figuresOf(account),
      rounded(account.corrected),
      rounded(account.balance),
      account.sentence,
    ]),
  ]);
}

/** The accounts of volunteers; last what was nobody's. */
export function volunteerTable({ accounts, unnamed }: VolunteerReport, language: TableLanguage): string {
  const t = words[language];
  const nobody = ['', '', '', rounded(unnamed.earned), rounded(unnamed.bookings), '', ''] as const;
  return writeTable([
    [t.volunteer, ...t.figures, t.sentence],
    ...accounts.map((account) => [
      account.name ?? account.volunteerId,
      ...figuresOf(account),
      rounded(account.balance),
      account.sentence,
    ]),
    [t.nobody, ...nobody, rounded(unnamed.earned - unnamed.bookings), ''],
  ]);
}

/** The bookings and corrections behind one account. @param nameOf the practice by its id */
export function movementTable(
  movements: readonly LedgerMovement[],
  nameOf: (practiceId: string) => string,
  language: TableLanguage,
): string {
  const t = words[language];
  return writeTable([
    [...t.movement],
    ...movements.map((movement) => [
      movement.at,
      t.kinds[movement.kind],
      movement.practiceId === undefined ? '' : nameOf(movement.practiceId),
      movement.start ?? '',
      rounded(movement.offeredSeats),
      rounded(movement.openSeats),
      rounded(movement.earned),
      rounded(movement.received),
      rounded(movement.corrected),
      movement.reason ?? '',
      movement.by ?? '',
    ]),
  ]);
}

/** Corrections by hand, one line for each account that was moved. */
export function correctionTable(
  corrections: readonly LedgerCorrection[],
  nameOf: (practiceId: string) => string,
  language: TableLanguage,
): string {
  const lines = corrections.flatMap(({ id, at, moves, reason, by = '' }) =>
    moves.map(({ practiceId, bookings }) => [id, at, nameOf(practiceId), rounded(bookings), reason, by]),
  );
  return writeTable([[...words[language].correction], ...lines]);
}

type Figures = Pick<
  LedgerReport['accounts'][number],
  'requests' | 'offeredSeats' | 'openSeats' | 'earned' | 'bookings' | 'share' | 'received'
>;

function figuresOf({ requests, offeredSeats, openSeats, earned, bookings, share, received }: Figures): number[] {
  return [requests, offeredSeats, openSeats, earned, bookings, share, received].map(rounded);
}

/** Sums of fractions, to the ten-thousandth: what is behind that is rounding. */
function rounded(value: number): number {
  return Math.round(value * 1e4) / 1e4 || 0;
}

const words = {
  fr: {
    practice: 'Cabinet',
    volunteer: 'Volontaire',
    nobody: 'Personne de désigné',
    figures: [
      ...['Demandes', 'Places proposées', 'Places ouvertes', 'Réservations dues', 'Réservations reçues'],
      ...['Part (de 0 à 1)', 'Reçu (de 0 à 1)', 'Écart'],
    ],
    corrected: 'Corrections',
    gap: 'Écart',
    sentence: 'En une phrase',
    movement: [
      ...['Compté le', 'Nature', 'Cabinet', 'Rendez-vous', 'Places proposées', 'Places ouvertes', 'Part', 'Reçu'],
      ...['Correction', 'Motif', 'Signé par'],
    ],
    kinds: { booking: 'réservation', hold: 'place retenue', correction: 'correction' },
    correction: ['Correction', 'Signée le', 'Cabinet', 'Réservations', 'Motif', 'Signée par'],
  },
  en: {
    practice: 'Practice',
    volunteer: 'Volunteer',
    nobody: 'Nobody named',
    figures: [
      ...['Requests', 'Seats offered', 'Seats open', 'Bookings due', 'Bookings received'],
      ...['Share (0 to 1)', 'Received (0 to 1)', 'Gap'],
    ],
    corrected: 'Corrections',
    gap: 'Gap',
    sentence: 'In one sentence',
    movement: [
      ...['Counted at', 'Kind', 'Practice', 'Appointment', 'Seats offered', 'Seats open', 'Share', 'Received'],
      ...['Correction', 'Reason', 'Signed by'],
    ],
    kinds: { booking: 'booking', hold: 'seat held', correction: 'correction' },
    correction: ['Correction', 'Signed at', 'Practice', 'Bookings', 'Reason', 'Signed by'],
  },
} as const;
