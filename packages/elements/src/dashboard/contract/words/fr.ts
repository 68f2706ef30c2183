import type { AciMission, AttainmentRule, CptsSize, Figure, PaymentState } from '@relais/sdk';
import { fields, trouble } from '../../../ui/words/fr.ts';

const euros = new Intl.NumberFormat('fr', { style: 'currency', currency: 'EUR' });
const values = new Intl.NumberFormat('fr', { maximumFractionDigits: 2 });
const days = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'UTC' });
const instants = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeStyle: 'short', timeZone: 'Europe/Paris' });
const money = (cents: number) => euros.format(cents / 100);
/** French says « 1er » for the first day of a month, which `Intl` does not. */
const day = (date: string) => days.format(new Date(date)).replace(/^1 /, '1er ');

/** Screen texts of the contract of the ACI, in French, the reference. */
export const fr = {
  ...trouble,
  ...fields,
  forbiddenText: 'Le contrat ACI est réservé à la coordination et à l’administration de la structure.',
  contractLoading: 'Lecture du contrat',
  contractHelp: 'Aide au calcul, et rien d’autre.',
  contractHelpText:
    'Ces montants ne sont ni dus, ni demandés, ni validés\xa0: la caisse et l’agence en décident, selon votre contrat et les moyens déployés. La règle d’atteinte est celle que votre structure a choisie ici.',
  contractIllustrative:
    'Contrat inventé pour la démonstration\xa0: personne n’a convenu de ces montants ni de ces cibles.',
  contractPeriod: 'Période du contrat',
  contractPeriodOf: (from: string, to: string) => `${day(from)} – ${day(to)}`,
  contractNow: (size: string, version: number) => `CPTS de ${size}. Contrat saisi, version ${version}.`,
  contractPartial: (until: string) =>
    `La période n’est pas terminée\xa0: chiffres jusqu’au ${day(until)}, montants de la période entière.`,
  contractToCome: 'La période n’a pas commencé\xa0: rien n’est encore compté.',
  contractAt: (at: string) => `Calculé le ${instants.format(new Date(at))}.`,
  contractAgain: 'Recalculer',
  contractTotal: 'Toutes les missions',
  contractNoMissions: 'Aucune mission n’est saisie pour cette période.',
  contractSum: (fixed: number, variable: number) =>
    `${money(fixed)} de part fixe + ${money(variable)} de part variable × atteinte =`,
  contractAmount: (least: number, most: number) =>
    least === most ? money(least) : `entre ${money(least)} et ${money(most)}`,
  contractRange: 'Ce qui n’est pas connu compte pour rien dans le premier montant, pour toute sa part dans le second.',
  contractLine: (attainment: number, amount: number) =>
    `atteint à ${values.format(attainment / 100)}\xa0% → ${money(amount)}`,
  contractUnknown: '—',
  contractStates: {
    counted: 'Compté par Relais.',
    typed: 'Saisi à la main, à la place du chiffre.',
    hidden: 'Masqué\xa0: trop peu de patients sont derrière ce chiffre, aucun montant n’en est tiré.',
    incalculable: 'Non calculable\xa0: rien au dénominateur sur la période.',
    early: 'Rien n’est encore comptable sur la période.',
    notMeasured: 'Non mesuré ici\xa0: saisissez la valeur et sa source dans le contrat.',
  } satisfies Record<PaymentState, string> as Readonly<Record<PaymentState, string>>,
  contractShort: {
    hidden: 'masqué',
    incalculable: '—',
    early: '—',
    notMeasured: 'non mesuré',
  } as Readonly<Partial<Record<PaymentState, string>>>,
  contractShare: (weight: number, share: number) => `Poids ${weight}\xa0%, soit ${money(share)} au plus.`,
  contractWay: {
    linear: (from: number, to: number) =>
      `En proportion, de ${values.format(from)} (0\xa0%) à ${values.format(to)} (100\xa0%), jamais moins ni plus.`,
    reached: (from: number, to: number) =>
      `100\xa0% dès que ${values.format(to)} est atteint, 0\xa0% avant (départ\xa0: ${values.format(from)}).`,
  } satisfies Record<AttainmentRule, unknown>,
  contractRounding: 'Arrondi au centime inférieur.',
  contractTyped: (value: number, source: string) => `Valeur saisie\xa0: ${values.format(value)}. Source\xa0: ${source}`,
  contractValueOf: (value: number) => values.format(value),
  contractFigure: ({ unit, value, numerator, denominator }: Figure) =>
    `${values.format(value ?? 0)}${unit === 'percent' ? '\xa0%' : ''}${denominator == null ? '' : ` (${numerator ?? 0}/${denominator})`}`,
  contractNone: 'Aucun contrat n’est saisi',
  contractNoneText:
    'Saisissez les missions, les cibles, les poids et les montants de votre contrat\xa0: rien n’est prérempli.',
  contractSilent: 'Aucune période du contrat ne couvre aujourd’hui',
  contractSilentText: 'Choisissez une période, ou saisissez la suivante.',
  contractEdit: 'Modifier cette période',
  contractAdd: 'Saisir une période',

  contractTitle: 'Saisir le contrat ACI',
  contractFormText: 'Recopiez votre contrat. Les montants sont ceux de toute la période, en euros.',
  contractFrom: 'Premier jour',
  contractTo: 'Dernier jour, compris',
  contractDateHelp: 'jj/mm/aaaa',
  contractSize: 'Taille de la CPTS',
  sizes: {
    under40000: 'moins de 40 000 habitants',
    from40000: '40 000 à 80 000 habitants',
    from80000: '80 000 à 175 000 habitants',
    over175000: 'plus de 175 000 habitants',
  } satisfies Record<CptsSize, string> as Readonly<Record<CptsSize, string>>,
  contractMission: 'Mission',
  contractMissionOf: (place: number) => `Mission ${place}`,
  missions: {
    access: 'Accès aux soins',
    pathways: 'Parcours',
    prevention: 'Prévention',
    crisis: 'Crise sanitaire',
    quality: 'Qualité et pertinence',
    support: 'Accompagnement',
  } satisfies Record<AciMission, string> as Readonly<Record<AciMission, string>>,
  contractFixed: 'Part fixe (€)',
  contractVariable: 'Part variable (€)',
  contractIndicator: 'Indicateur',
  contractIndicatorOf: (place: number) => `Indicateur ${place}`,
  contractWeight: 'Poids (%)',
  contractWeights: (sum: number) => `Poids de la mission\xa0: ${values.format(sum)}\xa0% sur 100\xa0%.`,
  contractBaseline: 'Départ',
  contractBaselineHelp: 'vide\xa0: 0',
  contractTarget: 'Cible',
  contractRule: 'Règle d’atteinte',
  rules: {
    linear: 'En proportion du départ à la cible',
    reached: 'Tout ou rien, à la cible',
  } satisfies Record<AttainmentRule, string> as Readonly<Record<AttainmentRule, string>>,
  contractValue: 'Valeur saisie',
  contractValueHelp: 'à la place du chiffre',
  contractSource: 'Source de la valeur',
  contractAddMission: 'Ajouter une mission',
  contractAddIndicator: 'Ajouter un indicateur',
  contractRemoveMission: 'Retirer la mission',
  contractRemoveIndicator: 'Retirer l’indicateur',
  contractInvented: 'Contrat inventé, pour la démonstration (décochez quand c’est le vôtre)',
  contractSave: 'Enregistrer le contrat',
  contractDelete: 'Supprimer cette période',
  contractDeleteSure: 'La période, ses missions et ses montants ne seront plus dans le contrat.',
  contractDeleteNow: 'Supprimer la période',
  contractKeep: 'La garder',
  contractCancel: 'Annuler',
  contractSaved: (version: number) => `Contrat enregistré, version ${version}`,
  contractChanged: 'Quelqu’un a enregistré une autre version pendant que vous saisissiez',
  contractChangedText: 'Rien de votre saisie n’est perdu.',
  contractTheirs: 'Voir l’autre version, abandonner ma saisie',
  contractMine: 'Garder ma saisie de cette période',
  contractMineSaid: (version: number) =>
    `Votre saisie remplace cette période de la version ${version}\xa0: enregistrez-la.`,
  contractFaults: {
    date: 'Écrivez une date comme 31/12/2026.',
    euros: 'Écrivez un montant comme 12 500,50.',
    weight: 'Écrivez un nombre entier de 1 à 100.',
    value: 'Écrivez un nombre, avec deux décimales au plus.',
    source: 'Dites d’où vient la valeur.',
    inverted: 'Le dernier jour est avant le premier.',
    'too-early': 'Choisissez un premier jour après l’an 2000.',
    overlaps: 'Une autre période du contrat a déjà un de ces jours.',
    'mission-twice': 'Cette mission y est déjà.',
    'no-indicators': 'Une part variable demande au moins un indicateur.',
    weights: 'Les poids de la mission doivent faire 100\xa0%.',
    'indicator-twice': 'Cet indicateur y est déjà.',
    'unknown-indicator': 'Cet indicateur n’existe pas ici\xa0: choisissez-en un autre.',
    'no-way': 'La cible est le point de départ\xa0: il n’y a rien à atteindre.',
  },
  contractFaultAt: (where: string, text: string) => `${where}\xa0: ${text}`,
  notMeasured: 'non mesuré',
};

export type ContractStrings = typeof fr;
