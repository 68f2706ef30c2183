import type { HalfDay } from '@relais/sdk';
import type { DayName } from '../../ui/format.ts';
import { dates, fields, trouble } from '../../ui/words/fr.ts';
import { first } from './first.ts';

const parts = { 'early-morning': 'tôt le matin', morning: 'matin', afternoon: 'après-midi', evening: 'soir' };
const todayParts = {
  'early-morning': 'tôt ce matin',
  morning: 'ce matin',
  afternoon: 'cet après-midi',
  evening: 'ce soir',
};

/** The reference: its shape is what every language satisfies. `15` and `114` in a text become links that call or write. */
export const fr = {
  ...trouble,
  ...fields,
  ...first,
  synthetic: 'Démonstration\xa0: les lieux et les personnes sont fictifs.',
  step: (step: number, steps: number) => `Étape ${step} sur ${steps}`,
  restart: 'Revenir au début',
  call: (phone: string) => `Appeler le ${phone}`,

  checklistIntro:
    'Cochez ce qui correspond à la situation. Un signe d’urgence coché affiche aussitôt le numéro à appeler.',
  checklistDraft: 'Liste en projet, à valider par un médecin de la structure',
  checklistOutdated: 'La liste a changé depuis votre lecture\xa0: merci de la relire.',
  checklistSkip: 'Aller à la fin de la liste',
  checklistAll: 'À tout âge',
  checklistChild: 'Bébés et enfants',
  checklistNone: 'Aucun de ces signes',
  checklistContinue: 'Continuer',
  checklistMissing: 'La réservation en ligne n’est pas ouverte',
  checklistMissingText: 'La liste des signes de gravité n’est pas encore en place. Appelez la structure.',

  urgent: 'Appelez le 15 maintenant',
  urgentText: 'Le Samu répond jour et nuit, l’appel est gratuit. Ne raccrochez pas avant qu’on vous le dise.',
  urgentDeaf: 'Vous êtes sourd, malentendant ou ne pouvez pas parler\xa0: écrivez au 114 par SMS.',
  tickedByMistake: 'J’ai coché par erreur',
  callback: 'Un soignant doit vous rappeler avant tout rendez-vous',
  callbackText:
    'Appelez la structure\xa0: un professionnel de santé fera le point avec vous. Si l’état s’aggrave, appelez le 15.',
  attending: 'Voyez votre médecin traitant',
  attendingText:
    'Ces rendez-vous sont gardés pour les soins qui ne peuvent pas attendre. Pour un renouvellement, un certificat ou un suivi, contactez votre médecin traitant. Vous n’en avez pas ? Appelez la structure.',

  reason: 'Motif de la visite',
  reasonIntro: 'Choisissez ce qui s’en rapproche le plus.',

  seat: 'Choix du créneau',
  first: (when: string) => `Le premier créneau ${when}`,
  firstHint: 'Le lieu et l’heure vous sont proposés aussitôt. Vous pourrez en changer.',
  list: 'Ou choisissez le lieu et l’heure',
  filters: 'Préciser vos besoins',
  commune: 'Vous partez de',
  communeAny: 'Non précisé',
  maxTravel: 'Trajet',
  maxTravelAny: 'Sans limite',
  maxTravelUpTo: (minutes: number) => `${minutes} min au plus`,
  stepFree: 'Accès sans marche',
  equipment: (key: string) =>
    ({ suture: 'Sutures', ecg: 'Électrocardiogramme', plaster: 'Plâtres', pediatric: 'Accueil des enfants' })[key] ??
    key,
  unsuited: 'Le lieu retenu n’a pas l’équipement que vos réponses demandent. En voici d’autres.',
  filteredOut: 'Aucun créneau ne correspond à ces besoins.',
  clearFilters: 'Retirer ces critères',
  travel: (minutes: number) => `à ${minutes} min`,
  seats: (count: number) => (count > 1 ? `${count} places` : `${count} place`),
  full: 'complet',
  late: 'trop tard',
  zone: (zone: string) => `Les heures sont celles du lieu du rendez-vous (${zone}).`,

  noneFree: 'Aucun créneau libre pour le moment',
  closed: 'Fermé aujourd’hui',
  noneReasons: {
    full: 'Tous les créneaux sont pris. Des places se libèrent parfois\xa0: réessayez un peu plus tard.',
    'ended-today': 'Les consultations d’aujourd’hui sont terminées.',
    holiday: 'C’est un jour férié.',
    closed: 'Il n’y a pas de consultation aujourd’hui.',
    'beyond-horizon': 'Les prochains créneaux ne sont pas encore ouverts à la réservation.',
    'none-planned': 'Aucune consultation n’est prévue pour le moment.',
  },
  noticeOver: (duration: string) =>
    `Il est trop tard pour réserver les derniers créneaux d’aujourd’hui\xa0: il faut le faire au moins ${duration} avant.`,
  nextOpening: (when: string) => `Prochaine consultation\xa0: ${when}.`,
  bookableFrom: (when: string) => `Réservation possible à partir de\xa0: ${when}.`,
  lookAgain: 'Voir à nouveau',

  held: 'Vos coordonnées',
  heldSeat: 'Créneau retenu pour vous',
  heldFor: (duration: string) => `Encore ${duration} pour confirmer`,
  otherSlot: 'Choisir un autre créneau',
  fields: {
    familyName: 'Nom',
    givenName: 'Prénom',
    birthDate: 'Date de naissance',
    phone: 'Téléphone',
    email: 'Courriel',
  },
  hints: {
    birthDate: 'Par exemple\xa0: 31/03/1980',
    phone: 'Pour vous joindre en cas de changement',
    email: 'Pour recevoir la confirmation',
  },
  faults: {
    familyName: 'Indiquez le nom de famille, en lettres',
    givenName: 'Indiquez le prénom, en lettres',
    birthDate: 'Indiquez une date de naissance déjà passée, comme 31/03/1980',
    phone: 'Indiquez un numéro de téléphone entier, comme 06 12 34 56 78, ou +32 470 12 34 56 d’un autre pays',
    email: 'Indiquez une adresse comme nom@exemple.fr, ou laissez vide',
    commune: 'Choisissez une autre commune, ou ne répondez pas',
  },
  who: 'Coordonnées de la personne qui vient consulter.',
  facts: 'Questions facultatives',
  factsWhy:
    'Ces réponses servent seulement aux chiffres d’activité que la structure présente à ses financeurs\xa0: elles ne changent rien au rendez-vous, et rien d’autre n’est demandé.',
  factNames: { sex: 'Sexe', commune: 'Commune de résidence', attendingDoctor: 'Médecin traitant déclaré' },
  factAnswers: {
    female: 'Femme',
    male: 'Homme',
    other: 'Autre',
    here: 'Oui, sur le territoire',
    elsewhere: 'Oui, ailleurs',
    none: 'Non',
  },
  factUnsaid: 'Sans réponse',
  factTakeBack: 'Retirer',
  confirm: 'Confirmer le rendez-vous',

  expired: 'Le créneau n’est plus retenu',
  expiredText: 'Le délai est passé. Rien n’a été enregistré.',
  sameSlot: 'Reprendre ce créneau',
  taken: 'Ce créneau vient d’être pris',
  takenText: 'Quelqu’un l’a réservé avant vous.',
  notBookable: {
    'too-late': 'Il est trop tard pour réserver ce créneau',
    'too-early': 'Ce créneau n’est pas encore ouvert à la réservation',
    closed: 'Ce créneau n’est plus proposé',
  },
  others: (count: number) => (count > 1 ? `En voici ${count} autres.` : 'En voici un autre.'),

  offlineText: 'Rien n’est perdu\xa0: la demande reprendra dès que la connexion reviendra.',
  tooManyHolds: 'Deux créneaux sont déjà retenus depuis cet appareil',
  failedText: 'Réessayez. Si cela continue, appelez la structure.',
  siteNotAllowed: 'La réservation n’est pas ouverte sur ce site',
  siteNotAllowedText: 'Rien n’a été demandé ni enregistré. Pour un rendez-vous, appelez la structure.',
  siteUnknown: 'Le serveur de rendez-vous ne connaît pas ce site. Faites-y ajouter son adresse, puis réessayez\xa0:',
  siteNameless:
    'Cette page n’a pas d’adresse de site\xa0: c’est un fichier ouvert tel quel, ou un cadre isolé. Publiez-la sur un site, puis faites ajouter l’adresse de ce site au serveur de rendez-vous.',

  confirmed: 'Rendez-vous confirmé',
  moved: 'Rendez-vous déplacé',
  booking: 'Votre rendez-vous',
  reference: 'Référence',
  date: 'Date',
  place: 'Lieu',
  mailQueued: 'Un courriel de confirmation vous est envoyé.',
  mailSent: 'Un courriel de confirmation est parti à l’adresse donnée.',
  mailFailed: 'Le courriel n’a pas pu partir à l’adresse donnée.',
  mailFailedText: 'Notez la référence ou imprimez cette page. Pour corriger l’adresse, appelez la structure.',
  mailFailedLink: 'Le lien personnel, plus bas, permet de revenir ici\xa0: copiez-le.',
  mailNone: 'Aucun courriel n’est envoyé\xa0: notez la référence, ou imprimez cette page.',
  changeable: (when: string) => `Vous pouvez déplacer ou annuler jusqu’à\xa0: ${when}.`,
  manageLink: 'Lien personnel pour déplacer ou annuler',
  calendar: 'Ajouter à l’agenda',
  print: 'Imprimer',
  move: 'Déplacer',
  cancel: 'Annuler le rendez-vous',
  anotherBooking: 'Demander un autre rendez-vous',
  remembered: (count: number): string => (count > 1 ? 'Vos rendez-vous' : 'Votre rendez-vous'),
  maybeChanged: 'L’agenda ne peut pas être interrogé pour le moment\xa0: ce qui suit a pu changer depuis.',
  forget: 'Retirer de cet appareil',
  forgetAsk: 'Retirer ce rendez-vous de cet appareil\xa0?',
  forgetAskText: 'Il reste pris. Pour le déplacer ou l’annuler, il vous faudra son lien, ou appeler la structure.',
  forgetYes: 'Oui, retirer',
  forgotten: 'Rendez-vous retiré de cet appareil',
  forgottenText: 'Il reste pris, sous la référence',

  moving: 'Nouveau créneau',
  movingText: (when: string) => `Votre rendez-vous actuel, ${when}, est gardé tant que vous n’avez pas confirmé.`,
  confirmMove: 'Déplacer le rendez-vous',
  cancelAsk: 'Annuler ce rendez-vous\xa0?',
  cancelAskText: 'La place sera proposée à une autre personne.',
  cancelYes: 'Oui, annuler',
  cancelNo: 'Non, le garder',
  cancelled: 'Rendez-vous annulé',
  cancelledText: 'La place est rendue. Merci d’avoir prévenu.',
  tooLate: 'Ce rendez-vous ne peut plus être changé en ligne',
  tooLateText: 'Le délai est passé. Prévenez la structure par téléphone.',
  duplicate: 'Cette personne a déjà un rendez-vous',
  duplicateText: 'Gardez-le, ou ouvrez-le pour le déplacer ou l’annuler.',
  duplicateHere: 'Un rendez-vous a été pris sur cet appareil\xa0: vérifiez que c’est bien celui de cette personne.',
  duplicateElsewhere: 'Pour le changer, ouvrez le lien reçu lors de la réservation, ou appelez la structure.',
  seatGivenBack: 'Le créneau retenu est rendu\xa0: le rendez-vous déjà pris reste le seul.',
  openBooking: 'Voir ce rendez-vous',
  possibleDuplicate: 'Est-ce la même personne\xa0?',
  possibleDuplicateText:
    'Un rendez-vous à venir est déjà pris avec ce numéro de téléphone, pour une personne du même nom ou née le même jour.',
  possibleDuplicateFor: (name: string, birthDate: string) => `Vous demandez pour\xa0: ${name}, ${birthDate}.`,
  samePerson: 'C’est la même personne\xa0: garder le rendez-vous déjà pris',
  anotherPerson: 'C’est une autre personne\xa0: confirmer aussi ce rendez-vous',
  correctPerson: 'Corriger les coordonnées',
  linkInvalid: 'Ce lien n’est pas valable',
  linkInvalidText: 'Il est incomplet, ou le rendez-vous est passé.',

  ...dates,
  halfDay: ({ relative, date, eve }: DayName, part: HalfDay) => {
    if (part === 'night') return relative ? 'cette nuit' : `dans la nuit de ${eve} à ${date}`;
    if (relative === 'today') return todayParts[part];
    if (relative && part === 'early-morning') return 'tôt demain matin';
    return `${relative ? 'demain' : `${date},`} ${parts[part]}`;
  },
  /** The dates behind « ce soir » or « cette nuit ». */
  halfDayDates: ({ date, eve }: DayName, part: HalfDay) => (part === 'night' ? `de ${eve} à ${date}` : date),
};

/** Every text a picker can show. */
export type Strings = typeof fr;
