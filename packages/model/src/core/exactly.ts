import * as z from 'zod/mini';

/** An object with these members and no others: one that is mistyped is refused, and what there is said, rather than lost. */
export const Exactly = <Shape extends z.core.$ZodShape>(shape: Shape) =>
  z.strictObject(shape, {
    error: ({ code }) => (code === 'unrecognized_keys' ? Object.keys(shape).join(', ') : undefined),
  });

/** A text in both languages. */
export const LocalizedText = Exactly({ fr: z.string(), en: z.string() });
