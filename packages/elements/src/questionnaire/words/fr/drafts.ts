/** What is said of a draft. */
export const drafts = {
  draftSaved: 'Brouillon enregistré sur cet appareil',
  draftResumed: (when: string) => `Brouillon du ${when} repris.`,
  draftDiscard: 'Recommencer à zéro',
  draftVersion: 'Le formulaire a changé depuis.',
  draftFailed: 'Le brouillon ne peut pas être enregistré sur cet appareil.',
};
