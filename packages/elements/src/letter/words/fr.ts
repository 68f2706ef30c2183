import type { LetterDelivery, LetterExchange, LetterKind, LetterLack } from '@relais/sdk/letter';
import { trouble } from '../../ui/words/fr.ts';

const kinds: Record<LetterKind, string> = {
  liaisonLetter: 'Lettre au médecin traitant',
  prescription: 'Ordonnance',
  patientSheet: 'Fiche patient',
  certificate: 'Attestation',
};

const lacks: Record<LetterLack, string> = {
  patientName: 'le nom du patient',
  birthDate: 'sa date de naissance',
  sex: 'son sexe',
  weight: 'le poids dont la dose dépend',
  delegator: 'le médecin délégant',
  delegatorRpps: 'le numéro RPPS du délégant',
  delegatorPhone: 'le téléphone du délégant',
  delegatorEmail: 'l’adresse électronique du délégant',
  address: 'l’adresse professionnelle (papier à en-tête de la structure)',
};

const exchanges: Record<Exclude<LetterExchange, 'allowed'>, string> = {
  toInform:
    'Informez d’abord le patient que son médecin va recevoir cette lettre, et notez-le\xa0: il peut s’y opposer.',
  objected: 'Le patient s’oppose à ce que son médecin reçoive cette lettre\xa0: elle ne part pas.',
  training: 'Passage d’entraînement\xa0: rien ne part et rien n’est gardé.',
  withdrawn: 'Le patient a retiré son consentement\xa0: rien ne part.',
};

const states: Record<LetterDelivery['state'], string> = {
  toHand: 'à remettre',
  queued: 'en attente d’envoi',
  sent: 'envoyée',
  failed: 'non partie',
  handed: 'remise',
};

/** Screen texts of what leaves a run, in French, the reference. */
export const fr = {
  ...trouble,
  title: 'Documents du passage',
  opening: 'Préparation des documents',
  intro: 'Relisez chaque document avant de le remettre\xa0: une fois préparé, il ne change plus.',
  notEnded: 'Les documents sont prêts à la fin du passage.',
  kinds,
  states,
  lapsed: 'délai écoulé',
  conditional: 'Le pharmacien ne la délivre qu’à cette condition\xa0:',
  untilIfMade: (day: string) => `Préparée aujourd’hui, elle est délivrée jusqu’au ${day} inclus.`,
  until: (day: string) => `Délivrée jusqu’au ${day} inclus.`,
  lapsedOn: (day: string) =>
    `Elle était délivrée jusqu’au ${day} inclus\xa0: elle n’est plus imprimée ni remise, et ce passage n’en donne pas d’autre. Il faut un nouveau passage, ou un médecin.`,
  illustrativeCondition: 'Aucune source ne donne cette condition\xa0: un médecin de la structure doit la valider.',
  exchanges,
  lacking: 'Il manque, pour ce document\xa0:',
  lacks,
  read: 'Lire le document',
  doctor: 'Médecin destinataire',
  doctorHelp: 'Tapez le début du nom\xa0: les médecins connus de la structure sont proposés.',
  chosenDoctor: (name: string, address: string | undefined) => (address ? `${name}, ${address}` : name),
  chooseDoctor: (name: string) => `Choisir ${name}`,
  change: 'Changer de médecin',
  secure: (address: string) => `MSSanté\xa0: ${address}`,
  noSecure: 'Aucune adresse MSSanté connue\xa0: à imprimer, ou à envoyer par vos moyens.',
  noDoctor: 'Personne de ce nom dans l’annuaire de la structure.',
  request: 'Ce que vous demandez au médecin',
  secrecy: 'La personne mineure demande le secret vis-à-vis de ses parents',
  checked: 'J’ai relu ce document',
  checkFirst: 'Cochez d’abord que vous avez relu ce document.',
  make: 'Préparer',
  makeAndSend: 'Préparer et envoyer',
  making: 'Préparation en cours',
  send: 'Envoyer par MSSanté',
  pdf: 'Télécharger le PDF',
  noPdf: 'Ce serveur ne fabrique pas de PDF.',
  message: 'Télécharger le message MSSanté (.eml)',
  package: 'Télécharger pour un autre logiciel (IHE_XDM.zip)',
  hand: 'C’est remis',
  handedEarlier: 'Elle a été remise à temps, sans que ce soit noté',
  handedDay: 'Jour de la remise',
  noteHanding: 'Noter la remise',
  dayFirst: 'Indiquez d’abord le jour de la remise.',
  handedOn: (day: string) => `Remise le ${day}.`,
  failedCode: (code: string) => `Raison donnée\xa0: ${code}`,
  refused: {
    'letter-incomplete': 'Il manque de quoi faire ce document.',
    'letter-not-allowed': 'Le patient n’a pas été informé, ou s’y oppose\xa0: la lettre ne part pas.',
    'letter-without-address': 'Ce médecin n’a pas d’adresse MSSanté connue\xa0: imprimez la lettre.',
    'secure-mail-missing': 'Ce serveur n’est pas relié à MSSanté\xa0: téléchargez le message et envoyez-le vous-même.',
    'letter-not-printable': 'Ce serveur ne fabrique pas de PDF.',
    'prescription-lapsed': 'Le délai de cette ordonnance est écoulé\xa0: elle n’est plus imprimée ni remise.',
    'handing-day-refused':
      'Ce jour n’est pas possible\xa0: choisissez-en un entre sa préparation et le dernier jour de sa délivrance.',
    'prescription-made':
      'Cette ordonnance a été établie un autre jour\xa0: imprimez celle-là, jusqu’à son dernier jour.',
  } as Readonly<Record<string, string>>,
  notDone: 'Cela n’a pas pu être fait. Réessayez.',
  done: (kind: string, state: string) => `${kind}\xa0: ${state}.`,
};

export type LetterStrings = typeof fr;
