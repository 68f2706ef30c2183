import type { VisitTime } from '../booking/index.ts';

const narrow = (text: string) => text.replace(/ ([:;!?])/g, '\u00a0$1');

/** The words of the mail that says a request has arrived. French is the reference. Nothing here says why the person asks. */
const fr = {
  subject: 'Votre demande de rappel est enregistrée',
  greeting: 'Bonjour,',
  opening: (host: string) => `${host} a reçu votre demande et vous appellera au numéro que vous avez donné.`,
  labels: { arrived: 'Reçue', expected: 'Appel prévu au plus tard', phone: 'Téléphone' },
  when: ({ date, time, zone }: VisitTime) => `${date} à ${time} (${zone})`,
  noPromise: 'C’est un délai visé, pas un rendez-vous. Gardez votre téléphone près de vous.',
  follow: narrow('Pour suivre votre demande ou la retirer :'),
  emergency:
    'Ce service n’est pas fait pour les urgences. Si votre état vous inquiète ou s’aggrave, appelez le 15 sans attendre. Si vous êtes sourd ou malentendant, envoyez un SMS au 114.',
  fact: (label: string, value: string) => `${label}\u00a0: ${value}`,
  automatic: narrow('Message automatique : les réponses ne sont pas lues.'),
};

export type LetterWords = typeof fr;

const en: LetterWords = {
  subject: 'Your request to be called back has been recorded',
  greeting: 'Hello,',
  opening: (host) => `${host} has received your request and will call you at the number you gave.`,
  labels: { arrived: 'Received', expected: 'Call expected by', phone: 'Telephone' },
  when: ({ date, time, zone }) => `${date} at ${time} (${zone})`,
  noPromise: 'This is what we aim at, not an appointment. Keep your telephone at hand.',
  follow: 'To see how your request stands, or to take it back:',
  emergency:
    'This service is not for emergencies. If your condition worries you or gets worse, call 15 without waiting. If you are deaf or hard of hearing, send a text message to 114.',
  fact: (label, value) => `${label}: ${value}`,
  automatic: 'Automatic message: replies are not read.',
};

export const letterWords = { fr, en } as const;
