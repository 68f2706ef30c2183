import { retry } from '../../ui/words/retry.ts';

/** What is said before the screen has come, or when it could not. */
export const first = {
  retry,
  loading: 'Lecture…',
  unreachable: 'Ce qui est ouvert ne peut pas être lu',
  unreachableText: 'Le serveur ne répond pas. Cela ne veut pas dire que rien n’est ouvert. Réessayez dans un instant.',
};
