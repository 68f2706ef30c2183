import { retry } from '../../ui/words/retry.ts';

/** What is said before the screen has come, or when it could not. */
export const first = {
  retry,
  loading: 'Lecture…',
  unreachable: 'La liste ne peut pas être lue',
  unreachableText:
    'Le serveur ne répond pas. Cela ne veut pas dire qu’il n’y a rien à voir. Réessayez dans un instant.',
};
