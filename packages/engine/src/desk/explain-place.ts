import type { QueuePlace } from './call-back-order.ts';

/**
 * Why an entry has its place, in a few words: « 62 % de 2 h », how much of its target it has waited. The part is cut, not rounded: « 100 % » is
 * said when the target is reached and not before.
 */
export function explainPlace({ entry, share }: QueuePlace, language: 'fr' | 'en'): string {
  const words = language === 'fr' ? french : english;
  if (entry.rank === 0) return words.first;
  if (entry.targetMinutes === 0) return words.atOnce;
  const percent = new Intl.NumberFormat(language === 'fr' ? 'fr-FR' : 'en-GB', { style: 'percent' });
  // 0.57 * 100 is a hair below 57.
  const cut = Math.floor(share * 100 + 1e-9) / 100;
  return words.part(percent.format(cut), sayMinutes(entry.targetMinutes, language));
}

const french = {
  first: 'orienté vers le 15 : rappel de contrôle',
  atOnce: 'à rappeler tout de suite',
  part: (percent: string, target: string) => `${percent} de ${target}`,
};

const english = {
  first: 'sent to 15: call back to check',
  atOnce: 'to be called at once',
  part: (percent: string, target: string) => `${percent} of ${target}`,
};

/** A span of minutes as it is said: « 45 min », « 2 h », « 1 h 30 ». */
export function sayMinutes(minutes: number, language: 'fr' | 'en'): string {
  const hours = Math.floor(minutes / 60);
  const rest = Math.floor(minutes % 60);
  if (hours === 0) return `${String(rest)}\u{a0}min`;
  if (rest === 0) return `${String(hours)}\u{a0}h`;
  const end = String(rest).padStart(2, '0');
  return language === 'fr' ? `${String(hours)}\u{a0}h\u{a0}${end}` : `${String(hours)}\u{a0}h\u{a0}${end}\u{a0}min`;
}
