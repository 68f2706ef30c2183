/** From right to left whatever the letters, and back to what was before: U+202E and U+202C. */
const [MIRROR, END] = ['\u202e', '\u202c'];

/**
 * Words as a language that is written from right to left would have them, for whoever reads none: each text runs the other way.
 * Browsers take `ar` for what they are in.
 */
export function mirrored<Words extends object>(words: Words): Words {
  return mirror(words) as Words;
}

function mirror(word: unknown): unknown {
  if (typeof word === 'string') return `${MIRROR}${word}${END}`;
  if (typeof word === 'function')
    return (...given: unknown[]) => mirror((word as (...all: unknown[]) => unknown)(...given));
  if (Array.isArray(word)) return word.map(mirror);
  if (typeof word !== 'object' || word === null) return word;
  return Object.fromEntries(Object.entries(word).map(([key, inner]) => [key, mirror(inner)]));
}
