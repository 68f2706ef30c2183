import { dates, fields, trouble } from '../../../ui/words/en.ts';
import { person } from '../../lists/words/person-en.ts';
import type { InscriptionStrings } from './fr.ts';

export const en: InscriptionStrings = {
  ...dates,
  ...fields,
  ...trouble,
  ...person,
  missing: 'This list is not open to inscriptions',
  missingText: 'Turn to the secretaries of the structure.',
  loadingInscription: 'Loading',
  inscriptionTitle: (list) => `Write somebody down: ${list}`,
  inscriptionIntro: 'The team of the structure calls those who are on the list, by priority and then by date.',
  noEmergency: 'This page is not for emergencies. In an emergency, call 15 (114 by text message).',
  by: 'Who fills in this page?',
  wrongBy: 'Say who fills in this page',
  writers: {
    patient: 'The person herself or himself',
    carer: 'A relative or a carer',
    dac: 'The care coordination support service (DAC)',
    cpam: 'The sickness fund (CPAM)',
  },
  aboutThem: 'Give the names and the date of birth of the person to be written down, and how to reach them.',
  whatFor: 'This is used to call the person, and read by the team of the structure alone.',
  inscribe: 'Write down',
  inscribed: 'It is recorded',
  inscribedText: 'Whoever was on the list already keeps their place. The team of the structure will call.',
  inscribeAnother: 'Write down somebody else',
};
