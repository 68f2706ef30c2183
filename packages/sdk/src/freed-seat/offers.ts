import { freedSeatRoutes } from '@relais/model';
import type { AnsweredOffer, OfferAnswer, OfferView } from '@relais/model';
import type { CallOptions, ClientCore } from '../core/index.ts';

/** What opens one offer: the link of its message. */
export interface OfferLink {
  readonly offerId: string;
  readonly token: string;
}

/** A freed seat as the person it is offered to sees it. */
export interface Offers {
  /** Looking answers nothing. */
  read(link: OfferLink, options?: CallOptions): Promise<OfferView>;
  /**
   * Takes the seat, or not. The same answer again gives the same.
   *
   * @throws {RefusedError} `offer-ended`, `hold-expired`, `duplicate-booking`, `possible-duplicate`
   */
  answer(link: OfferLink, answer: OfferAnswer, options?: CallOptions): Promise<AnsweredOffer>;
}

export function createOffers({ core: { call } }: { readonly core: ClientCore }): Offers {
  return {
    read: ({ offerId, token }, options) =>
      call(freedSeatRoutes.readOffer, { params: { offer: offerId }, token }, options?.signal),
    answer: ({ offerId, token }, answer, options) =>
      call(freedSeatRoutes.answerOffer, { params: { offer: offerId }, token, body: answer }, options?.signal),
  };
}
