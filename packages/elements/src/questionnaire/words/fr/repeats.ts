/** What is said of questions and groups that may be answered several times. */
export const repeats = {
  add: (what: string) => (what ? `Ajouter : ${what}` : 'Ajouter'),
  addAnswer: 'Ajouter une réponse',
  remove: (what: string) => (what ? `Retirer : ${what}` : 'Retirer'),
  added: (what: string) => `${what} : ajouté`,
  removed: (what: string) => `${what} : retiré`,
};
