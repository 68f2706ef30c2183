import type { ActionKind, AciMission, IndicatorDefinition, IndicatorFamily } from '@relais/model';

/** All that an activity report says of itself, in French, the reference. What figures are called is theirs. */
export const fr = {
  locale: 'fr-FR',
  title: (year: number) => `Rapport d’activité ${year}`,
  subject: 'Rapport d’activité annuel, à compléter et à valider',
  draft: 'État\xa0: brouillon à relire. À compléter\xa0: relu par, validé par, le.',
  signed: 'À compléter\xa0: nom et fonction de la personne qui signe ce rapport.',
  period: (from: string, to: string, isOver: boolean) =>
    `Période\xa0: du ${from} au ${to}${isOver ? '' : ' (année en cours)'}`,
  made: (when: string, author: string) =>
    `Premier jet établi par Relais le ${when} (heure de Paris), à la demande de «\xa0${author}\xa0» (pseudonyme au journal).`,
  help: 'Ce document est une aide à la rédaction. Il ne calcule et ne réclame aucun paiement\xa0: les seuils, les poids et les montants sont ceux du contrat de la structure, et n’y figurent pas.',
  contents: 'Sommaire',
  page: ['Page', 'sur'] as readonly [string, string],
  foot: (name: string, year: number) => `${name}\xa0: rapport d’activité ${year}, brouillon`,
  on: (date: string) => date.replace(/^1 /, '1er '),
  at: (date: string, hour: string, minute: string) => `${date} à ${Number(hour)}\xa0h\xa0${minute}`,

  brief: 'L’année en bref',
  briefSentence: (name: string, year: number, list: string) => `En ${year}, ${name}\xa0: ${list}.`,
  briefNone: (name: string, year: number) => `En ${year}, ${name}\xa0: pas encore de chiffre qui puisse être montré.`,
  and: ' et ',
  briefActions: (count: number, withEvidence: number, missions: number) =>
    count === 0
      ? 'Aucune action n’a été déclarée au journal d’actions.'
      : `${count > 1 ? `${count} actions ont été déclarées` : 'Une action a été déclarée'} au journal d’actions, dans ${missions > 1 ? `${missions} missions` : 'une mission'}\xa0; ${
          withEvidence === 0
            ? 'aucune ne cite sa preuve.'
            : withEvidence > 1
              ? `${withEvidence} citent leur preuve.`
              : 'une cite sa preuve.'
        }`,
  briefBlank: 'À compléter\xa0: faits marquants de l’année, évolutions, difficultés rencontrées, suites prévues.',
  reading: 'Comment lire les tableaux',
  readingText: (smallest: number): readonly string[] => [
    'Un pourcentage vient toujours avec ce dont il est fait (n/N). «\xa0—\xa0»\xa0: rien à quoi rapporter le nombre, ou rien de compté\xa0; ce n’est pas zéro.',
    `«\xa0<\xa0${smallest}\xa0»\xa0: masqué. Moins de ${smallest} personnes sont derrière ce nombre, ou un autre nombre les laisserait retrouver. Pas encore comptable\xa0: pas assez de jours ou de personnes pour compter sans que personne soit reconnu.`,
    'Mesuré\xa0: compté dans ce qui s’est passé. Déclaré\xa0: saisi au journal d’actions par la coordination. Non mesuré ici\xa0: l’annexe dit pourquoi.',
    'Jours comptés\xa0: pour que personne ne soit retrouvé par soustraction, un chiffre se compte par blocs entiers de jours, et par trimestres entiers et terminés quand il est filtré.',
  ],

  mission: (name: string, isOptional: boolean) =>
    isOptional ? `Mission optionnelle\xa0: ${name}` : `Mission\xa0: ${name}`,
  missions: {
    access: 'accès aux soins',
    pathways: 'parcours',
    prevention: 'prévention',
    crisis: 'crise sanitaire',
    quality: 'qualité et pertinence',
    support: 'accompagnement des professionnels',
  } satisfies Record<AciMission, string> as Readonly<Record<AciMission, string>>,
  sheets: 'Fiches action et actions déclarées',
  sheet: (name: string) => `Fiche action\xa0: ${name}`,
  noSheet: 'Sans fiche action',
  noActions: 'Aucune action n’a été déclarée au journal d’actions pour cette mission.',
  further: (count: number) =>
    count > 1
      ? `${count} autres actions déclarées ne tiennent pas dans ce document\xa0: elles se lisent au journal d’actions.`
      : 'Une autre action déclarée ne tient pas dans ce document\xa0: elle se lit au journal d’actions.',
  actions: (where: string) => `Actions déclarées\xa0: ${where}`,
  actionColumns: ['Date', 'Action', 'Personnes touchées', 'Professionnels présents', 'Preuve'] as readonly string[],
  countedIn: (kind: string, indicators: string) =>
    indicators === '' ? kind : `${kind}\xa0; compte dans ${indicators}`,
  kinds: {
    prevention: 'Action de prévention',
    crisis: 'Exercice ou réponse de crise',
    crisisPlan: 'Plan de crise écrit ou mis à jour',
    staffMeeting: 'Réunion pluriprofessionnelle',
    group: 'Groupe de pairs ou d’analyse de pratiques',
    eventAnalysis: 'Analyse d’un évènement indésirable',
    communication: 'Communication',
    installation: 'Installation d’un professionnel',
    trainee: 'Accueil d’un stagiaire',
    other: 'Autre',
  } satisfies Record<ActionKind, string> as Readonly<Record<ActionKind, string>>,
  noEvidence: 'aucune citée',
  indicators: 'Indicateurs',
  indicatorsOf: (what: string) => `Indicateurs\xa0: ${what}`,
  missionBlank: (name: string) =>
    `À compléter\xa0: objectifs du contrat pour «\xa0${name}\xa0», ce qui a été fait, écarts et suites.`,

  figureColumns: ['Indicateur', 'Valeur', 'n/N', 'Provenance', 'Jours comptés', 'Exclus'] as readonly string[],
  version: (id: string, version: number) => `${id}, définition version ${version}`,
  few: (smallest: number) => `<\xa0${smallest}`,
  none: '—',
  p90: (text: string) => `90e centile ${text}`,
  median: 'médiane',
  yesNo: ['oui', 'non'] as readonly [string, string],
  notMeasured: 'non mesuré ici',
  wholePeriod: 'toute la période',
  takenOver: 'Repris de l’historique importé',
  takenOverApart: 'Compté ailleurs, avant Relais\xa0: à part du chiffre ci-dessus, et jamais ajouté à lui.',
  actionTakenOver: 'Repris de l’historique importé.',
  fromTo: (from: string, to: string) => `${from} au ${to}`,
  notYet: 'pas encore comptable',
  nothingExcluded: 'aucun',

  protocols: 'Protocoles de coopération (article D.4011-4 CSP)',
  protocolsText:
    'Les quatre indicateurs de l’article D.4011-4 du Code de la santé publique, par protocole et pour l’année. Les petits nombres y sont masqués\xa0: les chiffres complets, dus à l’agence, se lisent à part, par l’administration de la structure.',
  noProtocols: 'Aucun protocole de coopération n’a été en vigueur dans cette structure.',
  sentence: (label: string, value: string) => `${label}\xa0: ${value}.`,
  share: (value: string, parts: string) => `${value} (${parts})`,
  hiddenSaid: (smallest: number) => `masqué (moins de ${smallest})`,
  notSaid: 'non calculable',

  others: 'Autres indicateurs suivis',
  families: {
    cooperation: 'protocoles de coopération, tous ensemble',
    unscheduledCare: 'soins non programmés',
    waitingLists: 'listes d’attente',
    aci: 'missions de l’ACI',
    territory: 'territoire et saisons',
    coordination: 'coordination',
  } satisfies Record<IndicatorFamily, string> as Readonly<Record<IndicatorFamily, string>>,

  absent: 'Ce qui n’est pas mesuré ici',
  absentText: 'Ces indicateurs sont décrits au registre, et ne sont pas comptés. Rien ne les remplace dans ce rapport.',
  absentBlank: 'À compléter\xa0: ce que d’autres sources en disent, avec leur nom et leur date.',
  absentColumns: ['Indicateur', 'Pourquoi'] as readonly string[],

  definitions: 'Annexe\xa0: définitions',
  definitionColumns: ['Indicateur', 'Définition'] as readonly string[],
  numerator: (text: string) => `Numérateur\xa0: ${text}.`,
  denominator: (text: string) => `Dénominateur\xa0: ${text}.`,
  datedBy: (text: string) => `Daté par\xa0: ${text}.`,
  status: (text: string) => `Statut\xa0: ${text}.`,
  statuses: {
    legal: 'inscrit dans le Code',
    requested: 'demandé par les structures',
    aci: 'famille de l’ACI, définition locale',
    ours: 'propre à Relais',
  } satisfies Record<IndicatorDefinition['status'], string> as Readonly<Record<IndicatorDefinition['status'], string>>,

  proof: 'Annexe\xa0: vérifier ce rapport',
  proofText: [
    'Le fichier porte, sans qu’ils se voient, les chiffres et les actions tels que le serveur les a scellés. Il peut être complété et enregistré\xa0: les tableaux et les phrases chiffrées, marquées d’un trait, sont comparés à ce sceau, et tout chiffre changé se voit. Ce que vous écrivez vous-même n’est ni comparé ni garanti.',
    'Pour le vérifier, sur le serveur\xa0: relais export --verify FICHIER. Chaque chiffre y est recompté depuis le journal, jusqu’à la ligne indiquée ici.',
  ] as readonly string[],
  proofColumns: ['Ce qui est scellé', 'Valeur'] as readonly string[],
  proofRows: {
    exportId: 'Identifiant de l’export',
    smallestCell: 'Patients au moins derrière un nombre',
    ageBands: 'Tranches d’âge',
    structure: 'Structure',
    period: 'Période',
    filters: 'Filtres',
    computed: 'Calculé le',
    asOf: 'Données jusqu’au',
    behind: 'Évènements pas encore comptés',
    author: 'Auteur (pseudonyme)',
    sequence: 'Position du journal',
    hash: 'Empreinte du journal',
    seal: 'Sceau',
  },
  noFilters: 'aucun\xa0; le protocole seul, au chapitre des protocoles de coopération',
  nothingYet: 'rien encore',
};

export type ReportWords = typeof fr;
