import { dates, fields, trouble, zone } from '../../ui/words/fr.ts';

/** Screen texts of the answer to an offer, in French, the reference. */
export const fr = {
  ...trouble,
  ...dates,
  ...fields,
  ...zone,
  opening: 'Ouverture de votre proposition',
  title: 'Une place s’est libérée',
  intro: 'Elle vous est proposée, et gardée pour vous le temps de répondre.',
  when: 'Quand',
  where: 'Où',
  keptUntil: 'Gardée jusqu’à',
  left: (duration: string) => `encore ${duration}`,
  leftAloud: (duration: string) => `Il reste ${duration} pour répondre.`,
  yes: 'Oui, je la prends',
  no: 'Non, proposez-la à quelqu’un d’autre',
  noText: 'Si vous répondez non, vous gardez votre rang dans la liste de rappel.',
  emergency: 'Si votre état s’aggrave ou vous inquiète, appelez le 15. Sourds et malentendants\xa0: 114 par SMS.',
  needTitle: 'Pour qui est ce rendez-vous\xa0?',
  familyName: 'Nom de famille',
  givenName: 'Prénom',
  birthDate: 'Date de naissance',
  birthDateHelp: 'JJ/MM/AAAA',
  reason: 'Motif',
  faults: {
    familyName: 'Écrivez le nom de famille',
    givenName: 'Écrivez le prénom',
    birthDate: 'Écrivez la date de naissance, par exemple 31/03/1980',
    reason: 'Choisissez un motif',
  },
  possibleDuplicate: 'Une personne proche a déjà un rendez-vous',
  possibleDuplicateText:
    'Un rendez-vous existe pour quelqu’un qui a presque les mêmes coordonnées. Est-ce une autre personne\xa0?',
  anotherPerson: 'Oui, c’est une autre personne',
  accepted: 'C’est noté\xa0: la place est à vous',
  reference: 'Référence',
  acceptedText: 'Notez la date et la référence. Personne ne vous rappellera pour cette demande.',
  manage: 'Déplacer ou annuler ce rendez-vous',
  declined: 'C’est noté\xa0: la place est proposée à quelqu’un d’autre',
  declinedText: 'Vous gardez votre rang dans la liste de rappel.',
  ended: 'Cette place n’est plus proposée ici',
  endedText:
    'Le temps de répondre est passé, ou elle vous a été donnée autrement. Vous gardez votre rang dans la liste.',
  duplicate: 'Vous avez déjà un rendez-vous',
  duplicateText: 'Une même personne ne peut pas en avoir deux. Annulez l’autre d’abord, ou appelez.',
  noLink: 'Aucune proposition à ouvrir',
  noLinkText: 'Ouvrez cette page par le lien du message reçu, en entier.',
  callUs: (phone: string) => `Appeler le ${phone}`,
};

export type SeatOfferStrings = typeof fr;
