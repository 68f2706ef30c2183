import { retry } from '../../ui/words/fr.ts';

/** The words of the element for who is signed in. */
export const fr = {
  retry,
  sessionLabel: 'Votre session',
  sessionAsking: 'Recherche de votre session…',
  sessionOffline:
    'Hors connexion\xa0: ce que vous écrivez reste sur cet appareil, chiffré, et part au retour du réseau.',
  changeActivity: 'Changer d’activité',
  signIn: 'Se connecter',
  signOut: 'Se déconnecter',
  signingOut: 'Déconnexion…',
  signedOut: {
    none: 'Personne n’est connecté.',
    signOut:
      'Déconnexion faite. Ce qui n’était pas envoyé reste verrouillé sur cet appareil jusqu’à votre prochaine connexion.',
    idle: 'Session fermée\xa0: l’appareil est resté sans activité. Ce qui n’était pas envoyé est verrouillé\xa0; reconnectez-vous pour le retrouver.',
    ended: 'Votre session est terminée. Reconnectez-vous pour continuer.',
    changed: 'Une autre personne s’est connectée dans ce navigateur.',
  },
  signOutUntold:
    'Le serveur n’a pas pu être prévenu\xa0; il le sera au retour du réseau. D’ici là, sur un poste partagé, fermez le navigateur.',
  signInMissing:
    'Cette page ne permet pas de se connecter\xa0: son adresse n’est pas celle du serveur, ou le serveur n’a pas de service d’identification.',
  sessionUnreachable: 'Le serveur ne répond pas\xa0: on ne peut pas savoir si votre session est ouverte.',
  noStructure: 'Cette page ne dit pas de quelle structure il s’agit.',
  roles: {
    secretary: 'secrétariat',
    dispatcher: 'régulation',
    delegate: 'professionnel délégué',
    delegator: 'professionnel délégant',
    slotProvider: 'effecteur de soins non programmés',
    coordinator: 'coordination',
    structureAdmin: 'administration de la structure',
    dpo: 'protection des données',
    integration: 'logiciel',
  },
};

export type SessionStrings = typeof fr;
