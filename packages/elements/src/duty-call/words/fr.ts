import { dates, fields, trouble, zone } from '../../ui/words/fr.ts';

/** Screen texts of the answer to a call for duties, in French, the reference. */
export const fr = {
  ...trouble,
  ...dates,
  ...fields,
  ...zone,
  opening: 'Ouverture de l’appel',
  title: 'Qui peut\xa0?',
  intro: (name: string, host: string) =>
    `${name}, ${host} cherche qui peut recevoir des patients. Répondez pour chaque plage.`,
  until: (date: string) => `Vous pouvez répondre, et changer vos réponses, jusqu’au ${date} inclus.`,
  answeredAt: (when: string) => `Vous avez répondu\xa0: ${when}.`,
  ranges: 'Plages',
  range: (date: string, from: string, to: string) => `${date}, ${from} – ${to}`,
  answers: { yes: 'Oui', ifNeeded: 'Si besoin', no: 'Non' },
  states: {
    gone: 'Cette plage n’est plus au planning\xa0: rien à répondre.',
    past: 'Cette plage a commencé, ou est passée.',
    filled: 'Quelqu’un a été inscrit sur cette plage.',
    yours: 'Cette plage est à vous\xa0: la coordination compte sur vous.',
  },
  busy: 'Votre agenda est occupé à ces heures',
  yourAnswer: (answer: string) => `Votre réponse\xa0: ${answer}`,
  noAnswer: 'Vous n’avez pas répondu.',
  send: 'Envoyer mes réponses',
  noneChosen: 'Répondez pour une plage au moins',
  sent: 'Merci, c’est noté',
  sentText: 'La coordination voit vos réponses. Ce lien dira si une plage est à vous.',
  change: 'Changer mes réponses',
  closed: 'Cet appel est clos',
  closedText: 'Il ne prend plus de réponse. Voici où en est chaque plage.',
  nothingLeft: 'Aucune plage n’attend plus de réponse.',
  noLink: 'Aucun appel à ouvrir',
  noLinkText:
    'Ouvrez cette page par le lien que vous avez reçu, en entier. Un lien ancien, ou celui d’une personne qui n’est plus parmi les volontaires, n’ouvre plus rien.',
  callUs: (phone: string) => `Appeler le ${phone}`,
};

export type DutyCallStrings = typeof fr;
