/** What pages, tabs and tables say. */
export const layouts = {
  page: (place: number, count: number) => `Page ${place} sur ${count}`,
  previous: 'Précédent',
  next: 'Suivant',
  review: 'Relecture',
  reviewIntro: 'Vérifiez vos réponses avant de terminer.',
  edit: 'Modifier',
  editOf: (what: string) => `Modifier : ${what}`,
  sections: 'Rubriques',
  begun: 'commencée',
  done: 'remplie',
  sectionGone: (gone: string, open: string) =>
    `La rubrique «\xa0${gone}\xa0» n’est plus demandée. Rubrique ouverte\xa0: ${open}.`,
  row: (place: number) => `Ligne ${place}`,
  cell: (row: string, column: string) => [row, column].filter(Boolean).join(' – '),
};
