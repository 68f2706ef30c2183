import { dates, fields, trouble, zone } from '../../ui/words/en.ts';
import type { DutyCallStrings } from './fr.ts';

export const en: DutyCallStrings = {
  ...trouble,
  ...dates,
  ...fields,
  ...zone,
  opening: 'Opening the call',
  title: 'Who can?',
  intro: (name, host) => `${name}, ${host} is looking for who can see patients. Answer for each range.`,
  until: (date) => `You may answer, and change your answers, until ${date} included.`,
  answeredAt: (when) => `You have answered: ${when}.`,
  ranges: 'Ranges',
  range: (date, from, to) => `${date}, ${from} – ${to}`,
  answers: { yes: 'Yes', ifNeeded: 'If need be', no: 'No' },
  states: {
    gone: 'This range is not in the planning any more: nothing to answer.',
    past: 'This range has begun, or is over.',
    filled: 'Somebody has been put on duty in this range.',
    yours: 'This range is yours: the coordination counts on you.',
  },
  busy: 'Your calendar is busy then',
  yourAnswer: (answer) => `Your answer: ${answer}`,
  noAnswer: 'You have not answered.',
  send: 'Send my answers',
  noneChosen: 'Answer for one range at least',
  sent: 'Thank you, noted',
  sentText: 'The coordination sees your answers. This link will say whether a range is yours.',
  change: 'Change my answers',
  closed: 'This call is closed',
  closedText: 'It takes no answer any more. This is how each range stands.',
  nothingLeft: 'No range waits for an answer any more.',
  noLink: 'No call to open',
  noLinkText:
    'Open this page by the whole link you were given. An old link, or that of somebody who is no volunteer any more, opens nothing.',
  callUs: (phone) => `Call ${phone}`,
};
