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
  row: (place: number) => `Ligne ${place}`,
  cell: (row: string, column: string) => [row, column].filter(Boolean).join(' – '),
};
