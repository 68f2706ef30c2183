import { dates, fields, trouble, zone } from '../../ui/words/fr.ts';

/** Screen texts of a patient's own request, in French, the reference. `15` and `114` in a text become links that call or write. */
export const fr = {
  ...trouble,
  ...dates,
  ...fields,
  ...zone,
  failedText: 'Réessayez. Si cela continue, appelez.',
  siteNotAllowedText: 'Rien n’a été demandé ni enregistré. Appelez.',
  opening: 'Ouverture de la demande de rappel',
  notEmergency:
    'Ce service n’est pas fait pour les urgences. Si l’état inquiète ou s’aggrave, appelez le 15. Sourd ou malentendant\xa0: écrivez au 114 par SMS.',
  callUs: (phone: string) => `Appeler le ${phone}`,

  closed: 'La demande de rappel n’est pas ouverte ici',
  closedText: 'Cette structure ne prend pas de demande en ligne. Appelez-la.',
  outside: 'Le service de rappel est fermé en ce moment',
  opensAt: (when: string) => `Il prendra les demandes à partir de\xa0: ${when}.`,
  opensUnknown: 'Sa prochaine ouverture n’est pas encore connue.',
  full: 'Trop de demandes attendent',
  fullText: 'Le service ne peut pas en prendre davantage maintenant. Rien n’a été enregistré. Appelez.',
  again: 'Voir à nouveau',

  signsTitle: 'Avant de demander un rappel',
  signsIntro: 'Cochez ce qui correspond à la situation.',
  signsDraft: 'Liste en projet, à valider par un médecin de la structure',
  signsOutdated: 'La liste a changé depuis votre lecture\xa0: merci de la relire.',
  signsAll: 'À tout âge',
  signsChild: 'Bébés et enfants',
  signsNone: 'Aucun de ces signes',
  signsContinue: 'Continuer',
  urgent: 'Appelez le 15 maintenant',
  urgentText: 'Le Samu répond jour et nuit, l’appel est gratuit. Ne raccrochez pas avant qu’on vous le dise.',
  urgentDeaf: 'Vous êtes sourd, malentendant ou ne pouvez pas parler\xa0: écrivez au 114 par SMS.',
  tickedByMistake: 'J’ai coché par erreur',

  title: 'Demander à être rappelé',
  intro: (host: string) => `${host} vous appelle. Le motif et vos coordonnées suffisent\xa0: ne racontez rien ici.`,
  target: (duration: string) => `Le service vise un appel dans les ${duration}, pendant ses heures.`,
  /** `90` → « 1 h 30 » */
  span: (minutes: number) =>
    minutes < 60
      ? `${minutes}\xa0min`
      : `${Math.floor(minutes / 60)}\xa0h${minutes % 60 ? `\xa0${String(minutes % 60).padStart(2, '0')}` : ''}`,
  until: (time: string) => `Il prend les demandes aujourd’hui jusqu’à ${time}.`,
  reason: 'Motif',
  reasonNone: 'Choisissez un motif',
  names: {
    familyName: 'Nom',
    givenName: 'Prénom',
    phone: 'Téléphone',
    email: 'Courriel',
  },
  hints: { phone: 'Le numéro où vous appeler', email: 'Pour recevoir le lien de votre demande' },
  faults: {
    reason: 'Choisissez un motif',
    familyName: 'Indiquez le nom de famille, en lettres',
    givenName: 'Indiquez le prénom, en lettres',
    phone: 'Indiquez un numéro de téléphone entier, comme 06 12 34 56 78, ou +32 470 12 34 56 d’un autre pays',
    email: 'Indiquez une adresse comme nom@exemple.fr, ou laissez vide',
  },
  reachable: 'Quand peut-on vous joindre\xa0?',
  reachableHelp: 'Sans réponse\xa0: à tout moment pendant les heures du service.',
  window: (date: string, from: string, to: string) => `${date}, ${from} – ${to}`,
  send: 'Demander un rappel',
  sending: 'Envoi de la demande',

  unsure: 'Nous ne savons pas si votre demande est arrivée',
  unsureText: 'La connexion s’est coupée pendant l’envoi. Réessayez\xa0: la demande ne sera pas enregistrée deux fois.',

  states: {
    waiting: 'Votre demande de rappel est enregistrée',
    calling: 'Votre demande est prise en charge',
    withdrawn: 'Votre demande est retirée',
    ended: 'Votre demande est terminée',
  },
  stateTexts: {
    waiting: 'Gardez votre téléphone près de vous.',
    calling: 'Quelqu’un vous appelle, ou va le faire.',
    withdrawn: 'Personne ne vous rappellera pour cette demande.',
    ended: 'Le service vous a répondu, ou a clos la demande. Si vous attendez encore un appel, appelez-le.',
  },
  arrived: 'Reçue',
  expected: 'Appel prévu au plus tard',
  expectedNote: 'C’est un délai visé, pas un rendez-vous.',
  attempts: (count: number) =>
    count > 1 ? `Nous vous avons appelé ${count} fois sans réponse.` : 'Nous vous avons appelé sans réponse.',
  againAt: (when: string) => `Nouvel appel à partir de\xa0: ${when}.`,
  keepLink: 'Lien pour suivre ou retirer cette demande',
  keepLinkText: 'Gardez ce lien\xa0: lui seul ouvre votre demande.',
  mailed: 'Il vous est aussi envoyé par courriel.',
  refresh: 'Actualiser',
  withdraw: 'Retirer ma demande',
  withdrawTitle: 'Retirer votre demande\xa0?',
  withdrawText: 'Vous ne serez plus rappelé pour cette demande, et perdez votre rang.',
  withdrawNo: 'Garder ma demande',
  another: 'Faire une nouvelle demande',
  noLink: 'Aucune demande à ouvrir',
  noLinkText: 'Ouvrez cette page par le lien de votre demande, en entier. Une demande ancienne n’est plus gardée.',
};

export type RequestStrings = typeof fr;
