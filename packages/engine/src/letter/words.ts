import type { AlertAnswer, Profession, RedirectionTarget, RunOutcome, Sex } from '@relais/model';

// Letters are French, whatever the language of a screen: they are read by French carers and their patients.

export const OUTCOMES: Readonly<Record<RunOutcome, string>> = {
  managedByDelegate: 'Prise en charge directe dans le cadre du protocole',
  redirected: 'Réorientation',
  takeover: 'Reprise par le délégant',
  refused: 'Refus du patient',
  abandoned: 'Passage interrompu',
};

export const TARGETS: Readonly<Record<RedirectionTarget, string>> = {
  samu: 'SAMU (15)',
  emergency: 'urgences',
  generalPractitioner: 'médecin généraliste',
  attendingDoctor: 'médecin traitant',
  specialist: 'spécialiste',
  imaging: 'imagerie',
  dentist: 'dentiste',
  sosMedecins: 'SOS Médecins',
  supportCoordinationService: 'dispositif d’appui à la coordination (DAC)',
};

export const PROFESSIONS: Readonly<Record<Profession, string>> = {
  generalPractitioner: 'médecin généraliste',
  nurse: 'infirmier ou infirmière',
  advancedPracticeNurse: 'infirmier ou infirmière en pratique avancée (IPA)',
  physiotherapist: 'masseur-kinésithérapeute',
  pharmacist: 'pharmacien ou pharmacienne',
  midwife: 'sage-femme',
  radiographer: 'manipulateur ou manipulatrice d’électroradiologie médicale (MERM)',
  orthoptist: 'orthoptiste',
  dietitian: 'diététicien ou diététicienne',
  other: 'professionnel ou professionnelle de santé',
};

export const SEXES: Readonly<Record<Sex, string>> = {
  female: 'féminin',
  male: 'masculin',
  other: 'autre',
  unknown: 'non précisé',
};

export const ANSWERS: Readonly<Record<AlertAnswer, string>> = {
  continue: 'poursuivre dans le protocole',
  takeOver: 'je reprends le patient',
  emergency: 'adresser aux urgences',
};

export const words = {
  training: 'Passage d’entraînement : ce document ne concerne personne',
  replaces: (day: string, time: string) => `Remplace la lettre du ${day} à ${time}`,
  secrecy: 'Secret demandé par la personne mineure : à ne pas communiquer aux titulaires de l’autorité parentale',
  seen: (time: string) => `vue par le délégué à ${time}`,
  called: (name: string, time: string) => `${name} appelé(e) à ${time}`,
  answered: (name: string, answer: string, time: string, byPhone: boolean) =>
    `réponse de ${name} à ${time}${byPhone ? ', par téléphone' : ''} : « ${answer} »`,
  nobody: (time: string) => `personne n’a répondu, appel au 15 demandé à ${time}`,
  lapsed: (time: string) => `levée à ${time}, la réponse ayant été corrigée`,
  noAlert: 'Aucune alerte.',
  age: (years: number) => (years > 1 ? `${years} ans` : `${years} an`),
  attention: (name: string) => `À l’attention du Dr ${name}`,
  rpps: (rpps: string) => `RPPS ${rpps}`,
  prescriber: 'Prescripteur',
  profession: 'Qualité',
  identifier: 'Identifiant',
  address: 'Adresse professionnelle',
  phone: 'Téléphone',
  email: 'Adresse électronique',
  patient: 'Patient',
  sex: 'Sexe',
  birthDate: 'Date de naissance',
  protocol: 'Protocole',
  givenBy: 'Remise par',
  version: (title: string, version: string) => `${title}, version ${version}`,
  prescription: 'Ordonnance préétablie',
  ofThisDay: 'de ce jour',
  ofPrescription: 'de la date de l’ordonnance',
  lastDay: 'À délivrer au plus tard le',
  signedBy: (name: string, profession: string) => `${name}, ${profession}`,
  signatureOf: (name: string) => `Signature du prescripteur : ${name}`,
} as const;
