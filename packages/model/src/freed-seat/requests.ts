import * as z from 'zod/mini';
import { Exactly } from '../core/exactly.ts';
import { PlainDate } from '../core/instant.ts';
import { PersonName } from '../people/index.ts';

/** Who is to be seen, where the call-back list does not know it. */
export const OfferPerson = Exactly({ familyName: PersonName, givenName: PersonName, birthDate: PlainDate });
export type OfferPerson = z.infer<typeof OfferPerson>;

/** `POST …/seat-offers/{offer}/answer`. Nobody but the desk says `unanswered`. */
export const OfferAnswer = z.discriminatedUnion('answer', [
  Exactly({
    answer: z.literal('yes'),
    person: z.optional(OfferPerson),
    /** Code of a reason of the structure. */
    reason: z.optional(z.string().check(z.minLength(1), z.maxLength(80))),
    /** Answer to `possible-duplicate`: this is somebody else than the person who has a booking. */
    anotherPerson: z.optional(z.boolean()),
  }),
  Exactly({ answer: z.literal('no') }),
  Exactly({ answer: z.literal('unanswered') }),
]);
export type OfferAnswer = z.infer<typeof OfferAnswer>;
