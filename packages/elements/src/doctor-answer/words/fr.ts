import { dates, trouble, zone } from '../../ui/words/fr.ts';

/** Screen texts of the treating doctor's answer, in French, the reference. */
export const fr = {
  ...trouble,
  ...dates,
  ...zone,
  opening: 'Ouverture de la demande',
  title: 'Pouvez-vous voir cette personne\xa0?',
  intro: (host: string) =>
    `Une personne qui vous a pour médecin traitant a demandé des soins non programmés auprès de ${host}.`,
  arrived: (when: string) => `Demande reçue\xa0: ${when}.`,
  until: (when: string) => `Vous pouvez répondre jusqu’à\xa0: ${when}. Ensuite, la demande suit son cours.`,
  who: 'Par sécurité, ni le nom ni le motif ne sont sur cette page\xa0: le secrétariat vous les dit au téléphone.',
  sees: 'Je la vois moi-même',
  cannot: 'Je ne peux pas',
  saidSees: 'C’est noté\xa0: vous la voyez',
  saidSeesText:
    'Le secrétariat le sait et prévient la personne. Appelez-le pour savoir de qui il s’agit et convenir de l’heure.',
  saidCannot: 'C’est noté\xa0: vous ne pouvez pas',
  saidCannotText: 'La demande suit son cours. Vous n’avez rien d’autre à faire.',
  desk: 'Le secrétariat s’en occupe',
  deskText: 'Quelqu’un rappelle la personne en ce moment. Si vous voulez la voir, appelez le secrétariat.',
  over: 'Le temps de répondre est passé',
  overText: 'La demande a suivi son cours. Si vous voulez voir la personne, appelez le secrétariat.',
  noLink: 'Aucune demande à ouvrir',
  noLinkText: 'Ouvrez cette page par le lien que vous avez reçu, en entier. Un lien ancien n’ouvre plus rien.',
  callUs: (phone: string) => `Appeler le ${phone}`,
};

export type DoctorAnswerStrings = typeof fr;
