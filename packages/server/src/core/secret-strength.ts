const SHORTEST = 32;
/** Random text of that length has some twenty; a key held down has one, a word repeated a handful. */
const FEWEST_DIFFERENT = 8;

/** What a secret must be, in the words of every refusal. */
export const SECRET_WORDS = `at least ${SHORTEST} random characters, ${FEWEST_DIFFERENT} of them different (« openssl rand -base64 32 » makes some)`;

/** Why a secret could be guessed; `undefined` when nothing speaks against it. */
export function weaknessOf(secret: string): string | undefined {
  if (secret === '') return 'is empty';
  if (secret.length < SHORTEST) return `has ${secret.length} characters`;
  const different = new Set(secret).size;
  return different < FEWEST_DIFFERENT ? `has only ${different} different characters` : undefined;
}
