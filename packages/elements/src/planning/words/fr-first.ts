import { retry } from '../../ui/words/retry.ts';

/** What is said before the screens have come, or when they could not. */
export const first = {
  retry,
  loading: 'Lecture…',
  unreachable: 'Le planning ne peut pas être lu',
  unreachableText: 'Le serveur ne répond pas. Cela ne veut pas dire que rien n’est prévu. Réessayez dans un instant.',
};
