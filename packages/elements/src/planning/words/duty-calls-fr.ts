import { ofName } from '../../ui/words/names-fr.ts';

const count = (number: number, one: string, more: string) => `${number} ${number > 1 ? more : one}`;

/** What is said of duty calls, in French, the reference. */
export const dutyCalls = {
  dutyTab: 'Qui peut\xa0?',
  dutyText:
    'Demandez aux volontaires qui peut recevoir sur des plages du planning publié. Chacun répond par un lien qui est le sien, sans compte.',
  dutyNoPage:
    'Personne ne peut être interrogé\xa0: l’administration doit d’abord dire, dans les réglages, quelle page du site reçoit les réponses («\xa0dutyUrl\xa0»).',
  dutyNoVolunteers:
    'Le planning publié n’a aucun volontaire\xa0: ajoutez-les dans «\xa0Lieux et équipe\xa0», puis publiez.',
  askWhoCan: 'Demander qui peut',
  refreshAnswers: 'Actualiser les réponses',
  answersRefreshed: 'Réponses à jour.',
  noDutyCalls: 'Aucun appel',
  noDutyCallsText: 'Les appels et leurs réponses s’affichent ici.',
  dutyCallOf: (when: string) => `Appel du ${when}`,
  dutyOpen: (date: string) => `réponses jusqu’au ${date} inclus`,
  dutyClosed: 'clos',
  quoted: (word: string) => `«\xa0${word}\xa0»`,
  answeredOf: (answered: number, asked: number) => `${count(answered, 'réponse', 'réponses')} sur ${asked}.`,
  dutySilent: 'Sans réponse',
  dutyLeft: (names: string) => `N’est plus parmi les volontaires, et son lien n’ouvre plus rien\xa0: ${names}.`,
  dutyAnswers: { yes: 'oui', ifNeeded: 'si besoin' },
  whoSays: (name: string, answer: string) => `${name}\xa0: ${answer}`,
  putOnDuty: 'Inscrire',
  nobodyCan: 'Personne n’a dit oui pour l’instant.',
  saidNo: (names: string) => `Non\xa0: ${names}`,
  onDuty: (names: string) => `sur cette plage\xa0: ${names}`,
  dutyStates: { gone: 'n’est plus au planning publié', past: 'commencée ou passée' },
  dutyWays: {
    mail: 'courriel envoyé',
    unsent: 'courriel non parti\xa0: lien à remettre',
    link: 'sans adresse\xa0: lien à remettre',
  },
  copyLink: 'Copier le lien',
  linkFor: (name: string) => `Lien ${ofName(name)}`,
  linkHelp: 'Il répond à son nom\xa0: ne le remettez qu’à cette personne.',
  linkCopied: 'Lien copié.',
  linkNotCopied: 'La copie n’a pas abouti. Sélectionnez le lien et copiez-le.',
  dutyGiven: (name: string) => `${name} est sur cette plage. Son agenda le montre.`,
  dutyRefusals: {
    'duty-taken': 'Quelqu’un d’autre vient d’être inscrit sur cette plage.',
    'duty-range-gone': 'Cette plage n’est plus au planning publié, ou elle a commencé.',
    'duty-volunteer-gone': 'Cette personne n’est plus parmi les volontaires.',
    'not-found': 'Cet appel n’existe plus.',
  },
  closeDutyCall: 'Clore l’appel',
  dutyCallClosed: 'Appel clos\xa0: il ne prend plus de réponse.',
  dutyFormText: 'Ce que les volontaires reçoivent\xa0: les plages, votre mot, la date limite. Rien d’un patient.',
  dutyWeek: 'Semaine',
  dutyRanges: 'Plages à pourvoir',
  rangesChosen: (number: number) => `${count(number, 'plage choisie', 'plages choisies')}, toutes semaines ensemble`,
  alreadyOnDuty: 'quelqu’un y est inscrit',
  dutyVolunteers: 'À qui',
  byMail: 'par courriel',
  byLink: 'lien à remettre',
  dutyCloses: 'Réponses jusqu’au',
  dutyClosesHelp: 'Au plus tard le jour de la première plage, comme 16/11/2026',
  dutyWord: 'Un mot',
  dutyWordHelp: 'Pour les confrères, sans rien d’un patient.',
  sendDutyCall: 'Envoyer l’appel',
  dutyCallSent: 'Appel envoyé.',
  noRangeChosen: 'Cochez une plage au moins',
  tooManyRanges: (most: number) => `${most} plages au plus par appel`,
  noVolunteerChosen: 'Cochez une personne au moins',
  wrongClosing: 'Tapez une date d’aujourd’hui au jour de la première plage',
  tooManyCalls: 'Trop d’appels sont ouverts\xa0: terminez-en un d’abord.',
};

export type DutyCallWords = typeof dutyCalls;
