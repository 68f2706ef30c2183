import { retry } from '../../ui/words/retry.ts';

/** What is said before the desk has come: all that a page loads of its words at once. */
export const first = {
  loading: 'Le poste s’ouvre…',
  retry,
  unreachable: 'Le serveur ne répond pas',
  unreachableText: 'Cela ne veut pas dire qu’il n’y a rien à voir. Réessayez dans un instant.',
};
