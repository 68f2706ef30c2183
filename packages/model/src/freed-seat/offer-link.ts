/** What opens an offer: of which structure, since one page may serve several. */
export interface OfferAddress {
  readonly structureId: string;
  readonly offerId: string;
  readonly token: string;
}

/** Fragment of the link of an offer: never sent to a server, never in a Referer. */
export function offerFragment({ structureId, offerId, token }: OfferAddress): string {
  return `relais-offer=${structureId}.${offerId}.${token}`;
}

/** Reads `#relais-offer=<structure>.<id>.<token>` among other fragment parameters; `undefined` when there is no such link. */
export function parseOfferFragment(fragment: string): OfferAddress | undefined {
  const match = /(?:^#?|&)relais-offer=([\w-]+)\.([\w-]+)\.([\w-]+)/.exec(fragment);
  const [, structureId, offerId, token] = match ?? [];
  return structureId && offerId && token ? { structureId, offerId, token } : undefined;
}
