import type { PersonFormWords } from './person-fr.ts';

export const person: PersonFormWords = {
  familyName: 'Family name',
  givenName: 'Given name',
  birthDate: 'Date of birth',
  dateHelp: 'DD/MM/YYYY',
  phone: 'Telephone',
  email: 'Email',
  wrongName: 'Give the family name',
  wrongGivenName: 'Give the given name',
  wrongBirthDate: 'Give a date of birth, such as 31/03/1980',
  wrongPhone: 'Give a whole telephone number',
  wrongEmail: 'Correct the address, or leave it empty',
};
