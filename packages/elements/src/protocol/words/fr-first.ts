/** What is said before a protocol is open, or when it could not be opened. */
export const first = {
  loading: 'Le protocole s’ouvre…',
  notLoaded: 'Le protocole n’a pas pu être ouvert. Vérifiez la connexion, puis réessayez.',
  unreadable: 'Ce document n’est pas un protocole que l’on sache lire.',
  unknownProtocol: 'La structure n’a pas ce protocole.',
  retry: 'Réessayer',
};
