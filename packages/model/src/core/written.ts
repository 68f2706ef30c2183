import * as z from 'zod/mini';

/** Half a pair of surrogates has no bytes of its own: two texts that differ in one would have the same digest. */
const isWhole = (text: string): boolean => !/[\p{Cs}]/u.test(text);

/** What is said to people and kept: a text with its line ends, and nothing that draws nothing but them. */
export const Written = (maximum: number) =>
  z.string().check(
    z.minLength(1),
    z.maxLength(maximum),
    z.refine((text) => isWhole(text) && !/[^\P{Cc}\n]/u.test(text) && text.trim() !== '', {
      params: { accepted: 'a text without control characters' },
    }),
  );

/** A name somebody else's system gives to a thing. */
export const Key = z.string().check(
  z.minLength(1),
  z.maxLength(120),
  z.refine((text) => isWhole(text) && !/[\p{Cc}\p{Cf}]/u.test(text) && text.trim() === text, {
    params: { accepted: 'a name without control characters' },
  }),
);
