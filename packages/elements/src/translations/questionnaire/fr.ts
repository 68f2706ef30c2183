import type { DiagnosticCode } from '@relais/sdk/questionnaire';

/** The words of the questionnaire in French, the reference: its shape is what every language satisfies. */
export const fr = {
  loadingForm: 'Le formulaire s’ouvre…',
  formFailed: 'Le formulaire ne peut pas être affiché',
  formUnreachable: 'Il n’a pas pu être chargé. Vérifiez la connexion, puis réessayez.',
  formRefused: (status: number) => `Le serveur a refusé de le donner (${status}).`,
  formEmpty: 'Ce formulaire ne contient aucune question.',
  retry: 'Réessayer',
  yes: 'Oui',
  no: 'Non',
  none: 'Aucune réponse',
  choose: 'Choisir…',
  clear: 'Effacer la réponse',
  other: 'Autre réponse',
  add: (what: string) => (what ? `Ajouter : ${what}` : 'Ajouter'),
  addAnswer: 'Ajouter une réponse',
  remove: (what: string) => (what ? `Retirer : ${what}` : 'Retirer'),
  nth: (what: string, place: number, count: number) => (count > 1 ? `${what} (${place} sur ${count})` : what),
  required: 'obligatoire',
  requiredMark: '*',
  requiredNote: 'Les questions marquées d’un astérisque (*) sont obligatoires.',
  help: 'Aide',
  unit: 'Unité',
  calculated: 'Valeur calculée',
  overridden: 'Modifiée à la main',
  recalculate: 'Revenir à la valeur calculée',
  added: (what: string) => `${what} : ajouté`,
  removed: (what: string) => `${what} : retiré`,
  appeared: (count: number) => (count > 1 ? `${count} questions apparaissent` : 'Une question apparaît'),
  updated: (what: string, value: string) => `${what} : ${value}`,

  errors: (count: number) => (count > 1 ? `${count} réponses à corriger` : 'Une réponse à corriger'),
  errorsFor: (count: number) =>
    count > 1 ? `Il reste ${count} réponses à corriger.` : 'Il reste une réponse à corriger.',
  notices: (count: number) =>
    count > 1
      ? `${count} points de ce formulaire ne sont pas pris en charge`
      : 'Un point de ce formulaire n’est pas pris en charge',
  unsupported: 'Cet élément ne peut pas être affiché ici.',
  optionsLoading: 'Les choix arrivent…',
  optionsUnavailable: 'La liste des choix n’a pas pu être obtenue.',
  diagnostics: {
    'not-json': 'Le texte fourni n’est pas du JSON.',
    'not-an-object': 'Ce qui est fourni n’est pas un questionnaire.',
    'wrong-resource': 'La ressource fournie n’est pas un Questionnaire.',
    'wrong-type': 'Une partie du formulaire est mal formée.',
    endless: 'Le formulaire se contient lui-même.',
    'too-deep': 'Le formulaire est trop imbriqué.',
    'too-many-items': 'Le formulaire contient trop de questions.',
    'link-id-missing': 'Un élément n’a pas d’identifiant (linkId).',
    'link-id-duplicate': 'Deux éléments portent le même identifiant (linkId).',
    'type-unknown': 'Un élément est d’un type inconnu.',
    'condition-invalid': 'Une condition d’affichage n’a pas de sens ; elle est ignorée.',
    'enable-behavior-missing': 'Une combinaison de conditions n’est pas précisée.',
    'initial-invalid': 'Une valeur de départ ne convient pas ; elle est ignorée.',
    'regex-invalid': 'Un format attendu est mal écrit ; il est ignoré.',
    'unit-misplaced': 'Une unité est mal placée.',
    'value-set-unavailable': 'Une liste de choix n’a pas pu être obtenue.',
    'critical-extension':
      'Le formulaire demande un affichage que ce logiciel ne connaît pas ; il peut en changer le sens.',
    cycle: 'Des règles du formulaire dépendent les unes des autres.',
    'cycle-unstable': 'Des règles du formulaire se contredisent sans fin ; elles sont laissées de côté.',
    'expression-unsupported': 'Une règle du formulaire n’est pas prise en charge.',
    'expression-failed': 'Une règle du formulaire n’a pas pu être calculée.',
    'expression-type': 'Une règle du formulaire donne une valeur qui ne convient pas.',
    'variable-unknown': 'Une règle du formulaire utilise un nom inconnu.',
    'query-unavailable': 'Une donnée demandée au dossier n’a pas pu être obtenue.',
    'units-unavailable': 'Les unités ne peuvent pas être converties.',
    'not-carried-over': 'Une réponse enregistrée n’a plus de place dans ce formulaire.',
    'version-changed': 'Ces réponses ont été données avec une autre version du formulaire.',
    'extraction-failed': 'Une donnée n’a pas pu être extraite.',
  } satisfies Record<DiagnosticCode, string>,

  page: (place: number, count: number) => `Page ${place} sur ${count}`,
  previous: 'Précédent',
  next: 'Suivant',
  review: 'Relecture',
  reviewIntro: 'Vérifiez vos réponses avant de terminer.',
  edit: 'Modifier',
  editOf: (what: string) => `Modifier : ${what}`,
  complete: 'Terminer',
  completed: 'Le questionnaire est terminé.',
  print: 'Imprimer',

  dateHint: 'jj/mm/aaaa',
  partialDateHint: 'jj/mm/aaaa, mm/aaaa ou aaaa',
  dateTimeHint: 'jj/mm/aaaa',
  timeHint: 'hh:mm',
  dateLabel: 'Date',
  timeLabel: 'Heure',
  openCalendar: 'Choisir dans un calendrier',

  chooseFile: 'Choisir un fichier',
  fileOf: (name: string, size: string) => `${name} (${size})`,
  fileUnreadable: 'Ce fichier n’a pas pu être lu.',
  remoteMedia: 'Ouvrir le média (autre site)',

  searchHint: 'Tapez pour chercher',
  searchNone: 'Aucun choix ne correspond.',
  searchFailed: 'La recherche n’a pas abouti.',
  searchCount: (count: number) => (count > 1 ? `${count} choix` : `${count} choix`),

  sign: 'Signer',
  signed: 'Signé',

  draftSaved: 'Brouillon enregistré sur cet appareil',
  draftResumed: (when: string) => `Brouillon du ${when} repris.`,
  draftDiscard: 'Recommencer à zéro',
  draftVersion: 'Le formulaire a changé depuis.',
  draftLost: (count: number) =>
    count > 1 ? `${count} réponses n’ont pas pu être reprises :` : 'Une réponse n’a pas pu être reprise :',
  draftFailed: 'Le brouillon ne peut pas être enregistré sur cet appareil.',

  /** « Question : réponse. » */
  statement: (question: string, answer: string) => `${question.replace(/\s*[?:.]\s*$/, '')} : ${answer}`,
  unanswered: 'Sans réponse',
  narrativeEmpty: 'Aucune réponse pour le moment.',
};

/** Every text a questionnaire can show. */
export type QuestionnaireStrings = typeof fr;
