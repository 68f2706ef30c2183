import type { IndicatorUnit } from '@relais/model';

/** Numbers and dates of figures, and how one stands. */
export const figureFr = {
  day: (date: string) => date.replace(/^1 /, '1er '),
  time: (hour: number, minute: number) => `${hour}\xa0h\xa0${String(minute).padStart(2, '0')}`,
  at: (date: string, time: string) => `${date} à ${time}`,
  on: (date: string) => `le ${date}`,
  fromTo: (from: string, to: string) => `du ${from} au ${to}`,
  minutes: (minutes: number) =>
    minutes < 60
      ? `${minutes}\xa0min`
      : minutes < 2880
        ? `${Math.floor(minutes / 60)}\xa0h\xa0${String(minutes % 60).padStart(2, '0')}`
        : `${Math.floor(minutes / 1440)}\xa0j\xa0${Math.round((minutes % 1440) / 60)}\xa0h`,
  yesNo: (isSo: boolean): string => (isSo ? 'oui' : 'non'),
  measured: (count: number, text: string): string => (count > 1 ? `${text} mesures` : `${text} mesure`),
  points: (text: string, isMany: boolean) => `${text}\xa0point${isMany ? 's' : ''}`,
  hidden: 'masqué',
  units: {
    patients: (count: number) => (count > 1 ? 'patients' : 'patient'),
    requests: (count: number) => (count > 1 ? 'demandes' : 'demande'),
    visits: (count: number) => (count > 1 ? 'passages' : 'passage'),
    runs: () => 'parcours',
    acts: (count: number) => (count > 1 ? 'actes' : 'acte'),
    entries: (count: number) => (count > 1 ? 'inscriptions' : 'inscription'),
    people: (count: number) => (count > 1 ? 'personnes' : 'personne'),
    protocols: (count: number) => (count > 1 ? 'protocoles' : 'protocole'),
    actions: (count: number) => (count > 1 ? 'actions' : 'action'),
    percent: () => '',
    minutes: () => 'médiane',
    euros: () => '',
    yesNo: () => '',
  } as Readonly<Record<IndicatorUnit, (count: number) => string>>,
  p90: (text: string) => `9 fois sur 10, au plus ${text}`,

  hiddenText: (smallest: number) =>
    `Moins de ${smallest} patients\xa0: le chiffre est masqué pour que personne ne puisse être reconnu.`,
  emptyText: 'Rien n’a été enregistré sur cette période.',
  emptyCounted: (period: string, isCutUp: boolean) =>
    `Rien n’a été enregistré ${period}. ${isCutUp ? 'Découpé ou filtré, un chiffre se compte par trimestres entiers et terminés\xa0: la suite viendra.' : 'La suite n’est pas encore comptée.'}`,
  incalculableText: 'Non calculable\xa0: il n’y a rien à quoi rapporter le nombre.',
  earlyText: 'Pas encore assez de jours ou de patients pour compter sans que personne puisse être reconnu.',
  earlySplitText:
    'Découpé ou filtré, un chiffre se compte par trimestres entiers et terminés. Choisissez une période qui en contient un.',
  notMeasured: 'Non mesuré ici',

  partial: 'Période en cours',
  declared: 'Déclaré',
  takenOver: 'Repris',
  takenOverOf: (period: string, value: string) => `${period}\xa0: ${value}`,
  takenOverPeriods: (count: number) => `${count} périodes`,
  takenOverApart: 'Compté ailleurs et repris tel quel\xa0: ce n’est pas un chiffre mesuré ici.',
  takenOverBoth:
    'Compté ailleurs et repris tel quel\xa0: à part du chiffre ci-dessus, et jamais ajouté à lui. Les deux peuvent parler des mêmes personnes.',
  ofWhichTakenOver: (count: number, text: string) =>
    count > 1 ? `Dont ${text} reprises d’un historique importé` : 'Dont une reprise d’un historique importé',
  stale: (when: string) => `Chiffre du ${when}\xa0: le serveur ne répond plus`,
  behind: (count: number, text: string) =>
    count > 1 ? `${text} événements pas encore comptés` : 'Un événement pas encore compté',
  narrowed: (period: string) => `Compté ${period}`,
  asOf: (when: string) => `Données jusqu’au ${when}`,
  computed: (when: string) => `Calculé le ${when}`,
  compared: { previous: 'période précédente', sameLastYear: 'même période, un an avant' },
  change: (change: string, kind: string, before: string) => `${change} par rapport à la ${kind} (${before})`,
  unchanged: (kind: string, before: string) => `Comme la ${kind} (${before})`,
  notComparable: (kind: string, before: string) => `Pas de comparaison avec la ${kind} (${before})`,
  about: 'D’où vient ce chiffre\xa0?',
};

export type FigureWords = typeof figureFr;
