/** Crockford's base 32: no I, L, O or U, so that nothing is misread aloud or on paper. */
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

/** Fills the array with random bytes, as `crypto.getRandomValues` does. */
export type RandomSource = (bytes: Uint8Array<ArrayBuffer>) => Uint8Array;

/** An id nobody can guess: 130 bits in 26 lowercase characters. */
export function createId(random: RandomSource): string {
  return randomText(random, 26).toLowerCase();
}

/** A code to read out on the telephone, e.g. `K7M-3QX`. Not a secret; unique inside a structure. */
export function createReference(random: RandomSource): string {
  const text = randomText(random, 6);
  return `${text.slice(0, 3)}-${text.slice(3)}`;
}

function randomText(random: RandomSource, length: number): string {
  // 256 is a multiple of 32, so the low five bits of a byte are uniform.
  return Array.from(random(new Uint8Array(length)), (byte) => ALPHABET[byte & 31]).join('');
}
