import type { VisitTime } from '../calendar/visit-time.ts';

const narrow = (text: string) => text.replace(/ ([:;!?])/g, '\u00a0$1');

/** The words of the mails. French is the reference: every other language has the same keys. Nothing here says why the person comes. */
const fr = {
  subject: {
    confirmed: ({ date, time }: VisitTime) => narrow(`Rendez-vous confirmé : ${date} à ${time}`),
    moved: ({ date, time }: VisitTime) => narrow(`Rendez-vous déplacé : ${date} à ${time}`),
    cancelled: ({ date, time }: VisitTime) => narrow(`Rendez-vous annulé : ${date} à ${time}`),
    restored: ({ date, time }: VisitTime) => narrow(`Rendez-vous maintenu : ${date} à ${time}`),
  },
  greeting: 'Bonjour,',
  opening: {
    confirmed: 'Votre rendez-vous est confirmé.',
    moved: 'Votre rendez-vous a été déplacé. Voici le nouveau.',
    cancelled: 'Votre rendez-vous est annulé. Vous n’avez rien d’autre à faire.',
    restored: 'Votre rendez-vous est maintenu. Si vous avez reçu un message d’annulation, n’en tenez pas compte.',
  },
  doctorAway:
    'Nous avons dû annuler votre rendez-vous\u00a0: le médecin ne peut pas recevoir. Veuillez nous en excuser.',
  doctorAwayMoved:
    'Nous avons dû déplacer votre rendez-vous\u00a0: le médecin ne peut pas recevoir à l’heure prévue. Voici le nouveau.',
  when: ({ date, time, zone }: VisitTime) => `${date} à ${time} (${zone})`,
  labels: { when: 'Quand', was: 'C’était', where: 'Où', who: 'Pour', reference: 'Référence', phone: 'Téléphone' },
  fact: (label: string, value: string) => `${label}\u00a0: ${value}`,
  manage: ({ date, time }: VisitTime) => narrow(`Pour le déplacer ou l’annuler, jusqu’au ${date} à ${time} :`),
  managePersonal:
    'Ce lien est personnel : toute personne qui l’a peut annuler le rendez-vous. Ne transférez pas ce message.',
  callToChange: (phone: string) => narrow(`Pour le déplacer ou l’annuler, appelez le ${phone}.`),
  bookAgain: 'Pour prendre un autre rendez-vous\u00a0:',
  emergency:
    'Si votre état vous inquiète ou s’aggrave, appelez le 15. Si vous êtes sourd ou malentendant, envoyez un SMS au 114.',
  automatic: 'Message automatique\u00a0: les réponses ne sont pas lues.',
};

export type MailWords = typeof fr;

const en: MailWords = {
  subject: {
    confirmed: ({ date, time }) => `Appointment confirmed: ${date} at ${time}`,
    moved: ({ date, time }) => `Appointment moved: ${date} at ${time}`,
    cancelled: ({ date, time }) => `Appointment cancelled: ${date} at ${time}`,
    restored: ({ date, time }) => `Appointment kept: ${date} at ${time}`,
  },
  greeting: 'Hello,',
  opening: {
    confirmed: 'Your appointment is confirmed.',
    moved: 'Your appointment has been moved. Here is the new one.',
    cancelled: 'Your appointment is cancelled. There is nothing else to do.',
    restored: 'Your appointment stands. If you have received a message that cancels it, please ignore it.',
  },
  doctorAway: 'We had to cancel your appointment: the doctor cannot see patients. We apologise.',
  doctorAwayMoved: 'We had to move your appointment: the doctor cannot see patients at that time. Here is the new one.',
  when: ({ date, time, zone }) => `${date} at ${time} (${zone})`,
  labels: { when: 'When', was: 'It was', where: 'Where', who: 'For', reference: 'Reference', phone: 'Telephone' },
  fact: (label, value) => `${label}: ${value}`,
  manage: ({ date, time }) => `To move or cancel it, until ${date} at ${time}:`,
  managePersonal: 'This link is personal: anyone who has it can cancel the appointment. Do not forward this message.',
  callToChange: (phone) => `To move or cancel it, call ${phone}.`,
  bookAgain: 'To book another appointment:',
  emergency:
    'If your condition worries you or gets worse, call 15. If you are deaf or hard of hearing, send a text message to 114.',
  automatic: 'Automatic message: replies are not read.',
};

export const mailWords = { fr, en } as const;
