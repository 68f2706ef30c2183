import { retry } from '../../ui/words/retry.ts';

/** What a picker says before anybody acts: all that a page loads of its words at once. */
export const first = {
  title: 'Rendez-vous de soins non programmés',
  intro: 'Pour un problème de santé qui ne peut pas attendre le rendez-vous habituel chez votre médecin.',
  emergency: 'En cas d’urgence vitale, appelez le 15 (114 par SMS pour les personnes sourdes).',
  start: 'Demander un rendez-vous',
  loading: 'Un instant…',
  retry,
  unreachable: 'L’agenda ne répond pas',
  unreachableText: 'Cela ne veut pas dire qu’il n’y a plus de place. Réessayez dans un instant.',
  misconfigured: 'Le service n’est pas disponible ici',
  misconfiguredText: 'Cette page n’indique pas un serveur et une structure connus.',
};
