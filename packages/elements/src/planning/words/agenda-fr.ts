const count = (number: number, one: string, more: string) => `${number} ${number > 1 ? more : one}`;

/** Why an agenda cannot be read, as far as it matters to whom it belongs. */
export type AgendaFailure = 'gone' | 'other' | 'large' | 'forgotten' | 'refused' | 'silent';

/** Why an address is not taken. */
export type AddressFault =
  'not-an-address' | 'not-https' | 'has-credentials' | 'host-unknown' | 'not-public' | 'too-slow';

/** What is said of one’s own agenda and of when one is busy, in French, the reference. */
export const agendaWords = {
  busyTitle: 'Quand je suis pris ailleurs',
  busyText:
    'Donnez l’adresse de l’agenda que vous tenez déjà (fichier .ics)\xa0: il est relu toutes les demi-heures, et vous n’en tenez pas deux.',
  busyHolds:
    'De votre agenda, seules les heures occupées sont gardées\xa0: ni titre, ni lieu, ni personne. Vous et la coordination les voyez.',
  busyUnreachable: 'Ce serveur n’a pas d’accès aux agendas du dehors\xa0: voyez avec la coordination.',
  busyGive: 'Donner l’adresse de mon agenda',
  busyReplace: 'Donner une autre adresse',
  busyEnd: 'Ne plus lire mon agenda',
  busyEnded: 'Votre agenda n’est plus lu, et ses heures sont effacées.',
  busyFrom: (host: string, when: string) => `Agenda de ${host}, donné le ${when}.`,
  busyNeverRead: 'Pas encore lu.',
  busyReading: 'En cours de lecture…',
  busyLook: 'Regarder de nouveau',
  busyTaken: 'Adresse gardée\xa0: l’agenda est en cours de lecture.',
  busyUnknown:
    'Les heures prises ailleurs n’ont pas pu être lues\xa0: ici, rien ne dit si quelqu’un est libre. Tout le reste est à jour.',
  busyStillUnknown: 'Les heures prises ailleurs ne peuvent toujours pas être lues.',
  busyKnown: 'Les heures prises ailleurs sont lues.',
  busyReadAt: (when: string) => `Lu le ${when}.`,
  busyFailing: (since: string) => `N’est plus lu depuis le ${since}.`,
  busyKept: 'Les heures ci-dessous sont celles de la dernière lecture.',
  busyFailures: {
    gone: 'L’hébergeur dit que cette adresse n’ouvre plus rien\xa0: donnez-en une autre.',
    other:
      'À cette adresse il n’y a pas d’agenda, mais autre chose, comme une page\xa0: cherchez l’adresse «\xa0iCal\xa0» ou «\xa0.ics\xa0».',
    large: 'L’agenda est trop grand pour être lu\xa0: donnez l’adresse d’un agenda plus petit.',
    forgotten: 'Le serveur a été réinstallé et ne sait plus l’adresse\xa0: donnez-la de nouveau.',
    refused: 'L’adresse mène là où ce serveur n’a pas le droit d’aller\xa0: donnez-en une autre.',
    silent: 'L’hébergeur de l’agenda ne répond pas\xa0: la lecture est tentée de nouveau d’elle-même.',
  } satisfies Record<AgendaFailure, string>,
  busyUnread: (events: number) =>
    `${count(events, 'événement n’a pas été compris', 'événements n’ont pas été compris')}\xa0: à ces heures, rien ne dit si l’agenda est libre.`,
  busyNone: 'Aucune heure occupée dans les huit semaines à venir.',
  busyTimes: 'Heures occupées',
  busyMore: (times: number) => `Voir ${count(times, 'autre', 'autres')}`,
  wholeDay: (date: string) => `${date}, toute la journée`,
  wholeDays: (first: string, last: string) => `du ${first} au ${last}, toute la journée`,
  busyWhere: 'Où trouver l’adresse\xa0:',
  busyWheres: [
    'Google Agenda, sur ordinateur\xa0: paramètres de l’agenda, «\xa0Adresse secrète au format iCal\xa0».',
    'Outlook sur le web\xa0: paramètres, «\xa0Calendriers partagés\xa0», publier, lien «\xa0ICS\xa0».',
    'iCloud\xa0: partager le calendrier, «\xa0Calendrier public\xa0», copier le lien.',
  ],
  busyAddress: 'Adresse de mon agenda',
  busyAddressHelp: 'Commence par https:// ou webcal://. Elle n’est plus montrée ensuite, à personne.',
  busyRead: 'Lire cet agenda',
  busyAddressFaults: {
    'not-an-address': 'Collez une adresse qui commence par https:// ou webcal://',
    'not-https': 'Collez une adresse qui commence par https:// ou webcal://',
    'has-credentials': 'Collez une adresse sans nom d’utilisateur ni mot de passe',
    'host-unknown': 'Aucun hébergeur ne porte ce nom\xa0: vérifiez l’adresse',
    'not-public': 'Cette adresse est celle d’un réseau privé\xa0: collez-en une qui s’ouvre de partout',
    'too-slow': 'L’hébergeur n’a pas été trouvé à temps\xa0: essayez de nouveau',
  } satisfies Record<AddressFault, string>,
  busyGiven: 'Agenda lu.',
  busyGivenUnread: 'Adresse gardée, mais l’agenda n’a pas pu être lu.',
  ownBusy: (times: string) => `Votre agenda est occupé\xa0: ${times}.`,
  busyPeople: 'Quand les volontaires sont pris ailleurs',
  busyPeopleText:
    'D’après leur propre agenda, pour qui en a donné l’adresse. Les autres ne sont pas libres pour autant.',
  busyInRange: 'Des agendas sont occupés pendant cette plage',
  busyOf: (name: string, time: string) => `${name}\xa0: ${time}`,
  busyMoreOf: (times: number) => `et ${count(times, 'autre fois', 'autres fois')}`,
  busyThen: (names: string) => `agenda occupé\xa0: ${names}`,
  agendaBusy: 'agenda occupé à ces heures',
  busyOnRanges: (ranges: number) => `agenda occupé sur ${count(ranges, 'plage choisie', 'plages choisies')}`,
};
