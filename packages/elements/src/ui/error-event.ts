import { PublicEvent } from './public-event.ts';

/**
 * Something failed, in any of our elements, which shows its own screen or words for it. `code` is stable; `linkId` names the item of
 * a form it is about, when it is about one. Nothing of a person is in it.
 */
export class RelaisErrorEvent extends PublicEvent<{ code: string; linkId?: string | undefined }> {
  constructor(detail: { code: string; linkId?: string | undefined }) {
    super('relais-error', detail);
  }
}

declare global {
  // Elements and the document alike: a host may listen where it likes.
  interface GlobalEventHandlersEventMap {
    'relais-error': RelaisErrorEvent;
  }
}
