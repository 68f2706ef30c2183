import { retry } from '../../../ui/words/retry.ts';

/** What any form may say at once: it comes with what shows the form, the rest with what says it. */
export const form = {
  loadingForm: 'Le formulaire s’ouvre…',
  formFailed: 'Le formulaire ne peut pas être affiché',
  formUnreachable: 'Une partie n’a pas pu être chargée. Vérifiez la connexion, puis réessayez.',
  formRefused: (status: number) => `Le serveur a refusé de le donner (${status}).`,
  retry,
  yes: 'Oui',
  no: 'Non',
  nth: (what: string, place: number, count: number) => (count > 1 ? `${what} (${place} sur ${count})` : what),
  required: 'obligatoire',
  requiredMark: '*',
  requiredNote: 'Les questions marquées d’un astérisque (*) sont obligatoires.',
  optionsLoading: 'Les choix arrivent…',
  complete: 'Terminer',
  completed: 'Le questionnaire est terminé.',
};
