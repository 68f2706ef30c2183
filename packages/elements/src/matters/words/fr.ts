import type { MatterKind } from '@relais/sdk/coordination';
import { dates, trouble } from '../../ui/words/fr.ts';
import { reading } from '../../ui/words/reading-fr.ts';
import { first } from './fr-first.ts';

const count = (number: number, one: string, more: string) => `${number} ${number > 1 ? more : one}`;

const kinds: Record<MatterKind, (number: number) => string> = {
  logBroken: () => 'Le journal n’est pas entier\xa0: prévenez l’exploitant du serveur avant toute autre chose',
  callbacksLate: (number) =>
    count(number, 'personne attend d’être rappelée', 'personnes attendent d’être rappelées') + ' au-delà du délai',
  patientsToCall: (number) =>
    count(number, 'patient à appeler', 'patients à appeler') + '\xa0: leur place n’existe plus',
  visitsLeftOpen: (number) => count(number, 'visite restée ouverte', 'visites restées ouvertes'),
  mailsStuck: (number) => count(number, 'courriel ne part pas', 'courriels ne partent pas'),
  webhookStuck: (number) =>
    `Un logiciel n’est plus prévenu\xa0: ${count(number, 'fin de protocole attend', 'fins de protocole attendent')}`,
  trainingEnding: (number) =>
    count(
      number,
      'attestation de formation finie ou proche de sa fin',
      'attestations de formation finies ou proches de leur fin',
    ),
  logUnchecked: () => 'Le journal n’a pas été vérifié depuis une semaine',
};

export const fr = {
  ...first,
  ...dates,
  ...trouble,
  ...reading,
  unreachable: first.unreachable,
  unreachableText: first.unreachableText,
  title: 'À voir aujourd’hui',
  matter: (kind: MatterKind, number: number) => kinds[kind](number),
  since: (when: string) => `depuis le ${when}`,
  grave: 'urgent',
  due: 'à faire',
  open: 'Ouvrir',
  nothing: 'Rien n’attend personne',
  nothingText: (when: string) => `Tout est à jour à ${when}.`,
};

export type MattersStrings = typeof fr;
