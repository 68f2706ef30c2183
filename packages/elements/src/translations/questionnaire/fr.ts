import type { more } from './fr-more.ts';

/**
 * The words of the questionnaire in French, the reference: its shape is what every language satisfies. Here are those that any
 * form may need at once; the others come with what says them.
 */
export const fr = {
  loadingForm: 'Le formulaire s’ouvre…',
  formFailed: 'Le formulaire ne peut pas être affiché',
  formUnreachable: 'Il n’a pas pu être chargé. Vérifiez la connexion, puis réessayez.',
  formRefused: (status: number) => `Le serveur a refusé de le donner (${status}).`,
  formEmpty: 'Ce formulaire ne contient aucune question.',
  retry: 'Réessayer',
  yes: 'Oui',
  no: 'Non',
  choose: 'Choisir…',
  clear: 'Effacer la réponse',
  other: 'Autre réponse',
  add: (what: string) => (what ? `Ajouter : ${what}` : 'Ajouter'),
  addAnswer: 'Ajouter une réponse',
  remove: (what: string) => (what ? `Retirer : ${what}` : 'Retirer'),
  nth: (what: string, place: number, count: number) => (count > 1 ? `${what} (${place} sur ${count})` : what),
  required: 'obligatoire',
  requiredMark: '*',
  requiredNote: 'Les questions marquées d’un astérisque (*) sont obligatoires.',
  overridden: 'Modifiée à la main',
  recalculate: 'Revenir à la valeur calculée',
  added: (what: string) => `${what} : ajouté`,
  removed: (what: string) => `${what} : retiré`,
  appeared: (count: number) => (count > 1 ? `${count} questions apparaissent` : 'Une question apparaît'),
  updated: (what: string, value: string) => `${what} : ${value}`,
  errors: (count: number) => (count > 1 ? `${count} réponses à corriger` : 'Une réponse à corriger'),
  notices: (count: number) =>
    count > 1
      ? `${count} points de ce formulaire ne sont pas pris en charge`
      : 'Un point de ce formulaire n’est pas pris en charge',
  unsupported: 'Cet élément ne peut pas être affiché ici.',
  optionsLoading: 'Les choix arrivent…',
  optionsUnavailable: 'La liste des choix n’a pas pu être obtenue.',
  complete: 'Terminer',
  completed: 'Le questionnaire est terminé.',
  /** « Question : réponse. » */
  statement: (question: string, answer: string) => `${question.replace(/\s*[?:.]\s*$/, '')}\xa0: ${answer}`,
};

/** Every text a questionnaire can show. */
export type QuestionnaireStrings = typeof fr & typeof more;
