import * as z from 'zod/mini';

/**
 * What a row of the log says of a person, so that people can be counted and nobody is named. It stands beside the row's data and can be erased
 * without breaking the chain. What is missing is unknown.
 */
export const EventPerson = z.object({
  /** A pseudonym, the same in all rows of a structure; absent where the person objects to their being used again. */
  patient: z.optional(z.string()),
  /** In whole years, at the date of the event. */
  age: z.optional(z.int()),
  sex: z.optional(z.string()),
  commune: z.optional(z.string()),
  attendingDoctor: z.optional(z.string()),
  longTermIllness: z.optional(z.boolean()),
});
export type EventPerson = z.infer<typeof EventPerson>;
