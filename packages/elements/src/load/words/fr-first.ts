import { retry } from '../../ui/words/retry.ts';

/** What is said before the screens have come, or when they could not. */
export const first = {
  retry,
  loading: 'Lecture des comptes de charge…',
  unreachable: 'Les comptes de charge ne peuvent pas être lus',
  unreachableText: 'Le serveur ne répond pas. Cela ne veut pas dire que les comptes sont à zéro.',
};
