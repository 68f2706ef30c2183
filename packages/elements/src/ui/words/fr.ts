// Words of more than one element, in French, the reference: each takes those it says into its own, where a host may replace any of them.
import { duration } from './duration.ts';
import { retry } from './retry.ts';

export { retry };

/** How dates and times of the wall are said. */
export const dates = {
  time: (hour: number, minute: number) => `${hour}\xa0h${minute ? `\xa0${minute < 10 ? 0 : ''}${minute}` : ''}`,
  /** French says « 1er » for the first day of a month, which `Intl` does not. */
  day: (date: string) => date.replace(/\b1\b/, '1er'),
  at: (date: string, time: string) => `${date}, ${time}`,
};

export type DateWords = typeof dates;

/** What keeps a screen from being shown (`ui/flow/trouble.ts`). An element says in its own words what is not reached or allowed. */
export const trouble = {
  retry,
  back: 'Retour',
  duration,
  unreachable: 'Le serveur ne répond pas',
  unreachableText: 'Cela ne veut pas dire qu’il n’y a rien à voir. Réessayez dans un instant.',
  offline: 'Vous êtes hors connexion',
  offlineText: 'L’affichage reprendra dès que la connexion reviendra.',
  waiting: 'Beaucoup de demandes en ce moment',
  waitingText: (duration: string) => `Nouvel essai automatique dans ${duration}. Gardez cette page ouverte.`,
  failed: 'La demande n’a pas abouti',
  failedText: 'Réessayez. Si cela continue, prévenez votre structure.',
  failedCode: (code: string) => `Code\xa0: ${code}`,
  signedOut: 'Votre session est terminée',
  signedOutText: 'Reconnectez-vous, puis réessayez.',
  signIn: 'Se connecter',
  forbidden: 'Vous n’avez pas accès à cette partie',
  forbiddenText: 'Votre rôle ne le permet pas. L’administrateur de votre structure peut vous le donner.',
  signInOtherwise: 'Se connecter autrement',
  missing: 'Introuvable',
  missingText: 'Ce qui est demandé n’existe pas, ou n’existe plus.',
  misconfigured: 'Le service n’est pas disponible ici',
  misconfiguredText: 'Cette page n’indique pas un serveur et une structure connus.',
  siteNotAllowed: 'Le service n’est pas ouvert sur ce site',
  siteNotAllowedText: 'Rien n’a été demandé ni enregistré.',
  siteKeeper: 'Pour la personne qui tient ce site',
  siteUnknown: 'Le serveur ne connaît pas ce site. Faites-y ajouter son adresse, puis réessayez\xa0:',
  siteSettings: 'L’administrateur de la structure l’ajoute à la liste «\xa0origins\xa0» de ses réglages\xa0:',
  siteOperator: 'Ou l’exploitant du serveur l’ajoute à sa configuration, après une virgule s’il y en a d’autres\xa0:',
  siteNameless:
    'Cette page n’a pas d’adresse de site\xa0: c’est un fichier ouvert tel quel, ou un cadre isolé. Publiez-la sur un site, puis faites ajouter l’adresse de ce site au serveur.',
};

export type TroubleWords = typeof trouble;

/** What goes with a field, or with several. */
export const fields = {
  optional: 'facultatif',
  faultCount: (count: number) => (count > 1 ? `${count} réponses à corriger` : 'Une réponse à corriger'),
};

export type FieldWords = typeof fields;

export const dialog = { cancel: 'Annuler' };

export type DialogWords = typeof dialog;

export const toast = {
  undo: 'Annuler',
  undoHint: 'Le bouton «\xa0Annuler\xa0» est en bas de la page.',
  close: 'Fermer le message',
};

export type ToastWords = typeof toast;

export const table = {
  actions: 'Actions',
  sortBy: 'Trier par',
  unsorted: 'Ordre d’arrivée',
  sortedUp: (column: string) => `${column}, croissant`,
  sortedDown: (column: string) => `${column}, décroissant`,
};

export type TableWords = typeof table;

export const person = {
  years: (count: number) => (count > 1 ? `${count} ans` : `${count} an`),
  months: (count: number) => `${count} mois`,
};

export type PersonWords = typeof person;

/** Whose clock the times are, said to a browser that lives by another. */
export const zone = { zone: (zone: string) => `Les heures sont celles du lieu (${zone}).` };

export type ZoneWords = typeof zone;
