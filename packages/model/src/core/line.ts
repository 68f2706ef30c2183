import * as z from 'zod/mini';

/** What draws nothing or turns others round, breaks a line, or is half a sign. */
const UNSEEN = /[\p{Default_Ignorable_Code_Point}\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** One line of text that is all that is seen of it: what stands on paper is what was checked. */
export const Line = (maximum: number) =>
  z.string().check(
    z.minLength(1),
    z.maxLength(maximum),
    z.refine((text) => !UNSEEN.test(text) && text.trim() === text, {
      params: { accepted: 'one line of text, without control or invisible characters, nor spaces around it' },
    }),
  );
