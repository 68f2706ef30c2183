import { dates, trouble, zone } from '../../ui/words/en.ts';
import type { DoctorAnswerStrings } from './fr.ts';

export const en: DoctorAnswerStrings = {
  ...trouble,
  ...dates,
  ...zone,
  opening: 'Opening the request',
  title: 'Can you see this person?',
  intro: (host) => `A person whose treating doctor you are has asked ${host} for unscheduled care.`,
  arrived: (when) => `Request received: ${when}.`,
  until: (when) => `You can answer until: ${when}. After that the request goes on.`,
  who: 'For safety neither the name nor the reason is on this page: the desk tells you on the telephone.',
  sees: 'I will see them myself',
  cannot: 'I cannot',
  saidSees: 'Noted: you will see them',
  saidSeesText: 'The desk knows and tells the person. Call it to learn who it is and to agree on a time.',
  saidCannot: 'Noted: you cannot',
  saidCannotText: 'The request goes on. There is nothing else for you to do.',
  desk: 'The desk is dealing with it',
  deskText: 'Somebody is calling the person now. If you want to see them, call the desk.',
  over: 'The time to answer is over',
  overText: 'The request has gone on. If you want to see the person, call the desk.',
  noLink: 'No request to open',
  noLinkText: 'Open this page by the link you were sent, in full. An old link opens nothing any more.',
  callUs: (phone) => `Call ${phone}`,
};
