import type { ClosureCause, DayStanding, OpenSite, SentState } from '@relais/sdk/open-now';
import { dates, trouble, zone } from '../../ui/words/fr.ts';
import { first } from './fr-first.ts';

/** How long ago, in whole minutes, or hours. */
const ago = (ms: number) =>
  ms < 3_600_000 ? `${Math.floor(ms / 60_000)}\xa0min` : `${Math.floor(ms / 3_600_000)}\xa0h`;

const count = (number: number, one: string, more: string) => `${number} ${number > 1 ? more : one}`;

const audiences: Record<OpenSite['audiences'][number], string> = {
  CPTS: 'Patients de la CPTS',
  PUBLIC: 'Tout le public',
  PRO: 'Professionnels',
  SNP: 'Régulation du SAS',
};

/** A day on which nobody receives; `closed` is told with its causes. */
type Standing = Exclude<DayStanding, 'open' | 'closed'>;

const days: Record<Standing, string> = {
  later: 'Rien n’est ouvert en ce moment',
  over: 'Les ouvertures d’aujourd’hui sont finies',
  nonePlanned: 'Aucune ouverture n’est prévue aujourd’hui',
  noTerritory: 'La structure n’a encore fait connaître aucun lieu',
};

const causes: Record<ClosureCause, string> = { holiday: 'jour férié', closure: 'fermeture' };

const states: Record<SentState, string> = {
  awaited: 'attendu',
  arrived: 'venu',
  noShow: 'pas venu',
  cancelled: 'annulé',
};

export const fr = {
  ...first,
  ...dates,
  ...trouble,
  ...zone,
  unreachable: first.unreachable,
  unreachableText: first.unreachableText,
  title: 'Ouvert maintenant',
  live: 'En direct',
  /** Of a reading that is not followed live; `at` is a date with its time. */
  readAt: (at: string) => `État du ${at}`,
  /** A new reading has failed. */
  old: (at: string, ms: number) =>
    `Relecture impossible pour l’instant. Ceci est l’état du ${at}, il y a ${ago(ms)}\xa0: il a pu changer.`,
  again: 'De nouveau à jour.',
  refresh: 'Relire',
  bypass: 'Numéro de contournement',
  call: (number: string) => `Appeler le ${number}`,
  noBypass: 'Aucun numéro de contournement n’est renseigné.',
  standing: (standing: Standing) => days[standing],
  closedToday: (why: readonly ClosureCause[]) =>
    `Fermé aujourd’hui\xa0: ${why.map((cause) => causes[cause]).join(' et ')}`,
  closed: 'Fermés aujourd’hui',
  closedFor: (why: readonly ClosureCause[]) => why.map((cause) => causes[cause]).join(' et '),
  nothingLeft: (minutes: number) =>
    `C’est ouvert, mais plus aucune place dans les ${minutes / 60} heures qui viennent.`,
  next: (when: string) => `Prochaine place\xa0: ${when}.`,
  noNext: 'Aucune place n’est encore ouverte ensuite.',
  sites: 'Lieux d’aujourd’hui',
  isOpen: (until: string) => `ouvert jusqu’à ${until}`,
  hasClosed: (until: string) => `fermé depuis ${until}`,
  opens: (from: string, until: string) => `ouvre à ${from}, jusqu’à ${until}`,
  seats: (number: number, minutes: number) =>
    number === 0
      ? `Plus de place dans les ${minutes / 60} heures`
      : `${count(number, 'place', 'places')} dans les ${minutes / 60} heures`,
  firstSeat: (time: string) => `la première à ${time}`,
  where: 'Adresse',
  noAddress: 'adresse non renseignée',
  forWhom: 'Pour qui',
  audience: (key: OpenSite['audiences'][number]) => audiences[key],
  ages: 'Âges',
  agesOf: ({ from, to }: NonNullable<OpenSite['ages']>) =>
    from !== undefined && to !== undefined
      ? `de ${from} à ${to} ans`
      : from !== undefined
        ? `à partir de ${from} ans`
        : to !== undefined
          ? `jusqu’à ${to} ans`
          : 'non précisés',
  noAges: 'non précisés',
  equipment: 'Équipement',
  noEquipment: 'aucun renseigné',
  tool: (key: string): string =>
    ({ suture: 'Sutures', ecg: 'Électrocardiogramme', plaster: 'Plâtres', pediatric: 'Accueil des enfants' })[key] ??
    key,
  stepFree: 'Accès de plain-pied',
  sent: 'Adressés aujourd’hui par la régulation',
  sentNone: 'Personne n’a été adressé par la régulation aujourd’hui.',
  sentCount: (total: number) => count(total, 'adressé', 'adressés'),
  arrived: (number: number) => count(number, 'venu', 'venus'),
  noShow: (number: number) => count(number, 'pas venu', 'pas venus'),
  awaited: (number: number) => count(number, 'attendu', 'attendus'),
  cancelled: (number: number) => count(number, 'annulé', 'annulés'),
  state: (state: SentState) => states[state],
  isPast: 'heure passée',
  number: (reference: string) => `n° ${reference}`,
};

export type OpenNowStrings = typeof fr;
