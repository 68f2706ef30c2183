import type { HistoryFault } from '@relais/model';

/** On one line, without what draws nothing. */
export function cleanCell(text = ''): string {
  return text
    .replace(/\p{C}+/gu, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

/** `1 240`, `1240`, `1240,0` → 1240; else what is wrong with it. */
export function readCount(text: string, most: number): number | HistoryFault {
  const plain = text.replace(/\s/g, '').replace(/[.,]0+$/, '');
  if (/^[-−]\d+([.,]\d+)?$/.test(plain)) return 'negative';
  if (!/^\d+$/.test(plain)) return 'not-a-count';
  return Number(plain) > most ? 'too-large' : Number(plain);
}
