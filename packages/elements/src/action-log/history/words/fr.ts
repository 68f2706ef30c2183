import type { HistoryColumn, HistoryFault, HistoryKind } from '@relais/sdk';
import { fields, table, trouble } from '../../../ui/words/fr.ts';
import { sheet } from '../../../ui/words/sheet-fr.ts';

const days = new Intl.DateTimeFormat('fr', { dateStyle: 'long', timeZone: 'Europe/Paris' });
const lines = (count: number) => (count > 1 ? `${count} lignes` : `${count} ligne`);

/** Screen texts of a history that is taken over, in French, the reference. */
export const fr = {
  ...trouble,
  ...fields,
  ...table,
  ...sheet,
  forbiddenText: 'La reprise d’un historique est réservée à la coordination et à l’administration de la structure.',
  historyOpening: 'Lecture des reprises',
  historyTitle: 'Reprendre un historique',
  historyText:
    'Ce que la structure a fait ou compté avant Relais, depuis un tableau. Tout ce qui est repris porte la marque «\xa0repris\xa0» et n’est jamais ajouté à un chiffre mesuré.',
  historyPrivacy:
    'Ni nom de patient ni information de santé dans les intitulés, ni dans le nom du fichier. Les chiffres doivent être des totaux.',
  historyNew: 'Un nouveau tableau',
  historyKind: 'Que contient le tableau\xa0?',
  historyKinds: {
    actions: 'Des actions passées',
    counts: 'Des chiffres de périodes passées',
  } satisfies Record<HistoryKind, string> as Readonly<Record<HistoryKind, string>>,
  historyKindHelp: {
    actions: 'Une ligne par action\xa0: date, nature, mission, intitulé. Elles comptent comme déclarées.',
    counts:
      'Une ligne par indicateur et par période\xa0: identifiant (SNP-01, COOP-02…), période, nombre. Pour un taux, le nombre et son total.',
  } satisfies Record<HistoryKind, string> as Readonly<Record<HistoryKind, string>>,
  historyColumns: {
    on: 'Date',
    kind: 'Nature',
    mission: 'Mission de l’ACI',
    title: 'Intitulé',
    sheet: 'Fiche action',
    reached: 'Personnes touchées',
    attendees: 'Professionnels présents',
    evidence: 'Preuve',
    indicator: 'Identifiant de l’indicateur',
    from: 'Période, ou premier jour',
    to: 'Dernier jour',
    n: 'Nombre (numérateur, ou minutes d’une médiane)',
    of: 'Sur combien (total d’un taux, ou effectif d’une médiane)',
  } satisfies Record<HistoryColumn, string> as Readonly<Record<HistoryColumn, string>>,
  historyFaults: {
    missing: 'Cette information manque.',
    'not-a-date': 'Ce n’est pas une date ni une période\xa0: 14/03/2025, 2025, 03/2025 ou T1 2025.',
    'too-early': 'Cette date est avant l’an 2000.',
    'to-come': 'Cette période n’est pas finie\xa0: écrivez un dernier jour passé, ou aujourd’hui.',
    inverted: 'Le dernier jour est avant le premier.',
    'too-long': 'Ce texte est trop long.',
    'unknown-kind':
      'Nature inconnue. Acceptées\xa0: prévention, crise, plan de crise, réunion, groupe, analyse d’événement, communication, installation, stagiaire, autre.',
    'unknown-mission':
      'Mission inconnue. Acceptées\xa0: accès aux soins, parcours, prévention, crise sanitaire, qualité, accompagnement.',
    'unknown-indicator': 'Aucun indicateur n’a cet identifiant. Il s’écrit comme SNP-01 ou COOP-02.',
    'not-a-count': 'Ce n’est pas un nombre entier.',
    negative: 'Un nombre ne peut pas être négatif.',
    'too-large': 'Ce nombre est trop grand pour être vrai.',
    'more-than-all': 'Le nombre dépasse son total.',
    'not-a-share': 'Cet indicateur est un simple nombre\xa0: il n’a pas de total.',
    'twice-in-file': 'Cette ligne est déjà plus haut dans le fichier.',
    overlaps: 'Un autre chiffre repris du même indicateur porte déjà sur une partie de ces jours.',
    'already-there': 'Déjà dans Relais\xa0: rien n’est compté deux fois.',
  } satisfies Record<HistoryFault, string> as Readonly<Record<HistoryFault, string>>,
  historyTooLong: 'Ce fichier a plus de 2\xa0000 lignes\xa0: partagez-le en plusieurs.',
  historyRead: (taken: number, refused: number) =>
    refused === 0 ? `${lines(taken)} à reprendre` : `${lines(taken)} à reprendre, ${lines(refused)} à corriger`,
  historyLeaveOut: (count: number) =>
    count > 1 ? `Laisser de côté les ${count} lignes à corriger` : 'Laisser de côté la ligne à corriger',
  historySend: (count: number) => `Reprendre ${lines(count)}`,
  historyDone: (taken: number, refused: number) => {
    if (taken === 0) return 'Rien n’a été repris.';
    const done = taken > 1 ? `${taken} lignes reprises` : '1 ligne reprise';
    return refused === 0 ? `${done}.` : `${done}, ${lines(refused)} de côté.`;
  },
  historyNone: 'Aucune reprise',
  historyNoneText: 'Aucun fichier n’a encore été repris. Ce n’est pas une panne.',
  historyImports: 'Ce qui a été repris',
  historyFile: 'Fichier',
  historyHash: (start: string) => `Empreinte ${start}…`,
  historyWhen: 'Quand, et par qui',
  historyAt: (instant: number) => days.format(instant).replace(/^1 /, '1er '),
  historyBy: (who: string) => `par ${who}`,
  historyTaken: 'Lignes reprises',
  historyState: 'État',
  historyStands: 'Repris',
  historyUndone: (day: string) => `Annulé le ${day}`,
  historyUndo: 'Annuler cette reprise',
  historyUndoTitle: (file: string) => `Annuler la reprise de ${file}\xa0?`,
  historyUndoText: {
    actions: (count: number) =>
      count > 1
        ? `Ses ${count} actions restent lisibles dans le journal d’actions, et ne comptent plus.`
        : 'Son action reste lisible dans le journal d’actions, et ne compte plus.',
    counts: (count: number) =>
      count > 1 ? `Ses ${count} chiffres ne seront plus montrés.` : 'Son chiffre ne sera plus montré.',
  } satisfies Record<HistoryKind, (count: number) => string> as Readonly<
    Record<HistoryKind, (count: number) => string>
  >,
  historyUndoAgain: 'Le journal des événements garde la trace des deux. Le fichier pourra être repris de nouveau.',
  historyUndoNow: 'Annuler la reprise',
  historyKeep: 'La garder',
  historyUndid: (file: string) => `Reprise annulée\xa0: ${file}`,
  historyBack: 'Revenir au journal',
};

export type HistoryStrings = typeof fr;
