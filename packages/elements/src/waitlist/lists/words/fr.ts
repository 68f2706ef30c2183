import type { EntryPoint, EntrySource, Flag, ImportColumn, ListRule, RowFault } from '@relais/sdk';
import { dates, dialog, fields, person as ages, table, toast, trouble } from '../../../ui/words/fr.ts';
import { sheet } from '../../../ui/words/sheet-fr.ts';
import { person } from './person-fr.ts';

const several = (count: number, one: string, more: string) => (count > 1 ? `${count} ${more}` : `${count} ${one}`);

/** What the waiting lists say. */
export const fr = {
  ...dates,
  ...dialog,
  ...fields,
  ...ages,
  ...table,
  ...toast,
  ...trouble,
  ...sheet,
  ...person,
  forbiddenText: 'Les listes sont réservées à l’équipe de la structure.',

  listsTitle: 'Listes d’attente',
  loadingLists: 'Chargement des listes d’attente',
  noLists: 'Aucune liste d’attente',
  noListsText: 'La coordination n’en a pas encore décidé.',
  noNames: 'Les noms sont réservés au secrétariat, à la régulation et aux soignants. Les règles d’entrée sont ici.',
  stale: (time: string) => `La liste n’a pas pu être relue\xa0: elle est telle qu’à ${time}.`,
  nobodyListed: 'Personne sur cette liste',
  nobodyListedText: 'La liste a été lue\xa0: personne n’y attend.',
  orderSaid: 'Par priorité, puis par ancienneté',
  shownOf: (shown: number, count: number) => `${shown} personnes affichées sur ${count}`,
  showMore: 'Afficher la suite',

  colPerson: 'Personne',
  colPriority: 'Priorité',
  colSince: 'Depuis le',
  colWhy: 'Pourquoi',
  unnamed: 'Sans nom',
  call: (phone: string) => `Appeler le ${phone}`,
  laterContact: 'Indiqué depuis\xa0:',
  longTermIllness: 'ALD',
  longTermIllnessLong: 'Affection de longue durée (ALD)',
  fragile: 'Fragilité',
  fragileLong: 'Fragilité',
  flags: { yes: 'Oui', no: 'Non', unknown: 'Inconnu' } as Readonly<Record<Flag, string>>,
  sources: {
    rule: 'Par une règle',
    desk: 'Inscrite au secrétariat',
    import: 'Reprise d’un tableau',
    patient: 'Inscrite par elle-même',
    carer: 'Inscrite par un proche',
    dac: 'Inscrite par le DAC',
    cpam: 'Inscrite par la CPAM',
  } as Readonly<Record<EntrySource, string>>,

  exits: 'Personnes sorties',
  exitsTitle: 'Personnes sorties de la liste',
  exitsOrder: 'La dernière sortie d’abord',
  nobodyLeft: 'Personne n’en est sorti',
  nobodyLeftText: 'La liste a été lue\xa0: aucune sortie n’y est notée.',
  colLeft: 'Sortie le',
  colOutcome: 'Issue',
  putBack: 'Remettre sur la liste',

  newList: 'Nouvelle liste',
  makeList: 'Créer la liste',
  listMade: (list: string) => `Liste créée\xa0: ${list}. Ajoutez-y ses règles d’entrée.`,
  listName: 'Nom de la liste',
  bothLanguages: 'Le nom anglais peut suivre un signe égal\xa0: Cardiologie = Cardiology',
  listPriorities: 'Priorités',
  listPrioritiesHelp: 'Une par ligne, de la plus pressée à la moins pressée',
  listOutcomes: 'Comment on en sort',
  listOutcomesHelp: 'Une issue par ligne',
  inscriptionLast: 'Ouverte, avec la dernière priorité',
  rulesAfterwards: 'Les règles d’entrée s’ajoutent ensuite, chacune essayée sur les dernières demandes.',
  wrongListName: 'Indiquez un nom, 80 caractères au plus',
  wrongLines: (most: number) => `Indiquez de 1 à ${most} noms, un par ligne, 80 caractères au plus chacun`,

  add: 'Ajouter une personne',
  addTitle: (list: string) => `Ajouter à la liste\xa0: ${list}`,
  addSubmit: 'Ajouter à la liste',
  added: (who: string) => `Ajouté à la liste\xa0: ${who}`,
  changePriority: 'Priorité',
  leave: 'Sortie',
  hasLeft: (who: string, outcome: string) => `${who} sort de la liste\xa0: ${outcome}`,
  isPrioritised: (who: string, priority: string) => `${who}\xa0: priorité ${priority}`,
  isBack: (who: string) => `${who} est de nouveau sur la liste`,
  refusals: {
    'entry-changed': 'La ligne a changé entre-temps. La voici à jour.',
    'already-listed': 'Cette personne est déjà sur la liste.',
    'entry-known': 'Cette inscription existe déjà.',
    'list-full': 'La liste est pleine (20\xa0000 personnes).',
    'list-in-use': 'Des personnes attendent encore sur cette liste, ou avec cette priorité.',
    'list-closed': 'La liste est fermée\xa0: plus personne n’y entre.',
    'list-open': 'La liste a été rouverte entre-temps. Fermez-la d’abord.',
    'waiting-changed': 'Le nombre de personnes a changé entre-temps. Fermez, relisez la liste, puis recommencez.',
    'list-changed': 'Quelqu’un a changé cette liste entre-temps. Fermez, relisez-la, puis recommencez.',
    'not-found': 'Cette ligne n’existe plus.',
    forbidden: 'Votre rôle ne le permet pas.',
    offline: 'Vous êtes hors connexion\xa0: rien n’a été enregistré.',
  } as Readonly<Record<string, string>>,
  refused: (code: string) => `Le serveur l’a refusé (${code}).`,

  rulesTitle: 'Comment on y entre',
  noRules: 'Aucune règle\xa0: on y est inscrit une personne à la fois.',
  ruleNumber: (place: number) => `règle ${place}`,
  edit: 'Modifier',
  remove: 'Retirer',
  addRule: 'Ajouter une règle',
  editRule: 'Modifier la règle',
  removeRuleTitle: 'Retirer cette règle\xa0?',
  removeRuleText: 'Les personnes qu’elle a inscrites restent sur la liste.',
  removeRule: 'Retirer la règle',
  ruleRemoved: 'Règle retirée',
  ruleSaved: 'Règle enregistrée\xa0: elle vaut pour la suite',
  ruleSource: 'Ce qu’elle regarde',
  ruleSources: { intake: 'Demande au secrétariat', run: 'Fin d’un protocole' } as Readonly<
    Record<ListRule['source'], string>
  >,
  or: ' ou ',
  ruleProtocol: (protocol: string) => `protocole ${protocol}`,
  ruleOutcomes: (outcomes: string) => `issue\xa0: ${outcomes}`,
  ruleReasons: (reasons: string) => `motif\xa0: ${reasons}`,
  ruleEntryPoints: (who: string) => `demande venue de\xa0: ${who}`,
  ruleDoctor: (doctor: string) => `médecin traitant\xa0: ${doctor}`,
  ruleAge: (from: number | undefined, to: number | undefined) => {
    if (from !== undefined && to !== undefined) return `de ${from} à ${to} ans`;
    if (from !== undefined) return `${from} ans et plus`;
    return to === undefined ? '' : `jusqu’à ${to} ans`;
  },
  rulePriority: (priority: string) => `→ ${priority}`,
  outcomeNames: { seat: 'rendez-vous donné', callback: 'à rappeler', redirected: 'réorientation' } as Readonly<
    Partial<Record<string, string>>
  >,
  entryPoints: {
    patient: 'le patient',
    attendingDoctor: 'le médecin traitant',
    secretary: 'un secrétariat',
    emergencyDepartment: 'les urgences',
    pharmacist: 'un pharmacien',
    nurse: 'une infirmière',
    dispatcher: 'la régulation',
    other: 'autre',
  } as Readonly<Record<EntryPoint, string>>,
  attendingDoctors: {
    none: 'aucun',
    elsewhere: 'hors du territoire',
    here: 'du territoire',
    unknown: 'inconnu',
  },
  anyHelp: 'Rien de coché\xa0: peu importe',
  intakeOutcomes: 'Comment la demande s’est terminée',
  reasons: 'Motif',
  entryPointsLabel: 'Qui a demandé',
  attendingDoctor: 'Médecin traitant',
  minAge: 'Âge, au moins',
  maxAge: 'Âge, au plus',
  protocol: 'Protocole',
  protocolHelp: 'Son identifiant. Vide\xa0: tous',
  outcomes: 'Issues',
  outcomesHelp: 'Leurs codes, séparés par des virgules. Vide\xa0: toutes',
  wrongAge: 'Indiquez un âge de 0 à 140 ans',
  wrongAges: 'L’âge le plus grand est sous le plus petit',
  tryRule: 'Voir ce qu’elle aurait fait',
  saveRule: 'Enregistrer la règle',
  triedOn: {
    intake: (count: number) => (count > 1 ? `Sur les ${count} dernières demandes` : 'Sur la dernière demande'),
    run: (count: number) => (count > 1 ? `Sur les ${count} derniers passages` : 'Sur le dernier passage'),
  } as Readonly<Record<ListRule['source'], (count: number) => string>>,
  tried: (matched: number, of: string) =>
    matched === 0
      ? `${of}, cette règle n’aurait mis personne sur la liste.`
      : `${of}, cette règle en aurait mis ${matched} sur la liste.`,
  triedOnNothing: {
    intake: 'Aucune demande n’a encore été enregistrée\xa0: rien ne dit ce que cette règle ferait.',
    run: 'Aucun passage n’a encore eu lieu\xa0: rien ne dit ce que cette règle ferait.',
  } as Readonly<Record<ListRule['source'], string>>,
  isOpen: (priority: string) => `Ouverte aux inscriptions du public, avec la priorité ${priority}.`,
  isClosed: 'Fermée aux inscriptions du public.',
  editInscription: 'Inscriptions du public',
  inscriptionText:
    'Ouverte, la liste a une page où patients, proches, DAC ou CPAM inscrivent quelqu’un. Rien n’y est dit de qui s’y trouve.',
  inscriptionLabel: 'La liste est',
  inscriptionClosed: 'Fermée au public',
  inscriptionWith: (priority: string) => `Ouverte, priorité ${priority}`,
  inscriptionSaved: 'Inscriptions enregistrées',
  save: 'Enregistrer',

  closedSaid: (waiting: number) =>
    `Liste fermée\xa0: plus personne n’y entre. ${waiting === 0 ? 'Personne n’y attend.' : `${several(waiting, 'personne y attend', 'personnes y attendent')} encore.`}`,
  closeList: 'Fermer la liste',
  closeListTitle: (list: string) => `Fermer la liste\xa0: ${list}`,
  closeListText:
    'Plus personne n’y entre\xa0: ni au secrétariat, ni par un tableau, ni par une règle, ni par la page du public.',
  closeListStay: (waiting: number) =>
    waiting === 0
      ? 'Personne n’y attend.'
      : `${several(waiting, 'personne y reste', 'personnes y restent')}, jusqu’à ce que vous en décidiez.`,
  listClosed: (list: string) => `Liste fermée\xa0: ${list}`,
  reopenList: 'Rouvrir la liste',
  listReopened: (list: string) => `Liste rouverte\xa0: ${list}`,
  clearList: 'Vider la liste',
  clearListTitle: (waiting: number) => `Vider la liste\xa0: ${several(waiting, 'personne', 'personnes')}`,
  clearListText:
    'Toutes celles qui y attendent, en une fois. Ce n’est pas annulable d’un geste\xa0: chaque sortie se reprend une à une, dans «\u202fPersonnes sorties\u202f».',
  clearFate: 'Ce qu’elles deviennent',
  clearNone: 'Choisir',
  fateLeave: (outcome: string) => `Sortie\xa0: ${outcome}`,
  fateMove: (list: string) => `Vers la liste\xa0: ${list}`,
  moveKeeps: 'Elles gardent leur date d’inscription. Qui est déjà sur l’autre liste reste ici.',
  wrongFate: 'Choisissez une issue, ou une autre liste',
  clearListSubmit: 'Vider la liste',
  clearedBy: (count: number, outcome: string) =>
    `${several(count, 'personne sortie', 'personnes sorties')} de la liste\xa0: ${outcome}`,
  movedTo: (count: number, list: string) =>
    `${several(count, 'personne passe', 'personnes passent')} sur la liste\xa0: ${list}.`,
  stayed: (count: number) =>
    count > 1
      ? `${count} y étaient déjà et restent ici\xa0: sortez-les avec une issue.`
      : 'Une y était déjà et reste ici\xa0: sortez-la avec une issue.',
  deleteList: 'Supprimer la liste',
  deleteListTitle: (list: string) => `Supprimer la liste\xa0: ${list}`,
  deleteListText: 'Ses priorités, ses règles et ses issues partent avec elle, et ses sorties ne se voient plus ici.',
  listDeleted: (list: string) => `Liste supprimée\xa0: ${list}`,
  listPutBack: (list: string) => `Liste remise\xa0: ${list}`,

  import: 'Reprendre un tableau',
  importTitle: 'Reprendre un tableau',
  importText:
    'Une ligne par personne. Rien n’est enregistré avant que vous n’ayez vu ce qui est lu et ce qui est refusé\xa0; toutes les bonnes lignes sont prises ensemble.',
  columns: {
    familyName: 'Nom',
    givenName: 'Prénom',
    birthDate: 'Date de naissance',
    phone: 'Téléphone',
    email: 'Courriel',
    priority: 'Priorité',
    addedOn: 'Date d’inscription',
    longTermIllness: 'ALD',
    fragile: 'Fragilité',
  } as Readonly<Record<ImportColumn, string>>,
  usualPriority: 'Priorité des lignes qui n’en disent pas',
  rowFaults: {
    missing: 'La cellule est vide',
    'not-a-name': 'Ce n’est pas un nom',
    'not-a-birth-date': 'Ce n’est pas une date de naissance',
    'not-a-date': 'Ce n’est pas une date possible',
    'not-a-phone': 'Ce n’est pas un numéro de téléphone complet',
    'not-an-email': 'Ce n’est pas une adresse',
    'not-yes-or-no': 'Ni oui ni non',
    'unknown-priority': 'Cette priorité n’est pas de la liste',
    'twice-in-file': 'Cette personne est déjà plus haut dans le tableau',
    'on-list': 'Cette personne est déjà sur la liste',
  } as Readonly<Record<RowFault, string>>,
  importRead: (good: number, refused: number) =>
    `${several(good, 'ligne lue', 'lignes lues')}, ${several(refused, 'ligne refusée', 'lignes refusées')}`,
  importSend: (count: number) => `Inscrire ${several(count, 'personne', 'personnes')}`,
  importDone: (taken: number, refused: number) =>
    `${several(taken, 'personne inscrite', 'personnes inscrites')}, ${several(refused, 'ligne refusée', 'lignes refusées')}`,
  backToList: 'Retour à la liste',
};

export type ListsStrings = typeof fr;
