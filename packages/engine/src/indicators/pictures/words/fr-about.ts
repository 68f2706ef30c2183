/** What a figure is, and how it was made. */
export const aboutFigureFr = {
  definition: 'Définition',
  numerator: 'Ce qui est compté',
  denominator: 'Sur quoi',
  datedBy: 'Daté par',
  status: 'Statut',
  statuses: {
    legal: 'Écrit dans le Code de la santé publique',
    requested: 'Demandé par ceux qui font vivre un centre',
    aci: 'Famille de l’ACI, définition locale',
    ours: 'Propre à Relais',
  },
  source: 'Provenance',
  sources: {
    measured: 'Mesuré sur le journal des événements',
    declared: 'Déclaré par la structure',
    takenOver: 'Repris d’un historique importé',
    notMeasured: 'Non mesuré ici',
  },
  version: (id: string, version: number) => `${id}, version ${version}`,
  identity: 'Identifiant',
  asked: 'Période demandée',
  counted: 'Période comptée',
  nothingCounted: 'aucune pour l’instant',
  countedWhy: (smallest: number) =>
    `Les jours où moins de ${smallest} patients sont passés sont regroupés avec leurs voisins, pour qu’aucune soustraction ne désigne quelqu’un.`,
  filters: 'Filtres',
  noFilters: 'aucun',
  excluded: 'Exclus, et comptés à part',
  exclusions: {
    cancelled: 'Annulés',
    erroneous: 'Saisis par erreur',
    training: 'Formation',
    trial: 'Essais',
    needsReview: 'À vérifier',
    unknownPatient: 'Patient inconnu',
  },
  few: (smallest: number) => `1 à ${smallest - 1}`,
  noExclusions: 'rien n’a été exclu',
  freshness: 'Fraîcheur',
  place: 'Place dans le journal',
  placeText: (sequence: string, hash: string) => `ligne ${sequence}, empreinte ${hash}`,
};

export type AboutFigureWords = typeof aboutFigureFr;
