import { charts } from '../../ui/words/charts-fr.ts';
import { dates, dialog, fields, table, trouble } from '../../ui/words/fr.ts';
import { reading } from '../../ui/words/reading-fr.ts';
import { first } from './fr-first.ts';

const s = (count: number) => (count > 1 ? 's' : '');

/** The words of the accounts of load, the reference of all languages. */
export const fr = {
  ...trouble,
  ...reading,
  ...first,
  ...dialog,
  ...fields,
  ...table,
  ...dates,
  ...charts,
  forbiddenText:
    'Les comptes de charge sont lus par les effecteurs, les secrétariats, la coordination et l’administration de la structure.',
  missingText: 'Ce compte n’existe pas, ou n’existe plus.',

  heading: 'Comptes de charge',
  intro:
    'Chaque demande est partagée entre les cabinets ouverts à ce moment, selon les places qu’ils proposent. Un cabinet absent ne doit rien et n’accumule rien.',
  since: (day: string) => `Comptés depuis le ${day}.`,
  sinceEver: 'Comptés depuis le début, sans remise à zéro.',
  tabs: { practices: 'Cabinets', volunteers: 'Volontaires', corrections: 'Corrections' },
  own: 'Votre compte',
  owns: 'Vos comptes',
  practices: 'Comptes des cabinets',
  noPractices: 'Aucun cabinet',
  noPracticesText: 'Le planning ne connaît pas encore de cabinet.',
  volunteers: 'Comptes des volontaires',
  volunteersText: (day: string) =>
    `Déduits des gardes, depuis le ${day}\xa0: la part d’un cabinet est répartie entre les volontaires désignés ce jour-là, selon les places de leurs plages.`,
  noVolunteers: 'Aucun volontaire',
  noVolunteersText: 'Le planning ne désigne encore personne. Les comptes des cabinets n’en dépendent pas.',
  unnamed: (bookings: string, earned: string) =>
    `Plages sans personne de désigné\xa0: ${bookings} reçues pour une part de ${earned}.`,
  columns: {
    practice: 'Cabinet',
    volunteer: 'Volontaire',
    offered: 'Proposé',
    share: 'Part',
    received: 'Reçu',
    gap: 'Écart',
    at: 'Le',
    what: 'Ce qui a été compté',
    earned: 'Part due',
    week: 'Semaine du',
    moves: 'Déplacé',
    reason: 'Motif',
    by: 'Signé par',
  },
  seats: (offered: string, open: string) => `${offered} places sur ${open}`,
  none: '—',
  bookings: (count: string, part: string) => `${count} (${part})`,
  /** How an account stands. */
  due: (count: string) => `${count} à recevoir`,
  ahead: (count: string) => `${count} d’avance`,
  even: 'à jour',
  open: 'Détail',
  exportTable: 'Exporter le tableau (CSV)',
  exportAccount: 'Exporter le compte (CSV)',
  exporting: 'Préparation du fichier…',
  files: { practices: 'comptes-cabinets', volunteers: 'comptes-volontaires', corrections: 'corrections' },
  fileOf: (name: string) => `compte-${name}`,

  backToAll: 'Tous les comptes',
  told: 'Ce que lit ce compte\xa0:',
  account: (name: string) => `Compte\xa0: ${name}`,
  figures: {
    requests: 'Demandes arrivées pendant que ce compte avait une place libre',
    offered: 'Places proposées, sur celles qui étaient ouvertes',
    share: 'Part',
    earned: 'Réservations qui en reviennent',
    received: 'Réservations reçues',
    corrected: 'Corrections signées',
    gap: 'Écart\xa0: ce qui reste à recevoir',
  },
  course: 'Écart de semaine en semaine',
  courseText: 'Au-dessus de zéro, des réservations restent à recevoir\xa0; au-dessous, il y en a eu plus que la part.',
  courseTable: 'Semaine par semaine',
  weekOf: (day: string) => `semaine du ${day}`,
  corrected: (count: string) => `correction ${count}`,
  movements: 'Réservations derrière ce compte',
  noMovements: 'Rien n’a encore été compté',
  noMovementsText: 'Aucune demande n’est arrivée pendant que ce compte avait une place libre.',
  gotIt: 'Reçue',
  gotPart: (part: string) => `Reçue, pour ${part}`,
  wentTo: (practice: string) => `Reçue par ${practice}`,
  seatAt: (when: string) => `rendez-vous ${when}`,
  held: 'place retenue, pas encore confirmée',
  correction: 'Correction signée',
  more: 'Afficher la suite',
  fileFailed: 'Le fichier n’a pas pu être préparé. Réessayez.',
  moreFailed: 'La suite n’a pas pu être lue.',

  corrections: 'Corrections signées',
  noCorrections: 'Aucune correction',
  noCorrectionsText: 'Aucun compte n’a été corrigé à la main dans cette période.',
  somebody: 'nom inconnu',
  correct: 'Corriger des comptes…',
  correctTitle: 'Corriger des comptes',
  correctText:
    'Une correction donne à un cabinet ce qu’elle prend à d’autres\xa0: la somme des comptes reste zéro. Elle est signée de votre nom, lue par tous, et ne s’efface pas\xa0; une autre correction peut la compenser.',
  to: 'Cabinet qui doit recevoir plus',
  from: 'Cabinet qui doit recevoir moins',
  others: 'Tous les autres, à parts égales',
  count: 'Nombre de réservations',
  countHelp: 'De 1 à 100',
  reason: 'Motif',
  reasonHelp: 'Lu par tous les membres. N’écrivez ni nom de patient ni information de santé.',
  sign: 'Signer la correction',
  preview: (to: string, from: string, count: number) =>
    `${to} recevra ${count} réservation${s(count)} de plus que sa part, prise${s(count)} sur ${from}.`,
  allOthers: 'l’ensemble des autres cabinets',
  allOthersFirst: 'L’ensemble des autres cabinets',
  signed: 'La correction est signée.',
  faults: {
    to: 'Choisissez deux cabinets différents, ou un cabinet et tous les autres',
    from: 'Choisissez deux cabinets différents, ou un cabinet et tous les autres',
    bookings: 'Écrivez un nombre entier, de 1 à 100',
    reason: 'Écrivez un motif, de 3 à 300 caractères',
  },
  refusals: {
    forbidden: 'Seule la coordination corrige des comptes.',
    unauthenticated: 'Votre session est terminée. Reconnectez-vous, puis réessayez.',
    offline: 'Vous êtes hors connexion\xa0: rien n’est enregistré. Réessayez quand la connexion reviendra.',
    unreachable:
      'Le serveur ne répond pas\xa0: on ne sait pas s’il a enregistré. Réessayez, la correction ne sera comptée qu’une fois.',
  } as Readonly<Record<string, string>>,
  refused: (code: string) => `La correction n’a pas été enregistrée. Code\xa0: ${code}`,

  how: 'Comment c’est compté',
  howText: [
    'À chaque réservation, chaque cabinet qui aurait pu la recevoir gagne sa part\xa0: ses places ouvertes, divisées par toutes les places ouvertes. Celui qui la reçoit paie une réservation.',
    'L’écart est ce qui a été gagné moins ce qui a été reçu. La réservation suivante est proposée au cabinet dont l’écart est le plus haut, à égalité à celui qui attend depuis le plus longtemps.',
    'Une réservation annulée est retirée des deux côtés. Choisir un autre cabinet compte de la même façon.',
  ],
};

export type LoadStrings = typeof fr;
