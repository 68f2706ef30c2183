import type { Role } from '@relais/model';

/** Why somebody is told a sentence in place of being signed in. */
export type Trouble =
  | 'unreachable'
  | 'cancelled'
  | 'code'
  | 'untrusted'
  | 'clock'
  | 'weak'
  | 'late'
  | 'used'
  | 'elsewhere'
  | 'unknown'
  | 'notHere'
  | 'return'
  | 'foreign'
  | 'over'
  | 'busy'
  | 'missing'
  | 'down'
  | 'failed';

interface Told {
  readonly title: string;
  readonly text: string;
}

export interface Words {
  readonly troubles: Readonly<Record<Trouble, Told>>;
  readonly again: string;
  readonly back: string;
  readonly goOn: string;
  readonly otherAccount: string;
  readonly choose: Told;
  readonly signedInAs: (name: string) => string;
  readonly allRoles: (roles: string) => string;
  readonly roles: Readonly<Record<Role, string>>;
  readonly signedOut: Told;
  readonly issuerStays: string;
  readonly list: (items: readonly string[]) => string;
}

const french = new Intl.ListFormat('fr', { type: 'conjunction' });
const english = new Intl.ListFormat('en', { type: 'conjunction' });

export const fr: Words = {
  troubles: {
    unreachable: {
      title: 'Le service d’identification ne répond pas',
      text: 'La connexion n’a pas pu se faire. Ce n’est pas votre fait : réessayez dans une minute. Si cela dure, prévenez la personne qui administre ce site.',
    },
    cancelled: {
      title: 'La connexion n’a pas abouti',
      text: 'Le service d’identification n’a pas confirmé qui vous êtes : la demande a été abandonnée ou refusée. Vous pouvez recommencer.',
    },
    code: {
      title: 'Cette connexion n’est plus valable',
      text: 'La réponse du service d’identification a expiré ou a déjà servi. Recommencez la connexion.',
    },
    untrusted: {
      title: 'La réponse du service d’identification n’a pas pu être vérifiée',
      text: 'Par sécurité, personne n’a été connecté. Recommencez ; si cela se reproduit, prévenez la personne qui administre ce site.',
    },
    clock: {
      title: 'Deux horloges ne s’accordent pas',
      text: 'L’heure de ce serveur et celle du service d’identification sont trop différentes, et personne n’a été connecté. Prévenez la personne qui administre ce site : l’horloge du serveur est à régler.',
    },
    weak: {
      title: 'Ce moyen de connexion ne suffit pas ici',
      text: 'Le moyen choisi au service d’identification est trop faible. Recommencez avec votre carte ou votre application professionnelle.',
    },
    late: {
      title: 'La connexion a pris trop de temps',
      text: 'Plus de dix minutes ont passé, ou cette page ne vient pas d’une connexion commencée ici. Recommencez la connexion.',
    },
    used: {
      title: 'Cette page a déjà servi',
      text: 'Cette étape de la connexion est terminée. Continuez, ou connectez-vous à nouveau.',
    },
    elsewhere: {
      title: 'Cette connexion a commencé dans un autre navigateur',
      text: 'Pour que personne ne puisse vous connecter à son compte, une connexion se termine là où elle a commencé. Recommencez ici.',
    },
    unknown: {
      title: 'Aucune structure ne vous connaît encore',
      text: 'L’identification a réussi, mais aucune structure de ce site ne vous compte parmi ses professionnels. Demandez à la personne qui administre votre structure de vous y inscrire.',
    },
    notHere: {
      title: 'Cette structure ne vous connaît pas',
      text: 'L’identification a réussi, mais cette structure ne vous compte pas parmi ses professionnels. Demandez à la personne qui l’administre de vous y inscrire.',
    },
    return: {
      title: 'Cette adresse de connexion n’est pas acceptée',
      text: 'Elle demande de revenir, après la connexion, sur une page qui n’est pas de ce site. Passez par les pages de votre structure.',
    },
    foreign: {
      title: 'Cette demande ne vient pas de ce site',
      text: 'Par sécurité, rien n’a été fait. Revenez sur la page où vous étiez et recommencez.',
    },
    over: {
      title: 'Votre session est terminée',
      text: 'Connectez-vous à nouveau pour continuer.',
    },
    busy: {
      title: 'Trop de demandes',
      text: 'Beaucoup de demandes sont venues de votre connexion en peu de temps. Réessayez dans une minute.',
    },
    missing: {
      title: 'Il n’y a rien à cette adresse',
      text: 'Revenez aux pages de votre structure.',
    },
    down: {
      title: 'Le serveur n’est pas prêt',
      text: 'Réessayez dans une minute. Si cela dure, prévenez la personne qui administre ce site.',
    },
    failed: {
      title: 'Le serveur n’a pas pu répondre',
      text: 'Réessayez dans une minute. Si cela dure, prévenez la personne qui administre ce site.',
    },
  },
  again: 'Se connecter',
  back: 'Revenir à la page précédente',
  goOn: 'Continuer',
  otherAccount: 'Se déconnecter et changer de compte',
  choose: {
    title: 'Au titre de quelle activité ?',
    text: 'Ce que vous faites ensuite est fait à ce titre. Vous pourrez en changer sans vous reconnecter.',
  },
  signedInAs: (name) => `Vous êtes ${name}.`,
  allRoles: (roles) => `Tous mes rôles : ${roles}`,
  roles: {
    secretary: 'Secrétariat',
    dispatcher: 'Régulation',
    delegate: 'Professionnel délégué',
    delegator: 'Professionnel délégant',
    slotProvider: 'Effecteur de soins non programmés',
    coordinator: 'Coordination',
    structureAdmin: 'Administration de la structure',
    dpo: 'Protection des données',
    integration: 'Logiciel',
  },
  signedOut: {
    title: 'Déconnexion faite',
    text: 'Votre session est terminée sur ce site.',
  },
  issuerStays:
    'Le service d’identification n’a pas pu être prévenu : il peut encore vous reconnaître sans rien demander. Sur un poste partagé, fermez toutes les fenêtres du navigateur.',
  list: (items) => french.format(items),
};

export const en: Words = {
  troubles: {
    unreachable: {
      title: 'The sign-in service does not answer',
      text: 'You could not be signed in. It is nothing you did: try again in a minute. If it lasts, tell whoever runs this site.',
    },
    cancelled: {
      title: 'Sign-in was not completed',
      text: 'The sign-in service has not confirmed who you are: the request was given up or refused. You can start again.',
    },
    code: {
      title: 'This sign-in is no longer valid',
      text: 'The answer of the sign-in service has expired or has been used already. Sign in again.',
    },
    untrusted: {
      title: 'The answer of the sign-in service could not be verified',
      text: 'To be safe, nobody was signed in. Try again; if it happens once more, tell whoever runs this site.',
    },
    clock: {
      title: 'Two clocks disagree',
      text: 'The time of this server and that of the sign-in service are too far apart, and nobody was signed in. Tell whoever runs this site: the server’s clock must be set.',
    },
    weak: {
      title: 'This way of signing in is not enough here',
      text: 'The sign-in service recognised you by too weak a means. Try again with your professional card or application.',
    },
    late: {
      title: 'Sign-in took too long',
      text: 'More than ten minutes have passed, or this page does not come from a sign-in begun here. Sign in again.',
    },
    used: {
      title: 'This page has been used already',
      text: 'You went back to a step of a sign-in that is over. Go on, or sign in again.',
    },
    elsewhere: {
      title: 'This sign-in began in another browser',
      text: 'So that nobody can sign you in to an account of theirs, a sign-in ends where it began. Start again here.',
    },
    unknown: {
      title: 'You are in no structure yet',
      text: 'The sign-in service has recognised you, but no structure of this site counts you among its professionals. Ask the administrator of your structure to enter you.',
    },
    notHere: {
      title: 'You are not in this structure',
      text: 'The sign-in service has recognised you, but this structure does not count you among its professionals. Ask its administrator to enter you.',
    },
    return: {
      title: 'This sign-in address is not accepted',
      text: 'It asks to go on, after sign-in, to a page that is not of this site. Start from the pages of your structure.',
    },
    foreign: {
      title: 'This request does not come from this site',
      text: 'To be safe, nothing was done. Go back to the page you were on and try again.',
    },
    over: { title: 'Your session is over', text: 'Sign in again to go on.' },
    busy: {
      title: 'Too many requests',
      text: 'Many requests came from your connection in a short time. Try again in a minute.',
    },
    missing: { title: 'There is nothing at this address', text: 'Go back to the pages of your structure.' },
    down: {
      title: 'The server is not ready',
      text: 'Try again in a minute. If it lasts, tell whoever runs this site.',
    },
    failed: {
      title: 'The server could not answer',
      text: 'Try again in a minute. If it lasts, tell whoever runs this site.',
    },
  },
  again: 'Sign in',
  back: 'Back to the page before',
  goOn: 'Go on',
  otherAccount: 'Sign out and use another account',
  choose: {
    title: 'Which activity do you act under?',
    text: 'What you do next is done under it. You can change it without signing in again.',
  },
  signedInAs: (name) => `You are ${name}.`,
  allRoles: (roles) => `All my roles: ${roles}`,
  roles: {
    secretary: 'Secretary',
    dispatcher: 'Dispatcher',
    delegate: 'Delegate',
    delegator: 'Delegator',
    slotProvider: 'Provider of unscheduled care',
    coordinator: 'Coordinator',
    structureAdmin: 'Administrator of the structure',
    dpo: 'Data protection',
    integration: 'Software',
  },
  signedOut: { title: 'You are signed out', text: 'Your session on this site is over.' },
  issuerStays:
    'The sign-in service could not be told: it may still recognise you without asking. On a shared computer, close all windows of the browser.',
  list: (items) => english.format(items),
};
