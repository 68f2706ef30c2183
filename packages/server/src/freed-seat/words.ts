import type { VisitTime } from '../booking/index.ts';

const narrow = (text: string) => text.replace(/ ([:;!?])/g, '\u00a0$1');

/** The words of the messages that offer a seat. French is the reference. Nothing here says why the person waits. */
const fr = {
  subject: ({ date, time }: VisitTime) => narrow(`Un rendez-vous s’est libéré : ${date} à ${time}`),
  greeting: 'Bonjour,',
  opening: 'Une place s’est libérée et vous est proposée. Dites si vous la prenez, oui ou non, par le lien ci-dessous.',
  labels: { when: 'Quand', where: 'Où', until: 'Gardée pour vous jusqu’à', phone: 'Téléphone' },
  when: ({ date, time, zone }: VisitTime) => `${date} à ${time} (${zone})`,
  hour: ({ time }: VisitTime) => time,
  fact: (label: string, value: string) => `${label}\u00a0: ${value}`,
  answer: narrow('Pour répondre oui ou non :'),
  silence:
    'Sans réponse à cette heure, la place est proposée à quelqu’un d’autre. Vous gardez votre rang dans la liste de rappel.',
  emergency:
    'Si votre état vous inquiète ou s’aggrave, appelez le 15. Si vous êtes sourd ou malentendant, envoyez un SMS au 114.',
  automatic: narrow('Message automatique : les réponses ne sont pas lues.'),
  text: (start: VisitTime, place: string, until: VisitTime, link: string) =>
    narrow(
      `Une place s’est libérée : ${start.date} à ${start.time}, ${place}. Répondez oui ou non avant ${until.time} : ${link} Urgence : appelez le 15.`,
    ),
};

export type LetterWords = typeof fr;

const en: LetterWords = {
  subject: ({ date, time }) => `An appointment has become free: ${date} at ${time}`,
  greeting: 'Hello,',
  opening:
    'An appointment has become free and is offered to you. Say whether you take it, yes or no, by the link below.',
  labels: { when: 'When', where: 'Where', until: 'Kept for you until', phone: 'Telephone' },
  when: ({ date, time, zone }) => `${date} at ${time} (${zone})`,
  hour: ({ time }) => time,
  fact: (label, value) => `${label}: ${value}`,
  answer: 'To answer yes or no:',
  silence: 'Without an answer by then, it is offered to somebody else. You keep your place on the call-back list.',
  emergency:
    'If your condition worries you or gets worse, call 15. If you are deaf or hard of hearing, send a text message to 114.',
  automatic: 'Automatic message: replies are not read.',
  text: (start, place, until, link) =>
    `An appointment has become free: ${start.date} at ${start.time}, ${place}. Answer yes or no before ${until.time}: ${link} Emergency: call 15.`,
};

export const letterWords = { fr, en } as const;
