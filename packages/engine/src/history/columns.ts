import type { HistoryActionColumn, HistoryCountColumn } from '@relais/model';
import { guessColumnsBy } from '../core/sheet-cells.ts';

/** What columns are called in the files people have. */
const ACTION_NAMES: Readonly<Record<HistoryActionColumn, readonly string[]>> = {
  on: ['date', 'date de l action', 'jour', 'le', 'day', 'date of the action'],
  kind: ['nature', 'type', 'type d action', 'catégorie', 'kind', 'category'],
  mission: ['mission', 'mission de l ACI', 'mission ACI', 'axe', 'ACI mission'],
  title: ['intitulé', 'titre', 'action', 'nom de l action', 'libellé', 'objet', 'title', 'name'],
  sheet: ['fiche action', 'fiche', 'n° de fiche', 'numéro de fiche', 'action sheet', 'sheet'],
  reached: [
    ...[
      'personnes touchées',
      'bénéficiaires',
      'nombre de bénéficiaires',
      'public touché',
      'patients',
      'people reached',
    ],
    'reached',
  ],
  attendees: [
    ...['professionnels présents', 'participants', 'nombre de participants', 'présents', 'professionnels'],
    ...['professionals present', 'attendees'],
  ],
  evidence: ['preuve', 'justificatif', 'où est gardée la preuve', 'lien', 'pièce', 'evidence', 'link'],
};

const COUNT_NAMES: Readonly<Record<HistoryCountColumn, readonly string[]>> = {
  indicator: ['indicateur', 'code', 'identifiant', 'id', 'indicator'],
  from: ['du', 'période', 'premier jour', 'début', 'date de début', 'année', 'mois', 'from', 'period', 'year', 'month'],
  to: ['au', 'dernier jour', 'fin', 'date de fin', 'to', 'until'],
  n: ['n', 'nombre', 'numérateur', 'valeur', 'total', 'count', 'numerator', 'value'],
  of: ['sur', 'dénominateur', 'effectif', 'base', 'of', 'denominator'],
};

export function guessActionColumns(titles: readonly string[]): Partial<Record<HistoryActionColumn, number>> {
  return guessColumnsBy(titles, ACTION_NAMES);
}

/** `n` and `N` are two columns in many files: with both, the capital one is what the other is a share of. */
export function guessCountColumns(titles: readonly string[]): Partial<Record<HistoryCountColumn, number>> {
  const found = guessColumnsBy(titles, COUNT_NAMES);
  const [small, capital] = [titles.indexOf('n'), titles.indexOf('N')];
  return small >= 0 && capital >= 0 ? { ...found, n: small, of: capital } : found;
}
