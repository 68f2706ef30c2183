import { retry } from '../../ui/words/retry.ts';

/** What is said before anything more is loaded. */
export const first = {
  retry,
  loadingFigure: 'Lecture du chiffre…',
  notRead: 'Ce chiffre ne peut pas être lu pour l’instant',
  notReadText: 'Cela ne veut pas dire que c’est zéro.',
};
