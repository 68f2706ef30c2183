import type { Audience, HolidayCalendarId, PaperGap, PlanningVersion, UnseatedCauseCode, Weekday } from '@relais/sdk';
import { dates, fields, table, toast, trouble } from '../../ui/words/fr.ts';
import type { NotCopiedCause, OwnChange, TerritoryProblemCode, territoryFormats } from '@relais/sdk/planning';
import type { Detail, NoSeat, StepId } from './detail.ts';
import { dutyCalls } from './duty-calls-fr.ts';
import { formats, listIn } from './formats.ts';
import { first } from './fr-first.ts';

const count = (number: number, one: string, more: string) => `${number} ${number > 1 ? more : one}`;

const days: Record<Weekday, string> = {
  mon: 'lundi',
  tue: 'mardi',
  wed: 'mercredi',
  thu: 'jeudi',
  fri: 'vendredi',
  sat: 'samedi',
  sun: 'dimanche',
};

const causes: Record<UnseatedCauseCode, string> = {
  closed: 'Personne ne reçoit plus à cette heure',
  'fewer-seats': 'Il n’y a plus assez de places à cette heure',
  'other-site': 'La consultation a lieu ailleurs',
};

const notCopied: Record<NotCopiedCause, string> = {
  past: 'cette date est passée',
  there: 'le cabinet a déjà d’autres horaires ou d’autres places à cette heure',
  holiday: 'la règle des jours fériés s’y oppose',
  closed: 'une fermeture couvre toute la plage',
};

const kinds: Record<PlanningVersion['kind'], string> = {
  publication: 'Publication',
  undo: 'Annulation',
  import: 'Import d’un fichier',
};

const calendars: Record<HolidayCalendarId, string> = {
  'FR-metropole': 'France métropolitaine',
  'FR-alsace-moselle': 'Alsace-Moselle',
  'FR-guadeloupe': 'Guadeloupe',
  'FR-martinique': 'Martinique',
  'FR-guyane': 'Guyane',
  'FR-la-reunion': 'La Réunion',
  'FR-mayotte': 'Mayotte',
  'FR-saint-barthelemy': 'Saint-Barthélemy',
  'FR-saint-martin': 'Saint-Martin',
  'FR-saint-pierre-et-miquelon': 'Saint-Pierre-et-Miquelon',
  'FR-wallis-et-futuna': 'Wallis-et-Futuna',
  'FR-polynesie-francaise': 'Polynésie française',
  'FR-nouvelle-caledonie': 'Nouvelle-Calédonie',
};

const audiences: Record<Audience, string> = {
  CPTS: 'Patients de la CPTS',
  PUBLIC: 'Tout le public',
  PRO: 'Professionnels',
  SNP: 'Régulation du SAS',
};

const problems: Readonly<Record<TerritoryProblemCode, string>> = {
  missing: 'manque',
  'not-accepted': 'n’est pas accepté',
  'overlapping-openings': 'se superpose à une autre plage du même cabinet',
  'dates-reversed': 'a une date de fin avant son début, ou avant la date d’effet',
  'break-outside-window': 'a une pause en dehors de ses heures',
  'malformed-time': 'a une heure qui n’existe pas',
  'malformed-date': 'a une date qui n’existe pas',
  'slot-length-missing': 'n’a pas de durée de créneau',
  'slot-length-not-whole': 'a une durée de créneau qui ne divise pas l’heure',
  'too-many-slots': 'donne trop de créneaux par jour',
  'too-intricate': 'a trop de plages d’un même cabinet pour être comparées',
  'unknown-time-zone': 'n’est pas un fuseau horaire connu',
  'unknown-calendar': 'n’est pas un calendrier de jours fériés connu',
  'unknown-holiday': 'n’est pas un jour férié connu',
  'unknown-practice': 'n’est aucun cabinet du fichier',
  'unknown-site': 'n’est aucun lieu du fichier',
  duplicate: 'est déjà pris par un autre',
  'week-outside-cycle': 'n’est pas une semaine du cycle',
};

const noSeat: Record<NoSeat, string> = {
  full: 'Aucune place libre\xa0: toutes sont prises',
  'ended-today': 'Aucune place\xa0: c’est fini pour aujourd’hui, et rien n’est encore ouvert pour la suite',
  holiday: 'Aucune place\xa0: c’est un jour férié',
  closed: 'Aucune place\xa0: tout est fermé',
  'beyond-horizon': 'Aucune place\xa0: les prochaines sont plus loin que ce qu’on peut réserver',
  'none-planned': 'Aucune place\xa0: rien n’est prévu pour ceux que ces places visent',
};

const forms = {
  site: 'Lieux',
  practice: 'Cabinets',
  commune: 'Communes desservies',
  volunteer: 'Volontaires',
  reason: 'Motifs de venue',
};

export const fr = {
  ...first,
  ...dates,
  ...fields,
  ...table,
  ...toast,
  ...trouble,
  ...dutyCalls,
  unreachable: first.unreachable,
  unreachableText: first.unreachableText,

  title: 'Planning',
  parts: 'Parties du planning',
  planningTab: 'Planning',
  callsTab: 'À appeler',
  historyTab: 'Historique',
  empty: 'Aucun planning',
  emptyText:
    'Dites d’abord où l’on reçoit, et qui\xa0: lieux, cabinets, volontaires, motifs. Les horaires viennent ensuite.',
  begin: 'Commencer',

  setUpTab: 'Lieux et équipe',
  centre: 'Centre',
  forms,
  addEntry: 'Ajouter',
  name: 'Nom',
  onePerLine: 'Un par ligne',
  nameMissing: 'Tapez un nom',
  nameTaken: (name: string) => `«\xa0${name}\xa0» existe déjà`,
  practiceMissing: 'Il faut au moins un cabinet pour publier.',
  details: {
    commune: 'Commune',
    equipment: 'Équipement',
    siteId: 'Lieu',
    profession: 'Profession',
    rpps: 'Numéro RPPS',
    english: 'En anglais',
  } satisfies Record<Detail, string>,
  detailHelps: {
    equipment: 'Séparé par des virgules, comme suture, ecg',
    rpps: 'Onze chiffres, dans le même ordre que les noms. La personne trouve alors ses plages dans son agenda.',
    english: 'Dans le même ordre. Vide\xa0: le français.',
  } as Partial<Record<Detail, string>>,
  stepFree: 'Accessible sans marche',
  reasonsHelp: 'Les motifs valent dès qu’ils sont retenus, sans publication.',
  goOn: 'Continuer',
  fill: 'Remplir',
  takenUp: (when: string) => `Reprises de cet appareil, où vous les avez laissées le ${when}.`,
  notKept: 'Cet appareil ne les garde pas\xa0: publiez-les avant de quitter la page.',
  steps: 'Mise en route',
  stepsText:
    'Dans cet ordre ou dans un autre. Ce qui n’est pas publié reste sur cet appareil\xa0: vous pouvez quitter la page et reprendre plus tard.',
  stepNames: {
    centre: 'Centre',
    ...forms,
    checklist: 'Questions de gravité',
    hours: 'Horaires',
    publish: 'Publication',
  } satisfies Record<StepId, string>,
  stepStates: { done: 'fait', todo: 'à faire', optional: 'facultatif' },
  allSet: 'Tout est en place',
  tryOut: 'Essai à blanc',
  inForce: (what: string) => `En vigueur\xa0: ${what}`,
  noChecklist: 'Aucune n’est en vigueur\xa0: sans elles, personne ne peut réserver en ligne.',
  checklistWho:
    'L’administration de la structure les met en vigueur, pour tous et aussitôt. Un médecin de la structure les valide.',
  takeChecklist: 'Prendre un fichier',
  takeChecklistHelp:
    'Un fichier de questions (.json), un mébioctet au plus. Rien ne change avant que vous l’ayez relu.',
  toBeInForce: (what: string) => `À mettre en vigueur\xa0: ${what}`,
  checklistLine: (title: string, version: string, signs: number) =>
    `${title}, version ${version}, ${count(signs, 'question', 'questions')}.`,
  checklistDraft: 'Projet, à valider par un médecin de la structure.',
  putInForce: 'Mettre en vigueur',
  checklistTaken: 'Les questions sont en vigueur.',
  checklistForbidden:
    'Seule l’administration de la structure met les questions en vigueur\xa0: transmettez-lui ce fichier.',
  trial: 'Essai à blanc',
  trialText:
    'Rien n’est réservé ni compté\xa0: c’est ce que la page des patients reçoit du serveur en ce moment, comme si l’un d’eux l’ouvrait.',
  trialOpen: 'Un patient peut réserver.',
  trialShut: 'Un patient ne peut pas réserver\xa0: voici ce qui manque.',
  trialStates: { done: 'en place', attention: 'à voir', danger: 'manque' },
  trialPublished: 'Tout est publié',
  trialUnpublished: 'Des modifications ne sont pas publiées\xa0: l’essai montre ce qui l’est',
  trialSeats: (free: number, when: string) => `${count(free, 'place libre', 'places libres')}, la première ${when}`,
  trialNoSeat: (reason: NoSeat) => noSeat[reason],
  trialChecklist: 'Questions de gravité en vigueur',
  trialNoChecklist: 'Aucune question de gravité\xa0: la réservation reste fermée',
  trialDraft: 'Questions encore en projet\xa0: la page le dit aux patients jusqu’à ce qu’un médecin les valide',
  trialReasons: (number: number) => count(number, 'motif de venue', 'motifs de venue'),
  trialNoReason: 'Aucun motif de venue à choisir',
  trialPhone: (phone: string) => `Téléphone montré\xa0: ${phone}`,
  trialNoPhone:
    'Aucun téléphone\xa0: un patient sans place ne sait pas qui appeler. L’administration l’ajoute aux réglages.',
  trialMail: 'Les rendez-vous sont confirmés par courriel',
  trialNoMail: 'Ce serveur n’envoie pas de courriel\xa0: chacun doit noter son lien de rendez-vous.',
  tryAgain: 'Essayer encore',
  goBack: 'Retour',
  saved: 'C’est retenu.',
  calendar: 'Jours fériés et heure',
  calendarHelp: 'Ceux du lieu',
  calendars,
  rules: {
    minNoticeMinutes: 'Délai avant un rendez-vous, en minutes',
    maxHorizonDays: 'Rendez-vous proposés combien de jours à l’avance',
    cancelDeadlineMinutes: 'Annulable jusqu’à combien de minutes avant',
  },
  wrongCount: 'Tapez un nombre entier',
  minutesTo: (site: string) => `Minutes de trajet vers ${site}`,
  minutesHelp: 'Une ligne par commune, dans le même ordre que les noms. Vide\xa0: on ne sait pas.',
  wrongMinutes: 'Tapez un nombre entier de minutes',
  wrongRpps: 'Tapez les onze chiffres du numéro RPPS',

  practices: 'Qui reçoit, et quand',
  atSite: (site: string) => `à ${site}`,
  nothingPlanned: 'Aucune plage',
  days,
  joinDays: (names: readonly string[]) =>
    names.length > 1 ? `${names.slice(0, -1).join(', ')} et ${names.at(-1) ?? ''}` : (names[0] ?? ''),
  weekdays: 'du lundi au vendredi',
  everyDay: 'tous les jours',
  range: (from: string, to: string) => `${from} – ${to}`,
  perHour: (number: number) => `${count(number, 'créneau', 'créneaux')} par heure`,
  ofMinutes: (minutes: number) => `créneaux de ${minutes}\xa0min`,
  seats: (number: number) => count(number, 'place', 'places'),
  perSlot: (number: number) => `${count(number, 'place', 'places')} par créneau`,
  reservedFor: (label: string) => `places réservées (${label})`,
  ofWhichReserved: (number: number) => `dont ${number} réservée${number > 1 ? 's' : ''}`,
  oneWeekOf: (weeks: number, cycle: number) =>
    weeks === 1 ? `une semaine sur ${cycle}` : `${weeks} semaines sur ${cycle}`,
  onHolidays: { closed: 'fermé les jours fériés', open: 'ouvert les jours fériés', only: 'les jours fériés seulement' },
  since: (date: string) => `à partir du ${date}`,
  until: (date: string) => `jusqu’au ${date}`,

  exceptions: 'Fermetures et ouvertures exceptionnelles',
  noExceptions: 'Aucune à venir.',
  closure: (who: string, when: string) => `Fermeture, ${who}\xa0: ${when}`,
  extra: (who: string, when: string) => `Ouverture exceptionnelle, ${who}\xa0: ${when}`,
  everybody: 'tout le monde',
  fromTo: (from: string, to: string) => `du ${from} au ${to}`,
  onDay: (date: string) => `le ${date}`,

  add: 'Ajouter une plage',
  addClosure: 'Ajouter une fermeture',
  addExtra: 'Ajouter une ouverture exceptionnelle',
  copyWeek: 'Copier une semaine',
  copyWeekText:
    'Les plages de la semaine choisie deviennent des ouvertures exceptionnelles des autres. Une copie ajoute, et ne retire rien.',
  copyFrom: 'Semaine à copier',
  copyTo: 'Vers',
  weekOf: (date: string) => `Semaine du ${date}`,
  noWeek: 'Cochez une semaine au moins',
  nothingToCopy: 'Rien à ajouter\xa0: ces semaines ont déjà les mêmes plages.',
  toCopy: (number: number) => `${count(number, 'ouverture est ajoutée', 'ouvertures sont ajoutées')}.`,
  notCopied: (number: number) => count(number, 'plage n’est pas copiée', 'plages ne sont pas copiées'),
  notCopiedLine: (what: string, cause: NotCopiedCause) => `${what}\xa0: ${notCopied[cause]}`,
  weekCopied: (number: number) =>
    `${count(number, 'ouverture ajoutée', 'ouvertures ajoutées')}, à relire puis à publier.`,
  copy: 'Copier',
  edit: 'Modifier',
  remove: 'Retirer',
  removed: 'Retiré.',
  undo: 'Annuler',
  save: 'Retenir',
  cancel: 'Abandonner',
  formOpening: 'Plage d’ouverture',
  formClosure: 'Fermeture',
  formExtra: 'Ouverture exceptionnelle',
  practice: 'Cabinet',
  daysLabel: 'Jours',
  from: 'De',
  to: 'À',
  timeHelp: 'Par exemple 9:00',
  slotsPerHour: 'Créneaux par heure',
  slotsPerHourHelp: '1, 2, 3, 4, 5, 6, 10 ou 12',
  capacity: 'Places par créneau',
  pauseFrom: 'Pause de',
  pauseTo: 'à',
  audience: 'À qui les places sont montrées',
  audiences,
  noAudience: 'Cochez une case au moins',
  reserved: 'Places réservées aux patients orientés avec ce libellé',
  reservedHelp: 'Elles s’ouvrent à tous une heure avant. Vide\xa0: aucune.',
  rhythm: 'Rythme',
  everyWeek: 'Toutes les semaines',
  asItIs: 'Comme aujourd’hui',
  anchor: 'Une semaine où cela a lieu',
  dateHelp: 'Une date, comme 16/11/2026',
  holidays: 'Jours fériés',
  asTerritory: 'Comme le reste du territoire',
  who: 'Qui',
  firstDay: 'Premier jour',
  lastDay: 'Dernier jour',
  dayLabel: 'Jour',
  note: 'Motif, pour les collègues',
  wrongTime: 'Tapez une heure, comme 9:00',
  wrongDate: 'Tapez une date, comme 16/11/2026',
  wrongNumber: 'Tapez un nombre de la liste',
  noDays: 'Cochez un jour au moins',
  conflicts: 'À corriger avant de publier',
  problem: (what: string, code: TerritoryProblemCode) => `${what}\xa0: ${problems[code]}`,

  preview: 'Les huit prochaines semaines',
  showPreview: 'Voir les huit prochaines semaines',
  stalePreview: 'Tel qu’avant la faute ci-dessous.',
  week: (date: string, seats: number) => `Semaine du ${date}\xa0: ${count(seats, 'place', 'places')}`,
  holiday: 'férié',
  closed: 'fermé',
  noSession: 'Rien de prévu.',

  changes: (number: number) => count(number, 'modification non publiée', 'modifications non publiées'),
  unchanged: 'Tout est publié.',
  effective: 'Date d’effet',
  effectiveHelp: 'Les plages changent ce jour-là. Fermetures et ouvertures exceptionnelles ont leurs propres dates.',
  tooEarly: 'Aujourd’hui au plus tôt',
  publish: 'Publier…',
  discard: 'Abandonner les modifications',
  changed: 'Ce qui change',
  added: (what: string) => `Nouveau\xa0: ${what}`,
  gone: (what: string) => `Retiré\xa0: ${what}`,
  modified: (what: string) => `Modifié\xa0: ${what}`,
  rule: (name: string) => `règle «\xa0${name}\xa0»`,
  publishTitle: 'Publier le planning',
  undoTitle: (version: number) => `Annuler la version ${version}`,
  reason: 'Pourquoi',
  reasonHelp: 'Pour les collègues, sans rien d’un patient.',
  reasonMissing: 'Dites pourquoi, en quelques mots',
  unseated: (number: number) => `${count(number, 'rendez-vous n’a', 'rendez-vous n’ont')} plus de place`,
  unseatedText: 'Aucun n’est annulé. Choisissez pour chacun\xa0; sans choix, le patient est à appeler.',
  more: (number: number) => `${count(number, 'autre est', 'autres sont')} à appeler.`,
  nobodyUnseated: 'Aucun rendez-vous n’est touché.',
  causes,
  move: (when: string) => `Déplacer\xa0: ${when}`,
  moveHelp: (hasMail: boolean): string =>
    hasMail ? 'Le patient est prévenu par courriel.' : 'Le patient reste à prévenir.',
  keep: 'Garder\xa0: le patient sera reçu quand même',
  call: 'Appeler le patient',
  publishNow: 'Publier',
  undoNow: 'Annuler cette version',
  published: (version: number) => `Version ${version} publiée.`,
  meanwhile: 'Quelqu’un a publié entre-temps',
  meanwhileText: 'Vos modifications sont gardées et posées sur la nouvelle version. Relisez, puis publiez.',
  inConflict: (number: number) =>
    `${count(number, 'chose a été changée', 'choses ont été changées')} des deux côtés\xa0: la vôtre reste, à relire.`,

  calls: 'Patients à appeler',
  noCalls: 'Personne à appeler',
  noCallsText: 'Tous les rendez-vous ont une place, ou ont été réglés.',
  patient: 'Patient',
  phone: 'Téléphone',
  visit: 'Rendez-vous',
  why: 'Pourquoi',
  movedFrom: (when: string) => `Déplacé, était ${when}`,
  called: 'C’est fait',
  callDone: 'Noté.',

  history: 'Versions du planning',
  version: 'Version',
  by: 'Par',
  unknown: 'inconnu',
  kinds,
  undoes: (version: number) => `annule la version ${version}`,
  fates: (moved: number, kept: number, toCall: number) => `${moved} déplacés, ${kept} gardés, ${toCall} à appeler`,
  bookings: 'Rendez-vous touchés',
  undoVersion: 'Annuler…',

  file: 'Fichier du territoire',
  takeFile: 'Prendre un fichier',
  takeFileHelp:
    'Un fichier «\xa0csnp-territory/1\xa0» (.json), un mébioctet au plus. Il prend la place de ce qui n’est pas publié, et rien n’est publié avant que vous l’ayez relu.',
  saveFile: 'Enregistrer le fichier du territoire',
  fileTaken: (name: string) => `«\xa0${name}\xa0» est pris\xa0: relisez ce qui change, puis publiez.`,
  fileRefused: (name: string) => `«\xa0${name}\xa0» n’est pas pris, et rien n’a changé`,
  fileTooLarge: 'Il dépasse un mébioctet.',
  fileNotJson: (line: number | undefined) =>
    line === undefined ? 'Ce n’est pas du JSON.' : `Ce n’est plus du JSON à la ligne ${line}.`,
  fileForeign: (structure: string) =>
    `C’est celui de la structure «\xa0${structure}\xa0», et il ne vaut que pour elle.`,
  wholeFile: 'Le fichier',
  fileProblem: (what: string, accepted: string) =>
    accepted === '' ? `${what}.` : `${what}. Attendu\xa0: ${accepted}.`,
  /** @param format what is accepted, where it is one of the format’s own kinds; else `text` says it in English */
  accepted: (format: keyof typeof territoryFormats | undefined, text: string) =>
    format === undefined ? listIn(text) : formats[format],

  agendaTitle: 'Dans l’agenda de mon téléphone',
  ownRanges: 'Mes plages à venir',
  ownRange: (hours: string, practice: string, seats: number, booked: number) =>
    `${hours}, ${practice}\xa0: ${count(seats, 'place', 'places')}, ${count(booked, 'prise', 'prises')}`,
  ownMore: (ranges: number) => `Voir ${count(ranges, 'autre plage', 'autres plages')}`,
  ownShared: 'D’autres y reçoivent aussi\xa0: voyez avec la coordination.',
  ownNotAllowed: 'Pour une absence ou une plage de plus, voyez avec la coordination.',
  ownExceptions: 'Mes absences et ouvertures',
  ownAbsence: 'Absence',
  ownOpening: 'Plage de plus',
  ownChanged: 'Le planning a changé entre-temps\xa0: le voici à jour. Rien d’autre n’a été fait.',
  ownTakenBack: 'C’est annulé.',
  ownClosed: (toCall: number) =>
    toCall === 0
      ? 'C’est noté, la plage est fermée.'
      : `C’est noté\xa0: ${count(toCall, 'patient est à rappeler', 'patients sont à rappeler')} par le secrétariat.`,
  ownOpened: 'La plage est ouverte.',
  ownOpen: 'Ouvrir une plage de plus',
  ownOpenHelp: 'Quatre créneaux par heure',
  ownCapacity: 'Tapez un nombre de 1 à 20',
  ownOverlap: 'Cette plage en recouvre une autre',
  ownTooFar: 'Choisissez un jour des huit semaines à venir',
  openNow: 'Ouvrir',
  cannot: 'Je ne peux pas',
  cannotNow: 'Fermer ces plages',
  awayText: 'Personne d’autre n’est inscrit\xa0: sans vous, ces plages sont fermées, et la coordination le voit.',
  awayNobody: 'Aucun patient n’a de rendez-vous.',
  awayBooked: (booked: number) =>
    `${count(booked, 'patient a', 'patients ont')} rendez-vous. Aucun n’est annulé\xa0: le secrétariat rappelle chacun.`,
  periodAway: 'Je suis absent plusieurs jours',
  periodShared: (ranges: number) =>
    `${count(ranges, 'plage reste ouverte', 'plages restent ouvertes')}\xa0: d’autres y reçoivent aussi.`,
  noRangeThen: 'Aucune de vos plages n’est ces jours-là',
  takeBack: 'Annuler',
  volunteersMay: 'Ce que les volontaires changent eux-mêmes',
  volunteersMayHelp: 'Sur leur téléphone, pour leurs propres plages. Rien de coché\xa0: ils s’adressent à vous.',
  ownChanges: { close: 'Leurs absences', open: 'Des plages de plus dans leur cabinet' } satisfies Record<
    OwnChange,
    string
  >,
  agenda: 'Mon agenda',
  agendaText:
    'Vos plages d’ouverture dans l’agenda de votre téléphone, tenues à jour sans que vous ayez à vous connecter\xa0: celles où la coordination vous a inscrit, et celles de votre cabinet où personne n’est inscrit.',
  agendaHolds:
    'L’agenda dit les heures, le lieu, le centre, le nombre de places ouvertes et prises. Il ne dit rien d’aucun patient.',
  agendaComing: (ranges: number) => `${count(ranges, 'plage', 'plages')} dans les huit semaines à venir.`,
  agendaEmpty: 'Aucune plage ne vous revient dans les huit semaines à venir\xa0: l’agenda est vide pour l’instant.',
  agendaSince: (when: string) => `Adresse faite le ${when}.`,
  agendaAgain:
    'Elle n’est plus montrée\xa0: si vous l’avez perdue, faites-en une autre, et la première ne donne plus rien.',
  makeAgenda: 'Mon agenda dans mon téléphone',
  remakeAgenda: 'Faire une autre adresse',
  endAgenda: 'Révoquer l’adresse',
  agendaMade: 'L’adresse est faite. Copiez-la maintenant.',
  agendaEnded: 'Adresse révoquée\xa0: elle ne donne plus rien.',
  addressTitle: 'Votre adresse secrète',
  addressText:
    'Dans votre agenda, choisissez «\xa0s’abonner\xa0» ou «\xa0ajouter à partir d’une adresse\xa0», et collez-la. Elle n’est montrée que maintenant.',
  address: 'Adresse de l’agenda',
  addressHelp: 'Qui l’a voit vos plages\xa0: gardez-la pour vous.',
  copyAddress: 'Copier l’adresse',
  addressCopied: 'Adresse copiée.',
  addressNotCopied: 'La copie n’a pas abouti. Sélectionnez l’adresse et copiez-la.',
  openAddress: 'Ouvrir dans l’agenda de cet appareil',
  agendas: 'Agendas des volontaires',

  papers: 'Papiers du lancement',
  papersHelp:
    'Une affiche pour les patients, et une feuille de prise en main pour les secrétariats et les médecins, faites de ce qui est publié.',
  poster: 'Affiche (PDF)',
  sheet: 'Feuille de trente minutes (PDF)',
  paperNames: { poster: 'affiche', sheet: 'trente-minutes' },
  paperSaved: (gaps: number) =>
    gaps === 0
      ? 'Le PDF est prêt.'
      : `Le PDF est prêt. ${count(gaps, 'remarque', 'remarques')} à lire avant de le distribuer.`,
  posterGaps: 'Avant de poser l’affiche',
  sheetGaps: 'Avant de donner la feuille',
  paperGaps: {
    'no-page': 'Pas de code QR\xa0: l’adresse de la page des patients n’est pas dans les réglages de la structure.',
    'page-unreachable':
      'Pas de code QR\xa0: l’adresse de la page des patients ne peut pas être atteinte d’ailleurs en https.',
    'page-too-long': 'Pas de code QR\xa0: l’adresse de la page des patients est trop longue.',
    'no-phone': 'Pas de numéro de téléphone dans les réglages de la structure.',
    'not-open': 'Aucune place n’est ouverte aux patients eux-mêmes\xa0: l’affiche les envoie à leurs soignants.',
    'no-reasons': 'Aucun motif n’est choisi\xa0: aucun rendez-vous ne peut être pris.',
    'no-checklist': 'Aucune liste de signes n’est en vigueur\xa0: aucun rendez-vous ne peut être pris.',
    'checklist-draft': 'La liste des signes est un brouillon, qu’un médecin de la structure n’a pas signé.',
    'no-desk-settings': 'Les délais de rappel et les orientations ne sont pas décidés.',
    'no-visit-settings': 'Les motifs retenus des passages ne sont pas décidés\xa0: aucun passage ne peut être clos.',
  } satisfies Record<PaperGap, string>,
  paperRefusals: {
    'papers-not-ready': 'Rien n’est prévu dans les huit semaines à venir\xa0: publiez d’abord le planning.',
    'papers-not-printable': 'Ce serveur ne fabrique pas de PDF.',
  },
};

export type PlanningStrings = typeof fr;
