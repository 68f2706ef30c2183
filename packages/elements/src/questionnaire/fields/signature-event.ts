import { PublicEvent } from '../../ui/public-event.ts';

/** Asked when the person wants to sign; the host answers by calling `sign`. `linkId` is undefined for the whole form. */
export class SignatureRequestEvent extends PublicEvent<{ linkId: string | undefined }> {
  constructor(linkId: string | undefined) {
    super('relais-signature-request', { linkId });
  }
}
