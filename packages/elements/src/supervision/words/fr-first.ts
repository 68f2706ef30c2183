import { retry } from '../../ui/words/retry.ts';

/** What is said before the screens have come, or when they could not. */
export const first = {
  retry,
  loading: 'Lecture…',
  unreachable: 'Les passages ne peuvent pas être lus',
  unreachableText:
    'Le serveur ne répond pas. Cela ne veut pas dire que personne ne vous attend : en cas de doute, appelez le délégué.',
};
