/** Who is to be on a list, asked at the desk and on the public page. */
export const person = {
  familyName: 'Nom de famille',
  givenName: 'Prénom',
  birthDate: 'Date de naissance',
  dateHelp: 'JJ/MM/AAAA',
  phone: 'Téléphone',
  email: 'Courriel',
  wrongName: 'Indiquez le nom de famille',
  wrongGivenName: 'Indiquez le prénom',
  wrongBirthDate: 'Indiquez une date de naissance, comme 31/03/1980',
  wrongPhone: 'Indiquez un numéro de téléphone complet',
  wrongEmail: 'Corrigez l’adresse, ou laissez vide',
};

export type PersonFormWords = typeof person;
