import type { DiagnosticCode } from '@relais/sdk/questionnaire';

/** What is said of the answers given so far: what follows from them, what is wrong or missing, how they read; and what is wrong with the form. */
export const feedback = {
  formEmpty: 'Ce formulaire ne contient aucune question.',
  appeared: (count: number) => (count > 1 ? `${count} questions apparaissent` : 'Une question apparaît'),
  updated: (what: string, value: string) => `${what} : ${value}`,
  overridden: 'Modifiée à la main',
  recalculate: 'Revenir à la valeur calculée',
  errors: (count: number) => (count > 1 ? `${count} réponses à corriger` : 'Une réponse à corriger'),
  notices: (count: number) =>
    count > 1
      ? `${count} points de ce formulaire ne sont pas pris en charge`
      : 'Un point de ce formulaire n’est pas pris en charge',
  answersLost: (count: number) =>
    count > 1
      ? `${count} réponses enregistrées n’ont pas pu être reprises\xa0:`
      : 'Une réponse enregistrée n’a pas pu être reprise\xa0:',
  lostUnreadable: 'une partie illisible',
  lostModifier: 'une mention inconnue peut en changer le sens',
  /** « Question : réponse. » */
  statement: (question: string, answer: string) => `${question.replace(/\s*[?:.]\s*$/, '')}\xa0: ${answer}`,
  missingSource: (what: string) => `Cette valeur se calcule. Il manque la réponse à «\xa0${what}\xa0».`,
  nothingAnswered: 'Aucune question n’a de réponse. Terminer quand même\xa0?',
  noneRequiredAnswered:
    'Aucune des questions que ce formulaire marque comme obligatoires n’a de réponse. Terminer quand même\xa0?',
  answerFirst: 'Revenir aux questions',
  finishAnyway: 'Terminer sans ces réponses',
  clear: 'Effacer',
  notOffered: 'n’est plus proposé',
  unanswered: 'Sans réponse',
  narrativeEmpty: 'Aucune réponse pour le moment.',
  unsupported: 'Cet élément ne peut pas être affiché ici.',
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
    'condition-invalid': 'Une condition d’affichage n’a pas de sens ; elle est ignorée.',
    'enable-behavior-missing': 'Une combinaison de conditions n’est pas précisée.',
    'initial-invalid': 'Une valeur de départ ne convient pas ; elle est ignorée.',
    'regex-invalid': 'Un format attendu est mal écrit ; il est ignoré.',
    'unit-misplaced': 'Une unité est mal placée.',
    'option-duplicate': 'Deux choix portent le même code.',
    'weight-conflict': 'Un choix porte deux poids différents\xa0; le sien compte, pas celui de son code.',
    'usage-mode-unknown': 'Un usage n’est pas connu\xa0; la question est montrée.',
    'required-unanswerable': 'Une réponse obligatoire ne peut être ni donnée ni calculée.',
    'r5-unsupported': 'Le formulaire emploie une possibilité de FHIR R5 qui n’est pas prise en charge.',
    'value-set-unavailable': 'Une liste de choix n’a pas pu être obtenue.',
    'critical-extension':
      'Le formulaire demande un affichage que ce logiciel ne connaît pas ; il peut en changer le sens.',
    cycle: 'Des règles du formulaire dépendent les unes des autres.',
    'cycle-unstable': 'Des règles du formulaire se contredisent sans fin ; elles sont laissées de côté.',
    'expression-unsupported': 'Une règle du formulaire n’est pas prise en charge.',
    'expression-failed': 'Une règle du formulaire n’a pas pu être calculée.',
    'expression-type': 'Une règle du formulaire donne une valeur qui ne convient pas.',
    'variable-unknown': 'Une règle du formulaire utilise un nom inconnu.',
    'name-reserved': 'Un nom donné par le formulaire est réservé par la norme.',
    'name-conflict': 'Deux éléments du formulaire portent le même nom.',
    'context-type': 'Une donnée du dossier n’est pas du type attendu.',
    'query-unavailable': 'Une donnée demandée au dossier n’a pas pu être obtenue.',
    'units-unavailable': 'Les unités ne peuvent pas être converties.',
    'not-carried-over': 'Une réponse enregistrée n’a plus de place dans ce formulaire.',
    'modifier-unknown':
      'Une réponse enregistrée porte une mention qui peut en changer le sens et que ce logiciel ne connaît pas\xa0; elle n’est pas reprise.',
    'calculated-differs': 'Une valeur enregistrée n’est pas celle que donne son calcul.',
    'version-changed': 'Ces réponses ont été données avec une autre version du formulaire.',
    'extraction-failed': 'Une donnée n’a pas pu être extraite.',
  } satisfies Record<DiagnosticCode, string>,
};
