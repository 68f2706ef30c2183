import type { FinalReason, VisitSettings } from '@relais/model';

/** What one press writes after a reason given at entry: the final reason the structure calls usual for it, else the one of the same code. */
export function usualReason(
  { finalReasons }: Pick<VisitSettings, 'finalReasons'>,
  reason: string | undefined,
): FinalReason | undefined {
  if (reason === undefined) return undefined;
  return (
    finalReasons.find(({ usualFor }) => usualFor?.includes(reason)) ?? finalReasons.find(({ code }) => code === reason)
  );
}

/**
 * Final reasons as they are proposed: those usual for what was given at entry first, then the list in its own order; with something typed, those
 * whose words begin so, accents and case aside.
 */
export function findReasons(
  { finalReasons }: Pick<VisitSettings, 'finalReasons'>,
  {
    reason,
    typed = '',
    language,
  }: { readonly reason?: string; readonly typed?: string; readonly language: 'fr' | 'en' },
): FinalReason[] {
  const isUsual = ({ code, usualFor }: FinalReason) =>
    reason !== undefined && (usualFor?.includes(reason) === true || code === reason);
  const wanted = wordsOf(typed);
  const found = finalReasons.filter(({ label }) => {
    const words = wordsOf(label[language]);
    return wanted.every((one) => words.some((word) => word.startsWith(one)));
  });
  return [...found.filter(isUsual), ...found.filter((one) => !isUsual(one))];
}

function wordsOf(text: string): string[] {
  const plain = text.toLowerCase().replaceAll('œ', 'oe').normalize('NFD').replace(/\p{M}/gu, '');
  return plain.split(/[^\p{L}\p{N}]+/u).filter((word) => word !== '');
}
