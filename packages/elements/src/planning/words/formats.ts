import type { territoryFormats } from '@relais/sdk/planning';

/** What a territory file may say, in French; the format’s own words are English. */
export const formats: Record<keyof typeof territoryFormats, string> = {
  document: 'un document csnp-territory/1 (un objet JSON)',
  formatVersion: 'csnp-territory/1',
  object: 'un objet',
  list: 'une liste',
  text: 'un texte qui n’est pas vide',
  rpps: 'un numéro RPPS, onze chiffres',
  id: 'un identifiant de 1 à 80 caractères qui commence par une lettre ou un chiffre',
  flag: 'true ou false',
  number: 'un nombre',
  minutes: 'un nombre entier de minutes, de 0 à 527040 (un an)',
  seconds: 'un nombre entier de secondes, de 1 à 86400 (un jour)',
  count: 'un nombre entier, 0 ou plus',
  ages: 'des âges en années entières, le premier au plus égal au dernier',
  capacity: 'un nombre entier de places, de 1 à 10000',
  ruleSlotMinutes: 'un nombre entier de minutes, de 5 à 120',
  slotMinutes: 'un nombre entier de minutes, de 5 à 1440',
  slotsPerHour: 'un nombre de créneaux qui divise l’heure\xa0: 1, 2, 3, 4, 5, 6, 10 ou 12',
  time: 'une heure HH:MM de 00:00 à 23:59, ou 24:00',
  date: 'une date du calendrier, AAAA-MM-JJ',
  timezone: 'un fuseau horaire IANA comme Europe/Paris',
  calendar: 'un calendrier de jours fériés du format',
  days: 'des jours parmi mon, tue, wed, thu, fri, sat, sun, un au moins et chacun une fois au plus',
  onHoliday: 'closed, open ou only',
  volunteersMay: 'close et open, un au moins et chacun une fois au plus',
  trials: 'une liste de 20 périodes d’essai au plus',
  trial: 'une période d’essai de 56 jours au plus',
  audiences: 'des publics parmi PUBLIC, PRO, SNP, CPTS, un au moins et chacun une fois au plus',
  exception: 'une exception de type closure ou opening',
  policy: 'ledger-credit',
  weight: 'offered-seats ou equal',
  period: 'none, month ou quarter',
  mode: 'single-site, multi-site ou weekly-rotation',
  overflowOrder: 'travel-time',
  practices: 'une liste d’un cabinet au moins',
  cycleWeeks: 'un nombre entier de semaines, de 1 à 520',
  breaks: 'une liste de 100 pauses au plus',
  weeks: 'des numéros de semaine de 0 à cycleWeeks - 1, un au moins et chacun une fois au plus',
};

/** What is left of other words, where it is a list or a number: the rest says what is wrong already. */
export function listIn(accepted: string): string {
  const [, most] = /^at most (\d+) entries$/.exec(accepted) ?? [];
  if (most !== undefined) return `${most} au plus`;
  return /^(?:one of |.*: )(.+)$/.exec(accepted)?.[1] ?? '';
}
