import type { OfferAnswer, OfferPerson } from '@relais/model';
import type { ApiWords, MembersOf } from '../core/openapi/api-words.ts';

type MembersOfAny<Union> = Union extends unknown ? keyof Union : never;

interface Sent {
  OfferAnswer: Record<MembersOfAny<OfferAnswer>, unknown>;
  OfferPerson: OfferPerson;
}

const members: MembersOf<Sent> = {
  OfferAnswer: {
    answer: 'Taken or not; from the desk also that nobody answered the telephone',
    person: 'Who is to be seen, where the call-back list does not know it; when absent it must',
    reason: 'Code of a reason of the structure, where the call-back list has none; when absent it must',
    anotherPerson: 'This is somebody else than the person who has a booking; when absent it may be the same',
  },
  OfferPerson: {
    familyName: 'Family name',
    givenName: 'Given name',
    birthDate: 'Date of birth',
  },
};

export const freedSeatWords: ApiWords = { members };
