const narrow = (text: string) => text.replace(/ ([:;!?])/g, '\u00a0$1');

/** The words of the message that asks who can be on duty. French is the reference. */
const fr = {
  subject: (host: string) => narrow(`Qui peut ? Des plages à pourvoir, ${host}`),
  greeting: (name: string) => `Bonjour ${name},`,
  opening: (host: string) => narrow(`${host} cherche qui peut recevoir des patients sur ces plages :`),
  word: (word: string) => `«\u00a0${word}\u00a0»`,
  range: (from: string, to: string, place: string) => `${from} – ${to}, ${place}`,
  fact: (label: string, value: string) => `${label}\u00a0: ${value}`,
  answer: (date: string) => narrow(`Pour dire oui, si besoin ou non, jusqu’au ${date} inclus :`),
  own: narrow(
    'Ce lien est le vôtre : il répond en votre nom, sans compte. Vous pouvez changer vos réponses jusqu’à cette date.',
  ),
  automatic: narrow('Message automatique : les réponses ne sont pas lues.'),
};

export type LetterWords = typeof fr;

const en: LetterWords = {
  subject: (host) => `Who can? Ranges to be filled, ${host}`,
  greeting: (name) => `Hello ${name},`,
  opening: (host) => `${host} is looking for who can see patients in these ranges:`,
  word: (word) => `“${word}”`,
  range: (from, to, place) => `${from} – ${to}, ${place}`,
  fact: (label, value) => `${label}: ${value}`,
  answer: (date) => `To say yes, if need be or no, until ${date} included:`,
  own: 'This link is yours: it answers in your name, without an account. You may change your answers until that date.',
  automatic: 'Automatic message: replies are not read.',
};

export const letterWords = { fr, en } as const;
