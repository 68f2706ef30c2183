/** What is said of a draft. */
export const drafts = {
  draftSaved: 'Brouillon enregistré sur cet appareil',
  draftResumed: (when: string) => `Brouillon du ${when} repris.`,
  draftDiscard: 'Recommencer à zéro',
  draftVersion: 'Le formulaire a changé depuis.',
  draftLost: (count: number) =>
    count > 1 ? `${count} réponses n’ont pas pu être reprises\xa0:` : 'Une réponse n’a pas pu être reprise\xa0:',
  draftFailed: 'Le brouillon ne peut pas être enregistré sur cet appareil.',
};
