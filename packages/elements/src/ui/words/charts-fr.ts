/** What pictures say besides their figures. */
export const charts = {
  arrows: 'Les flèches du clavier mènent d’un point à l’autre.',
  partial: 'Période en cours',
  hidden: 'masqué\u00a0: trop peu de patients',
  upTo: (value: string) => `jusqu’à ${value}`,
};

export type ChartWords = typeof charts;
