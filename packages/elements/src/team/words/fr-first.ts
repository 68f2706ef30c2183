import { retry } from '../../ui/words/retry.ts';

/** What is said before the screens have come, or when they could not. */
export const first = {
  retry,
  loading: 'Lecture…',
  unreachable: 'L’équipe ne peut pas être lue',
  unreachableText:
    'Le serveur ne répond pas. Cela ne veut pas dire que personne n’est déclaré. Réessayez dans un instant.',
};
