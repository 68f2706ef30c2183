import type { Inscription } from '@relais/sdk';
import { dates, fields, trouble } from '../../../ui/words/fr.ts';
import { person } from '../../lists/words/person-fr.ts';

/** What the public page of a list says. */
export const fr = {
  ...dates,
  ...fields,
  ...trouble,
  ...person,
  missing: 'Cette liste n’est pas ouverte aux inscriptions',
  missingText: 'Adressez-vous au secrétariat de la structure.',
  loadingInscription: 'Chargement',
  inscriptionTitle: (list: string) => `S’inscrire\xa0: ${list}`,
  inscriptionIntro:
    'L’équipe de la structure rappelle les personnes inscrites, selon leur priorité puis leur date d’inscription.',
  noEmergency: 'Cette page n’est pas faite pour les urgences. En cas d’urgence, appelez le 15 (114 par SMS).',
  by: 'Qui remplit cette page\xa0?',
  wrongBy: 'Dites qui remplit cette page',
  writers: {
    patient: 'La personne elle-même',
    carer: 'Un proche ou un aidant',
    dac: 'Le dispositif d’appui à la coordination (DAC)',
    cpam: 'L’Assurance maladie (CPAM)',
  } as Readonly<Record<Inscription['by'], string>>,
  aboutThem: 'Indiquez les nom, prénom et date de naissance de la personne à inscrire, et où la joindre.',
  whatFor: 'Ces informations servent à rappeler la personne, et sont lues par l’équipe de la structure seulement.',
  inscribe: 'Inscrire',
  inscribed: 'L’inscription est enregistrée',
  inscribedText: 'Si la personne était déjà inscrite, elle garde sa place. L’équipe de la structure la rappellera.',
  inscribeAnother: 'Inscrire une autre personne',
};

export type InscriptionStrings = typeof fr;
