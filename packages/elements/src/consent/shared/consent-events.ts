import { PublicEvent } from '../../ui/public-event.ts';

/**
 * Something was decided and its proof is sealed: read it from `record`. What was decided is not in the event, which any script can hear. Give
 * `waitUntil` the promise that it is kept: until then the element says that it is not.
 */
export class ConsentDecidedEvent extends PublicEvent<{ id: string }> {
  readonly #awaited: Promise<unknown>[] = [];

  constructor(id: string) {
    super('relais-consent-decided', { id });
  }

  /** @throws {DOMException} InvalidStateError, once the event has been dispatched */
  waitUntil(kept: PromiseLike<unknown>): void {
    if (this.eventPhase === Event.NONE) throw new DOMException('The event has been dispatched', 'InvalidStateError');
    this.#awaited.push(Promise.resolve(kept));
  }

  /** Resolves when it is kept; undefined when nobody has promised anything. */
  get kept(): Promise<unknown> | undefined {
    return this.#awaited.length > 0 ? Promise.all(this.#awaited) : undefined;
  }
}

/** The patient wants to talk to somebody before deciding. */
export class ConsentTalkRequestEvent extends PublicEvent<Record<string, never>> {
  constructor() {
    super('relais-consent-talk-request', {});
  }
}

declare global {
  // Elements and the document alike: a host may listen where it likes.
  interface GlobalEventHandlersEventMap {
    'relais-consent-decided': ConsentDecidedEvent;
    'relais-consent-talk-request': ConsentTalkRequestEvent;
  }
}
