import { fields, table, trouble } from '../../ui/words/fr.ts';
import { figureFr as figure, figureNamesFr as names, aboutFigureFr as about } from '@relais/sdk/indicators/pictures';
import { charts } from '../../ui/words/charts-fr.ts';
import { first } from './fr-first.ts';

/** All that the element says. */
export const fr = {
  ...fields,
  ...table,
  ...trouble,
  ...charts,
  ...first,
  ...figure,
  forbiddenText: 'Les chiffres sont réservés à la coordination et à l’administration de la structure.',

  faults: {
    'not-a-date': 'Les dates de la période ne sont pas des dates. Écrivez-les ainsi\xa0: 2026-11-30.',
    'too-early': 'La période commence avant l’an 2000. Choisissez une date plus récente.',
    inverted: 'La période finit avant de commencer. Échangez les deux dates.',
    future: 'La période va au-delà d’aujourd’hui. On ne compte que ce qui a eu lieu\xa0: choisissez une fin plus tôt.',
    'no-indicator': 'Aucun indicateur n’est indiqué. Par exemple\xa0: indicator="SNP-04".',
    'unknown-indicator': 'Cet indicateur n’existe pas. Les identifiants sont ceux du registre, comme SNP-04.',
    view: 'Cette vue n’existe pas. Il y a\xa0: number, trend, bars, heatmap, table.',
    split: 'Cet indicateur ne se découpe pas ainsi.',
    filter: 'Cet indicateur ne peut pas être filtré ainsi.',
    cuts: 'Deux découpages ou filtres au plus, ensemble\xa0: au-delà, des patients pourraient être reconnus.',
    'public-number': 'Sur une page publique, un chiffre se montre seul\xa0: view="number".',
  },
  refused: 'Ce chiffre ne peut pas être demandé ainsi',
  received: (what: string) => `Reçu\xa0: ${what}`,

  cancel: 'Fermer',

  dataBehind: 'Voir les données',
  total: 'Valeur',
  made: 'n / N',
  noPicture: 'Rien à dessiner',
  noPictureText: 'Rien n’a été enregistré sur cette période. Ce n’est pas une panne.',
  hiddenCells: (smallest: number) =>
    `Cellules masquées\xa0: moins de ${smallest} patients, ou ce qu’une soustraction dirait d’eux.`,
  more: (count: number) => `Les ${count} autres sont dans les données ci-dessous.`,
  ...names,
  ...about,

  lines: 'Les lignes de ce chiffre',
  linesText: 'Ce qui fait ce chiffre, une ligne par élément compté. Ni nom ni pseudonyme.',
  showLines: 'Voir les lignes',
  moreLines: 'Lignes suivantes',
  lineCount: (shown: number, total: number) => `${shown} sur ${total}`,
  noLines: 'Aucune ligne',
  lineDate: 'Date',
  lineCounts: 'Compte',
  inNumerator: 'oui',
  inDenominator: 'au dénominateur seul',
  lineValues: 'Ce que le journal en dit',
  lineRows: 'Lignes du journal',
  openLine: 'Ouvrir',
  linesHidden: 'Les lignes sont masquées.',
  linesHiddenText: 'Trop peu de patients sont derrière ce chiffre pour montrer ce qui le fait.',
  linesOfSomebody:
    'Ce chiffre est filtré par ce qui dit qui est un patient ou un professionnel (commune, âge, sexe, médecin traitant, professionnel). Retirez ce filtre pour voir les lignes.',

  exportTitle: 'Emporter ce chiffre',
  exportCsv: 'CSV (tableur)',
  exportIso: 'CSV (ISO)',
  exportXlsx: 'Excel',
  exporting: 'Préparation du fichier…',
  exported: (name: string) => `Fichier enregistré\xa0: ${name}`,
};

export type IndicatorStrings = typeof fr;
